"""The recipe of a review: the ledger, the period, the topic, what it says."""

import re
from datetime import date

from levier.capabilities.accounting_review import AccountingReviewInput, AccountingReviewOutput, Topic
from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story
from levier.capabilities.accounting_review.topics.cash import tell_cash
from levier.capabilities.accounting_review.topics.conformity import tell_conformity
from levier.capabilities.accounting_review.topics.costs import tell_costs
from levier.capabilities.accounting_review.topics.margins import tell_margins
from levier.capabilities.accounting_review.topics.payroll import tell_payroll
from levier.capabilities.accounting_review.topics.purchases import tell_purchases
from levier.capabilities.accounting_review.topics.result import tell_result
from levier.capabilities.accounting_review.topics.seasons import tell_seasons
from levier.capabilities.accounting_review.topics.third_parties import tell_third_parties
from levier.capabilities.accounting_review.topics.turnover import tell_turnover
from levier.capabilities.accounting_review.topics.vat import tell_vat
from levier.capabilities.accounting_review.topics.working_capital import tell_working_capital
from levier.capabilities.accounting_review.topics_said import topic_of
from levier.core.capability import Context
from levier.core.errors import NotEnoughData, NotFound
from levier.core.french.writing_dates import format_date
from levier.core.period import Period
from levier.tables.accounting.ledger import FiscalYear, Ledger, ledger_of

KIND = "journal_entries"
_EXERCISE = re.compile(r"(?i)\bexercices?\b")
_PREVIOUS = re.compile(r"(?i)exercice (?:pr[eé]c[eé]dent|dernier|pass[eé]|d.avant)|dernier exercice clos")
_ABOUT_A_YEAR = 360
_NEAR = 2
_YEAR_SAID = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def review(ctx: Context, given: AccountingReviewInput) -> AccountingReviewOutput:
    """What the accounts say of the topic. Raises NotFound (no entries), NotEnoughData (none in the period)."""
    facts = ctx.tables.facts(KIND)
    if facts is None:
        raise NotFound(
            "Aucune écriture comptable ne vous est accessible",
            mend="Importez votre fichier des écritures comptables (FEC) dans « Données ».",
        )
    ledger = ledger_of(ctx.tables.frame(KIND))
    topic = (topic_of(given.question) if given.question else None) or given.topic or "result"
    scope, moved = _scope(ledger, given)
    story = Story(topic, facts, scope.start, scope.end, scope.year.label)
    _tell(topic, story, scope, given)
    if moved:
        days = {"first_day": ledger.years[0].start.isoformat(), "last_day": ledger.current.last.isoformat()}
        asked = {"from_day": scope.start.isoformat(), "to_day": scope.end.isoformat()}
        known = story.compute(
            "etendue", "Étendue des écritures", {**days, **asked}, "premier et dernier jour connus"
        )
        story.note(
            f"Vos écritures vont du {format_date(ledger.years[0].start)} au {format_date(ledger.current.last)} : la réponse porte "
            f"sur la période du {format_date(scope.start)} au {format_date(scope.end)}.",
            known,
        )
    return story.output


def _tell(topic: Topic, story: Story, scope: Scope, given: AccountingReviewInput) -> None:
    if topic in ("receivables", "payables"):
        tell_third_parties(topic, story, scope, given.older_than, given.limit)
    elif topic == "purchases":
        tell_purchases(story, scope, given.limit)
    elif topic == "conformity":
        tell_conformity(story, scope, given.limit)
    else:
        {
            "result": tell_result, "margins": tell_margins, "turnover": tell_turnover, "cash": tell_cash, "vat": tell_vat,
            "payroll": tell_payroll, "seasonality": tell_seasons, "costs": tell_costs, "working_capital": tell_working_capital,
        }[topic](story, scope)  # fmt: skip


def _scope(ledger: Ledger, given: AccountingReviewInput) -> tuple[Scope, bool]:
    """The days asked that the entries cover.

    « Exercice » means the company's own fiscal year. A month said without its year, of which nothing is known, is taken
    from the last year known, and said so.
    """
    first, last = ledger.years[0].start, ledger.current.last
    year_said = _YEAR_SAID.search(given.question)
    if fiscal := _fiscal(ledger, given.question, year_said):
        return Scope(ledger, fiscal, fiscal.start, fiscal.last, whole=True), False
    if given.period is None or _is_the_age(given):
        return Scope(ledger, ledger.current, ledger.current.start, last, whole=True), False
    start, end, moved = given.period.start, given.period.end, False
    if (start > last or end < first) and given.question and not year_said:
        if given.period.days >= _ABOUT_A_YEAR:
            return Scope(ledger, ledger.current, ledger.current.start, last, whole=True), True
        start, end = _same_days_within(start, end, last)
        moved = True
    if start > last or end < first:
        raise NotEnoughData(
            f"Aucune écriture {_when(given.period)} : les vôtres vont du {format_date(first)} au {format_date(last)}",
            mend="Importez le FEC de cet exercice, ou demandez une période qu’il couvre.",
        )
    start, end = max(start, first), min(end, last)
    year = ledger.year_of(end) or ledger.current
    return Scope(ledger, year, start, end, whole=start <= year.start and end >= year.last), moved


def _is_the_age(given: AccountingReviewInput) -> bool:
    """« depuis plus de 60 jours »: an age, which a reader of periods takes for the last 60 days."""
    if given.older_than is None or given.period is None:
        return False
    return abs(given.period.days - given.older_than) <= _NEAR


def _fiscal(ledger: Ledger, question: str, year_said: "re.Match[str] | None") -> FiscalYear | None:
    """The fiscal year that « l’exercice », « l’exercice 2023 », « l’exercice précédent » names."""
    if not _EXERCISE.search(question):
        return None
    if year_said:
        return next((year for year in ledger.years if year.end.year == int(year_said.group())), None)
    if _PREVIOUS.search(question) and len(ledger.years) > 1:
        return ledger.years[-2]
    return ledger.current


def _when(period: Period) -> str:
    return f"du {format_date(period.start)} au {format_date(period.end)}"


def _same_days_within(start: date, end: date, last: date) -> tuple[date, date]:
    """The same days of the latest year in which they are known."""
    years = last.year - start.year
    moved = _shifted(start, years), _shifted(end, years)
    return (_shifted(moved[0], -1), _shifted(moved[1], -1)) if moved[0] > last else moved


def _shifted(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
