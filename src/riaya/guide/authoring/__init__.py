"""Beginning, writing and ordering an edition."""
