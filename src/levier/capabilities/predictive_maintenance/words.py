"""The words of a workshop: what a sensor does, what a rule found, how long is left."""

from typing import Literal

from levier.capabilities.predictive_maintenance.science.drivers import Driver
from levier.capabilities.predictive_maintenance.science.predicting import Outlook
from levier.capabilities.predictive_maintenance.science.rules import Found
from levier.capabilities.predictive_maintenance.science.windows import AGE
from levier.core.french.numbers import format_number, format_percent

_FLAT = 0.05
_CLEAR = 0.1


def engine_of(engine: str) -> Literal["condition", "age", "rate", "rules"]:
    """The engine's name in the output."""
    return {"condition": "condition", "age": "age", "rate": "rate"}.get(engine, "rules")  # type: ignore[return-value]


def value(number: float, unit: str = "") -> str:
    """« 71,2 °C »."""
    size = abs(number)
    told = format_number(
        round(number, 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 4),
        None if size >= 1 else 4,
    )
    told = told.rstrip("0").rstrip(",") if "," in told else told
    return f"{told}\u00a0{unit}" if unit else told


def percent(ratio: float) -> str:
    """« 72 % », « 4,2 % », « 99,9 % »."""
    return format_percent(ratio, 0 if ratio >= _CLEAR and ratio < 0.995 else 1)


def lasting(time: float, unit: str) -> str:
    """« 12 jours », « 1 cycle »."""
    number = round(time)
    return f"{format_number(number)}\u00a0{unit if abs(number) > 1 else unit.removesuffix('s')}"


def driver_text(driver: Driver, unit: str, clock: str) -> str:
    """« TEMP_HUILE à 71,2 °C au lieu de 61,8 d'habitude, en hausse »."""
    if driver.sensor == AGE:
        since = lasting(driver.now, clock) if driver.now is not None else "?"
        return f"l'âge ({since} depuis la dernière remise en marche connue)"
    if driver.now is None or driver.usual is None:
        return driver.sensor
    told = f"{driver.sensor} à {value(driver.now, unit)}"
    gap = abs(driver.now - driver.usual)
    if value(driver.now) == value(driver.usual):
        told += " (niveau habituel, mais hors de ses habitudes avec le reste)"
    else:
        told += f" au lieu de {value(driver.usual)} d'habitude"
    if driver.slope is not None and gap and abs(driver.slope) > _FLAT * gap:
        told += ", en hausse" if driver.slope > 0 else ", en baisse"
    return told


def found_text(found: Found, clock: str, unit: str) -> str:
    """What a rule found, in one clause."""
    if found.kind == "threshold":
        return f"{found.sensor} à {value(found.value, unit)} : seuil de {value(found.limit, unit)} franchi"
    if found.kind == "soon":
        return (
            f"{found.sensor} à {value(found.value, unit)} : le seuil de {value(found.limit, unit)} serait atteint dans "
            f"{lasting(found.delay, clock)} à ce rythme"
        )
    if found.kind == "interval":
        age, every = lasting(found.value, clock), lasting(found.limit, clock)
        return f"{age} depuis la dernière remise en marche connue, pour un intervalle de {every}"
    way = "en hausse" if found.value > found.limit else "en baisse"
    return f"{found.sensor} à {value(found.value, unit)} au lieu de {value(found.limit, unit)} d'habitude ({way})"


def time_text(one: Outlook, clock: str) -> str:
    """« environ 12 jours (entre 6 et 20) », « plus de 90 jours »."""
    if one.remaining is None and not one.span:
        return ""
    if one.remaining is None or one.beyond:
        return f"plus de {lasting(one.remaining if one.remaining is not None else one.span, clock)}"
    low = format_number(round(one.remaining_low or 0.0))
    if one.remaining_high is None:
        return f"environ {lasting(one.remaining, clock)} (au moins {low})"
    return (
        f"environ {lasting(one.remaining, clock)} (entre {low} et {format_number(round(one.remaining_high))})"
    )


__all__ = ["driver_text", "engine_of", "found_text", "lasting", "percent", "time_text", "value"]
