"""Certificates: issuing, printing, demanding and revoking them."""
