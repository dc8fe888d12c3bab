"""What policy keeps in the database."""

from levier.policy.models.destinations import DestinationRule
from levier.policy.models.journal import JournalEntry
from levier.policy.models.tokens import ApiToken

__all__ = ["ApiToken", "DestinationRule", "JournalEntry"]
