"""The charts of a simulation, their titles stating what they show."""

from levier.capabilities.scenario_simulation import ScenarioSimulationOutput
from levier.capabilities.scenario_simulation.replaying import Replay
from levier.core.french.calendar import MONTHS
from levier.core.french.numbers import format_money, format_percent
from levier.core.result import Chart, Series

_AS_MUCH, _LIKELY = 0.02, 0.8
"""Errors nearer than that are the same."""


def charts(output: ScenarioSimulationOutput, past: Replay | None) -> list[Chart]:
    """Fan of cash, comparison of the scenarios, tornado, replay."""
    found = [_fan(output), _comparison(output), *_tornado(output)]
    if past is not None and past.shown_months:
        found.append(_replayed(output, past))
    return found


def _money(output: ScenarioSimulationOutput, value: float) -> str:
    return format_money(value, output.currency, 0)


def _unit(output: ScenarioSimulationOutput) -> str:
    return "€" if output.currency == "EUR" else output.currency


def _fan(output: ScenarioSimulationOutput) -> Chart:
    one, base = output.scenarios[1], output.scenarios[0]
    if output.opening_cash is None:
        return _fan_of_profit(output)
    risk = f", avec {format_percent(one.negative, 0)} de risque de découvert" if one.negative else ""
    name = f"« {one.name} » : la" if len(output.scenarios) > 2 else "La"
    title = f"{name} trésorerie finirait à {_money(output, one.cash_end.mid)}{risk}, contre {_money(output, base.cash_end.mid)} si rien ne change"
    return Chart(
        title=title,
        x=[month.month.isoformat() for month in one.months],
        series=[
            Series(name="Huit fois sur dix", kind="band", low=[month.cash.low for month in one.months], high=[month.cash.high for month in one.months]),
            Series(name=one.name, y=[month.cash.mid for month in one.months]),
            Series(name="Rien ne change", y=[month.cash.mid for month in base.months], role="baseline"),
        ],
        unit=_unit(output), y_label="Trésorerie en fin de mois", evidence=["scenario0", "scenario1"],
    )  # fmt: skip


def _fan_of_profit(output: ScenarioSimulationOutput) -> Chart:
    """Where cash is unknown: the measure of the books, month by month."""
    one, base = output.scenarios[1], output.scenarios[0]
    return Chart(
        title=f"Sur {output.horizon} mois : {_money(output, one.profit.mid)} de {output.measure}, contre {_money(output, base.profit.mid)} si rien ne change",
        x=[month.month.isoformat() for month in one.months],
        series=[
            Series(name="Huit fois sur dix", kind="band", low=[month.profit.low for month in one.months], high=[month.profit.high for month in one.months]),
            Series(name=one.name, y=[month.profit.mid for month in one.months]),
            Series(name="Rien ne change", y=[month.profit.mid for month in base.months], role="baseline"),
        ],
        unit=_unit(output), evidence=["scenario0", "scenario1"],
    )  # fmt: skip


def _comparison(output: ScenarioSimulationOutput) -> Chart:
    best = max(output.scenarios[1:], key=lambda one: one.better)
    if best.better >= _LIKELY:
        title = f"« {best.name} » fait mieux que « rien ne change » dans {format_percent(best.better, 0)} des avenirs : {_money(output, best.profit.mid)}"
    elif best.better <= 1 - _LIKELY:
        title = f"Ne rien changer fait mieux dans {format_percent(1 - best.better, 0)} des avenirs : {_money(output, output.scenarios[0].profit.mid)}"
    else:
        title = "Ces scénarios ne se distinguent guère : le hasard pèse plus que le changement"
    return Chart(
        title=title,
        x=[one.name for one in output.scenarios],
        series=[
            Series(name="Au moins (9 fois sur 10)", kind="bar", y=[one.profit.low for one in output.scenarios], role="baseline"),
            Series(name="Valeur centrale", kind="bar", y=[one.profit.mid for one in output.scenarios]),
            Series(name="Au plus (9 fois sur 10)", kind="bar", y=[one.profit.high for one in output.scenarios], role="other"),
        ],
        unit=_unit(output), evidence=[f"scenario{place}" for place in range(len(output.scenarios))],
    )  # fmt: skip


def _tornado(output: ScenarioSimulationOutput) -> list[Chart]:
    shown = [one for one in output.influences if one.profit_low != one.profit_high]
    if not shown:
        return []
    middle = output.central_profit
    return [
        Chart(
            title=f"« {shown[0].label} » est l'hypothèse qui pèse le plus",
            x=[one.label for one in shown],
            series=[
                Series(name="Hypothèse au plus bas", kind="bar", y=[round(one.profit_low - middle) for one in shown], role="baseline"),
                Series(name="Hypothèse au plus haut", kind="bar", y=[round(one.profit_high - middle) for one in shown]),
            ],
            unit=_unit(output), layout="horizontal", y_label="Écart avec le résultat central", evidence=["influences"],
        )
    ]  # fmt: skip


def _replayed(output: ScenarioSimulationOutput, past: Replay) -> Chart:
    ratio = past.profit_error / past.profit_usual if past.profit_usual else 1.0
    word = "autant" if abs(ratio - 1) < _AS_MUCH else "moins" if ratio < 1 else "plus"
    return Chart(
        title=f"Sur votre passé, ce modèle se trompe {word} qu'une prévision triviale",
        x=[f"{MONTHS[month.month - 1]} {month.year % 100:02d}" for month in past.shown_months],
        series=[
            Series(name="Réel", kind="bar", y=[round(float(one)) for one in past.shown_profit], role="history"),
            Series(name="Modèle", y=[round(float(one)) for one in past.shown_forecast]),
            Series(name="Prévision triviale", y=[round(float(one)) for one in past.shown_usual], role="baseline"),
        ],
        unit=_unit(output), evidence=["rejeu"],
    )  # fmt: skip


__all__ = ["charts"]
