"""Follow-up contacts: planned and recorded."""
