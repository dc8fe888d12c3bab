"""Gains as programs read them."""

from typing import Any

from levier.operations.gains.net import Gains, TaskGain
from levier.operations.gains.projecting import Projection


def described(found: Gains) -> dict[str, Any]:
    """Hours for everyone; euros are None for who does not steer."""
    low, high = found.interval
    return {
        "currency": found.currency, "start": found.start.isoformat(), "end": found.end.isoformat(), "hours": found.hours, "hours_low": low, "hours_high": high,
        "worth": found.worth, "spent": found.spent, "models": found.models if found.euros else None, "net": found.net,
        "return": found.ratio, "tasks": [_task(one) for one in found.tasks], "lacking": found.lacking,
    }  # fmt: skip


def _task(one: TaskGain) -> dict[str, Any]:
    saved = one.saved
    return {
        "task": one.task, "title": one.title, "runs": one.use.runs, "hours": one.hours, "hours_low": one.hours_low,
        "hours_high": one.hours_high, "minutes_saved": saved.minutes if saved else None, "checking": saved.checking if saved else None,
        "errors": saved.errors if saved else "", "worth": one.worth, "spent": one.spent, "net": one.net, "said": one.said,
    }  # fmt: skip


def projected(found: Projection) -> dict[str, Any]:
    """Three scenarios and the weight of each driver."""
    return {
        "task": found.task,
        "currency": found.currency,
        "scenarios": [
            {"name": one.name, "net_present_value": one.value, "payback_months": one.months, "return": one.ratio, "yearly": one.yearly}
            for one in found.scenarios
        ],
        "tornado": [{"driver": one.driver, "label": one.label, "bad": one.bad, "good": one.good} for one in found.tornado],
    }  # fmt: skip
