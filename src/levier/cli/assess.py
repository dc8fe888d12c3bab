"""``levier assess``: the assessment of the company — measures, questions, closing, report."""

import json
from pathlib import Path
from typing import Annotated

import typer
from django.db import transaction
from rich.console import Console
from rich.table import Table

from levier.cli.person import actor
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.core.french.numbers import format_number
from levier.method.assessment import services
from levier.method.assessment.referential import levels
from levier.method.assessment.shape import Snapshot
from levier.method.state_of_play import state_of_play

app = typer.Typer(add_completion=False)
console = Console(highlight=False)


@app.command()
def assess(
    company: Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")] = None,
    person: Annotated[
        str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")
    ] = None,
    ask: Annotated[bool, typer.Option("--ask", help="Poser les questions l'une après l'autre.")] = False,
    answer: Annotated[
        list[str] | None, typer.Option(help="Répondre : NOM=NIVEAU (1 à 5, 0 : je ne sais pas). Répétable.")
    ] = None,
    questions: Annotated[
        bool, typer.Option("--questions", help="Lister les questions, leurs réponses possibles et la vôtre.")
    ] = False,
    close: Annotated[
        bool, typer.Option("--close", help="Clore : le résultat est gardé pour toujours.")
    ] = False,
    number: Annotated[
        int | None, typer.Option(help="Montrer un diagnostic gardé plutôt que celui du jour.")
    ] = None,
    save: Annotated[Path | None, typer.Option(help="Écrire le rapport PDF dans ce fichier.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
) -> None:
    """Diagnostic : données mesurées, compétences et processus en quelques questions. Sans option : où vous en êtes."""
    who = actor(company, person)
    if questions:
        _list(who, as_json=as_json)
        return
    if ask or answer:
        services.begin(who)
    with transaction.atomic():  # one wrong answer keeps none
        for given in answer or []:
            name, _, level = given.partition("=")
            if not level.strip().isdecimal():
                raise BadInput(
                    f"« {given} » n'est pas une réponse", mend="Écrivez par exemple --answer sponsor=3."
                )
            services.answer(who, name.strip(), int(level))
    if ask:
        _ask(who)
    if close:
        number = services.close(who).number
    found = services.snapshot_of(who, services.get_closed(who, number)) if number else services.result(who)
    if save:
        save.write_bytes(state_of_play(who, number))
    if as_json:
        typer.echo(found.model_dump_json(indent=2))
        return
    _show(found)
    if save:
        console.print(f"[green]✓[/green] Rapport écrit : {save}")


def _list(who: Actor, *, as_json: bool) -> None:
    services.begin(who)
    asked = services.asked_of(who)
    if as_json:
        told = [
            {
                "name": one.question.name,
                "label": one.question.label,
                "options": one.question.options,
                "level": one.level,
            }
            for one in asked
        ]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for one in asked:
        console.print(f"[bold]{one.question.name}[/bold]  {one.question.label}")
        for level, option in enumerate(one.question.options, 1):
            console.print(f"  {level}. {option}{'  ←' if one.level == level else ''}")


def _ask(who: Actor) -> None:
    waiting = [one for one in services.asked_of(who) if one.level is None]
    for place, one in enumerate(waiting, 1):
        console.print(f"\n[bold]{place}/{len(waiting)}[/bold]  {one.question.label}")
        for level, option in enumerate(one.question.options, 1):
            console.print(f"  {level}. {option}")
        services.answer(who, one.question.name, typer.prompt("De 1 à 5, 0 : je ne sais pas", type=int))


def _show(found: Snapshot) -> None:
    if found.score is None or found.level is None:
        console.print(
            f"{found.company} : pas encore de note d'ensemble ({found.answered} questions répondues sur {found.asked})."
        )
    else:
        level = levels().levels[found.level - 1]
        console.print(
            f"[bold]{found.company} : {format_number(found.score, 0)} sur 100, niveau {level.level} — {level.label}[/bold]"
        )
    table = Table("Pilier", "Partie", "Sur 100", "Raisons")
    for pillar in found.pillars:
        for part in pillar.dimensions:
            score = "—" if part.score is None else format_number(part.score, 0)
            table.add_row(pillar.label, part.label, score, "\n".join(item.text for item in part.items))
    console.print(table)
    if found.actions:
        console.print("[bold]Avant de dépenser[/bold] (points gagnés, jours) :")
        for one in found.actions[:8]:
            console.print(f"  +{format_number(one.effect, 1)} · {format_number(one.days)} j · {one.what}")
    for divergence in found.divergences:
        console.print(f"[yellow]≠[/yellow] {divergence.text}")
