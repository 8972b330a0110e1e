"""What every feature stands on: layer, errors, clock, calendar, Arabic text."""
