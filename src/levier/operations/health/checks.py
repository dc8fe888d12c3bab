"""What ``levier doctor`` looks at."""

import platform
import shutil
import stat
import sys

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from levier.accounts.models import Company, User
from levier.capabilities import registry
from levier.core.french.numbers import format_number
from levier.durable import living_workers
from levier.inference import embedding
from levier.inference.models import Endpoint
from levier.knowledge.models import Document, Passage
from levier.operations.health.finding import Check, Finding, State
from levier.operations.health.reading import READING
from levier.policy import destinations, journal
from levier.tables.models import DatasetVersion

LEAST_FREE_GB = 2.0


def python() -> Finding:
    version = platform.python_version()
    if sys.version_info[:2] == (3, 11):
        return Finding("Python", State.OK, f"Python {version}.")
    return Finding(
        "Python",
        State.WARNING,
        f"Python {version} : Levier est éprouvé avec 3.11.",
        "Installez Python 3.11, puis « make demo ».",
    )


def data_folder() -> Finding:
    home = settings.HOME
    if not home.is_dir():
        return Finding(
            "Dossier de données",
            State.BROKEN,
            f"Le dossier {home} n'existe pas.",
            "Lancez « levier init » ou « levier demo ».",
        )
    free = shutil.disk_usage(home).free / 1e9
    loose = [name for name in ("secret.key", "demo-password.txt") if _readable_by_others(name)]
    if loose:
        return Finding(
            "Dossier de données",
            State.BROKEN,
            f"Le fichier {loose[0]} est lisible par d'autres.",
            f"Lancez « chmod 600 {home / loose[0]} ».",
        )
    if free < LEAST_FREE_GB:
        return Finding(
            "Dossier de données",
            State.WARNING,
            f"Il reste {format_number(free, 1)} Go libres.",
            "Libérez de la place sur le disque.",
        )
    return Finding("Dossier de données", State.OK, f"{home} — {format_number(free, 0)} Go libres.")


def _readable_by_others(name: str) -> bool:
    path = settings.HOME / name
    return path.exists() and bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))


def database() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    kind = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    if missing:
        return Finding(
            "Base de données",
            State.BROKEN,
            f"{kind} : {len(missing)} mise(s) à jour à faire.",
            "Lancez « levier manage migrate ».",
        )
    return Finding("Base de données", State.OK, f"{kind}, à jour.")


def people() -> Finding:
    companies, users = Company.objects.count(), User.objects.count()
    if not companies:
        return Finding(
            "Entreprises",
            State.WARNING,
            "Aucune entreprise n'est créée.",
            "Lancez « levier init », ou « levier demo ».",
        )
    return Finding("Entreprises", State.OK, f"{companies} entreprise(s), {users} personne(s).")


def embedding_model() -> Finding:
    if embedding.ready():
        return Finding("Modèle de langue embarqué", State.OK, "Prêt (recherche par le sens, hors ligne).")
    return Finding(
        "Modèle de langue embarqué",
        State.BROKEN,
        "Il n'est pas encore préparé.",
        "Lancez « levier demo » ou « levier serve ».",
    )


def documents() -> Finding:
    count, passages = Document.objects.count(), Passage.objects.count()
    if not count:
        return Finding(
            "Documents", State.WARNING, "Aucun document n'est importé.", "Lancez « levier import FICHIER »."
        )
    return Finding(
        "Documents", State.OK, f"{format_number(count)} documents, {format_number(passages)} passages."
    )


def tables() -> Finding:
    versions = list(DatasetVersion.objects.all())
    if not versions:
        return Finding(
            "Tableaux", State.WARNING, "Aucun tableau n'est importé.", "Lancez « levier import FICHIER »."
        )
    lost = [version for version in versions if not version.parquet_path.exists()]
    if lost:
        return Finding(
            "Tableaux",
            State.BROKEN,
            f"{len(lost)} version(s) sans leur fichier.",
            "Restaurez une sauvegarde, ou importez de nouveau.",
        )
    return Finding("Tableaux", State.OK, f"{len(versions)} version(s) de tableaux.")


def language_models() -> Finding:
    found = list(Endpoint.objects.all())
    if not found:
        return Finding(
            "Modèles de langage",
            State.OPTIONAL,
            "Aucun n'est réglé : Levier répond sans, par extraits et calculs.",
            "Facultatif : page Réglages, Modèles.",
        )
    return Finding("Modèles de langage", State.OK, ", ".join(str(item) for item in found) + ".")


def capabilities() -> Finding:
    broken = [str(item) for item in registry.broken()]
    if broken:
        return Finding(
            "Savoir-faire",
            State.BROKEN,
            " ; ".join(broken),
            "Mettez à jour ou désinstallez le paquet fautif.",
        )
    return Finding(
        "Savoir-faire",
        State.OK,
        f"{len(registry.catalogue())} savoir-faire : {', '.join(registry.catalogue())}.",
    )


def workers() -> Finding:
    alive = living_workers()
    if alive:
        return Finding("Processus de travail", State.OK, f"{alive} en marche.")
    return Finding(
        "Processus de travail",
        State.OPTIONAL,
        "Aucun en marche : normal si « levier serve » est arrêté.",
        "« levier serve » les démarre.",
    )


def chained_journal() -> Finding:
    result = journal.verify()
    if result.ok:
        return Finding("Journal", State.OK, f"Chaîne intacte, {format_number(result.entries)} écritures.")
    return Finding(
        "Journal",
        State.BROKEN,
        f"Chaîne rompue à l'écriture {result.first_broken}.",
        "Comparez avec une sauvegarde : quelqu'un a modifié la base.",
    )


def mail() -> Finding:
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return Finding(
            "Courriel",
            State.OPTIONAL,
            f"Aucun serveur : les messages sont déposés dans {settings.EMAIL_FILE_PATH}.",
            "Facultatif : réglez LEVIER_EMAIL_BACKEND.",
        )
    return Finding("Courriel", State.OK, "Un serveur d'envoi est réglé.")


def outgoing() -> Finding:
    count = len(destinations.destinations())
    if not count:
        return Finding("Destinations", State.OK, "Aucune adresse extérieure : rien ne sort de cette machine.")
    return Finding(
        "Destinations",
        State.WARNING,
        f"{count} adresse(s) extérieure(s) autorisée(s).",
        "Voyez « levier destinations ».",
    )


CHECKS: tuple[tuple[str, Check], ...] = (
    ("Python", python),
    ("Dossier de données", data_folder),
    ("Base de données", database),
    ("Entreprises", people),
    ("Modèle de langue embarqué", embedding_model),
    ("Documents", documents),
    ("Tableaux", tables),
    *READING,
    ("Savoir-faire", capabilities),
    ("Modèles de langage", language_models),
    ("Processus de travail", workers),
    ("Journal", chained_journal),
    ("Courriel", mail),
    ("Destinations", outgoing),
)
