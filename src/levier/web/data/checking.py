"""How a waiting table is to be read, as the check page says it: kind, columns, name, mode, readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.operations.importing.preview import preview_of
from levier.tables.kinds import KINDS, Kind
from levier.tables.models import Dataset
from levier.web.data.cutting import cut_said
from levier.web.data.readers import chosen, widest

if TYPE_CHECKING:
    from levier.tables.importing import How, ImportReport
    from levier.tables.importing.mapping import ColumnMatch
    from levier.tables.importing.matching.reasons import Doubt
    from levier.tables.importing.raw import RawTable


@dataclass(frozen=True)
class FieldLine:
    """A field of the kind, the column that fills it and why. ``confidence``: 0–100; ``needed``: French, or nothing;
    ``description``: what the field holds; ``cells``: a few of the column's; ``doubt``: why it is to be checked, and the choice
    that comes next (``instead``: its French label or column)."""

    name: str
    label: str
    needed: str
    column: str = ""
    confidence: int = 0
    sure: bool = True
    why: str = ""
    description: str = ""
    cells: tuple[str, ...] = ()
    told: bool = False
    """The person chose it, or left the field empty on purpose."""
    doubt: "Doubt | None" = None
    instead: str = ""


@dataclass(frozen=True)
class Reading:
    """What the person said; an empty value leaves the choice to the import, an empty column the field empty.

    ``path``: what is read to show it; ``partial``: only the beginning of a very big file.
    """

    path: Path
    partial: bool
    kind: str | None
    mapping: dict[str, str]
    name: str
    mode: Literal["replace", "append"]
    readers: str
    confirmed: bool
    sheet: str = ""
    dates: str = ""
    decimal: str = ""
    separator: str = ""
    encoding: str = ""
    header: str = ""

    @classmethod
    def of(cls, typed: Mapping[str, str], path: Path) -> "Reading":
        kind = typed.get("kind") or None
        sheet = typed.get("sheet", "")[:200]
        readers = typed.get("readers", "")
        if typed.get("shown_sheet", sheet) != sheet:
            # Another sheet is another table: its kind and columns are found anew.
            return cls(*preview_of(path), None, {}, "", "replace", readers, False, sheet)
        # The columns shown belong to the kind shown: they are dropped when the person takes another kind.
        same = kind is None or typed.get("shown_kind") == kind
        mapping = _said(typed)
        cut = cut_said(typed)
        same = same and typed.get("shown_cut", "|".join(cut)) == "|".join(cut)
        return cls(
            *preview_of(path),
            kind if kind in KINDS else None,
            mapping if same else {},
            typed.get("name", "").strip() if same else "",
            "append" if typed.get("mode") == "append" else "replace",
            readers,
            bool(typed.get("confirmed")),
            sheet,
            typed.get("how.dates", ""),
            typed.get("how.decimal", ""),
            *cut,
        )

    @property
    def how(self) -> "How":
        """What was said of the way the file is written. Raises BadInput."""
        from levier.tables.importing import How  # noqa: PLC0415 - loads polars

        return How.said(
            sheet=self.sheet,
            dates=self.dates,
            decimal=self.decimal,
            separator=self.separator,
            encoding=self.encoding,
            header=self.header,
        )

    @property
    def cut(self) -> tuple[str, str, str]:
        """The separator, the encoding and the header that were said."""
        return self.separator, self.encoding, self.header

    @property
    def opened_to(self) -> tuple[str, ...]:
        """Whom the table is opened to; none: whom its kind is. Raises BadInput."""
        return chosen(self.readers) if self.readers else ()

    def opened(self) -> "RawTable":
        """The file cut into cells. Raises BadInput when it cannot be opened."""
        from levier.tables.importing.opening import open_table, read_bytes  # noqa: PLC0415 - loads polars

        return open_table(read_bytes(self.path), self.path.name, self.how)

    def tried(self, actor: Actor) -> "ImportReport":
        """What an import would do. Raises BadInput."""
        from levier.tables.importing import import_file  # noqa: PLC0415 - loads polars

        return import_file(
            actor,
            self.path,
            name=self.name or None,
            kind=self.kind,
            mapping=self.mapping or None,
            dry_run=True,
            readers=self.opened_to,
            mode=self.mode,
            file_name=self.path.name,
            how=self.how,
        )

    def kept(self, report: "ImportReport") -> dict[str, object]:
        """How the import is to read the file, as plain JSON. Raises BadInput when most lines would be set aside."""
        from levier.tables.importing.recipe import MOST_REJECTS  # noqa: PLC0415 - loads polars

        if report.reject_rate > MOST_REJECTS and not self.confirmed:
            raise BadInput(
                "La plupart des lignes de ce fichier seraient écartées",
                where=self.path.name,
                mend="Corrigez les colonnes et recalculez, ou cochez la case qui dit que vous l'avez vu.",
            )
        for question in report.questions:
            raise BadInput(
                f"Répondez d'abord à la question posée sur {' et '.join(f'« {name} »' for name in question.columns)}",
                where=self.path.name,
                mend="Choisissez la bonne lecture puis recalculez.",
            )
        columns = {match.field: match.column for match in report.mapping}
        left_empty = {name: "" for name, column in self.mapping.items() if not column}
        return {
            "kind": report.kind,
            "mapping": columns | left_empty,
            "name": self.name,
            "mode": self.mode,
            "confirmed": self.confirmed,
            "how": {
                "sheet": report.sheet if report.sheets else "",
                "dates": self.dates,
                "decimal": self.decimal,
                "separator": self.separator,
                "encoding": self.encoding,
                "header": self.header,
            },
        }

    def shown(self, actor: Actor, report: "ImportReport") -> dict[str, object]:
        """What the page shows of a tried import."""
        from levier.tables.importing.recipe import MOST_REJECTS  # noqa: PLC0415 - loads polars

        kind = KINDS[report.kind]
        name = self.name or kind.title or kind.label
        labels = {field.name: field.label for field in kind.fields}
        heads = list(report.sample[0]) if report.sample else []
        visible = Dataset.objects.visible_to(actor).filter(name=name, kind=kind.name)
        return {
            "report": report,
            "reader": self.readers or widest(kind.readers),
            "fresh": report.accepted - report.overlap,
            "lost": _lost(visible.first(), report) if report.overlap and not self.partial else 0,
            "kind": kind.name,
            "name": name,
            "fields": (fields := field_lines(kind, report, self.mapping)),
            "filled": [line for line in fields if line.column or line.needed],
            "unfilled": [line for line in fields if not (line.column or line.needed)],
            "doubtful": [line for line in fields if line.doubt],
            "missed": [(left, report.cells.get(left.column, ())) for left in report.left],
            "ignored": [
                (column, report.cells.get(column, ()))
                for column in report.ignored
                if column not in {left.column for left in report.left}
            ],
            "notes": [note for note in report.notes if "à vérifier" not in note[:20].lower()],
            "confirm": report.reject_rate > MOST_REJECTS,
            "existing": visible.first(),
            "heads": [labels.get(head, head) for head in heads],
            "sample": [[row[head] for head in heads] for row in report.sample],
        }


def _lost(existing: Dataset | None, report: "ImportReport") -> int:
    """Lines of the version in use that this file does not have."""
    used = existing.versions.filter(number=existing.current).first() if existing else None
    return max(used.rows - report.overlap, 0) if used else 0


def kinds() -> list[tuple[str, str]]:
    """Every kind of table and its French label, by label."""
    return sorted(((kind.name, kind.label) for kind in KINDS.values()), key=lambda pair: pair[1])


def _said(typed: Mapping[str, str]) -> dict[str, str]:
    """Field → column, where the person says otherwise than Levier proposed (``was.``): the rest stays a proposal.

    ``use``: a button that puts a column into a field, « field=column »; the field that this column filled is left to be found anew.
    """
    shown = {key.removeprefix("map."): typed[key] for key in typed if key.startswith("map.")}
    said = {name: column for name, column in shown.items() if typed.get(f"was.{name}") != column}
    field, pressed, column = typed.get("use", "").partition("=")
    if pressed:
        said = {name: other for name, other in said.items() if other != column} | {field: column}
    return said


def field_lines(kind: Kind, report: "ImportReport", said: Mapping[str, str]) -> list[FieldLine]:
    """The fields of the kind, in order, with the columns found for them or ``said`` by the person."""
    matches = {match.field: match for match in report.mapping}
    groups = {name: group for group in kind.requires for name in group}
    lines = []
    for field in kind.fields:
        needed, told = _needed(groups.get(field.name, ()), field.name, kind), field.name in said
        if match := matches.get(field.name):
            lines.append(
                FieldLine(
                    field.name,
                    field.label,
                    needed,
                    match.column,
                    round(100 * match.confidence),
                    match.sure,
                    match.why,
                    field.description,
                    report.cells.get(match.column, ()),
                    told,
                    match.doubt,
                    _instead(match, kind),
                )
            )
        else:
            lines.append(FieldLine(field.name, field.label, needed, description=field.description, told=told))
    return lines


def _instead(match: "ColumnMatch", kind: Kind) -> str:
    """The column, or the field, that comes next."""
    if match.doubt is None or not match.doubt.field:
        return ""
    return match.doubt.column if match.doubt.field == match.field else kind.field(match.doubt.field).label


def _needed(group: tuple[str, ...], name: str, kind: Kind) -> str:
    """« nécessaire », or the fields that may stand in for this one."""
    others = [
        f"«\N{NO-BREAK SPACE}{kind.field(other).label}\N{NO-BREAK SPACE}»" for other in group if other != name
    ]
    return f"ou {' ou '.join(others)}" if others else "nécessaire" if group else ""
