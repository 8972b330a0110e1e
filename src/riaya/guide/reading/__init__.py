"""The guide as it is read."""
