"""What validation says: claims, verdicts, and the draft that is left."""

from enum import StrEnum

from pydantic import BaseModel

from levier.core.result import Sentence


class Verdict(StrEnum):
    """Whether the cited evidence supports a claim. ``PARTIAL``: every fact holds, the wording only nearly."""

    SUPPORTED = "supported"
    PARTIAL = "partial"
    UNSUPPORTED = "unsupported"


class Claim(BaseModel):
    """One thing said, the ids of the evidence it cites, and the verdict with its reason (French, empty if supported)."""

    text: str
    evidence: list[str] = []
    verdict: Verdict
    reason: str = ""
    score: float = 1.0


class Validated(BaseModel):
    """What may be shown. ``claims`` are those of ``sentences``; ``removed`` those that could not be proved."""

    sentences: list[Sentence]
    claims: list[Claim]
    removed: list[Claim] = []
    rounds: int = 0
