"""From a connection as it is kept to its settings and its door."""

from typing import Any

from pydantic import ValidationError

from levier.connectors import registry
from levier.connectors.contract import ConnectorSettings
from levier.connectors.faults import Forbidden, Refused
from levier.connectors.models import Connection
from levier.connectors.outside.door import Door, Place, shown
from levier.connectors.secrets import open_sealed


def settings_of(connection: Connection) -> ConnectorSettings:
    """The settings, secrets included. Raises NotFound (connector), Refused (unreadable secrets or settings)."""
    connector = registry.get(connection.connector)
    secrets = open_sealed(connection.company_id, connection.secrets)
    try:
        return connector.Settings.model_validate({**connection.settings, **secrets})
    except ValidationError:
        raise Refused(
            "Les réglages de cette source ne conviennent plus à son connecteur",
            mend="Ouvrez « Modifier », vérifiez-les et enregistrez.",
        ) from None


def door_of(connection: Connection, settings: Any) -> Door:
    """The door of a connection whose every place an administrator allowed. Raises Forbidden."""
    wanted = registry.get(connection.connector).places(settings)
    missing = [place for place in wanted if [place.kind, place.address] not in connection.approved]
    if missing:
        raise Forbidden(
            "Cette source attend l'accord d'un dirigeant",
            where=shown(missing),
            mend="Un dirigeant ouvre la page de la source et choisit « Autoriser ».",
        )
    return Door(connection.company_id, wanted, connection.internal)


def approved_places(places: tuple[Place, ...]) -> list[list[str]]:
    return [[place.kind, place.address] for place in places]
