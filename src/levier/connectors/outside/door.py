"""The door through which a connection goes out: only to the places that an administrator allowed for it.

Three locks, at each connection and at each redirection: the place is one of the connection's own; the company's
destinations still allow it (``levier destinations``); the IP address behind the name is one that may be reached.
"""

import socket
import ssl
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from levier.connectors.faults import Forbidden, network_fault
from levier.connectors.outside import guard
from levier.core.errors import NotAllowed
from levier.policy import destinations
from levier.policy.addresses import host_of, is_this_machine

TIMEOUT = 20.0
"""Seconds to connect, and between two pieces of an answer."""


@dataclass(frozen=True)
class Place:
    """Somewhere a connector goes: « imap.exemple.fr:993 » on the network, or a folder of this machine."""

    kind: Literal["network", "folder"]
    address: str

    @classmethod
    def network(cls, address: str) -> "Place":
        """From an address or « host:port ». Raises BadInput."""
        return cls("network", host_of(address))

    @classmethod
    def folder(cls, path: str | Path) -> "Place":
        return cls("folder", str(Path(path)))

    @property
    def outside(self) -> bool:
        """Whether it is beyond this machine."""
        return self.kind == "network" and not is_this_machine(self.address)


@dataclass(frozen=True)
class Door:
    """What one connection may reach. ``internal``: an administrator allowed the company's own network."""

    company_id: int
    places: tuple[Place, ...] = ()
    internal: bool = False
    _hosts: frozenset[str] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        hosts = frozenset(place.address for place in self.places if place.kind == "network")
        object.__setattr__(self, "_hosts", hosts)

    def check(self, address: str) -> tuple[str, int]:
        """Host and port of an address that may be reached. Raises Forbidden."""
        place = host_of(address)
        if place not in self._hosts:
            raise Forbidden(
                f"« {place} » n'est pas une adresse de cette source",
                where=place,
                mend="Si le serveur a changé d'adresse, modifiez la source et faites autoriser la nouvelle.",
            )
        try:
            destinations.check(destinations.DataClass.PUBLIC, place, company_id=self.company_id)
        except NotAllowed:
            raise Forbidden(
                f"« {place} » n'est pas, ou n'est plus, une destination autorisée",
                where=place,
                mend="Un dirigeant peut l'autoriser sur la page de la source.",
            ) from None
        host, _, port = place.rpartition(":")
        return host.strip("[]"), int(port)

    def addresses(self, address: str) -> list[str]:
        """The IP addresses behind an address that may be reached. Raises Forbidden, Away."""
        host, port = self.check(address)
        return guard.resolve(host, port, internal=self.internal)

    def connect(self, address: str, timeout: float = TIMEOUT) -> socket.socket:
        """An open connection to an address that may be reached. Raises Forbidden, Away."""
        host, port = self.check(address)
        fault: OSError | None = None
        for one in guard.resolve(host, port, internal=self.internal):
            try:
                return socket.create_connection((one, port), timeout=timeout)
            except OSError as error:
                fault = error
        raise network_fault(fault or OSError(), f"{host}:{port}") from None

    def folder(self, path: str | Path) -> Path:
        """A folder of this machine that may be read, resolved. Raises Forbidden."""
        wanted = Path(path).resolve()
        for place in self.places:
            if place.kind == "folder" and wanted.is_relative_to(Path(place.address).resolve()):
                return wanted
        raise Forbidden(f"Le dossier « {path} » n'est pas celui de cette source", where=str(path))


def tls() -> ssl.SSLContext:
    """Certificates are verified, always, against the authorities of this machine."""
    return ssl.create_default_context()


def shown(places: Iterable[Place]) -> str:
    return ", ".join(place.address for place in places)
