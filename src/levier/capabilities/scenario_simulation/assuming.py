"""The assumptions: what is measured, given, legal or taken for want of better, each with its range and its source."""

from dataclasses import dataclass

import numpy as np

from levier.capabilities.scenario_simulation import (
    Assumption,
    Change,
    PriceResponse,
    ScenarioSimulationInput,
)
from levier.capabilities.scenario_simulation.books.drivers import Drivers
from levier.capabilities.scenario_simulation.drawing import Spread
from levier.capabilities.scenario_simulation.learning.activity import Expected
from levier.capabilities.scenario_simulation.rules import employer_rate, rules, source
from levier.capabilities.scenario_simulation.sensitivity import bounds
from levier.core.french.numbers import NBSP, format_number, format_percent

_DECILE = 1.2816
_NORMAL_95 = 1.959964
_LABELS = {
    "activity": "Niveau d'activité",
    "elasticity": "Réaction des clients au prix (élasticité)",
    "rate": "Coûts variables, en part des ventes",
    "services": "Achats extérieurs et frais",
    "customer": "Délai de paiement des clients",
    "supplier": "Délai de paiement aux fournisseurs",
}


@dataclass(frozen=True)
class Assumed:
    """``ranges`` feed the model, ``shown`` the person."""

    ranges: dict[str, Spread]
    shown: list[Assumption]


def assume(
    drivers: Drivers,
    expected: Expected,
    given: ScenarioSimulationInput,
    response: PriceResponse,
    changes: list[Change],
) -> Assumed:
    """Every assumption of a simulation."""
    level, level_shown = _level(expected, given)
    elasticity, price_shown = _elasticity(given, response)
    customer, customer_shown = _delay("customer", given.customer_days, drivers.standing.customer_days, drivers)  # fmt: skip
    supplier, supplier_shown = _delay("supplier", given.supplier_days, drivers.standing.supplier_days, drivers)  # fmt: skip
    months = expected.sales.size
    spread = float(expected.service_noise.std() / np.sqrt(max(1, months)))
    ranges = {
        "activity": Spread(0, 0, 0, level),
        "elasticity": elasticity,
        "rate": Spread(0, expected.rate, 0, expected.rate_error)
        if expected.rate_error > 0
        else Spread(expected.rate, expected.rate, expected.rate),
        "services": Spread(0, 0, 0, spread) if spread > 0 else Spread(0, 0, 0),
        "customer": customer,
        "supplier": supplier,
    }
    shown = [level_shown]
    if any(one.lever == "price" for one in changes):
        shown.append(price_shown)
    if drivers.basis != "turnover":
        shown.append(_rate(drivers, expected, given))
    if drivers.basis == "accounts":
        shown += [customer_shown, supplier_shown, *_books_rates(drivers, expected)]
    elif given.customer_days is not None:
        shown.append(customer_shown)
    shown += _hired(changes, given)
    return Assumed(ranges, shown)


def _level(expected: Expected, given: ScenarioSimulationInput) -> tuple[float, Assumption]:
    """The 80 % range of the level of activity, as a normal error that has it."""
    reach = level_reach(expected)
    origin, said = "assumed", f"moins de deux ans d'historique : ±10{NBSP}% et le hasard de vos mois"
    if given.activity_range is not None:
        origin, said = "given", "donné par vous"
    elif expected.measured:
        origin, said = (
            "measured",
            "d'une année à l'autre dans vos tableaux, prudent quand peu d'années sont connues",
        )
    return reach / _DECILE, Assumption(
        key="activity", label=_LABELS["activity"], low=round(-reach, 4), value=0.0, high=round(reach, 4), unit="%",
        origin=origin, source=f"Écart possible du niveau des ventes, {said}",
    )  # fmt: skip


def level_reach(expected: Expected) -> float:
    """Half-width of the 80 % range of the log level."""
    if expected.freedom is None:
        return _DECILE * expected.level_error
    from scipy.stats import t  # noqa: PLC0415 - heavy

    return float(t.ppf(0.9, expected.freedom)) * expected.level_error


def _elasticity(given: ScenarioSimulationInput, response: PriceResponse) -> tuple[Spread, Assumption]:
    data = rules()["elasticity"]
    low, high = given.elasticity_low, given.elasticity_high
    if low is not None or high is not None:
        low = low if low is not None else min(float(data["low"]), high or 0.0)
        high = high if high is not None else max(float(data["high"]), low)
        spread = Spread(low, (low + high) / 2, high)
        return spread, _price(spread, "given", "Fourchette donnée par vous")
    if response.estimated and response.value is not None and response.high is not None:
        error = (response.high - response.value) / _NORMAL_95
        spread = Spread(0, response.value, 0, error)
        return spread, _price(
            spread, "measured",
            f"Estimée sur vos ventes : {format_number(response.products)} articles dont le prix a changé, {format_number(response.observations)} observations",
        )  # fmt: skip
    spread = Spread(float(data["low"]), float(data["central"]), float(data["high"]))
    return spread, _price(spread, "assumed", source("elasticity"))


