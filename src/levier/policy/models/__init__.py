"""What policy keeps in the database."""

from levier.policy.models.journal import JournalEntry

__all__ = ["JournalEntry"]
