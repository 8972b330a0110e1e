"""The base of REST services and the shape of their errors."""
