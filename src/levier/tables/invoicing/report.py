"""The report of conformity: each rule with its outcome, each breach with its place in the file."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from levier.tables.invoicing.rules.rule import Family, Gravity

Verdict = Literal["conform", "doubtful", "faulty"]
VERDICTS: dict[Verdict, str] = {
    "conform": "Conforme",
    "doubtful": "À vérifier",
    "faulty": "Non conforme",
}
FAMILIES: dict[Family, str] = {
    "structure": "Structure du fichier",
    "mandatory": "Informations obligatoires",
    "amounts": "Montants et calculs",
    "vat": "TVA",
    "codes": "Codes et listes",
    "document": "Identifiants et profil",
    "french": "Exigences françaises",
}


class Finding(BaseModel):
    """One breach: ``term`` in words, ``xpath`` and ``line`` in the XML (the nearest element when it is absent)."""

    model_config = ConfigDict(frozen=True)

    place: str
    found: str
    xpath: str = ""
    line: int | None = None


class Outcome(BaseModel):
    """A rule that was checked. It holds when there are no findings."""

    model_config = ConfigDict(frozen=True)

    rule: str
    family: Family
    asks: str
    mend: str
    gravity: Gravity
    findings: tuple[Finding, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.findings


class Report(BaseModel):
    """All that was checked. ``profile``: the rule book in French words. ``notes``: what the reader should know."""

    model_config = ConfigDict(frozen=True)

    profile: str
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...] = ()

    def broken(self, gravity: Gravity) -> list[Outcome]:
        """The rules of this gravity that do not hold."""
        return [outcome for outcome in self.outcomes if outcome.findings and outcome.gravity == gravity]

    @property
    def verdict(self) -> Verdict:
        """Remarks alone leave an invoice conform: they concern the invoices to come."""
        if self.broken("error"):
            return "faulty"
        return "doubtful" if self.broken("doubt") else "conform"
