"""Earlier versions: reading them, comparing them, going back."""
