"""The quality of a table, as people look at it: what to mend first, where the holes are, how values spread."""
