"""Companies, people and their roles."""
