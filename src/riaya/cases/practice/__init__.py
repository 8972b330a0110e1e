"""How the guide is followed: what a stage requires, what was done, ticked and skipped."""
