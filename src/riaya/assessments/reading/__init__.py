"""Reading and printing an assessment."""
