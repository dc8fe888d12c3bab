"""Claims against evidence: facts checked exactly by code, wording by retrieval, repair, removal with notice."""

from levier.validation.marks import parse, without_marks
from levier.validation.repairing import DropToSource, Repairer
from levier.validation.validating import ONE_REMOVED, validate
from levier.validation.verdict import Claim, Validated, Verdict

__all__ = [
    "ONE_REMOVED", "Claim", "DropToSource", "Repairer", "Validated", "Verdict", "parse", "validate", "without_marks",
]  # fmt: skip
