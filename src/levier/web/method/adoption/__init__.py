"""« Adoption »: the use by groups, those concerned, what is said to them, ambassadors, help."""
