"""``levier``: the command line. Each command is loaded only when it is asked for, so that help stays instant."""

import gc
import importlib
import os
import signal
import sys
from dataclasses import dataclass
from typing import Any

import click
import django
import typer
from rich.console import Console
from typer.exceptions import TyperException
from typer.main import get_command

from levier import __version__
from levier.cli.failing import for_people, tell
from levier.cli.french_help import speak_french
from levier.cli.usage import in_french
from levier.core.errors import BadInput

INTERRUPTED = 128 + signal.SIGINT
READER_LEFT = 128 + signal.SIGPIPE


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
    "search": Entry("levier.cli.searching", "Chercher dans les documents : filtres, extraits, probabilité."),
    "import": Entry("levier.cli.importing", "Importer des tableaux et des documents."),
    "documents": Entry(
        "levier.cli.documents", "Lister les documents ; en supprimer un, jusqu'au dernier mot."
    ),
    "versions": Entry(
        "levier.cli.versions", "Lister les versions d'un tableau, annuler un import, comparer deux versions."
    ),
    "measures": Entry(
        "levier.cli.measures", "Lister les mesures et leurs définitions ; définir ou supprimer les vôtres."
    ),
    "export": Entry("levier.cli.exporting", "Écrire tout ce que l'entreprise a confié dans une archive ZIP."),
    "facture": Entry("levier.cli.invoices", "Lire des factures électroniques et vérifier leur conformité."),
    "connect": Entry(
        "levier.cli.connect", "Relier des sources : dossiers, messagerie, logiciels, sites, et les suivre."
    ),
    "fec": Entry("levier.cli.fec", "Contrôler un fichier des écritures comptables (FEC) sans l'importer."),
    "shop": Entry(
        "levier.cli.shop", "Publier des propositions pour une boutique en ligne ; suspendre, retirer."
    ),
    "run": Entry("levier.cli.run", "Lancer un savoir-faire : levier run NOM --options."),
    "board": Entry(
        "levier.cli.boards", "Lire les tableaux de bord, leurs alertes, et d'où vient une évolution."
    ),
    "companies": Entry(
        "levier.cli.companies",
        "Voir où en sont les entreprises qu'une personne suit : méthode, attente, gains.",
    ),
    "templates": Entry(
        "levier.cli.templates", "Les modèles d'un cabinet : garder, voir ce qu'ils feraient, appliquer."
    ),
    "firm": Entry(
        "levier.cli.firm", "Le cabinet : son identité, les entreprises dont il signe les rapports."
    ),
    "alerts": Entry(
        "levier.cli.alerts", "Lister les alertes des savoir-faire et dire ce que vous en pensez."
    ),
    "assess": Entry(
        "levier.cli.assess", "Faire le diagnostic : données mesurées, compétences, processus, rapport."
    ),
    "roadmap": Entry(
        "levier.cli.roadmap", "Voir la feuille de route : objectifs, projets évalués, plan, rapport."
    ),
    "review": Entry("levier.cli.review", "Le bilan du trimestre : ce qui a bougé, conclure, rouvrir."),
    "ideas": Entry("levier.cli.ideas", "La boîte à idées : proposer, voter, répondre, essayer."),
    "approvals": Entry(
        "levier.cli.approvals", "Lister ce qui attend une validation ; valider ou refuser avec sa raison."
    ),
    "registers": Entry(
        "levier.cli.registers", "Registres des traitements et des systèmes d'IA : lire, exporter (ODS, PDF)."
    ),
    "incidents": Entry("levier.cli.incidents", "Déclarer un incident et suivre son horloge de 72 heures."),
    "bias": Entry("levier.cli.bias", "Mesurer si une décision traite des groupes de personnes différemment."),
    "legal": Entry(
        "levier.cli.legal", "Lister les faits juridiques, leurs sources et leur date de relecture."
    ),
    "pilot": Entry("levier.cli.pilot", "Pilotes : préparer, mesurer avant et après, lancer, décider."),
    "deployment": Entry(
        "levier.cli.deployment",
        "Savoir-faire en service : horaires, versions, alertes ; coûts, branchements.",
    ),
    "gains": Entry("levier.cli.gains", "Gains nets de tous les coûts ; indicateurs suivis, projections."),
    "adoption": Entry(
        "levier.cli.adoption", "L'adoption : usage par groupes, parties prenantes, messages, aide."
    ),
    "training": Entry("levier.cli.training", "La formation : plan, séances, quiz, attestations, budget."),
    "doctor": Entry(
        "levier.cli.doctor", "Vérifier ce qui est installé, réglé, en bonne santé — et comment y remédier."
    ),
    "backup": Entry(
        "levier.cli.backup", "Sauvegarder toute l'installation dans un fichier vérifié, sans l'arrêter."
    ),
    "restore": Entry(
        "levier.cli.restore", "Reprendre une sauvegarde ; les données en place sont mises de côté."
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
    gc.disable()  # thousands of objects are made, that stay: searching them for cycles is a tenth of the time
    try:
        django.setup()
        app = importlib.import_module(entry.module).app
    finally:
        gc.freeze()
        gc.enable()
    command = get_command(app) if isinstance(app, typer.Typer) else app
    command.context_settings.setdefault("help_option_names", ["-h", "--help"])
    if isinstance(app, typer.Typer):
        speak_french(command)
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
    status = status_of(sys.argv[1:])
    if status in (INTERRUPTED, READER_LEFT):  # nobody waits: do not join the threads of a step under way
        os._exit(status)
    sys.exit(status)


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
        status = int(load(name).main(rest, prog_name=f"levier {name}", standalone_mode=False) or 0)
        if status == INTERRUPTED:  # Typer's own way of saying Ctrl-C
            errors.print("Interrompu.")
        sys.stdout.flush()  # a reader that left (« | head ») is met here, not at the interpreter's end
        return status
    except (typer.Exit, click.exceptions.Exit) as end:
        return int(end.exit_code)
    except (typer.Abort, click.Abort, KeyboardInterrupt):
        errors.print("Interrompu.")
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return READER_LEFT
    except (TyperException, click.ClickException) as wrong:
        tell(errors, in_french(wrong, name))
        return 2
    except Exception as error:
        if os.environ.get("LEVIER_DEBUG") == "1":
            errors.print_exception()
        shown = for_people(error)
        tell(errors, shown.message)
        return shown.exit_status


def _forget_output() -> None:
    """Nobody reads any more: what is left must not fail again when the interpreter closes its files."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
