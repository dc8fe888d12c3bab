"""``levier fec FICHIER``: the conformity report of a FEC and its main figures, without importing anything."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from levier.core.french.numbers import format_money, format_number

app = typer.Typer(add_completion=False)
_COLOURS = {"blocking": "red", "warning": "yellow", "advice": "cyan"}
NOT_CONFORM = 3


@app.command()
def fec(
    file: Annotated[Path, typer.Argument(help="Le fichier des écritures comptables (.txt, .csv, .gz).")],
    as_json: Annotated[bool, typer.Option("--json", help="Le rapport complet en JSON.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Montrer aussi les règles respectées.")] = False,
) -> None:
    """Contrôler un FEC sans l'importer. Code de sortie : 0 conforme (avec ou sans remarque), 3 non conforme."""
    from levier.tables.accounting.conformity import check  # noqa: PLC0415 - loads polars: help stays instant
    from levier.tables.accounting.ledger import ledger_of  # noqa: PLC0415
    from levier.tables.accounting.reading import read_fec  # noqa: PLC0415
    from levier.tables.accounting.statements.income import income_statement  # noqa: PLC0415
    from levier.tables.importing.compressed import is_compressed, unpacked  # noqa: PLC0415
    from levier.tables.importing.opening import LARGEST, read_bytes  # noqa: PLC0415

    data, name = read_bytes(file), file.name
    if is_compressed(data):
        data, name = unpacked(data, name, LARGEST)
    read = read_fec(data, name)
    report = check(read)
    ledger = ledger_of(read.frame, closing=read.name.closing, exact=True)
    statement = income_statement(ledger, ledger.current)
    figures = {line.figure.key: line.figure.value for line in statement.lines if line.balance}
    figures["turnover"] = statement.turnover.value
    if as_json:
        print(json.dumps({**report.as_json(), "figures": figures}, ensure_ascii=False, indent=2, default=str))
    else:
        _show(Console(highlight=False), report, figures, everything=everything)
    raise typer.Exit(NOT_CONFORM if report.of("blocking") else 0)


def _show(console: Console, report: Any, figures: dict[str, float], *, everything: bool) -> None:
    from levier.tables.accounting.conformity import GRAVITIES, rule_book  # noqa: PLC0415 - loads polars

    facts = " · ".join(
        f"{label} : {format_number(value) if isinstance(value, int | float) else value}"
        for label, value in report.facts.items()
    )
    console.print(f"[bold]{escape(report.name)}[/bold]\n{facts}\n", soft_wrap=True)
    for finding in report.findings:
        rule = finding.rule
        colour = _COLOURS[rule.gravity]
        console.print(
            f"[{colour}]{GRAVITIES[rule.gravity]:>13}[/{colour}]  {rule.title}  [dim]{finding.counted}[/dim]",
            soft_wrap=True,
        )
        for example in finding.examples[:3]:
            place = f"ligne {format_number(example.line)} : " if example.line else ""
            console.print(Text(f"               {place}{example.text}", style="dim"), soft_wrap=True)
        console.print(f"               → {rule.mend}", soft_wrap=True, markup=False)
    if everything:
        for code in report.passed:
            console.print(f"[green]     respectée[/green]  {rule_book().rules[code].title}", soft_wrap=True)
    table = Table("Solde", "Montant")
    for key, label in (
        ("turnover", "Chiffre d’affaires"), ("added_value", "Valeur ajoutée"), ("ebitda", "Excédent brut d’exploitation"),
        ("operating_result", "Résultat d’exploitation"), ("net_result", "Résultat net"),
    ):  # fmt: skip
        table.add_row(label, Text(format_money(figures[key]), justify="right"))
    console.print(table)
    console.print(f"[bold]{report.summary}[/bold]", soft_wrap=True)
