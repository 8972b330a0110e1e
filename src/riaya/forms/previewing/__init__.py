"""A form as it will be asked, for those who decide on it."""
