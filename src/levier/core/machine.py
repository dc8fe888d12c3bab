"""Failures of the machine (database away, disk full, memory short) as one French sentence, without any library's
classes: every Python database library names its errors as PEP 249 asks.
"""

import errno
import re
from collections.abc import Iterator

from levier.core.errors import LevierError, NotFound, Unavailable

_DATABASE_ERRORS = frozenset({"DatabaseError", "InterfaceError"})
_OUR_MISTAKES = frozenset({"IntegrityError", "DataError", "ProgrammingError", "NotSupportedError"})
_FULL = ("disk is full", "no space left", "disk full", "could not extend file", "disk quota exceeded")
_ABSENT = re.compile(r"no such table|no such column|(?:relation|column) \S+ does not exist")
_DAMAGED = ("malformed", "not a database", "disk image")
_BUSY = ("database is locked", "database table is locked")
_AWAY = "La base de données ne répond pas"
_CLOSED = ("readonly database", "read-only", "unable to open database file", "permission denied")


class NotPrepared(NotFound):
    """The database exists but Levier's tables do not: ``levier init`` or ``levier demo`` was never run here."""

    code = "non-préparé"
    http_status = 503


def machine_fault(error: BaseException) -> LevierError | None:
    """What to say when ``error``, or what caused it, is a failure of the machine; None when it is not one."""
    for one in _chain(error):
        if isinstance(one, LevierError):
            return one
        if said := _said(one):
            return said
    return None


def is_database_error(error: BaseException) -> bool:
    """Whether the error comes from a database library (Django's, SQLite's, PostgreSQL's, SQLAlchemy's)."""
    return _named(error, _DATABASE_ERRORS)


def database_away(error: BaseException) -> bool:
    """Whether the database could not be reached, or went away in the middle: what was asked may be asked again."""
    return any(_is_away(one) for one in _chain(error))


def _is_away(error: BaseException) -> bool:
    if not is_database_error(error) or _named(error, _OUR_MISTAKES):
        return False
    return _said_of_database(str(error).lower()).what == _AWAY


def _named(error: BaseException, names: frozenset[str]) -> bool:
    return any(kind.__name__ in names for kind in type(error).__mro__)


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__


def _said(error: BaseException) -> LevierError | None:
    text = str(error).lower()
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(str(error.filename or ""))
    if isinstance(error, MemoryError):
        return Unavailable(
            "Le serveur manque de mémoire", mend="Restreignez la demande (période, produits), puis réessayez."
        )
    if is_database_error(error) and (_ABSENT.search(text) or not _named(error, _OUR_MISTAKES)):
        return _said_of_database(text)
    return None


def _said_of_database(text: str) -> LevierError:
    if any(sign in text for sign in _FULL):
        return _full("")
    if "disk i/o error" in text:  # what SQLite says when its index of the log cannot grow on a full disk
        return Unavailable(
            "Le disque du serveur refuse d'écrire : il est plein, ou en panne",
            mend="Libérez de la place (« levier doctor » dit combien il en reste), puis recommencez.",
        )
    if _ABSENT.search(text):
        return NotPrepared(
            "Levier n'est pas encore préparé dans ce dossier de données, ou sa base date d'une version plus ancienne",
            mend="Lancez « levier init » pour votre entreprise, « levier demo » pour essayer, ou « levier manage "
            "migrate » après une mise à jour.",
        )
    if any(sign in text for sign in _DAMAGED):
        return Unavailable(
            "Le fichier de la base de données est abîmé",
            mend="Arrêtez Levier, remettez la dernière sauvegarde du dossier de données, puis lancez « levier doctor ».",
        )
    if any(sign in text for sign in _BUSY):
        return Unavailable(
            "La base de données est occupée par un autre travail", mend="Réessayez dans un instant."
        )
    if any(sign in text for sign in _CLOSED):
        return Unavailable(
            "La base de données ne peut pas être ouverte ou écrite",
            mend="Vérifiez les droits sur le dossier de données (« levier doctor » le nomme).",
        )
    return Unavailable(
        _AWAY,
        mend="Vérifiez qu'elle fonctionne (« levier doctor »), puis recommencez.",
    )


def _full(place: str) -> Unavailable:
    return Unavailable(
        "Le disque du serveur est plein",
        where=place,
        mend="Libérez de la place, puis recommencez : rien n'a été écrit à moitié.",
    )
