"""Find personal data in texts and in columns: identifiers by their check digits, people by lists of names and by a model.

Recall is not perfect, and nobody should rely on it to publish a file: what is found is counted and shown, so that a company
knows where personal data are, and pseudonyms stand in for them before a text leaves the machine.
"""

from levier.policy.personal.finding import Found, find
from levier.policy.personal.kinds import KINDS, PersonalKind, mask

__all__ = ["KINDS", "Found", "PersonalKind", "find", "mask"]
