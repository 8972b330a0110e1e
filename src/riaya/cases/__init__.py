"""The case: registration, assignment, access, stages, timeline, clocks, closing."""
