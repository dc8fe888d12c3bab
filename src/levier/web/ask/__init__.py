"""« Demander »."""
