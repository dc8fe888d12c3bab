"""Which subjects a question is about, what is known of each, and what to start where nothing is."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from levier.capabilities.method_review import MethodReviewInput, MethodReviewOutput, telling
from levier.core.capability import Context
from levier.core.errors import NotAllowed, Unavailable
from levier.core.french.text import fold
from levier.core.method import MethodAccess, Room
from levier.core.result import Unanswered


@dataclass(frozen=True)
class Subject:
    """Something one may ask about. ``words``: over folded text; ``start``: what to do when there is nothing yet."""

    name: str
    label: str
    words: str
    start: str


SUBJECTS = (
    Subject(
        "assessment", "le diagnostic", r"diagnostic|maturite|niveau",
        "Aucun diagnostic n'est encore fait : un responsable l'ouvre dans « Méthode », « Diagnostic » ; il dure vingt minutes.",
    ),
    Subject(
        "objectives", "les objectifs", r"objectif|cible|but strategique",
        "Aucun objectif n'est encore chiffré : dans « Méthode », « Feuille de route », ajoutez-en un avec sa cible et sa date.",
    ),
    Subject(
        "projects", "la feuille de route", r"feuille de route|projet|roadmap|cas d.usage",
        "La feuille de route est vide : dans « Méthode », « Feuille de route », écrivez un objectif chiffré, puis retenez un projet.",
    ),
    Subject(
        "pilots", "les pilotes", r"pilote",
        "Aucun pilote n'est encore préparé : dans « Méthode », « Pilotes », choisissez « Préparer un pilote » ; son point de départ "
        "sera mesuré avant de commencer.",
    ),
    Subject(
        "gains", "les gains", r"gain|gagne|rapporte|heures?|economis|rentab|retour sur",
        "Aucun gain ne peut encore être compté : dans « Indicateurs », « Gains », ouvrez une tâche et chronométrez trois dossiers sans "
        "Levier, puis trois avec.",
    ),
    Subject(
        "ideas", "la boîte à idées", r"idee",
        "Aucune idée n'attend de réponse : chacun peut en proposer une dans « Méthode », « Boîte à idées ».",
    ),
    Subject(
        "approvals", "les validations", r"valid|a approuver|approbation",
        "Aucun résultat n'attend votre validation ; ceux qui viendront seront dans « Confiance », « Validations ».",
    ),
    Subject(
        "incidents", "les incidents", r"incident|risque|fuite|violation",
        "Aucun incident ouvert ne vous est visible ; pour en signaler un : « Confiance », « Incidents ».",
    ),
    Subject(
        "deployment", "le déploiement", r"deploie|deploy|en service|deriv|surveill",
        "Aucun savoir-faire n'est encore en service par l'horloge : dans « Méthode », « Déploiement », mettez-en un en service.",
    ),
    Subject("hosting", "l'hébergement", r"heberg|nuage|cloud|sur place|tco|(?:trois|3) ans|serveur", ""),
    Subject("adoption", "l'adoption", r"adoption|adopt|se ser(?:t|vent)|utilis|support|aide interne", ""),
    Subject("training", "la formation", r"form(?:e|ee|es|ees|ation|ations|er)\b|quiz|attestation|sensibilis", ""),
    Subject("literacy", "la maîtrise de l'IA", r"article 4\b|maitrise de l.ia|litteratie|ai literacy", ""),
    Subject("registers", "les registres", r"registre|traitements?(?: de donnees)?(?![a-z])|systemes? d.ia", ""),
    Subject(
        "votes", "les votes", r"votes?\b|voix|plus populaire|plus demandee",
        "Aucune idée n'a encore de vote : chacun peut en proposer et voter dans « Méthode », « Boîte à idées ».",
    ),
)  # fmt: skip
_AT_A_GLANCE = ("assessment", "projects", "pilots", "gains", "ideas", "approvals", "incidents")
"""What a question that names no subject is told."""


def answer(ctx: Context, given: MethodReviewInput) -> MethodReviewOutput:
    """What is known of the subjects asked, or of all of them. Raises Unavailable."""
    if ctx.method is None:
        raise Unavailable(
            "La méthode n'est pas installée ici", mend="Ouvrez Levier par son site ou ses commandes."
        )
    output = MethodReviewOutput()
    asked = subjects(given.question)
    every = len(asked) == len(_AT_A_GLANCE)
    for place, subject in enumerate(asked):
        ctx.progress(place, len(asked), subject.label)
        try:
            found = _READERS[subject.name](ctx.method, given, output)
        except NotAllowed:
            output.unanswered.append(
                Unanswered(
                    question=subject.label[:1].upper() + subject.label[1:],
                    reason="Votre rôle dans cette entreprise ne permet pas de le lire ; demandez à un dirigeant.",
                )
            )
            continue
        if not found and not (every and subject.name in ("approvals", "incidents", "ideas")):
            telling.nothing_yet(output, subject.name, subject.start)
    telling.tell(output)
    return output


def subjects(question: str) -> list[Subject]:
    """Those a question names, in the order of the method; all of them when it names none.

    What a pilot gave is told with the pilot: « et combien a-t-il rapporté » asks for no other gains.
    """
    said = fold(question)
    named = [one for one in SUBJECTS if re.search(rf"(?<![a-z])(?:{one.words})", said)]
    names = {one.name for one in named}
    told_by_another = {
        "gains" if "pilots" in names else "", "ideas" if "votes" in names else "", "training" if "literacy" in names else "",
        "hosting" if re.search(r"formation|pilote", said) else "",
    }  # fmt: skip
    named = [one for one in named if one.name not in told_by_another]
    return named or [one for one in SUBJECTS if one.name in _AT_A_GLANCE]


def _assessment(method: MethodAccess, given: MethodReviewInput, output: MethodReviewOutput) -> bool:
    output.assessment = method.assessment()
    return output.assessment is not None


def _projects(method: MethodAccess, given: MethodReviewInput, output: MethodReviewOutput) -> bool:
    output.projects = method.projects()
    return bool(output.projects)


def _pilots(method: MethodAccess, given: MethodReviewInput, output: MethodReviewOutput) -> bool:
    output.pilots = method.pilots()
    return bool(output.pilots)


def _gains(method: MethodAccess, given: MethodReviewInput, output: MethodReviewOutput) -> bool:
    output.gains = method.gains(given.period)
    return output.gains.hours is not None


def _ideas(method: MethodAccess, given: MethodReviewInput, output: MethodReviewOutput) -> bool:
    output.ideas = method.ideas()
    return bool(output.ideas)


def _approvals(method: MethodAccess, given: MethodReviewInput, output: MethodReviewOutput) -> bool:
    output.approvals = method.approvals()
    return bool(output.approvals)


def _incidents(method: MethodAccess, given: MethodReviewInput, output: MethodReviewOutput) -> bool:
    output.incidents = method.incidents()
    return bool(output.incidents)


def _room(room: Room) -> Callable[[MethodAccess, MethodReviewInput, MethodReviewOutput], bool]:
    def read(method: MethodAccess, given: MethodReviewInput, output: MethodReviewOutput) -> bool:
        found = method.state(room)
        setattr(output, room, found)
        return bool(found)

    return read


_ROOMS: tuple[Room, ...] = get_args(Room)
_READERS: dict[str, Callable[[MethodAccess, MethodReviewInput, MethodReviewOutput], bool]] = {
    "assessment": _assessment, "projects": _projects, "pilots": _pilots, "gains": _gains, "ideas": _ideas,
    "approvals": _approvals, "incidents": _incidents, **{room: _room(room) for room in _ROOMS},
}  # fmt: skip
