"""Courses, sessions, certificates, and who has read the guide."""
