"""Amounts, months and bands in French."""

from datetime import date

from levier.capabilities.scenario_simulation import (
    Band,
    ScenarioSimulationOutput,
)
from levier.core.french.calendar import MONTHS
from levier.core.french.numbers import format_money, format_number, format_percent


def sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def money(output: ScenarioSimulationOutput, value: float) -> str:
    """« 1 234 € », in the currency of the books."""
    return format_money(value, output.currency, 0)


def eight_in_ten(output: ScenarioSimulationOutput, band: Band) -> str:
    return f"80\u00a0% de chances entre {money(output, band.low)} et {money(output, band.high)}"


def aside(output: ScenarioSimulationOutput, band: Band) -> str:
    """The interval in brackets; nothing where no uncertain assumption plays."""
    return "" if band.low == band.high else f" ({eight_in_ten(output, band)})"


def month_words(month: date) -> str:
    """« décembre 2026 »."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def of_measure(output: ScenarioSimulationOutput, text: str) -> str:
    """« la marge », « le résultat »."""
    return text.replace("le marge", "la marge") if output.measure.startswith("marge") else text


def share(ratio: float) -> str:
    return format_percent(ratio, 1 if 0 < ratio < 0.1 else 0)


def value_words(value: float, unit: str) -> str:
    """An assumption's value as it is read: « −1,5 », « 42 jours », « 20 % »."""
    if unit == "%":
        return format_percent(value)
    if unit == "€":
        return format_money(value, "EUR", 0)
    return format_number(value) if not unit else f"{format_number(value, 0)}\u00a0{unit}"
