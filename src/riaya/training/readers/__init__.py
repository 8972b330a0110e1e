"""Who has read an edition of the guide."""
