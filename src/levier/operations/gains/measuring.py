"""Measure the company's indicators: now, or by the clock. Each value keeps how it was computed and what opens it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from levier.accounts.models import Company, Membership
from levier.core.actor import ACCOUNTING, EVERYONE, MANAGERS, OWNERS, Actor
from levier.core.errors import LevierError, NotEnoughData
from levier.core.french.calendar import add_months, unit_span
from levier.core.measures import MeasureQuery
from levier.core.period import Period
from levier.indicators.catalogue import Definition, catalogue
from levier.indicators.effects import mean_interval, recommendation, wilson
from levier.indicators.measuring.models import Measurement, Timing, Way
from levier.indicators.models import Indicator
from levier.indicators.surveys.models import Question, Reply
from levier.operations.gains import net
from levier.operations.gains.counting import uses
from levier.orchestrator.models import Request, RequestStatus, StepRecord, StepStatus
from levier.policy.rights import Permission, require
from levier.tables.access import CompanyTables
from levier.tables.alerts.models import Alert, Verdict
from levier.tables.models import DatasetGrant

_BACK = 6
"""Whole periods measured the first time, so that there is something to compare with."""
_LEAST = 3
_WIDEST = (EVERYONE, ACCOUNTING, MANAGERS, OWNERS)


@dataclass(frozen=True)
class Figure:
    """One value before it is kept; the fields are those of ``Measurement``."""

    value: float
    n: int
    how: str
    source: str = ""
    low: float | None = None
    high: float | None = None
    audience: str = EVERYONE


@dataclass(frozen=True)
class Outcome:
    """What came of measuring one indicator: how many values, or why none (French)."""

    indicator: Indicator
    values: int
    reason: str = ""


def followed(actor: Actor) -> list[Indicator]:
    """The indicators the company follows. Raises NotAllowed."""
    require(actor, Permission.SEE_DATA)
    return list(Indicator.objects.filter(company_id=actor.company_id))


def measure_all(actor: Actor) -> list[Outcome]:
    """Every indicator, for whole periods only; measured again, a period's value is replaced. Raises NotAllowed."""
    require(actor, Permission.STEER)
    company = Company.objects.get(pk=actor.company_id)
    return [_measured(actor, company, one) for one in Indicator.objects.filter(company=company)]


def measure_company(pk: int) -> dict[str, int]:
    """The scheduled measuring of one company, with its owner's eyes; readers see only what their tables allow."""
    owner = (
        Membership.objects.select_related("user")
        .filter(company_id=pk, role="owner", user__is_active=True)
        .first()
    )
    if owner is None:
        return {"measured": 0, "indicators": 0}
    done = measure_all(owner.actor())
    return {"measured": sum(one.values for one in done), "indicators": len(done)}


def last_figure(actor: Actor, found: Definition) -> tuple[Figure, Period]:
    """The value of the last whole period that could be measured, followed or not. Raises NotAllowed, NotEnoughData."""
    require(actor, Permission.STEER)
    if found.formula.described:
        raise NotEnoughData(f"« {found.label} » se mesure hors de Levier : {found.formula.described}")
    company = Company.objects.get(pk=actor.company_id)
    refused: LevierError | None = None
    for span in _spans(found, company.today):
        try:
            return _figure(actor, company, found, span), span
        except LevierError as error:
            refused = refused or error
    raise refused or NotEnoughData(f"« {found.label} » n'a encore aucune période entière")


def _measured(actor: Actor, company: Company, indicator: Indicator) -> Outcome:
    found = catalogue().get(indicator.definition)
    if found is None:
        return Outcome(indicator, 0, "Cet indicateur n'est plus au catalogue.")
    if found.formula.described:
        return Outcome(indicator, 0, f"Se mesure hors de Levier : {found.formula.described}.")
    values, reason = 0, ""
    for span in _spans(found, company.today):
        try:
            figure = _figure(actor, company, found, span)
        except LevierError as error:
            reason = reason or error.message
            continue
        Measurement.objects.update_or_create(
            indicator=indicator, start=span.start, end=span.end,
            defaults={
                "company": company, "value": figure.value, "low": figure.low, "high": figure.high, "n": figure.n,
                "how": figure.how[:400], "source": figure.source, "audience": figure.audience,
            },
        )  # fmt: skip
        values += 1
    return Outcome(indicator, values, "" if values else reason)


