"""What an effect on sales is worth: the margin that it brought, not the turnover, and what was spent to get it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from levier.core.actor import Actor
from levier.core.errors import LevierError
from levier.core.french.numbers import NBSP, format_money, format_percent
from levier.core.measures import MeasureQuery
from levier.core.period import Period
from levier.indicators.finance import return_on
from levier.method.pilots.effect import Measured
from levier.method.pilots.models import Pilot
from levier.method.roadmap.evaluating import assumptions_of
from levier.method.roadmap.models import OwnAssumption
from levier.operations.gains.net import spent_on
from levier.policy.rights import Permission, may
from levier.tables.access import CompanyTables

_YEAR = 365
_SALES = {"revenue": False, "margin": True}
"""Measures of the sales that are money, and whether each is a margin already."""


@dataclass(frozen=True)
class Margin:
    """Part of the turnover that stays once the goods are paid (a ratio), and where it comes from."""

    low: float
    central: float
    high: float
    source: str


@dataclass(frozen=True)
class SalesWorth:
    """Over all the periods with the pilot. ``turnover``: how much more was sold; ``gained``: of it, margin, in ``low`` to ``high``
    (None when no margin is known: ``lacking`` says what to do); ``spent``: on the pilot's capability over the same days."""

    turnover: float
    gained: float | None
    low: float | None
    high: float | None
    spent: float
    ratio: float | None
    margin: Margin | None
    said: str
    lacking: str = ""

    def plain(self) -> dict[str, Any]:
        """As the API and the command give it."""
        return {
            "turnover": self.turnover, "margin_gained": self.gained, "low": self.low, "high": self.high, "spent": self.spent,
            "return": self.ratio, "margin_rate": self.margin.central if self.margin else None,
            "margin_source": self.margin.source if self.margin else "", "said": self.said, "lacking": self.lacking,
        }  # fmt: skip


def worth_of(actor: Actor, pilot: Pilot, measured: Measured) -> SalesWorth | None:
    """None when the pilot does not follow money of the sales, or for who does not steer."""
    if pilot.kind != "sales" or pilot.measure not in _SALES or not may(actor, Permission.STEER):
        return None
    periods = sum(1 for _, _, on in measured.points if on)
    change = [periods * one for one in (measured.effect.low, measured.effect.estimate, measured.effect.high)]
    currency = measured.unit
    spent = spent_on(pilot.company, pilot.capability, pilot.starts, min(pilot.ends, pilot.company.today))
    own = _SALES[pilot.measure]
    margin = Margin(1.0, 1.0, 1.0, "le pilote suit la marge elle-même") if own else margin_of(actor, pilot)
    if margin is None:
        return SalesWorth(
            change[1], None, None, None, spent, None, None,
            f"{format_money(change[1], currency, 0)} de chiffre d'affaires : ce n'est pas un gain tant que la marge n'est pas connue.",
            "Importez le coût de vos articles ou vos écritures, ou dites votre taux de marge et sa source dans « Feuille de route », "
            "« Hypothèses ».",
        )  # fmt: skip
    corners = [rate * end for rate in (margin.low, margin.high) for end in (change[0], change[2])]
    gained, low, high = change[1] * margin.central, min(corners), max(corners)
    ratio = return_on(gained, spent)
    span = f"entre {format_money(low, currency, 0)} et {format_money(high, currency, 0)}"
    told = f"{format_money(gained, currency, 0)} de marge pendant le pilote, {span}"
    if not own:
        told += (
            f" : {format_money(change[1], currency, 0)} de chiffre d'affaires au taux de marge de {format_percent(margin.central)} "
            f"({margin.source})"
        )
    told += f". Dépensé : {format_money(spent, currency, 0)}"
    told += f" ; retour de {format_percent(ratio, 0)}." if ratio is not None else "."
    if not measured.effect.certain:
        told += f"{NBSP}L'effet ne se distingue pas encore du hasard : ce gain non plus."
    return SalesWorth(change[1], gained, low, high, spent, ratio, margin, told)


def margin_of(actor: Actor, pilot: Pilot) -> Margin | None:
    """Said by the company with its source; else measured on its sales over the year before the pilot; else on its accounts."""
    if not OwnAssumption.objects.filter(company_id=actor.company_id, name="gross-margin").exists():
        measured = _on_sales(actor, pilot)
        if measured is not None:
            return measured
    known = assumptions_of(actor).by_name["gross-margin"]
    if known.origin.status not in ("mesuré", "dit par l'entreprise"):
        return None
    return Margin(known.low, known.central, known.high, f"{known.origin.status} : {known.origin.text}")


def _on_sales(actor: Actor, pilot: Pilot) -> Margin | None:
    last = pilot.starts - timedelta(days=1)
    period = Period(start=last - timedelta(days=_YEAR - 1), end=last)
    try:
        found = CompanyTables(actor).query(
            MeasureQuery(measures=["margin_rate"], period=period, dataset=pilot.dataset, today=last)
        )
    except LevierError:  # no cost of goods in these tables: another source is looked for
        return None
    rate = found.rows[0][-1] if found.rows else None
    if rate is None or not 0 < float(rate) < 1:
        return None
    return Margin(
        float(rate), float(rate), float(rate), f"mesuré sur « {found.title} », l'année d'avant le pilote"
    )
