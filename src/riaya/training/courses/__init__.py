"""Courses and their materials."""
