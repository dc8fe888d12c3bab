"""The evidence of a forecast: every figure that a sentence, a table or a chart shows."""

from typing import Any

from levier.capabilities.sales_forecast import ItemForecast, SalesForecastOutput
from levier.capabilities.sales_forecast.periods import Calendar
from levier.capabilities.sales_forecast.telling.words import WORDS
from levier.core.evidence import Computed

FRAME, WHOLE, RELIABLE, CLEANED, INFLUENCES, LAST = (
    "cadre", "all", "fiabilite", "nettoyage", "influences", "recul",
)  # fmt: skip
_METHOD = "méthode choisie et fourchette calibrée en rejouant le passé"


def settings(output: SalesForecastOutput, periods: Calendar) -> Computed:
    """What was forecast, from which history."""
    value = {
        "horizon": output.horizon,
        "grain": WORDS[output.grain].many,
        "level_percent": output.level,
        "start": output.start.isoformat(),
        "end": output.end.isoformat(),
        "history_start": periods.start(0).isoformat(),
        "history_end": periods.last.isoformat(),
        "items": len(output.items),
    }
    return Computed(id=FRAME, path="", title="Cadre de la prévision", value=value, method=_METHOD)


def proof(output: SalesForecastOutput, item: ItemForecast, path: str, name: str) -> Computed:
    """The forecast of one item, of a family or of the whole."""
    value: dict[str, Any] = {
        "item": item.item,
        "start": output.start.isoformat(),
        "end": output.end.isoformat(),
        "total": item.total,
        "low": item.low,
        "high": item.high,
        "naive_total": item.naive_total,
        "previous_total": item.previous_total,
        "level_percent": output.level,
    }
    if path == "overall":
        value["items_count"] = len(output.items)
    if item.change is not None:
        value["change_percent"] = item.change
    of_what = "l'ensemble" if path == "overall" else item.item
    method = f"{item.method} ; fourchette à {output.level} % ; naïve : {item.naive_method}"
    return Computed(
        id=name, path=path, title=f"Prévision de {of_what}", value=value, unit=output.unit, method=method
    )


def since_last(output: SalesForecastOutput, item: ItemForecast) -> Computed:
    """The forecast beside as many of the last periods known: a proof of its own, whose figures are only those."""
    return Computed(
        id=LAST,
        path="items",
        title="Écart avec les dernières périodes connues",
        value={"change": item.change, "count": output.horizon},
        unit="%",
        method="prévision divisée par les dernières ventes connues d'autant de périodes, moins un",
    )


def measured(output: SalesForecastOutput) -> Computed:
    """The errors measured by replaying the past."""
    accuracy = output.accuracy
    value: dict[str, Any] = {
        "wape": accuracy.wape,
        "naive_wape": accuracy.naive_wape,
        "coverage": accuracy.coverage,
        "level": output.level,
        "period_count": accuracy.periods,
        "replay_count": accuracy.replays,
        "checked_count": accuracy.checked,
    }
    return Computed(
        id=RELIABLE,
        path="accuracy",
        title="Erreur mesurée en rejouant le passé",
        value={key: one for key, one in value.items() if one is not None},
        unit="%",
        method="somme des écarts absolus ÷ somme des ventes ; chaque prévision rejouée n'a vu que "
        "ce qui était connu alors",
    )


def cleaned(output: SalesForecastOutput) -> Computed:
    """What was taken out of the history before learning from it."""
    return Computed(
        id=CLEANED,
        path="cleaning",
        title="Ce qui a été écarté de l'historique",
        value=output.cleaning.model_dump(),
        method="commande exceptionnelle : plus de 4 écarts-types robustes (en logarithme) au-dessus de l'habitude, et une "
        "seule commande en fait la moitié ; rupture : stock à zéro plus de la moitié de la période",
    )


def influences(output: SalesForecastOutput) -> Computed:
    """What the calendar and the promotions do to sales."""
    return Computed(
        id=INFLUENCES,
        path="influences",
        title="Effet du calendrier et des promotions",
        value=[one.model_dump() for one in output.influences],
        unit="%",
        method="régression du logarithme des ventes, gardée seulement si elle améliore les périodes laissées de côté",
    )


__all__ = [
    "CLEANED",
    "FRAME",
    "INFLUENCES",
    "LAST",
    "RELIABLE",
    "WHOLE",
    "cleaned",
    "influences",
    "measured",
    "proof",
    "settings",
    "since_last",
]
