"""Specialised agents, one folder each, all behind one contract."""
