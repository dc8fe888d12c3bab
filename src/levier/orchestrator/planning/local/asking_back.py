"""Questions back to the person, each with choices that are full requests: one click and the work goes on."""

import re
from collections.abc import Sequence
from datetime import date

from levier.core.french.calendar import MONTHS
from levier.core.french.dates import in_period, labelled
from levier.orchestrator.planning.local import words
from levier.orchestrator.planning.local.frames import TableFrame
from levier.orchestrator.planning.local.reading import spans
from levier.orchestrator.planning.plan import Clarification
from levier.orchestrator.planning.planner import AnyCapability
from levier.orchestrator.understand import Clause, Entity
from levier.orchestrator.understand.cues import FIGURES, KNOWLEDGE, cue_text

_MOST_CHOICES = 6
_ARTICLES = tuple(
    (re.compile(rf"(?:^|(?<=[\s'’(]))(?:{articles})\s*$", re.IGNORECASE), kept)
    for articles, kept in (
        ("du|des|de la|de l['’]|d['’]", "de "),
        ("au|aux|à la|à l['’]", "à "),
        ("les?|la|l['’]|cet?|cette|ces", ""),
    )
)
_KINDS = {
    "product": ("produits", "Quel produit"),
    "customer": ("clients", "Quel client"),
    "supplier": ("fournisseurs", "Quel fournisseur"),
    "category": ("catégories", "Quelle catégorie"),
}


def which_one(clause: Clause, entity: Entity) -> Clarification:
    """« Plusieurs produits correspondent à « lunch bag » : lequel ? », with the request rewritten for each."""
    plural, question = _KINDS.get(entity.dimension, ("éléments", "Lequel"))
    before, after = clause.text[: entity.start], clause.text[entity.end :]
    all_of = "toutes les" if plural == "catégories" else "tous les"
    choices = [f"{before}{name}{after}" for name in entity.candidates[: _MOST_CHOICES - 1]]
    choices.append(f"{_before_all(before)}{all_of} {plural} «\u00a0{entity.raw}\u00a0»{after}")
    count = len(entity.candidates)
    text = f"{count} {plural} correspondent à «\u00a0{entity.raw}\u00a0»\u00a0: {question[0].lower()}{question[1:]} voulez-vous\u00a0?"
    return Clarification(question=clause.id, text=text, choices=choices)


def _before_all(before: str) -> str:
    """« CA du … » becomes « CA de tous les produits … », « dans la … » becomes « dans toutes les … »."""
    for pattern, kept in _ARTICLES:
        before, changed = pattern.subn(kept, before)
        if changed:
            break
    return before


def what_about(clause: Clause) -> Clarification | None:
    """A name or a period alone (« PARTY BUNTING », « mai ? ») says nothing of what is wanted of it."""
    flat = cue_text(clause.text)
    if (
        FIGURES.search(flat)
        or KNOWLEDGE.search(flat)
        or words.SALES.search(flat)
        or words.COMPARE.search(flat)
    ):
        return None
    if not clause.entities and not clause.periods:
        return None
    covered = sum(end - start for start, end in spans(clause))
    if covered < 0.75 * len(clause.text.strip(" ?.!")):
        return None
    subject = clause.text.strip(" ?.!")
    dated = labelled(clause.periods[0].period) if clause.periods else None
    of = f"pour {subject}" if clause.entities or dated is None else in_period(dated)
    return Clarification(
        question=clause.id,
        text=f"Que voulez-vous savoir sur «\u00a0{subject}\u00a0»\u00a0?",
        choices=[
            f"Chiffre d’affaires {of}", f"Quantités vendues {of}", f"Chiffre d’affaires par mois {of}",
        ],
    )  # fmt: skip


def why(clause: Clause, frame: TableFrame, described: str) -> Clarification:
    """« Pourquoi ? »: the cause is not in the data, but where the change comes from is."""
    subject = described[:1].lower() + described[1:]
    return Clarification(
        question=clause.id,
        text="Les données ne disent pas pourquoi, mais elles peuvent dire d’où vient ce résultat. Que voulez-vous voir\u00a0?",
        choices=[f"Détaille par {name}\u00a0: {subject}" for name in _breakdowns(frame)],
    )


def _breakdowns(frame: TableFrame) -> Sequence[str]:
    names = {"product": "produit", "country": "pays", "customer": "client", "month": "mois"}
    return [label for name, label in names.items() if name not in frame.dimensions]


def by_change(clause: Clause, today: date) -> Clarification:
    """A change is between two periods: which ones, when none is said."""
    said = clause.text.strip(" ?.!")
    last = date.fromordinal(today.replace(day=1).toordinal() - 1)
    months = [last, date.fromordinal(last.replace(day=1).toordinal() - 1)]
    names = [f"{MONTHS[day.month - 1]} {day.year}" for day in months]
    return Clarification(
        question=clause.id,
        text="Entre quelles périodes voulez-vous mesurer l’évolution\u00a0?",
        choices=[
            f"{said} en {names[0]} par rapport à {names[1]}",
            f"{said} cette année par rapport à l’an dernier",
        ],
    )


def which_two(clause: Clause, described: Sequence[str]) -> Clarification:
    """« Compare les deux » when there are no two figures that stand in one table."""
    if len(described) < 2:
        text = "Comparer quoi\u00a0? Nommez les deux chiffres, par exemple deux mois ou deux pays."
        choices = [
            "Compare le chiffre d’affaires d’avril et de mai",
            "Compare le chiffre d’affaires de cette année et de l’an dernier",
        ]
        return Clarification(question=clause.id, text=text, choices=choices)
    one, other = (f"«\u00a0{text}\u00a0»" for text in described)
    return Clarification(
        question=clause.id,
        text=f"{one} et {other} ne se mettent pas dans un même tableau\u00a0: que voulez-vous comparer\u00a0?",
        choices=list(described),
    )


def greeting(question: str, catalogue: Sequence[AnyCapability]) -> Clarification:
    """A greeting asks nothing: what one may ask, by examples."""
    return Clarification(
        question=question, text="Que voulez-vous savoir\u00a0? Voici des exemples.",
        choices=[capability.examples[0] for capability in catalogue if capability.examples][:_MOST_CHOICES],
    )  # fmt: skip


def missing_fields(clause: Clause, title: str, fields: Sequence[str]) -> Clarification:
    """A capability lacks what it needs: which fields, in its own words."""
    return Clarification(
        question=clause.id,
        text=f"Pour «\u00a0{title}\u00a0», précisez\u00a0: {', '.join(fields)}.",
        choices=[],
    )
