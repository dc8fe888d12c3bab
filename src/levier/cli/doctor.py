"""``levier doctor``: what is installed, configured, healthy, and how to mend what is not."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console

from levier.governance.legal.health import CHECKS as LEGAL
from levier.operations.backups.health import backups
from levier.operations.health import CHECKS, State, examine

app = typer.Typer(add_completion=False)

MARKS = {
    State.OK: "[green]✓[/green]",
    State.OPTIONAL: "[dim]–[/dim]",
    State.WARNING: "[yellow]![/yellow]",
    State.BROKEN: "[red]✗[/red]",
}


@app.command()
def doctor(as_json: Annotated[bool, typer.Option("--json", help="Une liste JSON.")] = False) -> None:
    """Examiner l'installation. Sortie 0 si rien n'est cassé, 1 sinon."""
    findings = list(examine((*CHECKS, ("Sauvegardes", backups), *LEGAL)))
    if as_json:
        print(json.dumps([asdict(item) for item in findings], ensure_ascii=False, indent=2))
    else:
        console = Console(highlight=False)
        for item in findings:
            console.print(f"{MARKS[item.state]} [bold]{item.subject}[/bold] — {item.says}", soft_wrap=True)
            if item.mend and item.state is not State.OK:
                console.print(f"    [dim]→ {item.mend}[/dim]", soft_wrap=True)
    raise typer.Exit(1 if any(item.state is State.BROKEN for item in findings) else 0)