def _spans(found: Definition, today: date) -> list[Period]:
    """The last whole periods before ``today``, the most recent first."""
    return [unit_span(found.period, today, -back) for back in range(1, _BACK + 1)]


def _figure(actor: Actor, company: Company, found: Definition, span: Period) -> Figure:
    if found.formula.levier:
        reader = _OWN.get(found.formula.levier)
        if reader is None:
            raise NotEnoughData(f"« {found.label} » n'est pas encore mesuré par Levier")
        return reader(actor, company, span)
    return _of_tables(actor, found, span)


def _of_tables(actor: Actor, found: Definition, span: Period) -> Figure:
    """As it stood on the last day of the period. A table of states (stock) needs one in the period; the others must cover it."""
    tables, formula = CompanyTables(actor), found.formula
    facts = tables.facts(formula.kind)
    if facts is None or facts.first_day is None or facts.last_day is None:
        raise NotEnoughData(f"« {found.label} » : aucun tableau daté ne permet de le mesurer")
    import polars as pl  # noqa: PLC0415 - heavy, and the web process starts without it

    start = add_months(span.end + timedelta(days=1), -formula.months) if formula.months else span.start
    model = tables.model(formula.kind)
    if not model.snapshot and (span.start < facts.first_day or span.end > facts.last_day):
        raise NotEnoughData(
            f"« {found.label} » : le tableau va du {facts.first_day:%d/%m/%Y} au {facts.last_day:%d/%m/%Y}, pas sur toute la période"
        )
    if (
        model.snapshot
        and tables.frame(formula.kind)
        .filter(pl.col("date").cast(pl.Date).is_between(span.start, span.end))
        .is_empty()
    ):
        raise NotEnoughData(f"« {found.label} » : aucun état dans la période")
    measure = model.measure(formula.measure)
    answered = tables.query(
        MeasureQuery(
            kind=formula.kind, measures=[formula.measure], period=Period(start=max(start, facts.first_day), end=span.end), today=span.end,
        )
    )  # fmt: skip
    value = answered.rows[0][-1] if answered.rows else None
    if value is None:
        raise NotEnoughData(f"« {found.label} » : aucune ligne dans la période")
    scale = 100 if measure.unit == "%" else 1
    return Figure(
        scale * float(value), 0, f"{measure.definition} — « {answered.title} », version {answered.version}",
        f"/donnees/tableaux/{answered.dataset}/", audience=_audience(answered.dataset),
    )  # fmt: skip


def _retention(actor: Actor, company: Company, span: Period) -> Figure:
    """Customers of the twelve months before last who bought again in the last twelve."""
    tables = CompanyTables(actor)
    facts = tables.facts("sales")
    middle, first = (add_months(span.end + timedelta(days=1), -back) for back in (12, 24))
    if (
        facts is None
        or facts.first_day is None
        or facts.last_day is None
        or facts.first_day > first
        or facts.last_day < span.end
    ):
        raise NotEnoughData(
            "« Fidélité des clients » demande deux ans de ventes, jusqu'à la fin de la période"
        )
    before, dataset = _customers(tables, Period(start=first, end=middle - timedelta(days=1)))
    after, _ = _customers(tables, Period(start=middle, end=span.end))
    if len(before) < _LEAST:
        raise NotEnoughData("Trop peu de clients identifiés il y a deux ans pour mesurer leur fidélité")
    kept = len(before & after)
    low, high = wilson(kept, len(before))
    return Figure(
        100 * kept / len(before), len(before), f"{kept} clients sur {len(before)} ont acheté de nouveau ; intervalle de Wilson",
        f"/donnees/tableaux/{dataset}/", 100 * low, 100 * high, _audience(dataset),
    )  # fmt: skip


def _customers(tables: CompanyTables, span: Period) -> tuple[set[str], int]:
    asked = MeasureQuery(
        measures=["orders"], dimensions=["customer"], period=span, order="natural", today=span.end
    )
    found = tables.query(asked)
    return {str(row[0]) for row in found.rows if row[0] is not None and row[1]}, found.dataset


