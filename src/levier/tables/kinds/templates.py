"""An empty table of each kind, to be filled: a workbook with its « Notice », or a CSV file, both read back without help."""

import io
from functools import cache

from levier.core.errors import NotFound
from levier.core.french.text import fold
from levier.core.spreadsheets import as_csv
from levier.tables.kinds import KINDS
from levier.tables.kinds.kind import Field, Kind

_TYPES = {
    "text": "texte", "code": "code", "number": "nombre", "money": "montant", "integer": "nombre entier", "date": "date",
    "datetime": "date et heure", "boolean": "oui ou non",
}  # fmt: skip
NOTICE = "Notice"
NOTICE_TITLES = ("Colonne", "Ce qu'on y met", "Forme", "Nécessaire", "Exemple", "Reprend")
EXAMPLES = 40
"""Columns of a sheet are made as wide as their label or example, up to this many characters."""


def slug(kind: Kind) -> str:
    """The kind in a file name or on the command line: « ventes », « ecritures-comptables »."""
    words = fold(kind.label.split("(")[0]).replace("'", " ").split()
    return "-".join(word for word in words if word not in ("de", "et", "des", "du"))


@cache
def kind_by_slug(name: str) -> Kind:
    """The kind by its French or technical name. Raises NotFound with the names that exist."""
    wanted = "-".join(fold(name).replace("_", " ").replace("-", " ").split())
    for kind in KINDS.values():
        if wanted in (slug(kind), kind.name.replace("_", "-"), "-".join(fold(kind.label).split())):
            return kind
    known = ", ".join(sorted(slug(kind) for kind in KINDS.values()))
    raise NotFound(f"Il n'y a pas de modèle « {name} »", mend=f"Choisissez parmi : {known}.")


def needed(kind: Kind, field: Field) -> str:
    """« oui », the labels of which one at least is needed, or nothing."""
    for group in kind.requires:
        if field.name in group:
            others = [_quoted(kind.field(name).label) for name in group if name != field.name]
            return f"oui, ou {' ou '.join(others)}" if others else "oui"
    return ""


def type_in_french(field: Field) -> str:
    """What is written in the column: « montant (€) », « nombre (jours) »."""
    return f"{_TYPES[field.type]} ({field.unit})" if field.unit else _TYPES[field.type]


def refers_in_french(field: Field) -> str:
    """The column of another table whose value it takes up."""
    return " ou ".join(
        f"{_quoted(KINDS[kind].field(name).label)} de {_quoted(KINDS[kind].label)}"
        for kind, name in field.references
    )


def _quoted(label: str) -> str:
    return f"«\N{NO-BREAK SPACE}{label}\N{NO-BREAK SPACE}»"


def as_sheet(kind: Kind) -> bytes:
    """The header line, as French spreadsheets open it."""
    return as_csv([field.label for field in kind.fields], [])


def as_workbook(kind: Kind) -> bytes:
    """A sheet with the header line, its cells formatted, and a sheet « Notice » that describes each column."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - the web process starts without it

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        head = book.add_format(
            {"bold": True, "bg_color": "#E8EEF7", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        must = book.add_format(
            {"bold": True, "bg_color": "#FFF3D6", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        formats = {
            "money": book.add_format({"num_format": "#,##0.00"}),
            "date": book.add_format({"num_format": "dd/mm/yyyy"}),
            "datetime": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            "code": book.add_format({"num_format": "@"}),  # a code keeps its leading zeros
        }
        sheet = book.add_worksheet(kind.label.split(" (")[0][:31])
        sheet.freeze_panes(1, 0)
        for place, field in enumerate(kind.fields):
            width = min(max(len(field.label), len(field.example)) + 3, EXAMPLES)
            sheet.set_column(place, place, width, formats.get(field.type))
            sheet.write_string(0, place, field.label, must if needed(kind, field) else head)
        notice = book.add_worksheet(NOTICE)
        notice.set_column(0, 0, 26)
        notice.set_column(1, 1, 60)
        notice.set_column(2, 4, 26)
        notice.set_column(5, 5, 34)
        for place, title in enumerate(NOTICE_TITLES):
            notice.write_string(0, place, title, head)
        for row, field in enumerate(kind.fields, start=1):
            cells = (
                field.label, field.description, type_in_french(field), needed(kind, field), field.example,
                refers_in_french(field),
            )  # fmt: skip
            for place, cell in enumerate(cells):
                notice.write_string(row, place, cell, wrap)
    return out.getvalue()
