"""Sessions of a course, and holding them."""
