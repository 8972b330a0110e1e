"""The compliance report as spreadsheets."""
