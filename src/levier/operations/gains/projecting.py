"""The next three years of one task, drawn from what was measured: three scenarios and what they hang on."""

from dataclasses import dataclass
from datetime import timedelta

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import NotEnoughData
from levier.core.french.calendar import add_months
from levier.indicators.effects import mean_interval
from levier.indicators.finance import Project, Range, Swing, Worth, scenarios, tornado
from levier.indicators.measuring.models import Assumptions, Cost, Rhythm
from levier.operations.gains.counting import models_cost, runs_by_month, uses
from levier.operations.gains.net import saved_on
from levier.policy.rights import Permission, require

_DOUBT = 0.1
_WIDE = 0.25


@dataclass(frozen=True)
class Projection:
    """Three scenarios, the drivers by weight, and each driver's range with its source."""

    task: str
    project: Project
    scenarios: list[Worth]
    tornado: list[Swing]
    currency: str = "EUR"


def project(actor: Actor, task: str) -> Projection:
    """Raises NotAllowed, NotEnoughData with what to measure first."""
    require(actor, Permission.STEER)
    company = Company.objects.get(pk=actor.company_id)
    start = add_months(company.today, -3) + timedelta(days=1)
    used = uses(company, start, company.today).get(task)
    if used is None:
        raise NotEnoughData(
            "Ce savoir-faire n'a pas servi depuis trois mois",
            where=task,
            mend="Lancez-le quelques fois avant de projeter son gain.",
        )
    saved = saved_on(company, task, used.seconds)
    if saved is None:
        raise NotEnoughData(
            "Le temps de cette tâche sans Levier n'est pas mesuré", where=task,
            mend="Chronométrez trois dossiers au moins, sur la page du pilote ou dans « Gains ».",
        )  # fmt: skip
    known = Assumptions.objects.filter(company=company).first()
    if known is None or known.hour_cost is None:
        raise NotEnoughData(
            "Le coût moyen d'une heure de travail n'est pas dit",
            where="hypothèses",
            mend="Dites-le dans « Gains ».",
        )
    hour = float(known.hour_cost)
    made = Project(
        files=_files(company, task, used.runs),
        minutes=Range(saved.low, saved.minutes, saved.high, f"{saved.n[0]} dossiers chronométrés sans, {saved.n[1]} avec ; intervalle à 95 %"),
        hour=Range(hour * (1 - _DOUBT), hour, hour * (1 + _DOUBT), "dit par l'entreprise, à 10 % près"),
        monthly=_monthly(company, task),
        first=_first(company, task),
        discount=known.discount,
    )  # fmt: skip
    return Projection(task, made, scenarios(made), tornado(made), company.currency)


def _files(company: Company, task: str, recent: int) -> Range:
    months = runs_by_month(
        company,
        task,
        add_months(company.today, -6).replace(day=1),
        company.today.replace(day=1) - timedelta(days=1),
    )
    counts = [float(count) for _, count in months]
    while counts and counts[0] == 0:
        counts.pop(0)
    if len(counts) >= 3:
        mean, low, high = mean_interval(counts)
        return Range(max(0.0, low), mean, high, f"{len(counts)} mois entiers d'usage réel")
    likely = recent / 3
    return Range(
        likely * (1 - _WIDE),
        likely,
        likely * (1 + _WIDE),
        f"{recent} dossiers en trois mois, à 25 % près (moins de trois mois entiers)",
    )


def _monthly(company: Company, task: str) -> Range:
    paid = sum(
        float(one.amount) for one in Cost.objects.filter(company=company, task=task, rhythm=Rhythm.MONTH, start__lte=company.today)
        if one.end is None or one.end >= company.today
    )  # fmt: skip
    models = models_cost(company, add_months(company.today, -3), company.today).get(task, 0.0) / 3
    both = paid + models
    return Range(
        both * (1 - _DOUBT),
        both,
        both * (1 + _DOUBT),
        "dépenses mensuelles dites et appels de modèles comptés, à 10 % près",
    )


def _first(company: Company, task: str) -> Range:
    paid = sum(
        float(one.amount) for one in Cost.objects.filter(company=company, task=task, rhythm=Rhythm.ONCE)
    )
    return Range(paid * (1 - _DOUBT), paid, paid * (1 + _DOUBT), "dépenses de départ dites, à 10 % près")
