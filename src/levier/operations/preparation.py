"""What must be there before Levier works: its folders, its database, its embedding model. Idempotent."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError
from rich.console import Console
from rich.progress import Progress

from levier.core.errors import Unavailable
from levier.inference import embedding, reading

LEAST_FREE_BYTES = 500 * 1024 * 1024


def prepare(console: Console) -> None:
    """Create the data folder, migrate the database, build the embedding model once. Raises Unavailable."""
    try:
        settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
        Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    except OSError as error:
        raise Unavailable(
            "Le dossier de données ne peut pas être créé",
            where=str(settings.HOME),
            mend="Choisissez-en un autre avec LEVIER_HOME.",
        ) from error
    if shutil.disk_usage(settings.HOME).free < LEAST_FREE_BYTES:
        raise Unavailable(
            "Il reste moins de 500 Mo sur le disque",
            where=str(settings.HOME),
            mend="Libérez de la place, puis recommencez.",
        )
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise Unavailable(
            "La base de données ne répond pas", where=str(settings.DATABASES["default"]["NAME"]),
            mend="Vérifiez DATABASE_URL et que le serveur est démarré.",
        ) from error  # fmt: skip
    if not embedding.ready():
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task("Préparation du modèle de langue embarqué (une seule fois)", total=None)
            embedding.build(
                progress=lambda done, total, note="": bar.update(task, completed=done, total=total)
            )
    if not reading.current():
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task("Préparation du lecteur de documents (une seule fois)", total=None)
            reading.build(progress=lambda done, total, note="": bar.update(task, completed=done, total=total))
