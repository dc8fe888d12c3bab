"""Gains net of all costs, by task: measured durations times real runs, minus checking, models and money spent."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import fmean

from levier.accounts.models import Company
from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.core.french.calendar import add_months
from levier.core.french.numbers import format_number
from levier.indicators.effects import TooFew, newcombe, welch
from levier.indicators.finance import return_on
from levier.indicators.measuring.models import Assumptions, Cost, Rhythm, Timing, Way
from levier.operations.gains.counting import Span, Use, models_cost, models_costs, uses_of
from levier.policy.rights import Permission, may, require

_LEAST = 3


@dataclass(frozen=True)
class Saved:
    """Minutes saved on one file (positive: faster with Levier), with the interval, from timed files.

    ``without``, ``with_it``: mean minutes, checking included in the second; ``n``: files timed on each side; ``assumed``: True
    when nobody timed a file with Levier, so that the work left is only the machine's time.
    """

    minutes: float
    low: float
    high: float
    without: float
    with_it: float
    checking: float
    n: tuple[int, int]
    assumed: bool
    errors: str = ""


@dataclass(frozen=True)
class TaskGain:
    """One task over the days asked. Euros are None for those who do not steer, or while the hour has no cost."""

    task: str
    title: str
    use: Use
    saved: Saved | None
    hours: float | None
    hours_low: float | None
    hours_high: float | None
    worth: float | None
    spent: float | None
    said: str

    @property
    def net(self) -> float | None:
        """Euros gained, everything of this task paid."""
        return None if self.worth is None or self.spent is None else self.worth - self.spent

    @property
    def ratio(self) -> float | None:
        """Return on what was spent for this task."""
        return return_on(self.worth, self.spent) if self.worth is not None and self.spent else None


@dataclass(frozen=True)
class Gains:
    """All of them. ``common``: costs of no task in particular; ``models``: model calls in all; ``lacking``: what to measure."""

    start: date
    end: date
    tasks: list[TaskGain]
    common: float | None
    models: float
    hour_cost: float | None
    euros: bool
    lacking: list[str] = field(default_factory=list)
    currency: str = "EUR"

    @property
    def hours(self) -> float:
        """Hours saved by the tasks that were timed."""
        return sum(one.hours for one in self.tasks if one.hours is not None)

    @property
    def interval(self) -> tuple[float, float]:
        """Interval of :attr:`hours`: the errors of tasks timed apart are independent, so their squares add up."""
        timed = [one for one in self.tasks if one.hours is not None]
        below = math.sqrt(sum(((one.hours or 0) - (one.hours_low or 0)) ** 2 for one in timed))
        above = math.sqrt(sum(((one.hours_high or 0) - (one.hours or 0)) ** 2 for one in timed))
        return self.hours - below, self.hours + above

    @property
    def worth(self) -> float | None:
        """Euros of the hours."""
        known = [one.worth for one in self.tasks if one.worth is not None]
        return sum(known) if known else None

    @property
    def spent(self) -> float | None:
        """Euros spent in all."""
        return None if self.common is None else self.common + sum(one.spent or 0 for one in self.tasks)

    @property
    def net(self) -> float | None:
        """Worth minus spent."""
        return None if self.worth is None or self.spent is None else self.worth - self.spent

    @property
    def ratio(self) -> float | None:
        """Return on everything spent."""
        return return_on(self.worth, self.spent) if self.worth is not None and self.spent else None


def gains(actor: Actor, start: date | None = None, end: date | None = None) -> Gains:
    """Over the days asked, the last three months by default. Raises NotAllowed, BadInput.

    Everyone sees hours, added up; those who steer the company see euros too.
    """
    require(actor, Permission.SEE_DATA)
    company = Company.objects.get(pk=actor.company_id)
    end = end or company.today
    start = start or add_months(end, -3)
    if end < start:
        raise BadInput(
            f"La fin ({end:%d/%m/%Y}) est avant le début ({start:%d/%m/%Y})",
            where="période",
            mend="Inversez les deux dates.",
        )
    (books,) = _books([Span(company, start, end)])
    return _gains(books, euros=may(actor, Permission.STEER))


def gains_of(actors: Mapping[int, Actor], companies: Sequence[Company]) -> dict[int, Gains]:
    """The last three months of several companies (``actors`` by company), in as many queries as for one. Raises NotAllowed."""
    for one in companies:
        require(actors[one.pk], Permission.SEE_DATA)
    spans = [Span(one, add_months(one.today, -3), one.today) for one in companies]
    return {
        books.span.company.pk: _gains(books, euros=may(actors[books.span.company.pk], Permission.STEER))
        for books in _books(spans)
    }


@dataclass(frozen=True)
class _Books:
    """What the gains of one company are counted from. ``models``: euros of model calls by capability; ``timings``: by task."""

    span: Span
    uses: dict[str, Use]
    models: dict[str, float]
    timings: dict[str, list[Timing]]
    costs: list[Cost]
    hour: float | None


def _books(spans: Sequence[Span]) -> list[_Books]:
    companies = [one.company.pk for one in spans]
    used, models = uses_of(spans), models_costs(spans)
    timings: dict[int, dict[str, list[Timing]]] = {one: {} for one in companies}
    for timed in Timing.objects.filter(company__in=companies):
        timings[timed.company_id].setdefault(timed.task, []).append(timed)
    costs: dict[int, list[Cost]] = {one: [] for one in companies}
    for cost in Cost.objects.filter(company__in=companies):
        costs[cost.company_id].append(cost)
    said = Assumptions.objects.filter(company__in=companies).values_list("company", "hour_cost")
    hours = {company: float(hour) for company, hour in said if hour is not None}
    return [
        _Books(
            one, used[one.company.pk], models[one.company.pk], timings[one.company.pk], costs[one.company.pk],
            hours.get(one.company.pk),
        )
        for one in spans
    ]  # fmt: skip


def _gains(books: _Books, *, euros: bool) -> Gains:
    hour, span, known = books.hour if euros else None, books.span, registry.catalogue()
    used = {
        name: use for name, use in books.uses.items() if name not in known or not known[name].about_method
    }
    tasks = [_task(books, one, hour, euros=euros) for one in sorted(used.values(), key=lambda one: -one.runs)]
    # models called for no task counted, and money spent for tasks that nobody ran, are spent all the same
    common = sum(paid for name, paid in books.models.items() if name not in used)
    common += sum(cost_between(one, span.start, span.end) for one in books.costs if one.task not in used)
    return Gains(
        span.start, span.end, tasks, common if euros else None, sum(books.models.values()), hour, euros,
        _lacking(tasks, hour, euros=euros), span.company.currency,
    )  # fmt: skip


def saved_on(company: Company, task: str, seconds: float) -> Saved | None:
    """Minutes saved on a file of the task; None until three files were timed without Levier."""
    return _saved(list(Timing.objects.filter(company=company, task=task)), seconds)


def _saved(timed: list[Timing], seconds: float) -> Saved | None:
    without = [one for one in timed if one.way == Way.WITHOUT]
    with_it = [one for one in timed if one.way == Way.WITH]
    if len(without) < _LEAST:
        return None
    before = [one.total for one in without]
    if len(with_it) < _LEAST:
        left = seconds / 60
        mean, low, high = _alone(before)
        return Saved(
            mean - left, low - left, high - left, mean, left, 0.0, (len(without), len(with_it)), True
        )
    after = [one.total for one in with_it]
    try:
        found = welch(after, before)
    except TooFew:
        return None
    return Saved(
        -found.estimate, -found.high, -found.low, fmean(before), fmean(after), fmean(one.checking for one in with_it),
        (len(without), len(with_it)), False, _errors(without, with_it),
    )  # fmt: skip


def _alone(minutes: list[float]) -> tuple[float, float, float]:
    from levier.indicators.effects import mean_interval  # noqa: PLC0415

    return mean_interval(minutes)


def _errors(without: list[Timing], with_it: list[Timing]) -> str:
    a = [one.wrong for one in with_it if one.wrong is not None]
    b = [one.wrong for one in without if one.wrong is not None]
    if min(len(a), len(b)) < _LEAST:
        return ""
    found = newcombe(sum(a), len(a), sum(b), len(b))
    return (
        f"{format_number(100 * sum(a) / len(a), 0)} % d'erreurs avec, {format_number(100 * sum(b) / len(b), 0)} % sans "
        f"(écart de {format_number(100 * found.low, 0)} à {format_number(100 * found.high, 0)} points)"
    )


def _task(books: _Books, use: Use, hour: float | None, *, euros: bool) -> TaskGain:
    known, span = registry.catalogue().get(use.capability), books.span
    saved = _saved(books.timings.get(use.capability, []), use.seconds)
    hours = [use.runs * part / 60 for part in (saved.minutes, saved.low, saved.high)] if saved else [None] * 3
    own = (cost_between(one, span.start, span.end) for one in books.costs if one.task == use.capability)
    spent = sum(own) + use.models if euros else None
    worth = hours[0] * hour if hour is not None and hours[0] is not None else None
    return TaskGain(
        use.capability,
        known.title if known else use.capability,
        use,
        saved,
        hours[0],
        hours[1],
        hours[2],
        worth,
        spent,
        _said(use, saved),
    )


def _said(use: Use, saved: Saved | None) -> str:
    files = f"{format_number(use.runs)} dossier{'s' if use.runs > 1 else ''}"
    if saved is None:
        return f"{files} ; chronométrez-en trois sans Levier pour connaître le temps gagné."
    told = f"{files} × {format_number(saved.minutes, 1)} min gagnées"
    if saved.assumed:
        return told + " (contrôle non chronométré : le gain est surestimé)."
    return told + f", contrôle compris ({saved.n[0]} dossiers chronométrés sans, {saved.n[1]} avec)."


def spent_on(company: Company, task: str, start: date, end: date) -> float:
    """Euros spent for one task between two days: money said, and model calls."""
    own = sum(cost_between(one, start, end) for one in Cost.objects.filter(company=company, task=task))
    return own + models_cost(company, start, end).get(task, 0.0)


def cost_between(cost: Cost, start: date, end: date) -> float:
    """Euros of a cost that fall between two days: whole when paid once, by the day (of 30.44 a month) when monthly."""
    if cost.rhythm == Rhythm.ONCE:
        return float(cost.amount) if start <= cost.start <= end else 0.0
    first, last = max(start, cost.start), min(end, cost.end or end)
    return float(cost.amount) * max(0, (last - first).days + 1) / 30.44


def _lacking(tasks: list[TaskGain], hour: float | None, *, euros: bool) -> list[str]:
    said = []
    untimed = [one.title for one in tasks if one.saved is None]
    if untimed:
        said.append(
            f"Temps sans Levier non mesuré : {', '.join(untimed[:4])}{'…' if len(untimed) > 4 else ''}."
        )
    unchecked = [one.title for one in tasks if one.saved and one.saved.assumed]
    if unchecked:
        said.append(f"Temps avec Levier et temps de contrôle non mesurés : {', '.join(unchecked[:4])}.")
    if euros and hour is None:
        said.append(
            "Coût moyen d'une heure de travail non dit : les heures ne peuvent pas être traduites en argent."
        )
    return said
