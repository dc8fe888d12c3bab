"""A quiz made of the cards of the tools in use; the same seed makes the same questions."""
