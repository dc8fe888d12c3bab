"""The findings in French: what is sure, what is not, and what a gap does not prove."""

from collections.abc import Sequence

from levier.core.french.numbers import NBSP, format_number, format_percent
from levier.governance.bias.shapes import Gap, Group, Section


def points(value: float) -> str:
    """« −12,3 points »."""
    return f"{format_number(100 * value, 1)}{NBSP}points"


def interval(gap: Gap) -> str:
    """« entre −14,0 et −10,6 points »."""
    return f"entre {format_number(100 * gap.low, 1)} et {points(gap.high)}"


def findings(section: Section) -> list[str]:
    """One sentence a group, the farthest first, then what is hidden."""
    found = [_of(one, section.reference) for one in section.groups if one.gap]
    if section.hidden_groups:
        found.append(
            f"{format_number(section.hidden_groups)} groupe(s) de trop peu de personnes "
            f"({format_number(section.hidden_people)} en tout) ne sont pas montrés."
        )
    return found


def _of(one: Group, reference: str) -> str:
    gap = one.gap
    assert gap is not None
    said = (
        f"« {one.name} » : {format_percent(one.selected.rate)} de décisions favorables, "
        f"{points(gap.value)} d'écart avec « {reference} » ({interval(gap)}), "
    )
    said += "écart établi" if gap.sure else "écart que le hasard peut expliquer"
    if one.impact is not None:
        said += (
            f" ; rapport {format_number(one.impact, 2)}{', sous les quatre cinquièmes' if one.below else ''}"
        )
    if one.given:
        said += f". À situation comparable : {points(one.given.value)} ({interval(one.given)})"
    if one.true_gap and one.false_gap:
        said += (
            f". Parmi celles et ceux qui le méritaient : {points(one.true_gap.value)} ; "
            f"parmi les autres : {points(one.false_gap.value)}"
        )
    return said + "."


def summary(sections: Sequence[Section], favourable: str) -> str:
    """The one sentence on top."""
    worst = [(section, group) for section in sections if (group := section.worst) is not None]
    if not worst:
        return "Aucune comparaison n'est possible."
    section, group = min(worst, key=lambda one: one[1].impact or 0)
    assert group.gap is not None
    assert group.impact is not None
    if not group.gap.sure and not group.below:
        return f"Aucun écart établi entre les groupes sur la décision « {favourable} »."
    certain = "" if group.gap.sure else ", mais le hasard peut l'expliquer"
    return (
        f"« {group.name} » obtient « {favourable} » {format_number(group.impact, 2)} fois autant que « {section.reference} » "
        f"({section.column}){certain}."
    )


def limits(truth: str, given: str, score: str) -> list[str]:
    """What the report does not say."""
    found = [
        "Un écart n'est pas à lui seul une discrimination, et son absence n'en est pas l'excuse : regardez comment la décision est prise.",
        "Le repère des quatre cinquièmes vient des États-Unis (29 CFR 1607.4(D)) ; le droit français ne fixe aucun seuil.",
        "Les intervalles sont à 95 % (Newcombe) ; « établi » tient compte du nombre de groupes comparés.",
    ]
    if not truth:
        found.append(
            "Sans colonne de vérité, l'égalité des chances (taux parmi celles et ceux qui le méritaient) n'est pas mesurée."
        )
    if not given:
        found.append(
            "Les personnes ne sont pas comparées à situation égale : ajoutez une colonne « à situation comparable »."
        )
    if not score:
        found.append("Sans note, le remède « un seuil par groupe » ne peut pas être chiffré.")
    return found