def _operating_margin(actor: Actor, company: Company, span: Period) -> Figure:
    """Operating result over turnover, by the accounts."""
    from levier.tables.accounting.ledger import ledger_of  # noqa: PLC0415 - reads the whole file
    from levier.tables.accounting.statements.income import income_statement  # noqa: PLC0415

    tables = CompanyTables(actor)
    facts = tables.facts("journal_entries")
    if (
        facts is None
        or facts.first_day is None
        or facts.last_day is None
        or span.start < facts.first_day
        or span.end > facts.last_day
    ):
        raise NotEnoughData("« Marge d'exploitation » demande les écritures de toute l'année")
    made = income_statement(ledger_of(tables.frame("journal_entries")), None, span.start, span.end)
    operating = made.line("operating_result")
    if not made.turnover.value:
        raise NotEnoughData("« Marge d'exploitation » : aucun chiffre d'affaires dans l'année")
    return Figure(
        100 * operating.value / made.turnover.value, 0, f"{operating.label} ÷ {made.turnover.label}, d'après les écritures",
        f"/donnees/tableaux/{facts.dataset}/", audience=_audience(facts.dataset),
    )  # fmt: skip


def _audience(dataset: int) -> str:
    """The widest reader token of a table: those who hold it may read what was measured there."""
    tokens = set(DatasetGrant.objects.filter(dataset_id=dataset).values_list("token", flat=True))
    return next((one for one in _WIDEST if one in tokens), OWNERS)


def _requests(company: Company, span: Period) -> list[Request]:
    done = Request.objects.filter(company=company, today__range=(span.start, span.end)).exclude(
        status__in=[RequestStatus.QUEUED, RequestStatus.RUNNING, RequestStatus.CANCELLED]
    )
    found = list(done.only("status", "seconds", "person_id"))
    if not found:
        raise NotEnoughData("Aucune demande dans la période")
    return found


def _answer_seconds(actor: Actor, company: Company, span: Period) -> Figure:
    found = [one.seconds for one in _requests(company, span) if one.status == RequestStatus.ANSWERED]
    if not found:
        raise NotEnoughData("Aucune demande répondue dans la période")
    return Figure(median(found), len(found), "Médiane des durées, de la demande à la réponse prouvée")


def _answer_rate(actor: Actor, company: Company, span: Period) -> Figure:
    found = _requests(company, span)
    good = sum(one.status in (RequestStatus.ANSWERED, RequestStatus.PARTIAL) for one in found)
    low, high = wilson(good, len(found))
    return Figure(
        100 * good / len(found), len(found), f"{good} demandes répondues sur {len(found)} ; intervalle de Wilson",
        low=100 * low, high=100 * high,
    )  # fmt: skip


def _active_users(actor: Actor, company: Company, span: Period) -> Figure:
    people = Membership.objects.filter(company=company, user__is_active=True).count()
    active = (
        Request.objects.filter(company=company, today__range=(span.start, span.end))
        .values("person")
        .distinct()
        .count()
    )
    share = 100 * min(active, people) / max(1, people)
    return Figure(share, people, f"{active} personnes actives sur {people}")


def _files_per_person(actor: Actor, company: Company, span: Period) -> Figure:
    runs = sum(one.runs for one in uses(company, span.start, span.end).values())
    people = (
        Request.objects.filter(company=company, today__range=(span.start, span.end))
        .values("person")
        .distinct()
        .count()
    )
    if people < _LEAST:
        raise NotEnoughData(f"Moins de {_LEAST} personnes actives : la moyenne dirait l'usage de chacune")
    return Figure(runs / people, runs, f"{runs} étapes menées à bien, {people} personnes")


def _time_per_file(actor: Actor, company: Company, span: Period) -> Figure:
    found = [
        one.total
        for one in Timing.objects.filter(company=company, way=Way.WITH, day__range=(span.start, span.end))
    ]
    if len(found) < _LEAST:
        raise NotEnoughData(f"Moins de {_LEAST} dossiers chronométrés avec Levier dans la période")
    mean, low, high = mean_interval(found)
    return Figure(
        mean,
        len(found),
        "Moyenne des dossiers chronométrés, contrôle compris ; intervalle de Student",
        low=low,
        high=high,
    )


