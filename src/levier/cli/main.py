"""``levier``: the command line. Each command is loaded only when it is asked for, so that help stays instant."""

import importlib
import os
import sys
from dataclasses import dataclass

import click
import django
import typer
from rich.console import Console

from levier.core.errors import LevierError


@dataclass(frozen=True)
class Entry:
    """Where a command lives and its line in the help. ``needs_site``: whether Django must be set up first."""

    module: str
    help: str
    needs_site: bool = True


COMMANDS: dict[str, Entry] = {
    "demo": Entry(
        "levier.demo.command", "Installer l'entreprise de démonstration et lui poser la demande d'exemple."
    ),
    "init": Entry(
        "levier.cli.init", "Premier démarrage : votre compte, votre entreprise, votre premier fichier."
    ),
    "serve": Entry("levier.server.command", "Ouvrir l'application web sur cette machine."),
    "worker": Entry("levier.cli.worker", "Ajouter un processus de travail (PostgreSQL, plusieurs machines)."),
    "ask": Entry("levier.cli.ask", "Poser une demande en français et lire la réponse avec ses preuves."),
    "import": Entry("levier.cli.importing", "Importer des tableaux et des documents."),
    "run": Entry("levier.cli.run", "Lancer un savoir-faire : levier run NOM --options."),
    "doctor": Entry(
        "levier.cli.doctor", "Vérifier ce qui est installé, réglé, en bonne santé — et comment y remédier."
    ),
    "destinations": Entry(
        "levier.cli.destinations", "Lister toutes les adresses auxquelles Levier peut parler."
    ),
    "journal": Entry("levier.cli.journal", "Lire et vérifier le journal."),
    "people": Entry("levier.cli.people", "Lister les personnes et leurs rôles."),
    "token": Entry("levier.cli.token", "Créer ou révoquer un jeton pour l'API et le serveur MCP."),
    "manage": Entry("levier.cli.manage", "Commandes d'administration de Django."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported on first use (Click's documented pattern)."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        if entry.needs_site:
            django.setup()
        app = importlib.import_module(entry.module).app
        command: click.Command = typer.main.get_command(app) if isinstance(app, typer.Typer) else app
        command.name = cmd_name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commandes"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


group = LazyGroup(
    name="levier",
    help="Levier : l'IA de votre entreprise, chez vous, preuves à l'appui.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run() -> None:
    """Run the command line; errors meant for a person go to standard error in one sentence, with their exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
    try:
        group(prog_name="levier", standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.Abort:
        Console(stderr=True).print("Interrompu.")
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except LevierError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(
            f"[red]✗[/red] {error.message}", markup=True
        )
        sys.exit(error.exit_status)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
