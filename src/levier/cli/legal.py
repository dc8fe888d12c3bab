"""``levier legal``: the legal facts with their sources, and what must be read again."""

import json
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from levier.core.french.writing_dates import format_date
from levier.governance.legal.facts import facts

app = typer.Typer(add_completion=False)
_WORDS = {"fresh": "", "soon": "bientôt", "stale": "à relire"}


@app.command()
def legal(
    stale_only: Annotated[bool, typer.Option("--stale", help="Seulement ceux qu'il faut relire.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Un seul objet JSON.")] = False,
) -> None:
    """Lister les faits juridiques : source, date de lecture, date de relecture. Sortie 0."""
    today = timezone.localdate()
    found = [one for one in facts() if not stale_only or one.state(today) == "stale"]
    if as_json:
        shown = [
            {**one.model_dump(mode="json"), "state": one.state(today), "in_force": one.in_force(today)}
            for one in found
        ]
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    table = Table("Texte", "Ce qu'il dit", "Applicable", "À relire")
    for one in found:
        applies = format_date(one.applies_from) if one.applies_from else ""
        review = f"{format_date(one.review_by)} {_WORDS[one.state(today)]}".strip()
        table.add_row(
            f"{one.article}\n{one.law}",
            f"{one.says}\n[dim]{one.status} · {one.source.address}[/dim]",
            applies,
            review,
        )
    Console(highlight=False).print(table if found else "Aucun fait à relire.")
