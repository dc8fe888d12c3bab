"""A folder of this machine (or mounted on it), whose files become documents and stay as they are in the folder."""

from collections.abc import Iterator
from datetime import UTC, datetime

from pydantic import Field

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
from levier.connectors.faults import Refused
from levier.connectors.files import shown
from levier.connectors.outside.door import Place
from levier.connectors.running.budget import Budget
from levier.connectors.watched_folder.listing import Found, Listing, listing
from levier.connectors.watched_folder.reading import Moving, check_allowed, read
from levier.core.errors import BadInput


class FolderSettings(ConnectorSettings):
    path: str = Field(
        title="Dossier",
        description="Le chemin du dossier sur la machine où Levier est installé.",
        min_length=1,
        json_schema_extra={"placeholder": "/srv/partage/qualite"},
    )
    patterns: list[str] = Field(
        default=[],
        title="Fichiers à prendre",
        description="Un motif par ligne, par exemple *.pdf ; rien : tous les fichiers que Levier sait lire.",
        json_schema_extra={"lines": True, "placeholder": "*.pdf\n*.docx", "advanced": True},
    )
    unwanted: list[str] = Field(
        default=[],
        title="Fichiers à laisser",
        description="Un motif par ligne, par exemple brouillons/* ou *ancien*.",
        json_schema_extra={"lines": True, "advanced": True},
    )
    recursive: bool = Field(default=True, title="Prendre aussi les sous-dossiers")


class WatchedFolder(Connector[FolderSettings]):
    """Files of a folder: new, changed, renamed and deleted ones are followed."""

    name = "watched-folder"
    title = "Dossier surveillé"
    description = "Les fichiers d'un dossier de cette machine ou d'un disque partagé monté dessus."
    icon = "folder"
    network = False
    help = (
        "Le dossier doit être visible de la machine où Levier est installé (disque local, ou partage du serveur de "
        "fichiers monté par votre informaticien). Levier y lit seulement : il n'y écrit jamais."
    )
    Settings = FolderSettings

    @classmethod
    def places(cls, settings: FolderSettings) -> tuple[Place, ...]:
        return (Place.folder(check_allowed(settings.path)),)

    def test(self, settings: FolderSettings) -> Checked:
        found = self._list(settings, quick=True)
        size = sum(one.size for one in found.files)
        more = "plus de " if found.cut else ""
        details = [("Fichiers lisibles", f"{more}{len(found.files)}")]
        if found.skipped:
            details.append(("Autres fichiers, laissés de côté", f"{more}{found.skipped}"))
        if found.outside:
            details.append(("Liens qui mènent hors du dossier, refusés", str(len(found.outside))))
        if found.closed:
            details.append(("Sous-dossiers que Levier n'a pas le droit d'ouvrir", str(len(found.closed))))
        if not found.files:
            return Checked(
                True, "Le dossier s'ouvre ; il ne contient aucun fichier à prendre.", tuple(details), 0, 0
            )
        return Checked(
            True, "Le dossier s'ouvre et ses fichiers sont lisibles.", tuple(details), len(found.files), size
        )

    def changes(self, settings: FolderSettings, state: State, budget: Budget) -> Iterator[Change]:
        found = self._list(settings)
        changed = [one for one in found.files if not state.unchanged(one.key, one.mark)]
        yield Progress(0, len(changed), "lecture du dossier", skipped=found.skipped)
        for key in found.closed:
            yield Fault(
                key,
                "Levier n'a pas le droit d'ouvrir ce dossier",
                "Ouvrez-le en lecture au compte de Levier.",
            )
        for key in (one for one in found.outside if not state.unchanged(one, "link")):
            mend = "Copiez le fichier dans le dossier, ou créez une source pour l'autre dossier."
            yield Fault(key, "Ce lien mène hors du dossier surveillé : il n'est pas suivi", mend, mark="link")
        for place, one in enumerate(changed):
            budget.check()
            yield self._change(one, budget)
            yield Progress(place + 1, len(changed), shown(one.name, 80))
        here = {one.key for one in found.files} | set(found.outside) | set(found.closed)
        for key in state.known:
            if key not in here and not any(key.startswith(f"{folder}/") for folder in found.closed):
                yield Removed(key)

    def _list(self, settings: FolderSettings, *, quick: bool = False) -> Listing:
        root = self.door.folder(check_allowed(settings.path))
        if not root.is_dir():
            raise Refused(
                "Ce dossier n'existe pas sur cette machine",
                where=settings.path,
                mend="Vérifiez le chemin ; si c'est un partage, vérifiez qu'il est monté.",
            )
        return listing(root, settings.patterns, settings.unwanted, recursive=settings.recursive, quick=quick)

    def _change(self, one: Found, budget: Budget) -> Change:
        where = {"mark": one.mark, "name": shown(one.name), "address": str(one.key)}
        if one.size > budget.file_bytes:
            what = f"Le fichier dépasse {budget.file_bytes // 1024**2}\u00a0Mo"
            return Fault(one.key, what, "Découpez-le, ou relevez la limite de la source.", **where)
        try:
            data = read(one.path, budget.file_bytes)
        except Moving:
            return Fault(one.key, "Le fichier change pendant sa lecture", "Il sera relu au prochain passage.",
                         name=shown(one.name), address=one.key)  # fmt: skip
        except OSError:
            mend = "Ouvrez-le en lecture au compte de Levier."
            return Fault(one.key, "Levier n'a pas le droit de lire ce fichier", mend, **where)
        except BadInput as error:
            return Fault(one.key, error.what, error.mend, **where)
        budget.take(len(data))
        dated = datetime.fromtimestamp(one.modified, UTC).date()
        return Item(one.key, data, one.mark, shown(one.name), address=one.key, dated=dated)
