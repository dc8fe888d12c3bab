"""« Formation »: the plan, the sessions, the quiz, the attestations."""
