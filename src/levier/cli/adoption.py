"""``levier adoption``: the use by groups, those concerned, what is said to them, help."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from levier.cli.person import actor
from levier.method.adoption import communicating, helping, knowing
from levier.method.adoption.drafting import drafts
from levier.method.adoption.telling import ticket, told
from levier.method.adoption.usage import Usage, usage_of

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    help="L'adoption : l'usage par groupes, les messages, l'aide.",
)
console = Console(highlight=False)
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")]
AsJson = Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")]
Number = Annotated[int, typer.Argument(help="Le numéro de la question.")]


@app.callback()
def adoption(
    ctx: typer.Context, company: Company = None, person: Person = None, as_json: AsJson = False
) -> None:
    """Montrer si l'outil sert, compté par groupes d'au moins cinq personnes."""
    if ctx.invoked_subcommand:
        return
    who = actor(company, person)
    if as_json:
        typer.echo(json.dumps(told(who), ensure_ascii=False, indent=2))
        return
    _show(usage_of(who))


def _show(usage: Usage) -> None:
    console.print(f"[bold]{escape(usage.finding)}[/bold]")
    if usage.small:
        console.print("Moins de cinq personnes : seul ce total, arrondi à la dizaine, est montré.")
    if usage.capabilities:
        table = Table("Savoir-faire", "Personnes", "Lancements")
        for one in usage.capabilities:
            table.add_row(
                escape(one.title), one.users.said, "non montré" if one.runs is None else str(one.runs)
            )
        console.print(table)
    console.print("Compté : combien de personnes, quels outils, où l'on s'arrête. Jamais qui.")


@app.command("drafts")
def drafted(company: Company = None, person: Person = None) -> None:
    """Lire les brouillons de messages tirés des projets et des résultats."""
    found = drafts(actor(company, person))
    for one in found:
        console.print(
            f"[bold]{escape(one.origin)}[/bold]\nPourquoi : {escape(one.why)}\n{escape(one.body)}\n"
        )
    if not found:
        console.print("Rien à proposer : retenez un projet, ou décidez d'un pilote.")


@app.command("plan")
def plan(
    save: Annotated[Path, typer.Option(help="Le fichier PDF à écrire.")],
    company: Company = None,
    person: Person = None,
) -> None:
    """Écrire le plan de communication en PDF."""
    save.write_bytes(communicating.plan_on_paper(actor(company, person)))
    console.print(f"[green]✓[/green] Plan de communication écrit : {save}")


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="Votre question.")],
    detail: Annotated[str, typer.Option(help="Ce que vous avez essayé.")] = "",
    company: Company = None,
    person: Person = None,
) -> None:
    """Poser une question à l'aide."""
    made = helping.ask(actor(company, person), question, detail)
    console.print(f"[green]✓[/green] Question n° {made.pk} posée.")


@app.command()
def tickets(company: Company = None, person: Person = None, as_json: AsJson = False) -> None:
    """Lister les questions à l'aide : les vôtres, ou toutes si vous conduisez la méthode."""
    found = list(helping.tickets_of(actor(company, person)))
    if as_json:
        typer.echo(json.dumps([ticket(one) for one in found], ensure_ascii=False, indent=2))
        return
    table = Table("N°", "Question", "Réponse")
    for one in found:
        table.add_row(str(one.pk), escape(one.question), escape(one.answer[:60]) or "en attente")
    console.print(table if found else "Aucune question.")


@app.command()
def answer(
    number: Number,
    text: Annotated[str, typer.Argument(help="La réponse.")],
    company: Company = None,
    person: Person = None,
) -> None:
    """Répondre à une question."""
    helping.answer(actor(company, person), number, text)
    console.print("[green]✓[/green] La réponse est donnée.")


@app.command()
def approve(
    number: Number,
    title: Annotated[str | None, typer.Option(help="Le titre du document ; la question, sans cela.")] = None,
    text: Annotated[str | None, typer.Option(help="Le texte relu ; la réponse, sans cela.")] = None,
    company: Company = None,
    person: Person = None,
) -> None:
    """Faire d'une réponse une connaissance que « levier ask » retrouve."""
    who = actor(company, person)
    found = helping.ticket_of(who, number)
    knowing.approve(who, number, title or found.question, text or found.answer)
    console.print(f"[green]✓[/green] Approuvé, dans « {knowing.SOURCE} ».")
