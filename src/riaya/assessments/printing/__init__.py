"""Assessments as PDF files."""
