"""The tasks of a worker."""
