"""Forms on phones: the OpenRosa protocol of ODK Collect."""
