"""The printed book of an edition."""
