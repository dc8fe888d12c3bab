"""Connectors: what brings the company's documents and tables in by itself, one folder each behind one contract."""
