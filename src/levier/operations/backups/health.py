"""What ``levier doctor`` says of backups."""

from datetime import timedelta

from django.utils import timezone

from levier.core.french.numbers import format_number
from levier.operations.backups.keeping import nightly
from levier.operations.backups.making import last
from levier.operations.health.finding import Finding, State

OLD = timedelta(days=7)
_SUBJECT = "Sauvegardes"


def backups() -> Finding:
    """A backup younger than a week is expected."""
    made, how = last(), "chaque nuit (LEVIER_BACKUPS)" if nightly() else "à la main"
    mend = "Lancez « levier backup », ou réglez LEVIER_BACKUPS pour une sauvegarde chaque nuit."
    if made is None:
        return Finding(_SUBJECT, State.WARNING, "Aucune sauvegarde n'a été faite.", mend)
    age = timezone.now() - made.made
    days = f"{age.days} jour{'s' if age.days > 1 else ''}" if age.days else "moins d'un jour"
    if not made.path.exists():
        return Finding(_SUBJECT, State.WARNING, f"La dernière n'est plus à sa place ({made.path}).", mend)
    if age > OLD:
        return Finding(_SUBJECT, State.WARNING, f"La dernière a {days} ({how}).", mend)
    return Finding(
        _SUBJECT,
        State.OK,
        f"La dernière a {days}, {format_number(made.size / 1024**2, 1)} Mo, vérifiée ; sauvegardes faites {how}.",
    )
