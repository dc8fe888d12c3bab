"""What a table is worth, measured: the profile kept on each version, read by the assessment and by feasibility."""

from levier.tables.profile.measuring import profile
from levier.tables.profile.shape import ColumnProfile, Dimension, Profile

__all__ = ["ColumnProfile", "Dimension", "Profile", "profile"]
