"""Form templates: XLSForm files with a life of their own."""
