"""Is everything installed, configured and healthy — and how to mend what is not."""

from levier.operations.health.checks import CHECKS
from levier.operations.health.finding import Finding, State, examine

__all__ = ["CHECKS", "Finding", "State", "examine"]
