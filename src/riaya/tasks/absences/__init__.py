"""Absences of workers, and who stands in for them."""
