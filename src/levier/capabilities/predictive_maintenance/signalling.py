"""Signs that a study is ageing: calibration, readings unlike those learned, silent machines, old data, more failures than usual."""

import numpy as np

from levier.capabilities.predictive_maintenance import PredictiveMaintenanceOutput
from levier.capabilities.predictive_maintenance.assembling import Basis
from levier.core.result import Signal

_STALE_DAYS = 14.0
_GAP = 0.1
_UNLIKE = 0.2
_SILENT = 0.1
_MORE = 1.8
_RECENT = 0.25
_LEAST = 5
_EDGES = (0.005, 0.995)


def signals(output: PredictiveMaintenanceOutput, basis: Basis) -> list[Signal]:
    """All that can be measured on this run."""
    return [*_calibration(output), *_unlike(basis), *_silent(output), *_rate(basis), *_age(output)]


def _calibration(output: PredictiveMaintenanceOutput) -> list[Signal]:
    if not output.backtests or output.engine == "rules":
        return []
    last = output.backtests[-1]
    gap = float(np.mean(np.abs(np.array(last.announced) - np.array(last.observed))))
    return [
        Signal(
            name="calibration", label="Écart moyen entre risque annoncé et pannes constatées, sur le passé jugé", value=round(gap, 3), limit=_GAP,
            unit="%", means="Les probabilités sont à lire comme un ordre de priorité plus que comme des chiffres.",
        )
    ]  # fmt: skip


def _unlike(basis: Basis) -> list[Signal]:
    """Levels of the machines now that lie outside those of the rows learned from."""
    features, learned = basis.learned.features, basis.learned
    now = basis.observed.current
    if features is None or not now.any() or not learned.learned_rows.any():
        return []
    levels = features.matrix[:, features.levels]
    known = levels[learned.learned_rows]
    some = np.isfinite(known).any(axis=0)
    if not some.any():
        return []
    low, high = np.nanquantile(known[:, some], _EDGES, axis=0)
    width = high - low
    present = levels[now][:, some]
    outside = (present < low - 0.1 * width) | (present > high + 0.1 * width)
    share = float(np.mean(outside[np.isfinite(present)])) if np.isfinite(present).any() else 0.0
    return [
        Signal(
            name="unlike", label="Part des relevés récents hors de ce qui a été appris", value=round(share, 3), limit=_UNLIKE, unit="%",
            means="Les machines travaillent dans des conditions que le passé ne montre pas : les risques y sont moins sûrs.",
        )
    ]  # fmt: skip


def _silent(output: PredictiveMaintenanceOutput) -> list[Signal]:
    if not output.machines or output.engine != "condition":
        return []
    share = sum(one.state == "unseen" for one in output.machines) / len(output.machines)
    return [
        Signal(name="silent", label="Part des machines sans relevé récent", value=round(share, 3), limit=_SILENT, unit="%",
               means="Vérifiez les capteurs ou l'importation : ces machines ne sont plus surveillées.")
    ]  # fmt: skip


def _rate(basis: Basis) -> list[Signal]:
    """Failures of the last quarter of the history beside those of before (dates only)."""
    lives = basis.observed.lives
    ends = np.array([one.end for one in lives if one.failed])
    if basis.clock != "days" or ends.size < 2 * _LEAST:
        return []
    first, last = min(one.start for one in lives), max(one.end for one in lives)
    cut = last - _RECENT * (last - first)
    before = float((ends <= cut).sum()) / (1 - _RECENT) * _RECENT
    recent = float((ends > cut).sum())
    if before < 1:
        return []
    return [
        Signal(name="failure-rate", label="Pannes récentes, rapportées à l'habitude", value=round(recent / before, 2), limit=_MORE,
               means="Les pannes deviennent plus fréquentes que ce qui a été appris : cherchez ce qui a changé (charge, pièces, entretien).")
    ]  # fmt: skip


def _age(output: PredictiveMaintenanceOutput) -> list[Signal]:
    if output.seen is None:
        return []
    return [
        Signal(name="readings-age", label="Âge des derniers relevés", value=float(max(0, (output.day - output.seen).days)), limit=_STALE_DAYS,
               unit="jours", means="Importez les relevés récents : les risques partent du dernier connu.")
    ]  # fmt: skip


__all__ = ["signals"]
