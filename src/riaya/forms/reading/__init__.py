"""Reading an XForm: questions, choices, texts, conditions."""
