"""The report of an invoice as its page shows it: what to mend first, then family by family."""

import re
from dataclasses import dataclass

from levier.tables.invoicing.report import FAMILIES, VERDICTS, Outcome, Report, Verdict
from levier.tables.invoicing.rules.rule import Gravity

GRAVITIES: dict[Gravity, tuple[str, str, str]] = {
    "error": ("bad", "circle-x", "Erreur"),
    "doubt": ("warn", "alert-triangle", "À vérifier"),
    "remark": ("info", "info-circle", "Pour la suite"),
}
_TERMS = re.compile(r" \(((?:BT|BG)-[^)]*)\)")
_SENTENCES: dict[Verdict, str] = {
    "conform": "Elle suit la norme européenne et ses calculs tombent juste.",
    "doubtful": "Elle suit la norme européenne, mais certains points sont à vérifier avant de la payer.",
    "faulty": "Elle ne suit pas la norme : Levier a lu tout ce qui se lisait, et dit ce qui ne va pas.",
}


@dataclass(frozen=True)
class ShownOutcome:
    """A rule that does not hold, with its tone, icon and word."""

    outcome: Outcome
    tone: str
    icon: str
    word: str

    @property
    def asks(self) -> str:
        """What the rule asks, in a sentence without the codes of the norm."""
        plain = _TERMS.sub("", self.outcome.asks)
        return plain[0].lower() + plain[1:]

    @property
    def terms(self) -> str:
        """The terms of the norm the rule is about: « BT-130, BT-150 »."""
        found = _TERMS.search(self.outcome.asks)
        return found[1] if found else ""


@dataclass(frozen=True)
class ShownFamily:
    """The rules of a family that hold; ``checked``: all that were asked of it."""

    title: str
    holding: tuple[Outcome, ...]
    checked: int

    @property
    def whole(self) -> bool:
        return len(self.holding) == self.checked


@dataclass(frozen=True)
class ShownReport:
    """``groups``: (title, outcomes) by gravity, the worst first."""

    verdict: Verdict
    label: str
    sentence: str
    profile: str
    groups: tuple[tuple[str, tuple[ShownOutcome, ...]], ...]
    families: tuple[ShownFamily, ...]
    checked: int
    holding: int
    notes: tuple[str, ...]


def shown_report(report: Report) -> ShownReport:
    """The report in the order a person reads it."""
    titles: dict[Gravity, str] = {
        "error": "Ce qui n'est pas conforme",
        "doubt": "À vérifier avant de payer",
        "remark": "Exigences françaises, pour les prochaines factures",
    }
    groups = [
        (titles[gravity], tuple(ShownOutcome(outcome, *words) for outcome in report.broken(gravity)))
        for gravity, words in GRAVITIES.items()
    ]
    families = []
    for family, title in FAMILIES.items():
        asked = [outcome for outcome in report.outcomes if outcome.family == family]
        if asked:
            families.append(ShownFamily(title, tuple(o for o in asked if o.holds), len(asked)))
    return ShownReport(
        verdict=report.verdict,
        label=VERDICTS[report.verdict],
        sentence=_SENTENCES[report.verdict],
        profile=report.profile,
        groups=tuple((title, outcomes) for title, outcomes in groups if outcomes),
        families=tuple(families),
        checked=len(report.outcomes),
        holding=sum(outcome.holds for outcome in report.outcomes),
        notes=report.notes,
    )
