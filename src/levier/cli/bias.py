"""``levier bias``: does a decision treat groups of people differently?"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.core.french.numbers import format_number, format_percent
from levier.governance.bias import services
from levier.governance.bias.telling import interval, points

app = typer.Typer(add_completion=False)


@app.command()
def bias(
    file: Annotated[Path, typer.Argument(help="Un fichier d'une ligne par personne (CSV, Excel, Parquet).")],
    decision: Annotated[str, typer.Option(help="La colonne de la décision.")],
    group: Annotated[
        list[str], typer.Option(help="Une colonne de groupe ; répétez l'option pour en croiser.")
    ],
    favourable: Annotated[str, typer.Option(help="La valeur favorable (devinée pour oui/non).")] = "",
    truth: Annotated[str, typer.Option(help="La colonne de ce qui s'est révélé juste.")] = "",
    truth_favourable: Annotated[str, typer.Option(help="Sa valeur favorable.")] = "",
    score: Annotated[str, typer.Option(help="La colonne de la note, plus haute = plus favorable.")] = "",
    given: Annotated[
        str, typer.Option(help="Ne comparer que des personnes semblables sur cette colonne.")
    ] = "",
    reference: Annotated[
        str, typer.Option(help="Le groupe de référence (par défaut : le plus favorisé).")
    ] = "",
    least: Annotated[int, typer.Option(min=5, help="Groupes plus petits : cachés.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
) -> None:
    """Taux par groupe, écarts avec leur intervalle (Newcombe), quatre cinquièmes, égalité des chances, remèdes. Sortie 0."""
    from levier.governance.bias.measuring import Asked  # noqa: PLC0415 - heavy

    asked = Asked(decision, group, favourable, truth, truth_favourable, score, given, reference, least)
    report = services.of_file(file, asked)
    if as_json:
        typer.echo(report.model_dump_json(indent=2))
        return
    console = Console(highlight=False)
    console.print(
        f"[bold]{report.summary}[/bold]\n{format_number(report.people)} personnes, {format_percent(report.rate)} de décisions favorables."
    )
    for section in report.sections:
        table = Table(
            "Groupe",
            "Personnes",
            "Favorables",
            "Écart",
            "Intervalle à 95 %",
            "Rapport",
            "Conclusion",
            title=f"Par {section.column}",
        )
        for one in section.groups:
            said = "référence" if one.reference else "établi" if one.gap and one.gap.sure else "non établi"
            table.add_row(
                one.name, format_number(one.people), format_percent(one.selected.rate), points(one.gap.value) if one.gap else "",
                interval(one.gap) if one.gap else "", format_number(one.impact, 2) if one.impact is not None else "",
                said + (", sous 4/5" if one.below else ""),
            )  # fmt: skip
        console.print(table)
        for remedy in section.remedies:
            console.print(
                f"[bold]{remedy.title}[/bold] : écart {points(remedy.gap_before)} → {points(remedy.gap_after)}. {remedy.cost}"
            )
            if remedy.caution:
                console.print(f"[dim]{remedy.caution}[/dim]")
    for line in report.limits:
        console.print(f"[dim]{line}[/dim]")
