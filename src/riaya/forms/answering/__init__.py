"""Checking answers, settling what follows from them, and putting them into words."""
