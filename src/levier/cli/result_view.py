"""A capability's result in the terminal: its sentences, its tables, what it could not say, seconds and
cost.
"""

from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table as RichTable

from levier.capabilities.running import Ran
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_money, format_number, format_percent
from levier.core.result import Table

_ROWS = 40


def show(ran: Ran) -> None:
    """Print ``ran`` on standard output."""
    console = Console(highlight=False)
    output = ran.output
    for sentence in output.sentences:
        style = "dim" if sentence.kind == "notice" else ""
        console.print(sentence.text, style=style, markup=False)
    for table in output.tables:
        console.print()
        console.print(_table(table))
        if len(table.rows) > _ROWS:
            console.print(f"… et {len(table.rows) - _ROWS} lignes de plus (voir --json).", style="dim")
    for unanswered in output.unanswered:
        console.print(f"Sans réponse : {unanswered.reason}", style="yellow", markup=False)
    for signal in output.signals:
        if signal.raised:
            console.print(f"À surveiller : {signal.label}. {signal.means}", style="yellow", markup=False)
    for file in output.downloads:
        console.print(f"Fichier offert : {file.label} ({file.name}) — ajoutez --save DOSSIER", markup=False)
    for action in output.actions:
        console.print(f"Proposition : {action.label}", markup=False)
    console.print()
    console.print(
        f"{format_number(ran.seconds, 2)} s · {format_money(ran.cost)} · {len(output.evidence)} preuve(s)",
        style="dim",
    )


def _table(table: Table) -> RichTable:
    shown = RichTable(title=table.title, title_justify="left")
    for column in table.columns:
        numeric = any(_is_number(row.get(column.key)) for row in table.rows)
        heading = f"{column.label} ({column.unit})" if column.unit not in {"", "date", "%"} else column.label
        shown.add_column(heading, justify="right" if numeric else "left")
    for row in table.rows[:_ROWS]:
        shown.add_row(*(_cell(row.get(column.key), column.unit) for column in table.columns))
    return shown


def _cell(value: Any, unit: str) -> str:
    if value is None:
        return "–"
    if isinstance(value, date):
        return format_date(value)
    if _is_number(value):
        return format_percent(value) if unit == "%" else format_number(value)
    return str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
