"""How far practice follows the guide, in numbers that open their lists."""
