"""``levier ideas``: the idea box."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from levier.cli.person import actor
from levier.core.french.dates import format_date
from levier.method.ideas import answering, box
from levier.method.ideas.telling import told

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="La boîte à idées : proposer, voter, répondre, essayer."
)
console = Console(highlight=False)
Company = Annotated[str | None, typer.Option(help="L'entreprise (son nom court).")]
Person = Annotated[str | None, typer.Option("--as", help="L'adresse e-mail de la personne qui agit.")]
Number = Annotated[int, typer.Argument(help="Le numéro de l'idée.")]


@app.command("list")
def listing(
    company: Company = None,
    person: Person = None,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
) -> None:
    """Lister les idées : celles qui attendent une réponse d'abord."""
    found = box.by_need(box.ideas_of(actor(company, person)))
    if as_json:
        typer.echo(json.dumps([told(one) for one in found], ensure_ascii=False, indent=2))
        return
    if not found:
        console.print("La boîte est vide. Proposez une idée : levier ideas add « … » « … »")
        return
    table = Table("N°", "Idée", "Voix", "Réponse")
    for one in found:
        said = str(one.get_answer_display()) if one.answer else f"promise pour le {format_date(one.due)}"
        table.add_row(str(one.pk), escape(one.title), str(getattr(one, "voices", 0)), said)
    console.print(table)


@app.command()
def add(
    title: Annotated[str, typer.Argument(help="L'idée, en quelques mots.")],
    problem: Annotated[str, typer.Argument(help="Ce qu'elle améliore, et pour qui.")],
    unnamed: Annotated[bool, typer.Option("--unnamed", help="Sans votre nom : il n'est pas gardé.")] = False,
    company: Company = None,
    person: Person = None,
) -> None:
    """Proposer une idée."""
    made = box.propose(actor(company, person), title, problem, named=not unnamed)
    console.print(
        f"[green]✓[/green] Idée n° {made.pk} : une réponse est promise pour le {format_date(made.due)}."
    )


@app.command()
def vote(idea: Number, company: Company = None, person: Person = None) -> None:
    """Donner sa voix à une idée, ou la retirer."""
    given = box.vote(actor(company, person), idea)
    console.print("Votre voix est comptée." if given else "Votre voix est retirée.")


@app.command()
def answer(
    idea: Number,
    given: Annotated[str, typer.Argument(help="try, project, later ou no.")],
    why: Annotated[str, typer.Argument(help="Pourquoi.")],
    company: Company = None,
    person: Person = None,
) -> None:
    """Répondre à une idée."""
    done = answering.answer(actor(company, person), idea, given, why)
    console.print(f"[green]✓[/green] « {escape(done.title)} » : {done.get_answer_display()}.")


@app.command("try")
def try_out(
    idea: Number,
    question: Annotated[str, typer.Option(help="Ce qu'on veut savoir.")],
    sign: Annotated[str, typer.Option(help="À quoi on le verra.")],
    start: Annotated[str, typer.Option(help="Le premier jour : 01/12/2027.")],
    end: Annotated[str, typer.Option(help="Le dernier jour.")],
    days: Annotated[str, typer.Option(help="Jours de travail au plus.")],
    money: Annotated[str, typer.Option(help="Dépense au plus.")] = "0",
    company: Company = None,
    person: Person = None,
) -> None:
    """Autoriser un essai, dans le budget du trimestre."""
    given = {"question": question, "sign": sign, "start": start, "end": end, "days": days, "money": money}
    made = answering.start_trial(actor(company, person), idea, given)
    console.print(f"[green]✓[/green] L'essai court jusqu'au {format_date(made.end)}.")


@app.command()
def conclude(
    idea: Number,
    outcome: Annotated[str, typer.Option(help="worked, failed ou unclear.")],
    lesson: Annotated[str, typer.Option(help="Ce qu'on en retient.")],
    spent_days: Annotated[str, typer.Option(help="Jours passés.")],
    spent_money: Annotated[str, typer.Option(help="Dépense faite.")] = "0",
    company: Company = None,
    person: Person = None,
) -> None:
    """Conclure un essai ; sa leçon rejoint les documents de l'entreprise."""
    given = {"outcome": outcome, "lesson": lesson, "spent_days": spent_days, "spent_money": spent_money}
    done = answering.conclude(actor(company, person), idea, given)
    console.print(
        f"[green]✓[/green] L'essai {done.get_outcome_display()} ; sa leçon est gardée parmi vos documents."
    )
