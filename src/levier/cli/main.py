"""``levier``: the command line. Each command is loaded only when it is asked for, so that help stays instant."""

import errno
import importlib
import os
import sys
from dataclasses import dataclass
from typing import Any

import click
import django
import typer
from django.db import OperationalError
from rich.console import Console
from rich.text import Text
from typer.exceptions import TyperException
from typer.main import get_command

from levier import __version__
from levier.cli.usage import in_french
from levier.core.errors import BadInput, LevierError


@dataclass(frozen=True)
class Entry:
    """Where a command lives and its line in the help."""

    module: str
    help: str


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


def load(name: str) -> Any:
    """The command ``name``, its room imported now (Typer's, or Click's for those built from the registry)."""
    entry = COMMANDS[name]
    django.setup()
    app = importlib.import_module(entry.module).app
    command = get_command(app) if isinstance(app, typer.Typer) else app
    command.context_settings.setdefault("help_option_names", ["-h", "--help"])
    return command


def show_help() -> None:
    width = max(map(len, COMMANDS))
    console = Console(highlight=False)
    console.print(
        "[bold]levier[/bold] COMMANDE [OPTIONS]\n\nL'IA de votre entreprise, chez vous, preuves à l'appui.\n"
    )
    for name, entry in COMMANDS.items():
        console.print(f"  [cyan]{name:<{width}}[/cyan]  {entry.help}", soft_wrap=True)
    console.print("\nChaque commande a son aide : levier COMMANDE --help")


def run() -> None:
    """Run the command line; errors meant for a person go to standard error in one sentence, with their exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
    sys.exit(status_of(sys.argv[1:]))


def status_of(arguments: list[str]) -> int:
    """Run one command and return its exit status: 0 done, 1 a fault, 2 refused, 3 nothing could be answered."""
    if not arguments or arguments[0] in ("-h", "--help"):
        show_help()
        return 0
    if arguments[0] == "--version":
        print(f"levier {__version__}")
        return 0
    name, *rest = arguments
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        if name not in COMMANDS:
            raise BadInput(f"La commande « {name} » n'existe pas", mend=f"Commandes : {', '.join(COMMANDS)}.")
        return int(load(name).main(rest, prog_name=f"levier {name}", standalone_mode=False) or 0)
    except (typer.Exit, click.exceptions.Exit) as end:
        return int(end.exit_code)
    except (typer.Abort, click.Abort, KeyboardInterrupt):
        errors.print("Interrompu.")
        return 130
    except (TyperException, click.ClickException) as wrong:
        errors.print(Text("✗ ", style="red").append(in_french(wrong, name), style="default"))
        return 2
    except LevierError as error:
        errors.print(Text("✗ ", style="red").append(error.message, style="default"))
        return error.exit_status
    except OperationalError as error:
        errors.print(
            Text("✗ ", style="red").append(f"La base de données ne répond pas : {error}", style="default")
        )
        errors.print(
            "Vérifiez DATABASE_URL et que le serveur est démarré ; « levier doctor » vous dira quoi faire."
        )
        return 1
    except OSError as error:
        full = error.errno == errno.ENOSPC
        what = (
            "Le disque est plein"
            if full
            else f"Le système a refusé une opération : {error.strerror or error}"
        )
        where = f" ({error.filename})" if error.filename else ""
        errors.print(Text("✗ ", style="red").append(f"{what}{where}.", style="default"))
        return 1
