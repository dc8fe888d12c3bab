"""The figures of the company that value trees stand on, each read from its tables with the place where it can be opened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache

from levier.accounts.models import Membership
from levier.core.actor import Actor
from levier.core.capability import DatasetFacts
from levier.core.errors import LevierError
from levier.core.french.dates import format_date
from levier.core.french.numbers import NBSP, format_money, format_number, format_percent
from levier.core.measures import MeasureQuery
from levier.core.period import Period
from levier.knowledge.reading import readable_documents
from levier.tables.access import CompanyTables
from levier.tables.invoicing.models import EInvoice
from levier.tables.models import DatasetVersion

_YEAR = 365
_SHORTEST = 28
"""Days of history under which a year is not told from it."""
_KEPT = 24 * 3600


@dataclass(frozen=True)
class Driver:
    """A measured figure. ``said``: with its unit; ``source``: how it was measured; ``page``/``args``: where it opens."""

    name: str
    label: str
    value: float
    unit: str
    said: str
    source: str
    page: str = ""
    args: tuple[int | str, ...] = ()


@dataclass(frozen=True)
class _Asked:
    label: str
    kind: str
    measure: str
    flow: bool
    money: bool
    share: bool = False


_MEASURES: dict[str, tuple[_Asked, ...]] = {
    "turnover": (
        _Asked("Chiffre d'affaires d'un an", "sales", "revenue", flow=True, money=True),
        _Asked("Facturé en un an", "invoices", "billed", flow=True, money=True),
        _Asked("Chiffre d'affaires comptable d'un an", "journal_entries", "accounted_turnover", flow=True, money=True),
    ),
    "orders": (_Asked("Commandes en un an", "sales", "orders", flow=True, money=False),),
    "outflow": (
        _Asked("Achats d'un an", "purchases", "purchases_amount", flow=True, money=True),
        _Asked("Achats comptables d'un an", "journal_entries", "accounted_purchases", flow=True, money=True),
    ),
    "stock-value": (_Asked("Valeur du stock", "stock", "stock_value", flow=False, money=True),),
    "invoices-sent": (_Asked("Factures émises en un an", "invoices", "invoices_sent", flow=True, money=False),),
    "purchase-orders": (_Asked("Commandes d'achat en un an", "purchases", "purchase_orders", flow=True, money=False),),
    "messages": (_Asked("Messages en un an", "messages", "messages_count", flow=True, money=False),),
    "visits": (_Asked("Visites en un an", "visits", "visits_count", flow=True, money=False),),
    "failures": (_Asked("Pannes en un an", "failures", "failures_count", flow=True, money=False),),
    "margin": (
        _Asked(
            "Taux de marge comptable d'un an",
            "journal_entries",
            "accounted_margin_rate",
            flow=True,
            money=False,
            share=True,
        ),
    ),
    "entries": (_Asked("Écritures en un an", "journal_entries", "entries_count", flow=True, money=False),),
}  # fmt: skip
VOLUMES = ("orders", "invoices-sent", "purchase-orders", "messages", "visits", "failures", "entries")
"""Drivers that count occurrences: what an own idea may be multiplied by."""
LABELS = {
    "turnover": "les ventes, les factures ou la comptabilité", "outflow": "les achats ou la comptabilité", "stock-value": "le stock",
    "turnover-per-day": "les ventes, les factures ou la comptabilité", "messages": "les messages", "visits": "les visites",
    "failures": "les pannes", "entries": "la comptabilité", "invoices-received": "des factures électroniques reçues",
    "documents": "des documents", "people": "les personnes", "orders": "les ventes", "invoices-sent": "les factures",
    "purchase-orders": "les achats", "months": "",
}  # fmt: skip


class Drivers:
    """The drivers of one company as one person sees them; each is measured once."""

    def __init__(self, actor: Actor) -> None:
        self.actor, self.tables = actor, CompanyTables(actor)
        self._known: dict[str, Driver | None] = {}

    def get(self, name: str) -> Driver | None:
        """The driver, None when no table the person may see gives it."""
        if name not in self._known:
            self._known[name] = self._measured(name)
        return self._known[name]

    def _measured(self, name: str) -> Driver | None:
        special: dict[str, Callable[[], Driver | None]] = {
            "people": self._people,
            "documents": self._documents,
            "months": lambda: Driver("months", "Mois d'une année", 12, "mois", f"12{NBSP}mois", "calendrier"),
            "turnover-per-day": self._per_day,
            "invoices-received": self._received,
        }
        if name in special:
            return special[name]()
        for asked in _MEASURES.get(name, ()):
            if found := self._from_table(name, asked):
                return found
        return None

    def _from_table(self, name: str, asked: _Asked) -> Driver | None:
        facts = self.tables.facts(asked.kind)
        if facts is None or not facts.rows:
            return None
        version = DatasetVersion.objects.filter(dataset=facts.dataset, number=facts.version)
        content = version.values_list("content_hash", flat=True).first()
        key = f"levier-driver-{self.actor.company_id}-{facts.dataset}-{facts.version}-{content}-{name}-{asked.kind}"
        kept = cache.get(key)
        if kept is None:
            kept = _value(self.tables, asked, facts) or ()
            cache.set(key, kept, _KEPT)
        if not kept:
            return None
        value, how = kept
        said = format_money(value, facts.currency, 0) if asked.money else format_number(value, 0)
        said = format_percent(value) if asked.share else said
        source = f"« {facts.title} », version {facts.version}{how}"
        return Driver(
            name,
            asked.label,
            value,
            facts.currency if asked.money else "",
            said,
            source,
            "dataset",
            (facts.dataset,),
        )

    def _people(self) -> Driver:
        count = Membership.objects.filter(company_id=self.actor.company_id).count()
        said = f"{format_number(count)}{NBSP}personne{'s' if count > 1 else ''}"
        return Driver(
            "people",
            "Personnes qui ont un compte",
            count,
            "personnes",
            said,
            "comptes ouverts dans Levier",
            "me",
        )

    def _documents(self) -> Driver | None:
        count = readable_documents(self.actor).count()
        return Driver("documents", "Documents lisibles", count, "documents", format_number(count), "documents que vous pouvez lire", "data") if count else None  # fmt: skip

    def _per_day(self) -> Driver | None:
        year = self.get("turnover")
        if year is None:
            return None
        value = year.value / _YEAR
        said = format_money(value, year.unit, 0)
        return Driver("turnover-per-day", "Chiffre d'affaires par jour", value, year.unit, said, f"{year.source}, divisé par {_YEAR}", year.page, year.args)  # fmt: skip

    def _received(self) -> Driver | None:
        count = EInvoice.objects.filter(company_id=self.actor.company_id).count()
        return Driver("invoices-received", "Factures électroniques gardées", count, "", format_number(count), "factures rangées dans Levier", "invoices") if count else None  # fmt: skip


def _value(tables: CompanyTables, asked: _Asked, facts: DatasetFacts) -> tuple[float, str] | None:
    """The measure over the last 365 days of the table (a shorter history is brought to a year, and it is said)."""
    period, factor, how = None, 1.0, ""
    if asked.flow and facts.first_day and facts.last_day:
        start = max(facts.first_day, facts.last_day - timedelta(days=_YEAR - 1))
        days = (facts.last_day - start).days + 1
        if days < _SHORTEST:
            return None
        period = Period(start=start, end=facts.last_day)
        factor = 1.0 if asked.share else _YEAR / days
        how = f", du {format_date(start)} au {format_date(facts.last_day)}"
        if days < _YEAR:
            how += f" ({format_number(days)} jours ramenés à un an)"
    try:
        answer = tables.query(
            MeasureQuery(kind=asked.kind, measures=[asked.measure], period=period, dataset=facts.dataset)
        )
    except LevierError:  # the table lacks a column: this driver is not known, which is no fault
        return None
    row = answer.rows[0] if answer.rows else ()
    value = next((float(one) for one in reversed(row) if isinstance(one, int | float)), None)
    return (value * factor, how) if value else None
