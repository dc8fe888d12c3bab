"""What the check of a FEC found: each broken rule with its lines, and the facts of the file."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from levier.core.french.numbers import format_number
from levier.tables.accounting.conformity.rules import Gravity, Rule, rule_book

MOST_EXAMPLES = 12
Verdict = Literal["conforme", "conforme avec remarques", "non conforme"]
_PLURALS = {"journal": "journaux", "mois": "mois", "lettrage": "lettrages"}


@dataclass(frozen=True)
class Example:
    """One fault: the line of the file (0 when it is the whole file) and what stands there."""

    line: int
    text: str


@dataclass(frozen=True)
class Finding:
    """A rule that does not hold. ``count``: how many of the rule's unit (lines, entries, accounts …) break it."""

    code: str
    count: int
    examples: tuple[Example, ...]
    detail: str = ""

    @property
    def rule(self) -> Rule:
        return rule_book().rules[self.code]

    @property
    def counted(self) -> str:
        """« 12 lignes », « 1 journal »; empty for a fault of the whole file."""
        unit = self.rule.unit
        if unit == "fichier":
            return ""
        many = _PLURALS.get(unit, f"{unit}s")
        return f"{format_number(self.count)}\u00a0{unit if self.count < 2 else many}"


@dataclass(frozen=True)
class ConformityReport:
    """``facts``: figures of the file by French label; ``passed``: codes of the rules that hold."""

    name: str
    facts: dict[str, Any]
    findings: tuple[Finding, ...]
    passed: tuple[str, ...]
    source: str = ""
    reviewed: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def verdict(self) -> Verdict:
        if self.of("blocking"):
            return "non conforme"
        return "conforme avec remarques" if self.findings else "conforme"

    def of(self, gravity: Gravity) -> list[Finding]:
        """The findings of one gravity."""
        return [finding for finding in self.findings if finding.rule.gravity == gravity]

    @property
    def summary(self) -> str:
        """« Non conforme : 2 points bloquants, 5 avertissements, 3 conseils sur 61 règles vérifiées. »"""
        words = []
        for gravity, one, many in (
            ("blocking", "point bloquant", "points bloquants"),
            ("warning", "avertissement", "avertissements"),
            ("advice", "conseil", "conseils"),
        ):
            count = len(self.of(gravity))  # type: ignore[arg-type]
            if count:
                words.append(f"{count}\u00a0{one if count == 1 else many}")
        total = len(self.findings) + len(self.passed)
        told = ", ".join(words) if words else "aucune remarque"
        return f"{self.verdict.capitalize()}\u00a0: {told} sur {total}\u00a0règles vérifiées."

    def as_json(self) -> dict[str, Any]:
        """The report as it is kept with the version and given by the API, each finding with its rule in full."""
        return {
            "name": self.name, "verdict": self.verdict, "summary": self.summary, "facts": self.facts,
            "findings": [
                {**asdict(finding.rule), "count": finding.count, "detail": finding.detail,
                 "examples": [asdict(example) for example in finding.examples]}
                for finding in self.findings
            ],
            "passed": list(self.passed), "source": self.source, "reviewed": self.reviewed, "notes": list(self.notes),
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "ConformityReport":
        """A report read back; rules that no longer exist are left out."""
        known = rule_book().rules
        findings = tuple(
            Finding(
                one["code"],
                one["count"],
                tuple(Example(**example) for example in one["examples"]),
                one["detail"],
            )
            for one in data["findings"]
            if one["code"] in known
        )
        return cls(
            data["name"], data["facts"], findings, tuple(code for code in data["passed"] if code in known),
            data.get("source", ""), data.get("reviewed", ""), tuple(data.get("notes", ())),
        )  # fmt: skip
