"""Questions made of a capability's own card: what for, whose approval, personal data, what it needs, what makes it believable.

A wrong choice must be surely wrong: a purpose is told apart by the title of another tool, a table by one this tool never reads.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from levier.capabilities import registry
from levier.capabilities.registry import AnyCapability
from levier.method.training.reference import quiz
from levier.tables.kinds import KINDS

_CHOICES = 4
_APPROVALS = {
    "none": "Aucun accord n'est exigé : chacun vérifie ce qu'il a demandé",
    "person": "Celui qui a demandé le résultat, après l'avoir vérifié",
    "manager": "Un responsable",
}
_UNKNOWN = "Levier le fait quand même, avec des chiffres approchés"


@dataclass(frozen=True)
class Question:
    """``choices`` in the order shown; ``right``: the place of the right one. ``about``: the tool, or nothing."""

    name: str
    ask: str
    choices: tuple[str, ...]
    right: int
    explains: str
    about: str = ""


@dataclass(frozen=True)
class _Made:
    name: str
    ask: str
    right: str
    wrong: list[str]
    explains: str
    about: str = ""
    fixed: list[str] = field(default_factory=list)


def questions(capabilities: Mapping[str, str], seed: str) -> list[Question]:
    """The quiz on these tools (name → title): some general questions, then some of each tool, in an order drawn from ``seed``.

    The same tools and seed give the same questions, choices and order."""
    rules, draw = quiz(), Random(f"levier-quiz:{seed}")  # noqa: S311 - a draw of questions, not a secret
    made = draw.sample(list(_general()), rules["general"])
    for name in sorted(capabilities):
        found = registry.catalogue().get(name)
        if found is not None:
            of_it = list(_of_tool(name, found, draw))
            made += draw.sample(of_it, min(rules["a_tool"], len(of_it)))
    kept = [
        *made[: rules["general"]],
        *draw.sample(made[rules["general"] :], min(len(made), rules["most"]) - rules["general"]),
    ]
    return [_shuffled(one, draw) for one in kept]


def _general() -> Iterator[_Made]:
    for one in quiz()["questions"]:
        yield _Made(one["name"], one["ask"], one["right"], list(one["wrong"]), one["explains"])


def _of_tool(name: str, tool: AnyCapability, draw: Random) -> Iterator[_Made]:
    title, card = tool.title, tool.card
    others = sorted({one.title for other, one in registry.catalogue().items() if other != name} - {title})
    yield _Made(
        f"{name}:purpose", f"Quel savoir-faire sert à ceci ? « {card.purpose} »", title, _some(others, draw),
        f"« {title} » : {tool.summary}", name,
    )  # fmt: skip
    approval = _APPROVALS[card.approval]
    yield _Made(
        f"{name}:approval", f"Avant de suivre un résultat de « {title} », qui doit donner son accord ?", approval,
        [words for words in _APPROVALS.values() if words != approval],
        {"none": "Sa carte ne demande l'accord de personne ; vérifier reste l'affaire de chacun.",
         "person": "Sa carte demande qu'une personne vérifie et approuve le résultat.",
         "manager": "Sa carte demande l'accord d'un responsable avant d'agir."}[card.approval], name,
    )  # fmt: skip
    personal = card.personal_data != "aucune"
    yield _Made(
        f"{name}:personal", f"« {title} » lit-il des données sur des personnes ?", "Oui" if personal else "Non",
        ["Non" if personal else "Oui"],
        f"Sa carte le dit : {card.personal_data}." if personal else "Sa carte le dit : aucune donnée personnelle.", name,
        fixed=["Oui", "Non"],
    )  # fmt: skip
    if card.explains:
        yield _Made(
            f"{name}:doubt", f"Vous doutez d'un résultat de « {title} ». Sur quoi vous appuyer ?", card.explains,
            ["Sur rien : le calcul est caché", "Sur l'avis du collègue qui l'a lancé", "Sur le fait que l'outil ne se trompe pas"],
            "C'est ce que sa carte promet d'afficher avec chaque résultat.", name,
        )  # fmt: skip
    yield from _needs(name, tool, draw)


def _needs(name: str, tool: AnyCapability, draw: Random) -> Iterator[_Made]:
    kinds = [one.kind for one in tool.needs if one.kind in KINDS and not one.optional]
    if kinds:
        read = {one.kind for one in tool.needs}
        others = sorted(kind.label for kind_name, kind in KINDS.items() if kind_name not in read)
        yield _Made(
            f"{name}:needs", f"De quel tableau « {tool.title} » a-t-il besoin ?", KINDS[kinds[0]].label, _some(others, draw),
            "Sans ce tableau, Levier dit ce qui manque et ne donne pas de chiffre.", name,
        )  # fmt: skip
    weeks = max((one.min_weeks for one in tool.needs), default=0)
    if weeks:
        yield _Made(
            f"{name}:limit", f"« {tool.title} » demande {weeks} semaines d'historique. Que se passe-t-il s'il y en a moins ?",
            "Levier dit ce qui manque, sans donner de mauvais chiffre", [_UNKNOWN, "Il remplit les semaines qui manquent au hasard"],
            f"C'est la limite de sa carte : {weeks} semaines au moins.", name,
        )  # fmt: skip


def _some(others: list[str], draw: Random) -> list[str]:
    return draw.sample(others, min(_CHOICES - 1, len(others)))


def _shuffled(made: _Made, draw: Random) -> Question:
    choices = made.fixed or draw.sample([made.right, *made.wrong], 1 + len(made.wrong))
    return Question(made.name, made.ask, tuple(choices), choices.index(made.right), made.explains, made.about)


def kept(question: Question, chosen: int | None) -> dict[str, Any]:
    """A question and what was answered, as an attempt keeps it: its words outlive a change of the card."""
    return {
        "name": question.name, "ask": question.ask, "choices": list(question.choices), "right": question.right, "chosen": chosen,
        "explains": question.explains,
    }  # fmt: skip
