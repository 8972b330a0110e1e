"""Who may see and do what: roles, causes of access."""
