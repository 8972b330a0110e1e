"""Theme, home page, worklist, navigation, setting a site up."""
