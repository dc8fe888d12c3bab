"""Figures asked in French over a company with a table of every kind, against plain pandas computations."""
