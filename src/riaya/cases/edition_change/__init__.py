"""Moving a case to the edition of the guide that is in force."""
