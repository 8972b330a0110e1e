"""Taking a filled form in, from a browser, a phone or another system."""
