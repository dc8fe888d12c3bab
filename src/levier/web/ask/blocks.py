"""An answer laid out for reading: each part's words, then its charts, then its tables, a long table folded."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString

from levier.core.result import Chart, Table
from levier.web import results
from levier.web.ask.markdown import Mark, to_html

_HEADING = re.compile(r"^(?=### )", re.MULTILINE)
_FIRST_TABLE = re.compile(r"^\*\*.+\*\*.*\n\n\|", re.MULTILINE)
# These have a frame of their own on the page.
_NOT_FOUND = re.compile(r"^### Ce que Levier n['’]a pas trouvé\n+(?:- .*(?:\n|$))*", re.MULTILINE)
_REMOVED = re.compile(
    r"^\*(?:Une affirmation|\d+ affirmations) qui n['’](?:a|ont) pas pu être prouvées? .*\*$", re.MULTILINE
)


@dataclass(frozen=True)
class FoldedTable:
    """A table too long for the text, with how many lines it has."""

    shown: results.ShownTable
    lines: int

    @property
    def untitled(self) -> results.ShownTable:
        """The same, under a summary that already says its title."""
        return replace(self.shown, title="")


@dataclass(frozen=True)
class Block:
    """One piece of the answer: exactly one of the three is there."""

    html: SafeString | None = None
    chart: results.ShownChart | None = None
    table: FoldedTable | None = None


def blocks(whole: Mapping[str, Any], mark: Callable[[int], Mark | None]) -> list[Block]:
    """``whole`` is the answer in its public JSON shape; ``mark`` gives the address and title of a proof."""
    text = _REMOVED.sub("", _NOT_FOUND.sub("", whole.get("answer", "")))
    charts = [(_question_of(one, whole), Chart.model_validate(one)) for one in whole.get("charts", [])]
    tables = [Table.model_validate(one) for one in whole.get("tables", [])]
    alone = "### " not in text
    laid: list[Block] = []
    placed: set[int] = set()
    for section in _HEADING.split(text):
        here = [
            index
            for index, (question, _) in enumerate(charts)
            if index not in placed and (alone or (question and question == _key(section)))
        ]
        placed.update(here)
        laid += _section(section, [charts[index][1] for index in here], tables, mark)
    laid += [Block(chart=results.chart(one)) for index, (_, one) in enumerate(charts) if index not in placed]
    return laid + [_folded(table) for table in tables]


def _section(
    text: str, charts: Sequence[Chart], tables: list[Table], mark: Callable[[int], Mark | None]
) -> list[Block]:
    """One part. A long table that stands abridged in the text is taken out of ``tables`` and put in its place."""
    first = _FIRST_TABLE.search(text)
    cut = first.start() if first else len(text)
    drawn = [Block(chart=results.chart(chart)) for chart in charts]
    return [*_words(text[:cut], mark), *drawn, *_with_tables(text[cut:], tables, mark)]


def _with_tables(text: str, tables: list[Table], mark: Callable[[int], Mark | None]) -> list[Block]:
    for table in list(tables):
        abridged = re.search(
            rf"^\*\*{re.escape(table.title)}\*\*.*\n\n(?:\|.*(?:\n|$))+(?:\n\*… et .*\*)?", text, re.MULTILINE
        )
        if abridged:
            tables.remove(table)
            before = _with_tables(text[: abridged.start()], tables, mark)
            return [*before, _folded(table), *_with_tables(text[abridged.end() :], tables, mark)]
    return _words(text, mark)


def _words(text: str, mark: Callable[[int], Mark | None]) -> list[Block]:
    return [Block(html=to_html(text, mark))] if text.strip() else []


def _folded(table: Table) -> Block:
    return Block(table=FoldedTable(results.table(table), len(table.rows)))


def _question_of(chart: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    """The key of the question that the chart's step answers, empty when it is not known."""
    plan = whole.get("plan", {})
    steps = {one.split(".", 1)[0] for one in chart.get("evidence", [])}
    wanted = next((one["question"] for one in plan.get("steps", []) if one["id"] in steps), "")
    return next((_key(f"### {one['text']}") for one in plan.get("questions", []) if one["id"] == wanted), "")


def _key(text: str) -> str:
    """The heading of a part, without what typography may change."""
    heading = next((line for line in text.splitlines() if line.startswith("### ")), "")
    return re.sub(r"\W+", " ", heading).strip().casefold()
