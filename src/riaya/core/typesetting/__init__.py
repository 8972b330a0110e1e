"""Pages as PDF files, and formatted text in them."""
