"""Adoption: who is concerned, what they are told, who helps, and how much the tools really serve, never person by person."""
