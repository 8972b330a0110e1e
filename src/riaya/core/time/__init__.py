"""Moments, days and the working calendar of the offices."""
