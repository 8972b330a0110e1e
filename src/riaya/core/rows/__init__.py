"""Lists of rows: their fields, their cells, the table in which they are typed."""
