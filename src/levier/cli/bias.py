"""``levier bias``: does a decision, or the result of a capability, treat groups of people differently?"""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from levier.cli.person import actor
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.core.french.numbers import format_number, format_percent
from levier.core.french.writing_dates import format_date
from levier.governance.bias import services
from levier.governance.bias.shapes import BiasReport
from levier.governance.bias.telling import interval, points
from levier.tables.models import Dataset

app = typer.Typer(add_completion=False)


@app.command()
def bias(
    file: Annotated[
        Path | None, typer.Argument(help="Un fichier d'une ligne par personne (CSV, Excel, Parquet).")
    ] = None,
    decision: Annotated[
        str,
        typer.Option(
            help="La colonne de la décision ; d'un résultat : sa colonne de note, ou rien pour « être dans la liste »."
        ),
    ] = "",
    group: Annotated[
        list[str] | None, typer.Option(help="Une colonne de groupe ; répétez l'option pour en croiser.")
    ] = None,
    request: Annotated[
        int | None, typer.Option(help="Examiner le résultat de cette demande (voir « --results »).")
    ] = None,
    table: Annotated[
        str, typer.Option(help="Le tableau de l'entreprise qui porte les groupes : nom ou numéro.")
    ] = "",
    results: Annotated[
        bool, typer.Option("--results", help="Lister les résultats que l'on peut examiner.")
    ] = False,
    step: Annotated[str, typer.Option(help="L'étape de la demande, s'il y en a plusieurs.")] = "",
    listed: Annotated[str, typer.Option("--list", help="La liste du résultat (devinée).")] = "",
    key: Annotated[str, typer.Option(help="La colonne du résultat qui nomme la personne (devinée).")] = "",
    table_key: Annotated[
        str, typer.Option(help="La colonne du tableau qui nomme la personne (devinée).")
    ] = "",
    at_least: Annotated[
        float | None, typer.Option(help="La note à partir de laquelle on est retenu.")
    ] = None,
    against: Annotated[
        bool, typer.Option("--against", help="Être retenu, ou bien noté, est défavorable.")
    ] = False,
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
    least: Annotated[
        int, typer.Option(min=5, help="Groupes plus petits : cachés (d'un résultat : 20).")
    ] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
    company: Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")] = None,
    person: Annotated[
        str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")
    ] = None,
) -> None:
    """Taux par groupe, écarts avec leur intervalle (Newcombe), quatre cinquièmes, égalité des chances, remèdes. Sortie 0.

    D'un fichier : « levier bias décisions.csv --decision accepté --group sexe » ; rien n'est gardé. Du résultat d'un
    savoir-faire : « levier bias --request 12 --table Clients --group Région » ; le rapport est gardé, sans aucun nom.
    """
    from levier.governance.bias.measuring import Asked  # noqa: PLC0415 - heavy
    from levier.governance.bias.outcomes import Outcome  # noqa: PLC0415 - heavy

    if results:
        return _results(company, person, as_json)
    if (file is None) == (request is None):
        raise BadInput(
            "Il faut un fichier, ou le numéro d'une demande",
            mend="Écrivez « levier bias FICHIER … » ou « levier bias --request NUMÉRO --table TABLEAU … ».",
        )
    if file is not None:
        asked = Asked(
            decision, group or [], favourable, truth, truth_favourable, score, given, reference, least
        )
        report = services.of_file(file, asked)
    else:
        assert request is not None
        acting = actor(company, person)
        outcome = Outcome(
            request, _table(acting, table), step, listed, key, table_key, decision, at_least, against
        )
        asked = Asked("", group or [], favourable, truth, truth_favourable, "", given, reference)
        report = BiasReport.model_validate(services.of_result(acting, outcome, asked).report)
    if as_json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        _show(report)


def _results(company: str | None, person: str | None, as_json: bool) -> None:
    found = services.examinable(actor(company, person))
    if as_json:
        lines = [
            {"request": one.request.pk, "step": one.step, "capability": one.capability, "label": one.label,
             "today": one.request.today.isoformat(),
             "lists": [{"path": each.path, "title": each.title, "columns": each.frame.columns, "rows": len(each.rows)} for each in lists]}
            for one, lists in found
        ]  # fmt: skip
        typer.echo(json.dumps(lines, ensure_ascii=False, indent=2))
        return
    shown = Table("Demande", "Étape", "Résultat", "Du", "Listes et colonnes", title="Résultats à examiner")
    for one, lists in found:
        told = "\n".join(f"{each.path} : {', '.join(each.frame.columns)}" for each in lists)
        shown.add_row(str(one.request.pk), one.step, one.label, format_date(one.request.today), told)
    Console(highlight=False).print(
        shown if found else "Aucun résultat terminé ne liste, ne note ni ne classe."
    )


def _table(acting: Actor, name: str) -> int:
    tables = Dataset.objects.visible_to(acting).filter(current__gt=0)
    chosen = tables.filter(pk=int(name)) if name.isdigit() else tables.filter(name__iexact=name)
    if found := chosen.first():
        return found.pk
    known = ", ".join(f"« {one.name} »" for one in tables[:20])
    raise BadInput(
        f"Le tableau « {name} » n'existe pas" if name else "Il manque le tableau qui porte les groupes", where="--table",
        mend=f"Tableaux : {known}." if known else "Importez-en un avec « levier import ».",
    )  # fmt: skip


def _show(report: BiasReport) -> None:
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
