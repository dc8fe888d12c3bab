"""Whether a value is past its thresholds, without ringing twice for one crossing."""

from dataclasses import dataclass

from levier.capabilities.live_dashboard.shapes import Figure


@dataclass(frozen=True)
class Weighed:
    """What is held to each threshold. A sum in progress can already be too high, but not yet too low: for that, the last whole
    period counts."""

    low: float | None
    high: float | None


def weighed(figure: Figure, last_whole: Figure | None) -> Weighed:
    """The values of a figure to hold to its thresholds; ``last_whole``: the last complete period, when this one is not."""
    if figure.complete or figure.state or not figure.additive:
        return Weighed(figure.value, figure.value)
    return Weighed(last_whole.value if last_whole is not None else None, figure.value)


def next_state(state: str, value: Weighed, low: float | None, high: float | None, margin: float) -> str:
    """« low », « high » or "" (within). Once past a threshold, a value is back only when it has come back beyond ``margin`` of it:
    one that trembles around its threshold rings once (hysteresis, as a thermostat).
    """
    if high is not None and value.high is not None:
        back = high - margin * abs(high)
        if value.high > high or (state == "high" and value.high > back):
            return "high"
    if low is not None and value.low is not None:
        back = low + margin * abs(low)
        if value.low < low or (state == "low" and value.low < back):
            return "low"
    if (state == "low" and low is not None and value.low is None) or (
        state == "high" and high is not None and value.high is None
    ):
        return state
    return ""
