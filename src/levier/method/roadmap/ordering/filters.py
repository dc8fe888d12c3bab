"""What no order can save: a prohibited practice, no data at all, nobody to carry it."""

from dataclasses import dataclass

from levier.core.french.text import fold
from levier.method.roadmap.ordering.feasible import Part
from levier.method.roadmap.reference import prohibited


@dataclass(frozen=True)
class Barrier:
    """Why a project is put aside, and what would bring it back (empty: nothing)."""

    name: str
    reason: str
    mend: str = ""


def barriers(practice: str, data: Part, sponsor: object | None) -> list[Barrier]:
    """Every hard filter that stops the project, the gravest first."""
    found = []
    if known := prohibited().named(practice):
        found.append(
            Barrier(
                "prohibited",
                f"Pratique interdite ({known.article} du règlement (UE) 2024/1689) : {known.label.lower()}",
            )
        )
    if data.score is not None and data.score <= 0:
        found.append(
            Barrier(
                "no-data",
                f"Aucune donnée : {data.said.rstrip('.').lower()}",
                "Importez ce tableau dans « Données ».",
            )
        )
    if sponsor is None:
        found.append(
            Barrier("no-sponsor", "Personne ne le porte", "Nommez la personne du métier qui en répond.")
        )
    return found


def suspected(title: str, problem: str) -> str:
    """The label of the prohibited practice that the words of an idea call to mind, empty when none does."""
    text = fold(f"{title} {problem}")
    for one in prohibited().practices:
        if any(word in text for word in one.words):
            return one.label
    return ""
