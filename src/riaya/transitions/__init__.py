"""Taking a transition of a workflow: what it means, what is missing, the comment."""
