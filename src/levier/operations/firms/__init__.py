"""Firms of accountants and consultants: who is of one, what it looks like, whose reports it signs."""
