"""What has to be done in a case, by whom and until when."""
