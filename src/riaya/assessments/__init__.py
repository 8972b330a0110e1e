"""Rapid and comprehensive assessments: needs, strengths, risk."""
