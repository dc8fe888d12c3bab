"""The calls: JSON-RPC 2.0 on « /jsonrpc », services « common » and « object », as Odoo documents its external API.

Odoo 19 announces that this door closes in Odoo 22 (2028) in favour of « /json/2 »; until then all versions from 10 on
answer it.
"""

import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import count
from types import TracebackType
from typing import Any

from levier.connectors.faults import Away, Refused, status_fault, wrong_password
from levier.connectors.outside.door import Door
from levier.connectors.outside.web import Web, plain

_MOST = 128 * 1024**2
_MARGIN = timedelta(minutes=2)
"""What is written while a pass begins must not fall between two passes."""
_DATES = "%Y-%m-%d %H:%M:%S"


class Odoo:
    """A session with one database. Use it as a context manager."""

    def __init__(self, door: Door, address: str, database: str, user: str, key: str) -> None:
        self.address = address
        self._database, self._user, self._key = database, user, key
        self._web = Web(door)
        self._uid = 0
        self._numbers = count(1)
        self._clock = datetime.now(UTC)

    def __enter__(self) -> "Odoo":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._web.__exit__(kind, error, trace)

    def version(self) -> str:
        """« 17.0 »."""
        answer = self._rpc("common", "version", [])
        return str(answer.get("server_version", "?")) if isinstance(answer, dict) else "?"

    def login(self) -> None:
        """Raises Refused for a wrong user, key or database."""
        uid = self._rpc("common", "authenticate", [self._database, self._user, self._key, {}])
        if not isinstance(uid, int) or isinstance(uid, bool) or uid <= 0:
            raise wrong_password(
                plain(self.address),
                mend="Vérifiez l'identifiant et la clé API ; créez-en une nouvelle au besoin.",
            )
        self._uid = uid

    def call(self, model: str, method: str, arguments: list[Any], **named: Any) -> Any:
        """``execute_kw``: what the method of the model gives."""
        given = [self._database, self._uid, self._key, model, method, arguments]
        return self._rpc("object", "execute_kw", [*given, named] if named else given)

    def records(self, model: str, domain: list[Any], fields: list[str], limit: int) -> list[dict[str, Any]]:
        """Records by id, archived ones too."""
        found = self.call(
            model, "search_read", [domain], fields=fields, limit=limit, order="id asc",
            context={"active_test": False, "lang": "fr_FR"},
        )  # fmt: skip
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def fields(self, model: str) -> set[str] | None:
        """The fields of a model; None when it does not exist or is closed to this account."""
        try:
            found = self.call(model, "fields_get", [], attributes=["type"])
            self.call(model, "search_count", [[["id", "=", 0]]])
        except Refused:
            return None
        return {"id", *found} if isinstance(found, dict) else None

    def now(self) -> str:
        """The server's own time, a little before its last answer, as Odoo writes dates (UTC)."""
        return (self._clock - _MARGIN).strftime(_DATES)

    def _rpc(self, service: str, method: str, arguments: list[Any]) -> Any:
        body = {
            "jsonrpc": "2.0",
            "method": "call",
            "params": {"service": service, "method": method, "args": arguments},
            "id": next(self._numbers),
        }
        place = plain(self.address)
        answer = self._web.request("POST", f"{self.address}/jsonrpc", json=body, most=_MOST)
        if answer.status == 404:
            raise Refused("Ce serveur n'est pas un Odoo, ou son API externe est fermée", where=place,
                          mend="Vérifiez l'adresse ; sur odoo.com, l'offre doit comprendre l'API externe.")  # fmt: skip
        if answer.status != 200:
            raise status_fault(answer.status, place)
        self._keep_time(answer.headers.get("date", ""))
        try:
            said = json.loads(answer.body)
        except ValueError:
            said = None
        if not isinstance(said, dict):
            raise Refused("Ce serveur n'est pas un Odoo : sa réponse ne se lit pas", where=place,
                          mend="Vérifiez l'adresse.")  # fmt: skip
        if "error" in said:
            raise _fault(said["error"], place, self._database)
        return said.get("result")

    def _keep_time(self, said: str) -> None:
        try:
            self._clock = parsedate_to_datetime(said).astimezone(UTC)
        except (TypeError, ValueError):
            self._clock = datetime.now(UTC)


def _fault(error: Any, place: str, database: str) -> Exception:
    """What Odoo's error means. Its text may repeat the arguments, the key among them: none of it is shown."""
    data = error.get("data", {}) if isinstance(error, dict) else {}
    name = str(data.get("name", "")) if isinstance(data, dict) else ""
    text = str(data.get("message", "")) if isinstance(data, dict) else ""
    if "does not exist" in text and "database" in text.lower():
        return Refused(f"La base de données « {database} » n'existe pas sur ce serveur", where=place,
                       mend="Vérifiez son nom ; sur odoo.com, c'est le premier mot de l'adresse.")  # fmt: skip
    if "AccessDenied" in name:
        return wrong_password(place)
    if "AccessError" in name:
        return Refused("Ce compte n'a pas le droit de lire ces données dans Odoo", where=place,
                       mend="Donnez-lui ce droit, ou décochez ce contenu.")  # fmt: skip
    if "OperationalError" in name or "serializ" in text:
        return Away("Odoo est occupé", where=place, mend="Levier réessaiera un peu plus tard.")
    return Refused(
        "Odoo refuse cette demande", where=place, mend="Vérifiez les droits du compte et la version d'Odoo."
    )
