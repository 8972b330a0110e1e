"""The list of all forms, and beginning a new version of one."""
