"""Converting the spreadsheet of a form, and saying in sentences what is wrong in it."""
