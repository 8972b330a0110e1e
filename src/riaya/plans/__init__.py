"""Intervention plans: goals, steps, resources."""