def _price(spread: Spread, origin: str, said: str) -> Assumption:
    low, high = bounds(spread)
    return Assumption(
        key="elasticity", label=_LABELS["elasticity"], low=round(low, 2), value=round(spread.mid, 2), high=round(high, 2), unit="",
        origin=origin, source=said,
    )  # fmt: skip


def _delay(
    key: str, given: float | None, measured: float | None, drivers: Drivers
) -> tuple[Spread, Assumption]:
    middle = given if given is not None else measured if measured is not None else 0.0
    reach = float(rules()["ranges"]["delay"]) * middle
    spread = Spread(middle - reach, middle, middle + reach)
    origin = "given" if given is not None else "measured" if measured is not None else "assumed"
    said = {
        "given": "Donné par vous", "measured": f"Soldes et facturation des derniers mois, au {drivers.months[-1]:%m/%Y} ; fourchette de ±20{NBSP}%",
        "assumed": "Inconnu : payé comptant",
    }[origin]  # fmt: skip
    low, high = bounds(spread)
    return spread, Assumption(
        key=key, label=_LABELS[key], low=round(low, 1), value=round(middle, 1), high=round(high, 1), unit="jours",
        origin=origin, source=said,
    )  # fmt: skip


def _rate(drivers: Drivers, expected: Expected, given: ScenarioSimulationInput) -> Assumption:
    reach = _DECILE * expected.rate_error
    told = given.margin_rate is not None and drivers.basis == "margin"
    return Assumption(
        key="rate", label=_LABELS["rate"], low=round(max(0.0, expected.rate - reach), 4), value=round(expected.rate, 4),
        high=round(expected.rate + reach, 4), unit="%", origin="given" if told else "measured",
        source="Taux de marge donné par vous" if told else "Coûts qui suivent l'activité, rapportés aux ventes des douze derniers mois connus",
    )  # fmt: skip


def _books_rates(drivers: Drivers, expected: Expected) -> list[Assumption]:
    standing = drivers.standing
    found = [
        _fixed("payroll", "Salaires et charges par mois", round(expected.payroll), "€", "measured", "Moyenne des trois derniers mois"),
        _fixed("services", "Achats extérieurs et frais par mois", round(expected.services), "€", "measured", "Moyenne des douze derniers mois connus"),
        _fixed("vat", "TVA collectée, en part des ventes", round(standing.vat_on_sales, 4), "%", "measured", f"Vos écritures ; payée le mois suivant. {source('vat')}"),
    ]  # fmt: skip
    if standing.loans > 0:
        found.append(_fixed("loans", "Remboursement d'emprunts par mois", round(standing.loans), "€", "measured", "Mois médian des douze derniers connus"))  # fmt: skip
    if standing.tax is not None:
        found.append(_fixed("tax", "Impôt de l'exercice précédent, payé par acomptes", round(standing.tax), "€", "law", source("income_tax")))  # fmt: skip
    return found


def _hired(changes: list[Change], given: ScenarioSimulationInput) -> list[Assumption]:
    wages = sorted({one.amount for one in changes if one.lever == "hiring" and one.amount})
    found = []
    for wage in wages:
        label = f"Charges patronales d'un salaire de {format_number(wage)}{NBSP}€ brut"
        if given.charge_rate is not None:
            found.append(_fixed(f"charges-{wage:g}", label, given.charge_rate / 100, "%", "given", "Taux donné par vous"))  # fmt: skip
            continue
        rate, reach = employer_rate(wage), float(rules()["employer"]["spread"])
        found.append(
            Assumption(
                key=f"charges-{wage:g}", label=label, low=round(rate - reach, 4), value=round(rate, 4), high=round(rate + reach, 4),
                unit="%", origin="law", source=f"{source('employer')} ; à ±3 points selon {rules()['employer']['spread_reason']}",
            )
        )  # fmt: skip
    return found


def _fixed(key: str, label: str, value: float, unit: str, origin: str, said: str) -> Assumption:
    return Assumption.model_validate(
        {"key": key, "label": label, "low": value, "value": value, "high": value, "unit": unit, "origin": origin, "source": said}
    )  # fmt: skip


def influence_words(key: str, value: float = 0.0) -> tuple[str, str]:
    """The label of an assumption, and one of its values in words."""
    if key == "activity":
        return _LABELS[key], f"{'+' if value > 0 else ''}{format_percent(value)}"
    if key == "rate":
        return _LABELS[key], format_percent(value)
    if key in ("customer", "supplier"):
        return _LABELS[key], f"{format_number(value, 0)}{NBSP}jours"
    if key == "services":
        return _LABELS[key], f"{'+' if value > 0 else ''}{format_number(value, 0)}{NBSP}€ par mois"
    return _LABELS[key], format_number(value)


__all__ = ["Assumed", "assume", "influence_words"]
