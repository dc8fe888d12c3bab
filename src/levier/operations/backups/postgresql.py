"""PostgreSQL's own tools write and read the dump: only they follow each of its versions."""

import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection

from levier.core.errors import BadInput, Unavailable


def dump(target: Path) -> None:
    """Write the whole database in PostgreSQL's custom format. Raises Unavailable."""
    _run(
        "pg_dump",
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--file={target}",
        f"--dbname={_name()}",
    )


def load(dumped: Path) -> None:
    """Fill the database, which must be empty, with what was dumped. Raises BadInput, Unavailable."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"
        )
        count = int(cursor.fetchone()[0])
    if count:
        raise BadInput(
            f"La base « {_name()} » contient déjà {count} tables : rien n'y est effacé",
            mend="Créez une base vide (« createdb »), désignez-la dans DATABASE_URL, puis recommencez.",
        )
    _run("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", f"--dbname={_name()}", str(dumped))  # fmt: skip


def _name() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def _run(tool: str, *arguments: str) -> None:
    if shutil.which(tool) is None:
        raise Unavailable(
            f"La commande « {tool} » manque sur cette machine",
            mend="Installez les outils de PostgreSQL (paquet « postgresql-client »), de la version du serveur.",
        )
    given = settings.DATABASES["default"]
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = {**os.environ, **{name: str(given[key]) for name, key in names.items() if given.get(key)}}
    done = subprocess.run(  # noqa: S603 — one of two fixed tools
        [tool, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["sans explication"])[-1]
        raise Unavailable(
            f"« {tool} » a échoué : {said}", mend="Vérifiez DATABASE_URL, les droits et la place libre."
        )
