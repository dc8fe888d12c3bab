"""The pages « Confiance »: the journal."""
