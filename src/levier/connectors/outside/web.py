"""HTTP through the door: each connection and each redirection checked, answers bounded, certificates verified."""

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpcore
import httpx
from httpcore._backends.sync import SyncStream

from levier import __version__
from levier.connectors.faults import Forbidden, Refused, network_fault
from levier.connectors.outside.door import TIMEOUT, Door, tls
from levier.connectors.running.budget import Budget

AGENT = f"Levier/{__version__}"
MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_SLOWEST = 300.0
"""Seconds that one answer may take, however slowly it drips."""


class _Guarded(httpcore.NetworkBackend):
    """Opens connections through the door: the address that was checked is the one that is connected to."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return SyncStream(self._door.connect(place, timeout or TIMEOUT))

    def connect_unix_socket(self, *given: Any, **named: Any) -> httpcore.NetworkStream:
        raise Forbidden("Une source ne parle pas à un socket de cette machine")


@dataclass(frozen=True)
class Answer:
    """An answer read to its end. ``address``: where it came from, after redirections."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str

    @property
    def etag(self) -> str:
        """The mark of this state: ETag, else Last-Modified, else nothing."""
        return self.headers.get("etag", "") or self.headers.get("last-modified", "")

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class TooBig(Refused):
    """The answer is bigger than what is accepted."""


class Redirected(Refused):
    """The server sends to another address, which is not one of this source."""


class Web:
    """A client for one connection. Use it as a context manager."""

    def __init__(
        self,
        door: Door,
        *,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        agent: str = AGENT,
    ) -> None:
        transport = httpx.HTTPTransport(verify=tls(), trust_env=False)
        transport._pool = httpcore.ConnectionPool(
            ssl_context=tls(), network_backend=_Guarded(door), max_connections=4, keepalive_expiry=15.0
        )
        self._door = door
        self._client = httpx.Client(
            transport=transport,
            timeout=httpx.Timeout(TIMEOUT),
            follow_redirects=False,
            trust_env=False,
            headers={"User-Agent": agent, **(headers or {})},
            auth=auth,
        )

    def __enter__(self) -> "Web":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def request(
        self,
        method: str,
        address: str,
        *,
        most: int = 20 * 1024**2,
        budget: Budget | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        json: Any = None,
        params: Mapping[str, str] | None = None,
    ) -> Answer:
        """One exchange, following the redirections that the door allows. Whatever the status, an answer is given back.

        Raises Forbidden, Away, BadCertificate, TooBig (more than ``most`` bytes), Redirected.
        """
        for _ in range(MOST_REDIRECTS + 1):
            with self._sent(method, address, headers, body, json, params) as response:
                target = response.headers.get("location")
                if response.status_code in _REDIRECTS and target:
                    address, method, body, json, params = self._followed(
                        address, target, response.status_code, method, body, json
                    )
                    continue
                data = self._read(response, most, budget)
                return Answer(response.status_code, dict(response.headers), data, str(response.url))
        raise Redirected("Le serveur renvoie sans fin d'une adresse à une autre", where=plain(address))

    @contextmanager
    def _sent(
        self, method: str, address: str, headers: Any, body: Any, json: Any, params: Any
    ) -> Iterator[httpx.Response]:
        try:
            self._door.check(address)
            with self._client.stream(
                method, address, headers=headers, content=body, json=json, params=params
            ) as response:
                yield response
        except httpx.InvalidURL:
            raise Refused("Cette adresse n'est pas lisible", where=plain(address)) from None
        except httpx.HTTPError as error:
            raise network_fault(error, plain(address)) from None

    def _followed(
        self, address: str, target: str, status: int, method: str, body: Any, json: Any
    ) -> tuple[str, str, Any, Any, None]:
        there = urljoin(address, target)
        parts = urlsplit(there)
        if parts.scheme not in ("http", "https") or parts.username or parts.password:
            raise Redirected("Le serveur renvoie vers une adresse qui n'est pas suivie", where=plain(there))
        if urlsplit(address).scheme == "https" and parts.scheme == "http":
            raise Redirected(
                "Le serveur renvoie vers une adresse sans chiffrement",
                where=plain(there),
                mend="Demandez à son responsable de corriger cette redirection.",
            )
        try:
            self._door.check(there)
        except Forbidden:
            raise Redirected(
                f"Le serveur renvoie vers une autre adresse ({parts.hostname or there[:80]}), qui n'est pas suivie",
                where=plain(address),
                mend="Si c'est la bonne, donnez-la à cette source.",
            ) from None
        if status == 303 or (status in (301, 302) and method == "POST"):
            return there, "GET", None, None, None
        return there, method, body, json, None

    def _read(self, response: httpx.Response, most: int, budget: Budget | None) -> bytes:
        """The whole body, unpacked, never more than ``most`` bytes of it: a small answer may unpack into gigabytes."""
        data = bytearray()
        began = time.monotonic()
        for chunk in response.iter_bytes(65536):
            data += chunk
            if len(data) > most:
                raise TooBig(
                    f"La réponse dépasse {max(most // 1024**2, 1)}\u00a0Mo", where=plain(str(response.url))
                )
            if time.monotonic() - began > _SLOWEST:
                raise network_fault(TimeoutError(), plain(str(response.url)))
            if budget is not None:
                budget.take(len(chunk))
        return bytes(data)


def plain(address: str) -> str:
    """An address as it may be shown: without password, nor what follows « ? », where keys travel."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"[:300]


def web_address(text: str) -> str:
    """An http(s) address typed by a person, without its last « / ». Raises ValueError (French)."""
    address = text.strip()
    if "://" not in address:
        address = f"https://{address}"
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in parts.netloc:
        raise ValueError("ce n'est pas une adresse, par exemple https://exemple.fr")
    if parts.username or parts.password:
        raise ValueError("l'identifiant et le mot de passe ont leurs propres champs")
    if not parts.hostname.isascii():  # « café.fr »: the network only knows « xn--caf-dma.fr »
        try:
            known = parts.hostname.encode("idna").decode()
            address = urlunsplit(parts._replace(netloc=parts.netloc.lower().replace(parts.hostname, known)))
        except UnicodeError:
            raise ValueError("ce n'est pas une adresse, par exemple https://exemple.fr") from None
    return address.rstrip("/")
