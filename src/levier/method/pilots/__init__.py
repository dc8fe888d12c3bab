"""Pilots: try in small, measure before and after, decide with reasons."""
