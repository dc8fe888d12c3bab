"""The answer to « Comment va l'entreprise ? » and « Pourquoi … ? »."""

import re
from datetime import date

from levier.capabilities.live_dashboard import LiveDashboardInput, LiveDashboardOutput
from levier.capabilities.live_dashboard.explaining import explain
from levier.capabilities.live_dashboard.figures import figures
from levier.capabilities.live_dashboard.science.spans import Grain
from levier.capabilities.live_dashboard.shapes import Figure, Wanted
from levier.capabilities.live_dashboard.telling import tell
from levier.capabilities.live_dashboard.usual import FIRST, grain_for, usual
from levier.core.capability import Context
from levier.core.errors import BadInput, LevierError, NotEnoughData, NotFound
from levier.core.french.text import fold
from levier.core.period import Period
from levier.core.result import Unanswered

_IN_ANSWER = 8
WHY = re.compile(r"(?<![a-z])(?:pourquoi|why|d.ou vien|expliqu|cause|a cause|raison|origine)")


def answer(ctx: Context, given: LiveDashboardInput) -> LiveDashboardOutput:
    """The figures of the company, and the change explained. Raises NotFound, NotEnoughData, BadInput."""
    if not any(ctx.tables.facts(kind) for kind in FIRST):
        raise NotFound(
            "Aucun tableau ne vous est accessible : il n'y a rien à mesurer",
            mend="Importez vos ventes, vos écritures (FEC) ou un autre tableau dans « Données ».",
        )
    if WHY.search(fold(given.question)):
        given = given.model_copy(update={"focus": "change"})
    named = measure_in(ctx, given.measure or given.question)
    if given.measure and named is None:
        raise BadInput(
            f"Aucun indicateur de vos tableaux ne s'appelle « {given.measure} »",
            where="Indicateur",
            mend="Donnez un nom de la page « Mesures », par exemple « chiffre d'affaires ».",
        )
    wanted = usual(ctx.tables, _IN_ANSWER) if given.focus == "overview" else []
    main = named or next(iter(usual(ctx.tables, 1)), None)
    if given.focus == "change" or named is not None:
        wanted = [main] if main is not None else []
    if not wanted:
        raise NotEnoughData(
            "Aucun indicateur ne peut être calculé",
            mend="Importez un tableau avec des dates et des montants.",
        )
    wanted = [_at(one, given.period) for one in wanted]
    ctx.progress(1, 3, "Lecture des indicateurs")
    read = figures(ctx.tables, ctx.today, wanted)
    output = LiveDashboardOutput(figures=[one for one in read if isinstance(one, Figure)])
    output.unanswered = [
        Unanswered(question=_label(ctx, one), reason=f"{problem.what}. {problem.mend}".strip())
        for one, problem in zip(wanted, read, strict=True)
        if not isinstance(problem, Figure) and (named is not None or given.focus == "change")
    ]
    if not output.figures:
        raise NotEnoughData(
            output.unanswered[0].reason if output.unanswered else "Aucun indicateur ne peut être calculé",
            mend="Voyez dans « Données » ce que vos tableaux contiennent.",
        )
    ctx.progress(2, 3, "Répartition de l'évolution")
    if main is not None and not output.figures[0].state:
        try:
            output.change = explain(ctx.tables, ctx.today, _at(main, given.period), given.against)
        except LevierError as error:
            if given.focus == "change":
                output.unanswered.append(
                    Unanswered(question=given.question or output.figures[0].label, reason=error.message)
                )
    output.touched = sorted({f"dataset:{one.dataset}@{one.version}" for one in output.figures})
    return tell(output, ctx.today, asked=given.period)


def measure_in(ctx: Context, text: str) -> Wanted | None:
    """The measure that a text names, by its label or one of its other names: the longest found, the first kinds first."""
    said = f" {' '.join(fold(text).replace('’', ' ').split())} " if text else ""
    best: tuple[int, int, Wanted] | None = None
    for rank, kind in enumerate(FIRST):
        facts = ctx.tables.facts(kind) if said.strip() else None
        if facts is None:
            continue
        for measure in ctx.tables.model(kind).measures.values():
            names = (measure.label, *measure.synonyms)
            longest = max((len(fold(name)) for name in names if _holds(said, fold(name))), default=0)
            if longest and (best is None or (longest, -rank) > best[:2]):
                best = (longest, -rank, Wanted(kind, measure.name, grain_for(facts)))
    return best[2] if best else None


def _holds(said: str, name: str) -> bool:
    place = said.find(name)
    return place > 0 and not said[place - 1].isalnum() and not said[place + len(name)].isalnum()


def _at(wanted: Wanted, period: Period | None) -> Wanted:
    """The same over the period asked: its length gives the grain, its end the last day looked at."""
    if period is None:
        return wanted
    lengths: tuple[tuple[int, Grain], ...] = ((10, "week"), (45, "month"), (120, "quarter"))
    grain: Grain = next((name for most, name in lengths if period.days <= most), "year")
    return Wanted(
        wanted.kind,
        wanted.measure,
        grain,
        wanted.which,
        wanted.dataset,
        wanted.filters,
        until=max(period.end, date(1900, 1, 1)),
    )


def _label(ctx: Context, wanted: Wanted) -> str:
    measure = ctx.tables.model(wanted.kind).measures.get(wanted.measure)
    return measure.label if measure is not None else wanted.measure
