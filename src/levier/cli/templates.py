"""``levier templates``: what a firm reuses from one of its companies to another."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from levier.cli.person import actor
from levier.core.errors import BadInput
from levier.method.reusing import applying, contents, keeping
from levier.method.reusing.reading import shown
from levier.method.reusing.taking import take

app = typer.Typer(add_completion=False, invoke_without_command=True, help="Les modèles d'un cabinet.")
console = Console(highlight=False, soft_wrap=True)
Company = Annotated[str | None, typer.Option(help="L'entreprise où l'on agit (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")]
Json = Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")]
Number = Annotated[int, typer.Argument(help="Le numéro du modèle.")]
Version = Annotated[int | None, typer.Option(help="La version ; la dernière par défaut.")]
Kind = Annotated[str, typer.Argument(help="roadmap, pilot, communication, training ou survey.")]
Source = Annotated[int | None, typer.Option(help="Le numéro du pilote ou de l'enquête.")]


@app.callback()
def listing(
    context: typer.Context, company: Company = None, person: Person = None, as_json: Json = False
) -> None:
    """Lister les modèles du cabinet de la personne."""
    if context.invoked_subcommand:
        return
    found = keeping.templates_of(actor(company, person))
    if as_json:
        _print([keeping.told(one) for one in found])
        return
    table = Table("N°", "Modèle", "Sorte", "Version")
    for one in found:
        told = keeping.told(one)
        table.add_row(str(one.pk), escape(one.title), told["kind_label"], str(told["version"]))
    console.print(table if table.row_count else "Aucun modèle : « levier templates save roadmap NOM ».")


@app.command()
def look(
    kind: Kind, source: Source = None, company: Company = None, person: Person = None, as_json: Json = False
) -> None:
    """Voir ce qui partirait d'une entreprise ; rien n'est gardé."""
    who = actor(company, person)
    keeping.following_firm(who)
    taken = take(who, kind, source)
    if as_json:
        _print({"hidden": taken.hidden, "content": taken.content.model_dump(mode="json")})
        return
    _lines(taken.content)
    console.print(f"{taken.hidden} texte(s) ont perdu un nom, une date ou un chiffre.")


@app.command()
def save(
    kind: Kind,
    title: Annotated[str, typer.Argument(help="Le nom du modèle.")],
    note: Annotated[str, typer.Option(help="À quoi il sert.")] = "",
    source: Source = None,
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Garder un modèle d'une entreprise ; sous un nom pris, une nouvelle version."""
    made, taken = keeping.save(actor(company, person), kind, title, note=note, source=source)
    if as_json:
        _print({**keeping.told(made), "hidden": taken.hidden})
        return
    console.print(f"[green]✓[/green] « {escape(title)} », n° {made.template_id}, version {made.number}.")


@app.command()
def show(
    number: Number,
    version: Version = None,
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Lire un modèle."""
    found = keeping.version_of(actor(company, person), number, version)
    if as_json:
        _print(keeping.told(found))
        return
    console.print(f"[bold]{escape(str(found))}[/bold]")
    _lines(contents.read(found.template.kind, found.content))


@app.command()
def preview(
    number: Number,
    version: Version = None,
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Voir ce qu'un modèle ferait dans une entreprise ; rien n'est écrit."""
    lines = applying.preview(actor(company, person), number, version)
    if as_json:
        _print([one.plain() for one in lines])
        return
    _table(lines)


@app.command()
def apply(
    number: Number,
    answer: Annotated[
        list[str] | None, typer.Option(help="Un chiffre demandé : clé=valeur, par exemple o0=450000.")
    ] = None,
    without: Annotated[list[str] | None, typer.Option(help="Une ligne à laisser, par sa clé.")] = None,
    version: Version = None,
    company: Company = None,
    person: Person = None,
    as_json: Json = False,
) -> None:
    """Appliquer un modèle à une entreprise : toutes les lignes choisies, ou aucune."""
    answers = {}
    for one in answer or []:
        key, equals, value = one.partition("=")
        if not equals:
            raise BadInput(
                f"« {one} » ne se lit pas",
                where="--answer",
                mend="Écrivez clé=valeur, par exemple o0=450000.",
            )
        answers[key.strip()] = value.strip()
    done = applying.apply(actor(company, person), number, version, answers, without=frozenset(without or []))
    if as_json:
        _print([one.plain() for one in done])
        return
    console.print(f"[green]✓[/green] {len(done)} ligne(s) appliquée(s).")


@app.command()
def delete(number: Number, company: Company = None, person: Person = None) -> None:
    """Supprimer un modèle et ses versions."""
    keeping.remove(actor(company, person), number)
    console.print("[green]✓[/green] Le modèle est supprimé.")


def _lines(content: contents.Content) -> None:
    for what, detail in shown(content):
        console.print(f"• [bold]{escape(what)}[/bold]{f' — {escape(detail)}' if detail else ''}")


def _table(lines: list[applying.Line]) -> None:
    table = Table("Clé", "Quoi", "Nom", "Détail", "Chiffre demandé ou empêchement")
    for one in lines:
        table.add_row(one.key, one.what, escape(one.title), escape(one.detail), escape(one.stops or one.asks))
    console.print(table)


def _print(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