def _time_saved(actor: Actor, company: Company, span: Period) -> Figure:
    found = net.gains(actor, span.start, span.end)
    if not any(one.saved for one in found.tasks):
        raise NotEnoughData("Aucune tâche chronométrée sans Levier n'a servi dans la période")
    low, high = found.interval
    runs = sum(one.use.runs for one in found.tasks if one.saved)
    return Figure(
        found.hours, runs, "Minutes gagnées par dossier chronométré × dossiers faits, contrôle compris",
        f"/indicateurs/gains/?du={span.start}&au={span.end}", low, high,
    )  # fmt: skip


def _return(actor: Actor, company: Company, span: Period) -> Figure:
    found = net.gains(actor, span.start, span.end)
    if found.ratio is None:
        raise NotEnoughData(
            "Le retour demande une tâche chronométrée, le coût d'une heure et au moins une dépense"
        )
    runs = sum(one.use.runs for one in found.tasks)
    return Figure(
        100 * found.ratio, runs, "(valeur des heures gagnées − tous les coûts) ÷ tous les coûts",
        f"/indicateurs/gains/?du={span.start}&au={span.end}", audience=MANAGERS,
    )  # fmt: skip


def _notes(company: Company, span: Period, question: Question) -> list[int]:
    found = list(
        Reply.objects.filter(
            survey__company=company, survey__question=question, day__range=(span.start, span.end)
        ).values_list("note", flat=True)
    )
    if len(found) < _LEAST:
        raise NotEnoughData(f"Moins de {_LEAST} réponses d'enquête dans la période")
    return found


def _nps(actor: Actor, company: Company, span: Period) -> Figure:
    notes = _notes(company, span, Question.NPS)
    value, low, high = recommendation(notes)
    return Figure(
        value, len(notes), "Notes de 9 et 10 moins notes de 0 à 6", "/indicateurs/enquetes/", low, high
    )


def _csat(actor: Actor, company: Company, span: Period) -> Figure:
    notes = _notes(company, span, Question.CSAT)
    good = sum(note >= 4 for note in notes)
    low, high = wilson(good, len(notes))
    return Figure(
        100 * good / len(notes), len(notes), "Notes de 4 et 5 sur toutes les notes ; intervalle de Wilson",
        "/indicateurs/enquetes/", 100 * low, 100 * high,
    )  # fmt: skip


def _forecast_error(actor: Actor, company: Company, span: Period) -> Figure:
    """Pooled over the forecasts made in the period: each replayed its own past, and says its error there."""
    made = StepRecord.objects.filter(
        company=company, capability="sales-forecast", status=StepStatus.DONE, request__today__range=(span.start, span.end)
    ).values_list("output__items", flat=True)  # fmt: skip
    known = [one["accuracy"] for items in made for one in items or [] if one["accuracy"]["wape"] is not None]
    checked = sum(one["checked"] for one in known)
    if not checked:
        raise NotEnoughData("Aucune prévision vérifiée sur le passé dans la période")
    error = sum(one["wape"] * one["checked"] for one in known) / checked
    return Figure(100 * error, checked, "Écarts des prévisions rejouées sur le passé, divisés par les ventes")


def _losses_avoided(actor: Actor, company: Company, span: Period) -> Figure:
    after = span.end + timedelta(days=1)
    found = Alert.objects.filter(
        company=company, verdict=Verdict.ERROR, judged_at__date__gte=span.start, judged_at__date__lt=after
    ).values_list("amount", flat=True)
    amounts = [abs(one) for one in found]
    if not amounts:
        raise NotEnoughData("Aucune alerte jugée « c'était une erreur » dans la période")
    return Figure(
        sum(amounts),
        len(amounts),
        "Montants des alertes jugées « c'était une erreur »",
        "/alertes/",
        audience=MANAGERS,
    )


_OWN: dict[str, Callable[[Actor, Company, Period], Figure]] = {
    "forecast-error": _forecast_error,
    "answer-seconds": _answer_seconds,
    "answer-rate": _answer_rate,
    "active-users": _active_users,
    "files-per-person": _files_per_person,
    "time-per-file": _time_per_file,
    "time-saved": _time_saved,
    "return-on-investment": _return,
    "nps": _nps,
    "csat": _csat,
    "losses-avoided": _losses_avoided,
    "customer-retention": _retention,
    "operating-margin": _operating_margin,
}
