"""The page of a case and its timeline."""
