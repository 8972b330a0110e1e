"""The way of a case: registration, assignment, transitions, and the record of them."""
