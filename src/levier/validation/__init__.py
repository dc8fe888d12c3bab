"""Claims, evidence, verdicts, repair: nothing unproved reaches a person."""
