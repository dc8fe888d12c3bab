"""An objective proposed: its starting point measured where a table or Levier gives it, its target and its day to be changed at will."""

from dataclasses import dataclass
from datetime import date

from levier.accounts.models import Company
from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import LevierError
from levier.core.french.calendar import add_months
from levier.core.french.numbers import format_number, format_percent, format_quantity
from levier.core.french.writing_dates import format_date
from levier.indicators.catalogue import Definition, definition
from levier.method.roadmap.evaluating import assumptions_of
from levier.method.roadmap.reference import DRIVER, Assumption, values
from levier.method.roadmap.value.drivers import Drivers
from levier.operations.gains.measuring import last_figure
from levier.policy.rights import Permission, require

TIME = "time-saved"
_STEP = 0.05
_RATES = ("hourly-cost", "minute-cost")


@dataclass(frozen=True)
class Aim:
    """What would stand in the form. ``baseline``: None where nothing measures it; ``how``: where both figures come from (French)."""

    indicator: Definition
    title: str
    baseline: float | None
    target: float | None
    due: date
    how: str


def aim(actor: Actor, name: str) -> Aim:
    """For one indicator of the catalogue, in a year. Raises NotAllowed, NotFound (indicator)."""
    require(actor, Permission.STEER)
    company = Company.objects.get(pk=actor.company_id)
    known, due = definition(name), add_months(company.today, 12)
    if name == TIME:
        return _time(actor, known, due)
    try:
        found, span = last_figure(actor, known)
    except LevierError as error:
        return Aim(
            known, "", None, None, due, f"{error.message.rstrip('.')} : le départ et la cible sont à dire."
        )
    up = known.direction == "up"
    baseline = _round(found.value)
    target = _round(baseline * (1 + (_STEP if up else -_STEP)))
    if known.unit == "%" and up:
        target = min(target, 100.0)
    title = f"{known.label} : {'+' if up else '−'}{format_percent(_STEP, 0)} en un an"
    how = (
        f"Départ mesuré du {format_date(span.start)} au {format_date(span.end)}. {found.how.rstrip('.')}. "
        f"Cible proposée : {format_percent(_STEP, 0)} de {'plus' if up else 'moins'}, à ajuster."
    )
    return Aim(known, title, baseline, target if target != baseline else None, due, how)


def _time(actor: Actor, known: Definition, due: date) -> Aim:
    """Hours a month: what the capabilities that the company's data allow would give back, at the central value of each range."""
    drivers, ranges = Drivers(actor), assumptions_of(actor)
    hours, seen = 0.0, set()
    for one in registry.catalogue().values():
        for lever in values().levers_of(one.name, tuple(one.moves)):
            for term in lever.terms:
                if lever.name in seen or not set(term.factors) & set(_RATES):
                    continue
                worked = _hours_of(term.factors, drivers, ranges.by_name)
                if worked is not None:
                    seen.add(lever.name)
                    hours += worked
    if not hours:
        return Aim(known, "", 0.0, None, due, "Départ : rien n'est encore gagné. La cible est à dire.")
    target = max(1.0, round(hours / 12))
    how = (
        "Départ : rien n'est encore gagné avec Levier. Cible proposée : le temps que vos données et les hypothèses centrales de la "
        f"feuille de route laissent espérer ({format_quantity(round(hours), 'h')} par an), à ajuster."
    )
    return Aim(known, f"Gagner {format_quantity(target, 'heure')} par mois", 0.0, target, due, how)


def _hours_of(factors: tuple[str, ...], drivers: Drivers, ranges: dict[str, Assumption]) -> float | None:
    """The product of a term without the price of its time, in hours a year; None when a driver lacks."""
    product = 1.0
    for name in factors:
        if name in _RATES:
            product *= 1 / 60 if name == "minute-cost" else 1
        elif name.startswith(DRIVER):
            driver = drivers.get(name.removeprefix(DRIVER))
            if driver is None:
                return None
            product *= driver.value
        else:
            product *= ranges[name].central
    return product


def _round(value: float) -> float:
    """Three significant digits: a baseline to read, not to audit."""
    return float(f"{value:.3g}") if value else 0.0


def typed(found: Aim) -> dict[str, str]:
    """As the form writes it."""
    return {
        "title": found.title, "indicator": found.indicator.name, "due": format_date(found.due),
        "baseline": "" if found.baseline is None else format_number(found.baseline, None),
        "target": "" if found.target is None else format_number(found.target, None),
    }  # fmt: skip
