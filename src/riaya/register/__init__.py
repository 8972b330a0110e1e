"""The case register: one SQL row per case for worklists, search and counts."""
