"""What the people of a company corrected in its imports: applied to the next file, said, forgettable, never shared."""

from levier.tables.importing.learning.lessons import Recalled, forget, learn, lessons, recall
from levier.tables.importing.learning.remembering import memory_of

__all__ = ["Recalled", "forget", "learn", "lessons", "memory_of", "recall"]
