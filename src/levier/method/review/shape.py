"""What a review is made of, as it is kept and as the API gives it."""

from datetime import date

from pydantic import BaseModel


class Finding(BaseModel):
    """One thing that moved. ``title`` says it, ``said`` gives its figures, ``address`` opens it; ``measured``: False where
    nothing was."""

    name: str
    title: str
    said: str
    address: str
    measured: bool = True


class Reopening(BaseModel):
    """The assessment or the roadmap, and the measured reasons to open it again; none when it still holds.

    ``under_way``: it is open already.
    """

    name: str
    label: str
    reasons: list[str]
    under_way: bool = False


class Facts(BaseModel):
    """The quarter from ``start`` to ``day``, the day it was measured; ``end`` is the quarter's last day."""

    start: date
    end: date
    day: date
    label: str
    findings: list[Finding]
    reopenings: list[Reopening]

    @property
    def anything(self) -> bool:
        """Whether anything at all was measured."""
        return any(one.measured for one in self.findings)

    @property
    def draft(self) -> str:
        """Conclusions to start from: one line a finding."""
        return "\n".join(f"– {one.title}." for one in self.findings if one.measured)
