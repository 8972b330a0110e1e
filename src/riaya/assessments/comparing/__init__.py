"""Two assessments of one form side by side."""
