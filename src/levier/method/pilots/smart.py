"""The figure of a pilot in the five letters of SMART, each filled by what is known."""

from levier.core.french.numbers import format_percent, format_quantity
from levier.core.french.writing_dates import format_date
from levier.method.pilots.models import Pilot


def letters(pilot: Pilot) -> list[tuple[str, str]]:
    """(« Spécifique », its words) and the four others."""
    known = pilot.baseline
    label = known["label"] if known else (pilot.measure or "temps par dossier")
    way = "augmenter" if pilot.direction == "up" else "baisser"
    target = (
        f", de {format_quantity(round(known['value'], 2), known['unit'])} à {format_quantity(round(known['value'] * (1 + pilot.expected), 2), known['unit'])}"
        if known
        else ""
    )
    source = (
        f"tableau « {known['table']} », par {pilot.get_grain_display()}"
        if known and known["table"]
        else "dossiers chronométrés"
    )
    return [
        ("Spécifique", f"Faire {way} « {label} »{' sur ' + pilot.scope.strip()[:120] if pilot.scope.strip() else ''}"),
        ("Mesurable", f"{format_percent(abs(pilot.expected), 0)}{target} ({source})"),
        ("Atteignable", pilot.plan.get("said", "Durée nécessaire à calculer.") if pilot.plan else "Durée nécessaire à calculer."),
        ("Pertinent", pilot.use_case.problem.strip()[:200] or "Problème à décrire."),
        ("Temporel", f"Du {format_date(pilot.starts)} au {format_date(pilot.ends)}"),
    ]  # fmt: skip
