"""The calls: « /api/index.php/… » with the header DOLAPIKEY, as the wiki and the API explorer of Dolibarr document them.

A list without any line is answered 404 (« No … found ») by most versions: that is no fault.
"""

import json
from types import TracebackType
from typing import Any

from levier.connectors.faults import Refused, status_fault, wrong_password
from levier.connectors.outside.door import Door
from levier.connectors.outside.web import Web, plain
from levier.core.errors import LevierError

_MOST = 128 * 1024**2


class Closed(LevierError):
    """A content this key may not read, or whose module is not enabled: the others go on."""


class Dolibarr:
    """The API of one Dolibarr. Use it as a context manager. Raises Away, Refused, BadCertificate, Forbidden."""

    def __init__(self, door: Door, address: str, key: str) -> None:
        self._address = f"{address.rstrip('/')}/api/index.php"
        self._web = Web(door, headers={"DOLAPIKEY": key, "Accept": "application/json"})
        self._names: dict[str, dict[str, str]] = {}

    def __enter__(self) -> "Dolibarr":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._web.__exit__(kind, error, trace)

    def version(self) -> str:
        """« 20.0.1 ». Raises Refused for a wrong key or an address that is no Dolibarr."""
        try:
            said = self._get("status", {})
        except Closed as fault:
            raise Refused(
                "Cette adresse n'est pas celle d'un Dolibarr, ou son module API REST n'est pas activé",
                where=plain(self._address),
                mend="Vérifiez l'adresse, puis activez le module dans Accueil, Configuration, Modules.",
            ) from fault
        success = said.get("success", {}) if isinstance(said, dict) else {}
        return str(success.get("dolibarr_version", "?"))

    def page(self, path: str, number: int, limit: int, filters: dict[str, str]) -> list[dict[str, Any]]:
        """One page of a list, by id. Raises Closed."""
        asked = {
            "sortfield": "t.rowid",
            "sortorder": "ASC",
            "limit": str(limit),
            "page": str(number),
            **filters,
        }
        found = self._get(path, asked, empty=True)
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def names(self, path: str) -> dict[str, str]:
        """Ids → reference of products, or name of third parties: lines only carry ids."""
        if path not in self._names:
            found: dict[str, str] = {}
            number = 0
            while True:
                page = self.page(path, number, 100, {})
                found |= {
                    str(one["id"]): str(one.get("name") or one.get("ref") or "")
                    for one in page
                    if "id" in one
                }
                number += 1
                if len(page) < 100:
                    break
            self._names[path] = found
        return self._names[path]

    def documents(self, invoice: str) -> list[dict[str, Any]]:
        """The files of an invoice."""
        try:
            found = self._get("documents", {"modulepart": "invoice", "id": invoice}, empty=True)
        except Closed:
            return []
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def download(self, part: str, file: str) -> str:
        """A file, in base 64. Raises Closed."""
        found = self._get("documents/download", {"modulepart": part, "original_file": file})
        return str(found.get("content", "")) if isinstance(found, dict) else ""

    def _get(self, path: str, asked: dict[str, str], *, empty: bool = False) -> Any:
        place = plain(self._address)
        answer = self._web.request("GET", f"{self._address}/{path}", params=asked, most=_MOST)
        try:
            said = json.loads(answer.body)
        except ValueError:
            said = None
        if answer.status == 200 and said is not None:
            return said
        if answer.status == 401:
            raise wrong_password(place, mend="Vérifiez la clé API ; générez-en une autre au besoin.")
        about = said.get("error", {}) if isinstance(said, dict) else {}
        if answer.status == 404 and empty and _is_none_found(about):
            return []
        if answer.status in (200, 403, 404, 501):
            raise Closed(
                f"« {path} » n'est pas ouvert à cette clé, ou son module n'est pas activé",
                where=place,
                mend="Donnez à l'utilisateur le droit de lire, activez le module, ou décochez ce contenu.",
            )
        raise status_fault(answer.status, place)


def _is_none_found(about: Any) -> bool:
    message = str(about.get("message", "")) if isinstance(about, dict) else ""
    return "found" in message.lower()
