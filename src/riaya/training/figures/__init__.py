"""How many were trained."""
