"""What the reader must know before trusting the figures: periods half covered, lines left out, how a measure is defined."""

from datetime import date

from levier.capabilities.table_query import TableQueryOutput
from levier.capabilities.table_query.asked import Asked
from levier.core.french.dates import format_long_date
from levier.core.french.numbers import format_number, format_percent
from levier.core.period import Period
from levier.core.result import Sentence

_STALE_DAYS = 7
_TODAY = 1
"""« Depuis le début de l'année » ends today, which has no sales yet: nothing worth a remark."""
MOST_LINES = 50
"""Lines of a ranking shown when the question gives no number."""
MOST_CURVES = 10
"""Members followed over time when the question gives no number."""


def caveats(asked: Asked, output: TableQueryOutput, today: date) -> list[Sentence]:
    """Notices, in the order of their weight, each with the proof of what it says."""
    told = [
        *((text, "e1 e3") for text in _half_covered(asked)),
        *((text, "e1") for text in [*_unequal(asked), *_partial(asked)]),
        *((text, "e3") for text in _stale(asked, today)),
        *((text, "e1 habitude") for text in _regular(asked)),
        *((text, f"sans-{name}") for name, text in _missing_members(asked, output)),
        *_unmatched(asked, output),
        *((text, "e1") for text in [*_scope(asked), *_cut(asked), *_choice(asked)]),
    ]
    return [Sentence(text=text, evidence=proof.split(), kind="notice") for text, proof in told]


def _cut(asked: Asked) -> list[str]:
    """How many lines of a long ranking are shown; nothing when the number was asked for."""
    shown, total = len(asked.main.rows), asked.main.total_rows
    if asked.query.limit != MOST_LINES or asked.calendar or shown >= total:
        return []
    return [f"Le tableau s'arrête aux {format_number(shown)} premières lignes sur {format_number(total)}."]


def _half_covered(asked: Asked) -> list[str]:
    first, last = asked.facts.first_day, asked.facts.last_day
    if not (first and last) or asked.measure.day:
        return []
    told = []
    for period in (asked.query.period, asked.query.compare):
        if period is None or period.end < first or period.start > last:
            if period is not None:
                told.append(f"Aucune donnée pour {_named(period)} : {asked.data_go} {_span(first, last)}.")
            continue
        if (period.end - last).days > _TODAY:
            told.append(
                f"Les données s'arrêtent au {format_long_date(last)} : {_named(period)} n'est couverte qu'en partie."
            )
        if period.start < first:
            told.append(
                f"Les données commencent au {format_long_date(first)} : {_named(period)} n'est couverte qu'en partie."
            )
    return told


def _partial(asked: Asked) -> list[str]:
    """The first and the last bar of a calendar are often cut by the data: a fall that is none."""
    if not asked.calendar:
        return []
    days = sorted({line[asked.calendar.name] for line in asked.lines})
    cut = [day for day in (days[0], days[-1]) if not asked.covers(day)] if days else []
    if not cut:
        return []
    if len(set(cut)) == 2:
        return [
            "La première et la dernière période affichées ne sont couvertes qu'en partie : la comparaison les laisse de côté."
        ]
    which = "première" if cut[0] == days[0] else "dernière"
    # « Le premier trimestre » would be read as January to March: the period keeps its general name.
    return [f"La {which} période affichée n'est couverte qu'en partie : la comparaison la laisse de côté."]


def _unequal(asked: Asked) -> list[str]:
    """Thirty days against ninety: the reader must know before comparing sums."""
    period, other = asked.query.period, asked.query.compare
    if not asked.compared or period is None or other is None:
        return []
    short, long = sorted((period.days, other.days))
    if long <= 1.15 * short:
        return []
    return [f"Les périodes comparées n'ont pas la même durée ({period.days} jours et {other.days} jours)."]


def _named(period: Period) -> str:
    return f"la période demandée ({period.label})" if period.label else "la période demandée"


def _span(first: date, last: date) -> str:
    return f"du {format_long_date(first)} au {format_long_date(last)}"


def _stale(asked: Asked, today: date) -> list[str]:
    last = asked.facts.last_day
    if not asked.silent or not last or (today - last).days <= _STALE_DAYS:
        return []
    return [
        f"Les ventes connues s'arrêtent au {format_long_date(last)} : un silence plus récent peut venir d'un import "
        "manquant."
    ]


def _regular(asked: Asked) -> list[str]:
    if not asked.silent or asked.silent.rhythm == "any":
        return []
    if not asked.main.total_rows:
        return []
    each = "des mois" if asked.silent.rhythm == "monthly" else "des semaines"
    return [
        f"Régulier signifie ici : des commandes dans la plupart {each} entre la première et la dernière commande."
    ]


def _missing_members(asked: Asked, output: TableQueryOutput) -> list[tuple[str, str]]:
    """A ranking of customers says how many lines have none: they may be a good part of the sales."""
    whole = " de tout l'historique" if asked.facts.first_day else ""
    return [
        (
            name,
            f"{format_percent(share)} des {asked.model.lines}{whole} n'ont pas de "
            f"{asked.model.dimension(name).label} : elles ne figurent pas ici.",
        )
        for name, share in output.without_member.items()
    ]


def _scope(asked: Asked) -> list[str]:
    told = []
    if not asked.silent:
        # The whole definitions are in the output, one click away.
        told += [note for name in asked.query.measures if (note := asked.model.measure(name).note)]
    return told


def _unmatched(asked: Asked, output: TableQueryOutput) -> list[tuple[str, str]]:
    """Lines that found nothing in a joined table, and codes that stand there several times."""
    told = []
    for kind, one in output.unmatched.items():
        if one["share"]:
            told.append(
                (
                    f"{format_percent(one['share'])} des {asked.model.lines} sont {one['without']}.",
                    f"lien-{kind}",
                )
            )
    for joined in asked.main.joined:
        if joined.repeated:
            told.append(
                (
                    f"Des codes figurent plusieurs fois dans « {joined.title} » : la dernière ligne de chacun est retenue.",
                    "e1",
                )
            )
    return told


def _choice(asked: Asked) -> list[str]:
    """Which table was read when there were several, and lines without a date that a period leaves out."""
    told = [asked.main.chosen] if asked.main.chosen else []
    if asked.asked_period and not asked.model.day:
        told.append("Ce tableau n'a pas de dates : la période demandée n'a pas pu être appliquée.")
    return told
