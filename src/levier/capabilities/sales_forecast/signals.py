"""Signs that a forecast is ageing: its latest errors, a break of level, intervals that no longer hold, old data."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.sales_forecast import SalesForecastOutput
from levier.capabilities.sales_forecast.backtest import Replay
from levier.capabilities.sales_forecast.cleaning import held_back
from levier.capabilities.sales_forecast.periods import Calendar
from levier.core.result import Signal

Values = NDArray[np.float64]
_LATEST = 4
_WORSE = 1.5
_LEAST_ERROR = 0.1
_BREAK = 4.0
_ENOUGH_CHECKS = 50
_SLACK = 0.1
_STALE_DAYS = {"day": 7, "week": 14, "month": 45}


def signals(
    output: SalesForecastOutput, replays: Sequence[Replay], total: Values, periods: Calendar, today: date
) -> list[Signal]:
    """``total``: sales of all the items by period."""
    return [
        *_latest_errors(output, replays),
        *_level_break(total),
        *_coverage(output),
        Signal(
            name="data-age",
            label="Âge des dernières ventes importées",
            value=float(max(0, (today - periods.last).days - 1)),
            limit=float(_STALE_DAYS[output.grain]),
            unit="jours",
            means="Importez les ventes récentes : la prévision part de la dernière connue.",
        ),
    ]


def _latest_errors(output: SalesForecastOutput, replays: Sequence[Replay]) -> list[Signal]:
    """The error of the latest replays beside that of all of them."""
    usual = output.accuracy.wape
    sold = sum(float(one.actual[-_LATEST:].sum()) for one in replays)
    if usual is None or sold <= 0 or min((len(one.ends) for one in replays), default=0) <= _LATEST:
        return []
    latest = sum(float(one.errors[-_LATEST:].sum()) for one in replays) / sold
    return [
        Signal(
            name="latest-errors",
            label="Erreur des dernières périodes rejouées",
            value=round(latest, 3),
            limit=round(max(_LEAST_ERROR, _WORSE * usual), 3),
            unit="%",
            means=f"La prévision se trompe plus que d'habitude ({round(usual * 100)} % sur tout le passé rejoué) : "
            "regardez ce qui a changé avant de vous y fier.",
        )
    ]


def _level_break(total: Values) -> list[Signal]:
    """How far the last periods are from the ones before, in robust standard deviations of such a mean."""
    if total.size < 5 * _LATEST:
        return []
    before, last = total[-7 * _LATEST : -_LATEST], total[-_LATEST:]
    middle = float(np.median(before))
    spread = 1.4826 * float(np.median(np.abs(before - middle)))
    if spread <= 0:
        return []
    shift = abs(float(held_back(last).mean()) - middle) / (spread / np.sqrt(_LATEST))
    return [
        Signal(
            name="level-break",
            label="Écart du niveau récent des ventes au niveau d'avant",
            value=round(shift, 1),
            limit=_BREAK,
            unit="écarts-types",
            means="Le niveau des ventes vient de changer nettement : la prévision met quelques périodes à le suivre.",
        )
    ]


def _coverage(output: SalesForecastOutput) -> list[Signal]:
    found = output.accuracy.coverage
    if found is None or output.accuracy.checked < _ENOUGH_CHECKS:
        return []
    return [
        Signal(
            name="coverage",
            label="Valeurs rejouées tombées dans la fourchette",
            value=found,
            limit=round(output.level / 100 - _SLACK, 3),
            unit="%",
            above=False,
            means="La fourchette est trop étroite pour ces ventes : gardez une marge.",
        )
    ]


__all__ = ["signals"]
