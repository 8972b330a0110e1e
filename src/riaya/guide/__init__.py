"""The procedural guide: editions, chapters, steps."""
