"""The review of an edition: its check, comments and decisions."""
