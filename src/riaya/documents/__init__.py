"""Documents of a case file: kinds, confidentiality, versions."""
