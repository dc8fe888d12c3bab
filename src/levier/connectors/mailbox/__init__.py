"""A mailbox, read through IMAP without marking anything as read: messages and their attachments become documents."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import Field, SecretStr, field_validator

from levier.connectors.contract import (
    Change,
    Checked,
    Connector,
    ConnectorSettings,
    Fault,
    Item,
    Progress,
    Removed,
    State,
)
from levier.connectors.mailbox.imap import Imap
from levier.connectors.mailbox.message import about, without_attachments
from levier.connectors.outside.door import Place
from levier.connectors.running.budget import Budget
from levier.core.errors import BadInput
from levier.policy.addresses import is_this_machine


class MailSettings(ConnectorSettings):
    server: str = Field(
        title="Serveur IMAP",
        min_length=1,
        max_length=250,
        json_schema_extra={"placeholder": "imap.exemple.fr"},
    )
    user: str = Field(
        title="Identifiant", min_length=1, description="Souvent l'adresse e-mail entière.",
        json_schema_extra={"placeholder": "contact@exemple.fr"},
    )  # fmt: skip
    password: SecretStr = Field(
        default=SecretStr(""),
        title="Mot de passe",
        description="De préférence un mot de passe d'application, créé pour Levier seul.",
    )
    folders: list[str] = Field(
        default=["INBOX"],
        title="Dossiers",
        description="Un par ligne ; INBOX est la boîte de réception. « Essayer » liste les dossiers du serveur.",
        json_schema_extra={"lines": True},
    )
    since: date | None = Field(
        default=None, title="Messages reçus depuis le", description="Sans date : tous les messages."
    )
    attachments: bool = Field(default=True, title="Prendre aussi les pièces jointes")
    port: int = Field(default=993, ge=1, le=65535, title="Port", json_schema_extra={"advanced": True})
    security: Literal["tls", "starttls", "plain"] = Field(
        default="tls",
        title="Chiffrement",
        json_schema_extra={
            "advanced": True,
            "labels": {
                "tls": "TLS (port 993)",
                "starttls": "STARTTLS (port 143)",
                "plain": "Aucun (serveur sur cette machine seulement)",
            },
        },
    )
    token: SecretStr = Field(
        default=SecretStr(""),
        title="Jeton OAuth 2",
        description="À la place du mot de passe, si votre fournisseur l'exige (XOAUTH2).",
        json_schema_extra={"advanced": True},
    )

    @field_validator("user")
    @classmethod
    def _user(cls, value: str) -> str:
        if any(ord(sign) < 32 for sign in value):
            raise ValueError("il contient un signe qui ne s'écrit pas")
        return value

    @field_validator("server")
    @classmethod
    def _server(cls, value: str) -> str:
        if any(sign in value for sign in "/@ ") or "://" in value:
            raise ValueError("écrivez le nom du serveur seul, par exemple imap.exemple.fr")
        return value


class Mailbox(Connector[MailSettings]):
    """Messages of the chosen folders, newest first; deleted and moved ones are followed."""

    name = "mailbox"
    title = "Boîte aux lettres"
    description = "Les messages d'une boîte IMAP et leurs pièces jointes, sans jamais les marquer comme lus."
    icon = "mail"
    private = True
    help = (
        "Choisissez qui verra ces messages : une boîte personnelle ne devrait être ouverte qu'à vous. Prévenez les "
        "personnes dont la boîte est lue."
    )
    Settings = MailSettings

    @classmethod
    def places(cls, settings: MailSettings) -> tuple[Place, ...]:
        host = f"[{settings.server}]" if ":" in settings.server else settings.server
        return (Place.network(f"{host}:{settings.port}"),)

    def test(self, settings: MailSettings) -> Checked:
        with self._open(settings) as imap:
            folders = imap.folders()
            counted = {
                name: len(imap.select(name, settings.since)[1]) for name in self._chosen(settings, imap)
            }
        details = [(name, f"{count} message{'s' if count > 1 else ''}") for name, count in counted.items()]
        others = [name for name in folders if name not in counted]
        if others:
            details.append(("Autres dossiers du serveur", ", ".join(others[:25])))
        return Checked(True, "La boîte s'ouvre.", tuple(details), sum(counted.values()))

    def changes(self, settings: MailSettings, state: State, budget: Budget) -> Iterator[Change]:
        with self._open(settings) as imap:
            new: list[tuple[str, str, int]] = []
            here: set[str] = set()
            for folder in self._chosen(settings, imap):
                validity, uids = imap.select(folder, settings.since)
                keys = {f"{folder}/{validity}/{uid}": uid for uid in uids}
                here |= keys.keys()
                fresh = [(folder, key, uid) for key, uid in keys.items() if key not in state.known]
                new += reversed(fresh)  # the newest first
                budget.check()
            yield Progress(0, len(new), "liste des messages")
            for place, (folder, key, uid) in enumerate(new):
                budget.check()
                yield from self._message(imap, folder, key, uid, settings, budget)
                yield Progress(place + 1, len(new), folder)
            yield from (Removed(key) for key in state.known if key not in here)

    def _message(
        self, imap: Imap, folder: str, key: str, uid: int, settings: MailSettings, budget: Budget
    ) -> Iterator[Change]:
        size = imap.size(folder, uid, budget)
        if size is None:  # deleted since it was listed
            return
        if size > budget.file_bytes:
            what = f"Le message dépasse {budget.file_bytes // 1024**2}\u00a0Mo"
            yield Fault(
                key, what, "Relevez la limite de la source pour le prendre.", mark="1", name=f"n° {uid}"
            )
            return
        data = imap.fetch(folder, uid)
        if data is None:
            return
        budget.take(len(data))
        message = about(data)
        if not settings.attachments and message.attached:
            data = without_attachments(data)
        yield Item(
            key, data, "1", f"{message.name}.eml", title=message.subject, address=key,
            dated=message.dated, author=message.sender,
        )  # fmt: skip

    def _chosen(self, settings: MailSettings, imap: Imap) -> list[str]:
        there = imap.folders()
        chosen = [name for name in settings.folders if name.strip()] or ["INBOX"]
        by_name = {name.casefold(): name for name in there}
        missing = [name for name in chosen if name.casefold() not in by_name]
        if missing:
            raise BadInput(
                f"Le dossier « {missing[0]} » n'existe pas dans cette boîte",
                where="champ Dossiers",
                mend=f"Dossiers du serveur : {', '.join(there[:30])}.",
            )
        return list(dict.fromkeys(by_name[name.casefold()] for name in chosen))

    def _open(self, settings: MailSettings) -> Imap:
        if settings.security == "plain" and not is_this_machine(f"{settings.server}:{settings.port}"):
            raise BadInput(
                "Sans chiffrement, le mot de passe passerait en clair sur le réseau",
                where="champ Chiffrement",
                mend="Choisissez TLS ou STARTTLS.",
            )
        if not settings.password.get_secret_value() and not settings.token.get_secret_value():
            raise BadInput("Le mot de passe manque", where="champ Mot de passe", mend="Saisissez-le.")
        return Imap(
            self.door,
            settings.server,
            settings.port,
            settings.security,
            settings.user,
            settings.password.get_secret_value(),
            settings.token.get_secret_value(),
        )
