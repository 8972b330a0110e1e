"""Response clocks: how long each part of the work may take, and who hears of delay."""
