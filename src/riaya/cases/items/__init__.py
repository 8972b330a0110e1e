"""What lies in a case file, each kind described by the feature it belongs to."""
