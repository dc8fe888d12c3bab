"""``levier import --modele``: the empty table of a kind, written in the current folder."""

from pathlib import Path

import typer

from levier.core.errors import BadInput
from levier.tables.kinds.templates import as_sheet, as_workbook, kind_by_slug, slug


def write_model(name: str | None) -> None:
    """As a workbook and as CSV; ends the command. Raises NotFound when the kind does not exist, BadInput when a file is there."""
    if name is None:
        return
    kind = kind_by_slug(name)
    for form, make in (("xlsx", as_workbook), ("csv", as_sheet)):
        path = Path(f"modele-{slug(kind)}.{form}")
        try:
            with path.open("xb") as file:
                file.write(make(kind))
        except FileExistsError:
            raise BadInput(f"« {path} » existe déjà", mend="Renommez-le ou changez de dossier.") from None
        print(f"{path} : {kind.label}, {len(kind.fields)} colonnes")
    raise typer.Exit
