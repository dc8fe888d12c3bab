"""``--save FOLDER``: the files that a result offers, written where the person says; none is overwritten."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from levier.core.errors import BadInput, Unavailable


def save(folder: Path, files: Iterable[tuple[str, bytes]], console: Console) -> list[Path]:
    """Write each (name, bytes) under ``folder``, made where it is absent; the paths written.

    Raises BadInput when a file of that name is there already (checked before anything is written), Unavailable when the
    folder cannot be written.
    """
    found = list(files)
    if there := [name for name, _ in found if (folder / name).exists()]:
        raise BadInput(
            "Ce fichier existe déjà", where=str(folder / there[0]), mend="Choisissez un autre dossier."
        )
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in found:
            (folder / name).write_bytes(data)
            written.append(folder / name)
    except OSError as error:
        raise Unavailable(
            "Ce dossier ne peut pas être écrit",
            where=str(folder),
            mend="Vérifiez ses droits et la place qui reste.",
        ) from error
    for path in written:
        console.print(f"Fichier écrit : {path}", markup=False)
    if not written:
        console.print("Ce résultat n'offre pas de fichier.", style="dim")
    return written
