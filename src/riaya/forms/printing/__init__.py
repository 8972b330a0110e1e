"""Blank forms on paper."""
