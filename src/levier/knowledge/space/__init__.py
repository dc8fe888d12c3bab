"""What is searched, in memory: the words and the vectors of a company's passages, and whose they are."""

from levier.knowledge.space.memory import changed, forget, space_of
from levier.knowledge.space.rights import readable

__all__ = ["changed", "forget", "readable", "space_of"]
