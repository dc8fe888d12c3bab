"""A WebDAV folder (Nextcloud, ownCloud, kDrive, a NAS): its files become documents; nothing is ever written there."""

from collections.abc import Iterator

from pydantic import Field, SecretStr, field_validator

from levier.connectors.contract import (
    Change,
    Checked,
    Connector,
    ConnectorSettings,
    Fault,
    Item,
    Progress,
    Removed,
    State,
)
from levier.connectors.faults import Refused, status_fault
from levier.connectors.files import is_readable, is_temporary, shown, wanted
from levier.connectors.outside.door import Place
from levier.connectors.outside.web import TooBig, Web, plain, web_address
from levier.connectors.running.budget import Budget
from levier.connectors.webdav.listing import Entry, propfind


class WebDavSettings(ConnectorSettings):
    address: str = Field(
        title="Adresse WebDAV",
        description="Nextcloud la montre dans Fichiers, Paramètres, en bas à gauche ; ajoutez-y le dossier voulu.",
        json_schema_extra={"placeholder": "https://cloud.exemple.fr/remote.php/dav/files/claire/Procedures"},
    )
    user: str = Field(default="", title="Identifiant")
    password: SecretStr = Field(
        default=SecretStr(""),
        title="Mot de passe",
        description="Pour Nextcloud : un mot de passe d'application (Paramètres, Sécurité).",
    )
    patterns: list[str] = Field(
        default=[],
        title="Fichiers à prendre",
        description="Un motif par ligne, par exemple *.pdf ; rien : tous ceux que Levier sait lire.",
        json_schema_extra={"lines": True, "advanced": True},
    )
    unwanted: list[str] = Field(
        default=[], title="Fichiers à laisser", description="Un motif par ligne, par exemple archives/*.",
        json_schema_extra={"lines": True, "advanced": True},
    )  # fmt: skip
    depth: int = Field(
        default=20, ge=0, le=40, title="Niveaux de sous-dossiers", json_schema_extra={"advanced": True}
    )

    @field_validator("address")
    @classmethod
    def _address(cls, value: str) -> str:
        return web_address(value)


class WebDav(Connector[WebDavSettings]):
    """Files below a WebDAV folder, recognised by their ETag."""

    name = "webdav"
    title = "Nextcloud ou WebDAV"
    description = "Les fichiers d'un dossier partagé en ligne : Nextcloud, ownCloud, kDrive, serveur NAS."
    icon = "cloud-upload"
    help = "Créez de préférence un compte, ou un mot de passe d'application, qui ne peut que lire ce dossier."
    Settings = WebDavSettings

    @classmethod
    def places(cls, settings: WebDavSettings) -> tuple[Place, ...]:
        return (Place.network(settings.address),)

    def test(self, settings: WebDavSettings) -> Checked:
        with self._web(settings) as web:
            entries = propfind(web, settings.address, "")
        files = [one for one in entries if self._takes(settings, one)]
        folders = [one.key.rsplit("/", 1)[-1] for one in entries if one.folder]
        details = [("Fichiers à prendre, à ce niveau", str(len(files)))]
        if folders:
            details.append(("Sous-dossiers", ", ".join(shown(name, 40) for name in folders[:15])))
        return Checked(True, "Le dossier s'ouvre.", tuple(details), None if folders else len(files))

    def changes(self, settings: WebDavSettings, state: State, budget: Budget) -> Iterator[Change]:
        with self._web(settings) as web:
            files: dict[str, Entry] = {}
            closed: list[str] = []
            skipped = 0
            waiting = [("", 0)]
            while waiting:
                folder, depth = waiting.pop(0)
                budget.check()
                try:
                    entries = propfind(web, settings.address, folder)
                except Refused as error:
                    if not folder:
                        raise
                    closed.append(folder)
                    yield Fault(folder, error.what, error.mend, name=shown(folder))
                    continue
                for one in entries:
                    name = one.key.rsplit("/", 1)[-1]
                    if one.folder and depth < settings.depth and not is_temporary(name):
                        waiting.append((one.key, depth + 1))
                    elif self._takes(settings, one):
                        files[one.key] = one
                    elif not one.folder and not is_temporary(name):
                        skipped += 1
                yield Progress(0, 0, "liste des fichiers", skipped=skipped)
            changed = [one for one in files.values() if not state.unchanged(one.key, one.mark)]
            yield Progress(0, len(changed), skipped=skipped)
            for place, one in enumerate(changed):
                budget.check()
                yield from self._file(web, one, budget)
                yield Progress(place + 1, len(changed), shown(one.key.rsplit("/", 1)[-1], 80))
            here = files.keys() | set(closed)
            for key in state.known:
                if key not in here and not any(key.startswith(f"{folder}/") for folder in closed):
                    yield Removed(key)

    def _file(self, web: Web, one: Entry, budget: Budget) -> Iterator[Change]:
        name = shown(one.key.rsplit("/", 1)[-1])
        big = f"Le fichier dépasse {budget.file_bytes // 1024**2}\u00a0Mo"
        mend = "Découpez-le, ou relevez la limite de la source."
        if one.size > budget.file_bytes:
            yield Fault(one.key, big, mend, one.mark, name, one.key)
            return
        try:
            answer = web.request("GET", one.address, most=budget.file_bytes, budget=budget)
        except TooBig:
            yield Fault(one.key, big, mend, one.mark, name, one.key)
            return
        except Refused as error:
            yield Fault(one.key, error.what, error.mend, "", name, one.key)
            return
        if answer.status == 404:  # deleted since it was listed
            return
        if answer.status in (401, 429) or answer.status >= 500:
            raise status_fault(answer.status, plain(one.address))
        if answer.status != 200:
            fault = status_fault(answer.status, plain(one.address))
            yield Fault(one.key, fault.what, fault.mend, "", name, one.key)
            return
        yield Item(one.key, answer.body, one.mark, name, address=plain(one.address), dated=one.changed)

    def _takes(self, settings: WebDavSettings, one: Entry) -> bool:
        name = one.key.rsplit("/", 1)[-1]
        return (
            not one.folder
            and not is_temporary(name)
            and is_readable(name)
            and wanted(one.key, settings.patterns, settings.unwanted)
        )

    def _web(self, settings: WebDavSettings) -> Web:
        auth = (settings.user, settings.password.get_secret_value()) if settings.user else None
        return Web(self.door, auth=auth)
