"""Directorates and reception points, and the groups of their workers."""
