"""What is not answered, and why, in words for a person: each refusal of the planner says what to do instead."""

from collections.abc import Sequence

from levier.core.french.dates import in_period, labelled
from levier.core.result import Unanswered
from levier.orchestrator.planning.planner import CompanyFacts
from levier.orchestrator.understand import Clause


def _quoted(said: Sequence[str]) -> str:
    """« un » et « deux »."""
    return " et ".join(f"«\u00a0{one}\u00a0»" for one in said)


def nobody(text: str, names: Sequence[str]) -> Unanswered:
    told = _quoted(names)
    return Unanswered(
        question=text,
        reason=f"Aucun nom de vos tableaux (clients, produits, pays…) ne correspond à {told}\u00a0: le chiffre porterait sur "
        "l’ensemble. Vérifiez l’orthographe, ou retirez ce nom.",
    )


def not_read(text: str, words: Sequence[str]) -> Unanswered:
    told = _quoted(words)
    return Unanswered(
        question=text,
        reason=f"{told} n’est le nom de rien dans vos tableaux\u00a0: le chiffre donné n’en tient pas compte. Écrivez le nom "
        "tel qu’il figure dans vos données.",
    )


def not_counted(text: str, figures: Sequence[str]) -> Unanswered:
    told = _quoted(figures)
    return Unanswered(
        question=text,
        reason=f"Levier n’a pas su quoi faire de {told}\u00a0: le chiffre donné n’en tient pas compte. Dites de quelle mesure "
        "il s’agit, par exemple «\u00a0les clients dont le panier moyen dépasse 500\u00a0€\u00a0».",
    )


def no_figure(text: str, company: CompanyFacts) -> Unanswered:
    known = ", ".join(list(company.measures.values())[:6])
    return Unanswered(
        question=text,
        reason="Levier n’a reconnu dans cette question aucun chiffre qu’il sache calculer, et préfère ne pas répondre à côté ; "
        f"il connaît par exemple\u00a0: {known}. La page «\u00a0Mesures\u00a0» les donne tous.",
    )


def no_advice(text: str) -> Unanswered:
    return Unanswered(
        question=text,
        reason="Levier n’avance pas de conseil qu’il ne puisse prouver\u00a0: il mesure, prévoit et propose sur une question "
        "précise. Demandez par exemple «\u00a0Que faut-il commander\u00a0?\u00a0», «\u00a0Quels clients n’ont plus commandé "
        "depuis 60 jours\u00a0?\u00a0», «\u00a0Et si nous augmentions nos prix de 3\u00a0%\u00a0?\u00a0» ou «\u00a0Quels "
        "projets sont dans la feuille de route\u00a0?\u00a0».",
    )


def advice_apart(text: str) -> Unanswered:
    return Unanswered(
        question=text,
        reason="Ce chiffre dit où vous en êtes, pas ce qu’il faut faire\u00a0: Levier n’avance pas de conseil qu’il ne puisse "
        "prouver. Demandez le détail (par client, par produit, par mois) pour voir sur quoi agir.",
    )


def no_letter(text: str) -> Unanswered:
    return Unanswered(
        question=text,
        reason="Levier n’écrit pas de courrier à votre place. Il donne ce qu’il faut pour l’écrire\u00a0: demandez par exemple "
        "«\u00a0Quelles factures sont en retard\u00a0?\u00a0» ou «\u00a0Que prévoit notre procédure de relance\u00a0?\u00a0».",
    )


def impossible(text: str) -> Unanswered:
    return Unanswered(
        question=text,
        reason="Aucun savoir-faire installé ne peut faire cela : Levier répond à partir de vos documents et de vos tableaux.",
    )


def unmeasured(text: str, word: str, company: CompanyFacts) -> Unanswered:
    known = ", ".join(list(company.measures.values())[:6])
    return Unanswered(
        question=text,
        reason=f"Levier ne sait pas encore calculer «\u00a0{word}\u00a0» dans vos tableaux ; il connaît par exemple\u00a0: {known}.",
    )


def negation(text: str) -> Unanswered:
    return Unanswered(
        question=text,
        reason="Levier n’a pas su lire la négation de cette question, et le chiffre contraire serait faux. Il sait dire qui n’a "
        "pas commandé depuis une date, ou dans un mois donné\u00a0: «\u00a0Quels clients n’ont rien commandé en mars\u00a0?\u00a0».",
    )


def share_of_what(text: str) -> Unanswered:
    return Unanswered(
        question=text,
        reason="Levier n’a pas reconnu de quoi vous voulez la part\u00a0: nommez un produit, un client ou un pays de vos tableaux, "
        "ou demandez la répartition par produit, par client ou par pays.",
    )


def no_cause(text: str) -> Unanswered:
    return Unanswered(
        question=text,
        reason="Les données disent de combien, pas pourquoi ; demandez le détail par produit, par pays ou par client pour "
        "voir d'où vient l'écart.",
    )


def unforecast(text: str, measure: str) -> Unanswered:
    return Unanswered(
        question=text,
        reason=f"Levier sait prévoir le chiffre d’affaires et les quantités, pas encore «\u00a0{measure}\u00a0».",
    )


def nothing_yet(clause: Clause, measure: str) -> Unanswered:
    """A figure counted from what happened, asked of days to come."""
    ahead = next((one.period for one in clause.periods if one.tense == "future"), None)
    when = f" {in_period(labelled(ahead))}" if ahead is not None else " à venir"
    return Unanswered(
        question=clause.text,
        reason=f"«\u00a0{measure[:1].upper()}{measure[1:]}\u00a0» se compte sur ce qui a eu lieu\u00a0: rien n’est encore à "
        f"compter{when}. Levier sait prévoir le chiffre d’affaires et les quantités vendues\u00a0; demandez ce chiffre pour une "
        "période passée, ou à ce jour.",
    )


def ignored(text: str, names: Sequence[str]) -> Unanswered:
    return Unanswered(
        question=text,
        reason=f"La prévision ne sait pas tenir compte de «\u00a0{', '.join(names)}\u00a0» : elle porte sur l’ensemble.",
    )
