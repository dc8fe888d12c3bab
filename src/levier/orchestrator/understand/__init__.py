"""Understanding a request: its language, its questions, the things of the company it names, its periods."""

from levier.orchestrator.understand.shapes import Clause, Entity, Turn, Understood, Vocabulary, Words
from levier.orchestrator.understand.understanding import understand

__all__ = ["Clause", "Entity", "Turn", "Understood", "Vocabulary", "Words", "understand"]
