"""Counts and horizons in French."""

from levier.capabilities.predictive_maintenance import Backtest, Machine, PredictiveMaintenanceOutput
from levier.capabilities.predictive_maintenance.words import lasting, percent
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_number


def engine_judged(output: PredictiveMaintenanceOutput) -> str:
    return "la lecture des capteurs" if output.sensors_count and output.failures_followed else "la méthode"


def ahead(output: PredictiveMaintenanceOutput) -> str:
    return (
        "à l'état relevé"
        if output.instant
        else f"dans les {lasting(output.horizon, output.unit)} qui les précèdent"
    )


def within(output: PredictiveMaintenanceOutput) -> str:
    """« dans les 30 jours », « dans l'état relevé »."""
    return "dans l'état relevé" if output.instant else f"dans les {lasting(output.horizon, output.unit)}"


def failures(count: float) -> str:
    return f"{format_number(count, 0)} panne{'s' if round(count) > 1 else ''}"


def alerts(one: Backtest) -> str:
    if not round(one.ours.false):
        return "sans fausse alerte"
    return f"avec {format_number(one.ours.false, 0)} fausse{'s' if round(one.ours.false) > 1 else ''} alerte{'s' if round(one.ours.false) > 1 else ''}"


def when_due(one: Machine, output: PredictiveMaintenanceOutput) -> str:
    if one.state == "fine" or one.due is None:
        return ""
    if one.due <= 0 or (one.due_on is not None and one.due_on <= output.day):
        return "à traiter sans attendre"
    why = (
        "au moindre coût"
        if output.failure_cost is not None
        else "selon le risque accepté"
        if one.risk is not None
        else "d'après les règles"
    )
    if one.due_on is not None:
        return f"intervenir d'ici le {format_date(one.due_on)} ({why})"
    return f"intervenir d'ici {lasting(one.due, output.unit)} ({why})"


def reasons(one: Machine) -> str:
    """The first rule or driver of one machine, in one cell."""
    told = [each.text for each in one.drivers[:1]] if (one.risk or 0) >= 0.02 or one.state != "fine" else []
    return next(iter([*one.rules, *told]), one.why if one.risk is None else "")


def left(one: Machine) -> str:
    """« 5 (2 à 8) », « 45 (27 ou plus) », « plus de 90 »."""
    if one.remaining is None or one.risk is None:
        return ""
    left = format_number(one.remaining)
    if one.remaining_beyond:
        return f"plus de {left}"
    low = format_number(one.remaining_low or 0.0)
    return (
        f"{left} ({low} ou plus)"
        if one.remaining_high is None
        else f"{left} ({low} à {format_number(one.remaining_high)})"
    )


def rival_name(output: PredictiveMaintenanceOutput) -> str:
    return (
        "Levier, avec les capteurs" if output.sensors_count and output.failures_followed >= 10 else "Levier"
    )


def margin(one: Machine) -> str:
    return f"{percent(one.risk_low or 0.0)} à {percent(one.risk_high or 0.0)}" if one.risk is not None else ""
