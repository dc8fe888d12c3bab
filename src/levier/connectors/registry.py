"""Every connector installed, built in or from a third party's package, found by its entry point ``levier.connectors``.

Nothing heavy is loaded: a connector imports its libraries when it runs.
"""

import logging
import re
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from levier.connectors.contract import ENTRY_POINT_GROUP, Connector, ConnectorSettings
from levier.core.errors import NotFound

AnyConnector = type[Connector[Any]]
_NAME = re.compile(r"[a-z][a-z0-9-]{1,60}")
_log = logging.getLogger(__name__)


class BadConnector(ValueError):
    """An entry point that is no connector, and the French reason."""


def catalogue() -> dict[str, AnyConnector]:
    """Connectors by name, those of Levier first."""
    return dict(_found()[0])


def broken() -> dict[str, str]:
    """What could not be loaded: entry point → reason."""
    return dict(_found()[1])


def get(name: str) -> AnyConnector:
    """The connector called ``name``. Raises NotFound."""
    found = _found()[0]
    if name not in found:
        raise NotFound(
            f"Le connecteur « {name} » n'existe pas ou n'est plus installé",
            mend=f"Connecteurs installés : {', '.join(found)}.",
        )
    return found[name]


def refresh() -> None:
    """Look again at what is installed."""
    _found.cache_clear()


@lru_cache(maxsize=1)
def _found() -> tuple[dict[str, AnyConnector], dict[str, str]]:
    connectors: dict[str, AnyConnector] = {}
    faults: dict[str, str] = {}
    entries = {(entry.name, entry.value): entry for entry in entry_points(group=ENTRY_POINT_GROUP)}
    for entry in sorted(entries.values(), key=_order):
        try:
            if entry.name in connectors:
                raise BadConnector("ce nom est déjà pris")
            connectors[entry.name] = checked(_load(entry), entry.name)
        except BadConnector as fault:
            _log.warning("connector %s is put aside: %s", entry.name, fault)
            faults[entry.name] = str(fault)
    return connectors, faults


def checked(found: Any, name: str) -> AnyConnector:
    """The class, if it declares all that a connector must. Raises BadConnector."""
    if not (isinstance(found, type) and issubclass(found, Connector)):
        raise BadConnector("ce n'est pas une classe de connecteur")
    if getattr(found, "name", "") != name or not _NAME.fullmatch(name):
        raise BadConnector("son nom n'est pas celui de son point d'entrée")
    for wanted in ("title", "description"):
        if not getattr(found, wanted, ""):
            raise BadConnector(f"« {wanted} » manque")
    settings = getattr(found, "Settings", None)
    if not (isinstance(settings, type) and issubclass(settings, ConnectorSettings)):
        raise BadConnector("« Settings » n'est pas un ConnectorSettings")
    if unnamed := [field for field, one in settings.model_fields.items() if not one.title]:
        raise BadConnector(f"ces réglages n'ont pas de nom français : {', '.join(unnamed)}")
    return found


def _load(entry: EntryPoint) -> Any:
    try:
        return entry.load()
    except (Exception, SystemExit) as error:
        raise BadConnector(f"le chargement échoue ({type(error).__name__})") from error


_ORDER = ("watched-folder", "mailbox", "webdav", "website", "s3-bucket", "sql-database", "odoo", "dolibarr")


def _order(entry: EntryPoint) -> tuple[int, str]:
    return (_ORDER.index(entry.name) if entry.name in _ORDER else len(_ORDER), entry.name)
