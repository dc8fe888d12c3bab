"""The exports written in ``exports/*.txt`` as real files: bytes in the program's dialect, with what is right for each column."""

import csv
import io
import random
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from benchmarks.mapping.content import ROWS, Dialect, cell, line

HERE = Path(__file__).parent / "exports"
_HEAD = re.compile(
    r"^\[(?P<program>[^:]+): (?P<table>[^\]]+)\] (?P<kind>\w+)(?:/(?P<sort>\w+))?; (?P<dialect>.+)$"
)


_REFERENCES = ("products", "customers", "suppliers", "contacts", "vehicles", "stock", "campaigns")


@dataclass(frozen=True)
class Column:
    """A header, the fields it may rightly fill (none: « » allowed) and how its cells are made."""

    header: str
    right: frozenset[str]
    generator: str


@dataclass
class Export:
    """A table as a program exports it. ``side``: the set it is of. ``kind``: « none » when it is of no kind of Levier,
    then ``sort`` may say what it is (« quotes »)."""

    program: str
    table: str
    kind: str
    side: str
    dialect: Dialect
    source: str
    sort: str = ""
    columns: list[Column] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.program}: {self.table}"

    def rows(self, count: int = ROWS) -> list[list[str]]:
        """The cells, the same ones every time."""
        rng = random.Random(self.name)
        single = self.kind in _REFERENCES
        made = [line(row, rng, self.dialect, single=single) for row in range(count)]
        return [[cell(each, column.generator) for column in self.columns] for each in made]

    def data(self, count: int = ROWS) -> bytes:
        """The file."""
        above = [["Exemple SARL"], [f"{self.table} - export du 01/04/2026"], []]
        while len(above) < self.dialect.title:
            above.insert(1, ["Tous les établissements"])
        table = [
            *above[: self.dialect.title],
            [column.header for column in self.columns],
            *self.rows(count),
        ]
        return self._workbook(table) if self.dialect.kind == "xlsx" else self._text(table)

    def _text(self, table: list[list[str]]) -> bytes:
        out = io.StringIO(newline="")
        separator = "\t" if self.dialect.sep == "tab" else self.dialect.sep
        csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(table)
        return out.getvalue().encode(self.dialect.enc, errors="replace")

    def _workbook(self, table: list[list[str]]) -> bytes:
        from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and few exports need it

        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in table:
            sheet.append([self._typed(value) for value in row])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def _typed(self, value: str) -> object:
        """Numbers and dates as a workbook holds them."""
        if re.fullmatch(rf"-?\d{{1,9}}({re.escape(self.dialect.dec)}\d+)?", value) and not re.match(
            r"0\d", value
        ):
            return float(value.replace(",", ".")) if re.search(r"[.,]", value) else int(value)
        form = {"dmy": "%d/%m/%Y", "iso": "%Y-%m-%d", "mdy": "%m/%d/%Y"}.get(self.dialect.date)
        if form and re.fullmatch(r"[\d/\-]{10}", value):
            try:
                return datetime.strptime(value, form)
            except ValueError:
                return value
        return value


def exports(side: str) -> list[Export]:
    """The exports of one side. Raises ValueError when a line of the file does not read."""
    read: list[Export] = []
    for text in (HERE / f"{side}.txt").read_text(encoding="utf-8").splitlines():
        if not text.strip() or text.startswith("# [") or (text.startswith("# ") and " => " not in text):
            continue
        if head := _HEAD.match(text):
            dialect = _dialect(head["dialect"])
            read.append(
                Export(head["program"], head["table"], head["kind"], side, dialect, "", head["sort"] or "")
            )
        elif text.startswith("source: "):
            read[-1].source = text.removeprefix("source: ")
        else:
            read[-1].columns.extend(_column(part) for part in text.split(" | "))
    return read


def _dialect(text: str) -> Dialect:
    words = text.split()
    options = dict(word.split("=", 1) for word in words[1:])
    return Dialect(
        words[0],
        options.get("sep", ";"),
        options.get("enc", "utf-8"),
        options.get("dec", ","),
        options.get("date", "dmy"),
        int(options.get("title", 0)),
    )


def _column(text: str) -> Column:
    header, _, rest = text.rpartition(" => ")
    gold, _, generator = rest.strip().partition(" ")
    if not header or not generator:
        raise ValueError(text)
    right: set[str] = set()
    for part in gold.split("/"):
        right |= {"" if part == "-" else part.rstrip("?")} | ({""} if part.endswith("?") else set())
    return Column(header.strip(), frozenset(right), generator.strip())
