"""Tables and views of a database (PostgreSQL, MariaDB/MySQL, SQLite), read and never written."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field, SecretStr, field_validator, model_validator

from levier.connectors.contract import (
    Change,
    Checked,
    Connector,
    ConnectorSettings,
    Fault,
    Item,
    Progress,
    Rows,
    State,
)
from levier.connectors.outside.door import Place
from levier.connectors.running.budget import Budget
from levier.core.errors import BadInput, NotFound
from levier.tables.kinds.templates import kind_by_slug

PORTS = {"postgresql": 5432, "mysql": 3306}


class DatabaseSettings(ConnectorSettings):
    engine: Literal["postgresql", "mysql", "sqlite"] = Field(
        default="postgresql",
        title="Type de base",
        json_schema_extra={
            "labels": {"postgresql": "PostgreSQL", "mysql": "MariaDB ou MySQL", "sqlite": "Fichier SQLite"}
        },
    )
    server: str = Field(
        default="", title="Serveur", max_length=250, description="Inutile pour un fichier SQLite.",
        json_schema_extra={"placeholder": "base.exemple.local"},
    )  # fmt: skip
    database: str = Field(
        title="Base de données",
        min_length=1,
        description="Son nom ; pour SQLite, le chemin complet du fichier.",
    )
    user: str = Field(default="", title="Identifiant", description="D'un compte qui ne peut que lire.")
    password: SecretStr = Field(default=SecretStr(""), title="Mot de passe")
    tables: list[str] = Field(
        default=[],
        title="Tables et vues à prendre",
        description="Une par ligne ; « Essayer » en donne la liste. « llx_facture = factures » dit aussi le type du tableau.",
        json_schema_extra={"lines": True, "placeholder": "ventes\nclients"},
    )
    changed: str = Field(
        default="",
        title="Colonne de date de modification",
        description="Si vos tables en ont une, seules les lignes changées sont relues.",
        json_schema_extra={"placeholder": "updated_at", "advanced": True},
    )
    namespace: str = Field(
        default="",
        title="Schéma",
        description="PostgreSQL : « public » par défaut.",
        json_schema_extra={"advanced": True},
    )
    port: int | None = Field(
        default=None, ge=1, le=65535, title="Port", description="5432 pour PostgreSQL, 3306 pour MariaDB.",
        json_schema_extra={"advanced": True},
    )  # fmt: skip
    encryption: Literal["tls", "none"] = Field(
        default="tls",
        title="Chiffrement",
        json_schema_extra={
            "advanced": True,
            "labels": {
                "tls": "TLS, certificat vérifié",
                "none": "Aucun (réseau interne ou cette machine seulement)",
            },
        },
    )

    @field_validator("server")
    @classmethod
    def _server(cls, value: str) -> str:
        if any(sign in value for sign in "/@ ?#"):
            raise ValueError("écrivez le nom du serveur seul")
        return value

    @model_validator(mode="after")
    def _whole(self) -> "DatabaseSettings":
        if self.engine != "sqlite" and not self.server:
            raise ValueError("le nom du serveur manque")
        return self

    @property
    def place(self) -> str:
        host = f"[{self.server}]" if ":" in self.server else self.server
        return f"{host}:{self.port or PORTS.get(self.engine, 0)}"

    def chosen(self) -> dict[str, str]:
        """Tables to read → kind, empty when it is to be guessed. The kind may be said in French (« ventes »)."""
        pairs = (line.partition("=") for line in self.tables if line.strip())
        return {name.strip(): _kind(kind.strip()) for name, _, kind in pairs}


def _kind(said: str) -> str:
    """The kind by its French or technical name; what is said as it is when no kind bears it: the import tells it."""
    try:
        return kind_by_slug(said).name if said else ""
    except NotFound:
        return said


class SqlDatabase(Connector[DatabaseSettings]):
    """The chosen tables, mirrored; by a column of dates, only what changed is read."""

    name = "sql-database"
    title = "Base de données"
    description = (
        "Les tables de votre logiciel de gestion, dans PostgreSQL, MariaDB, MySQL ou un fichier SQLite."
    )
    icon = "database"
    gives = ("tables",)
    help = "Demandez à votre informaticien un compte en lecture seule, limité aux tables voulues."
    Settings = DatabaseSettings

    @classmethod
    def places(cls, settings: DatabaseSettings) -> tuple[Place, ...]:
        if settings.engine == "sqlite":
            from levier.connectors.sql_database.opening import sqlite_file  # noqa: PLC0415 - SQLAlchemy

            return (Place.folder(sqlite_file(settings.database)),)
        return (Place.network(settings.place),)

    def test(self, settings: DatabaseSettings) -> Checked:
        from levier.connectors.sql_database.reading import Base  # noqa: PLC0415 - SQLAlchemy is slow to load

        with Base(self.door, settings) as base:
            names = base.names()
            chosen = settings.chosen()
            _all_there(chosen, names)
            counted = {name: base.count(name) for name in list(chosen)[:20]}
        details = [(name, f"{count} lignes") for name, count in counted.items()]
        others = [name for name in names if name not in chosen]
        if others:
            more = f" … et {len(others) - 60} autres" if len(others) > 60 else ""
            details.append(
                ("Autres tables et vues" if chosen else "Tables et vues", ", ".join(others[:60]) + more)
            )
        message = "La base s'ouvre en lecture seule."
        if not chosen:
            message += " Choisissez maintenant les tables à prendre."
        return Checked(True, message, tuple(details), sum(counted.values()) if chosen else None)

    def changes(self, settings: DatabaseSettings, state: State, budget: Budget) -> Iterator[Change]:
        from levier.connectors.sql_database.reading import Base, Unreadable  # noqa: PLC0415

        chosen = settings.chosen()
        if not chosen:
            raise BadInput(
                "Aucune table n'est choisie", where="champ Tables", mend="« Essayer » en donne la liste."
            )
        cursor: dict[str, Any] = dict(state.cursor)
        with Base(self.door, settings) as base:
            _all_there(chosen, base.names())
            for place, (name, kind) in enumerate(chosen.items()):
                yield Progress(place, len(chosen), name)
                kept = dict(cursor.get(name, {}))
                try:
                    for page in base.pages(name, kept, budget):
                        rows = Rows(name, page.records, title=name, kind=kind, key=page.key, first=page.first,
                                    last=page.last, present=page.present)  # fmt: skip
                        yield Item(f"table:{name}", rows, name=name)
                        cursor[name] = page.kept
                        yield Progress(note=name, cursor=dict(cursor))
                except Unreadable as error:
                    yield Fault(f"table:{name}", error.what, error.mend, name=name)
            yield Progress(len(chosen), len(chosen), cursor=cursor)


def _all_there(chosen: dict[str, str], names: list[str]) -> None:
    missing = [name for name in chosen if name not in names]
    if missing:
        raise BadInput(
            f"La table « {missing[0]} » n'existe pas, ou ce compte ne la voit pas",
            where="champ Tables et vues à prendre",
            mend=f"Tables visibles : {', '.join(names[:40]) or 'aucune'}.",
        )
