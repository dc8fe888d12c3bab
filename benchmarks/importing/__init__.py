"""Importing: the time and the memory from a file to a profiled version."""
