"""A capability's result in the terminal: its sentences, its tables, what it could not say, seconds and
cost.
"""

from rich.console import Console

from levier.capabilities.running import Ran
from levier.cli.table_view import folded, table_lines
from levier.core.french.numbers import format_count, format_money, format_number

_ROWS = 40


def show(ran: Ran) -> None:
    """Print ``ran`` on standard output."""
    console = Console(highlight=False)
    output = ran.output

    def say(text: str, style: str = "") -> None:
        lines = "\n".join(folded(line, console.width) for line in text.splitlines())
        console.print(lines, style=style, markup=False, soft_wrap=True)

    for sentence in output.sentences:
        say(sentence.text, "dim" if sentence.kind == "notice" else "")
    for table in output.tables:
        console.print()
        for line, style in table_lines(table, console.width, _ROWS):
            console.print(line, style=style, markup=False, soft_wrap=True)
        if len(table.rows) > _ROWS:
            say(f"… et {format_count(len(table.rows) - _ROWS, 'ligne')} de plus (voir --json).", "dim")
    for unanswered in output.unanswered:
        say(f"Sans réponse : {unanswered.reason}", "yellow")
    for signal in output.signals:
        if signal.raised:
            say(f"À surveiller : {signal.label}. {signal.means}", "yellow")
    for file in output.downloads:
        say(f"Fichier offert : {file.label} ({file.name}) — ajoutez --save DOSSIER")
    for action in output.actions:
        say(f"Proposition : {action.label}")
    console.print()
    proofs = format_count(len(output.evidence), "preuve")
    say(f"{format_number(ran.seconds, 2)} s · {format_money(ran.cost)} · {proofs}", "dim")
