"""What policy keeps in the database."""

from levier.policy.models.destinations import DestinationRule
from levier.policy.models.journal import JournalEntry

__all__ = ["DestinationRule", "JournalEntry"]
