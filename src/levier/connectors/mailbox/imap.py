"""IMAP (RFC 3501), reading only: EXAMINE and BODY.PEEK leave every message as it was."""

import base64
import imaplib
import re
import socket
from collections.abc import Sequence
from datetime import date
from types import TracebackType
from typing import Any

from levier.connectors.faults import Away, Refused, network_fault, wrong_password
from levier.connectors.outside.door import TIMEOUT, Door, tls
from levier.connectors.running.budget import Budget
from levier.core.errors import LevierError

imaplib._MAXLINE = 20_000_000  # type: ignore[attr-defined]  # the list of a big folder's messages is one line
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_LIST = re.compile(rb'\((?P<flags>[^)]*)\) (?:"(?P<sep>(?:[^"\\]|\\.)*)"|NIL) (?P<name>.+)$', re.DOTALL)
_UID = re.compile(rb"UID (\d+)")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_SIZES_AT_ONCE = 200
_MOST_LITERAL = 80 * 1024**2


class _Connection(imaplib.IMAP4):
    def __init__(self, door: Door, host: str, port: int, *, encrypted: bool) -> None:
        self._door, self._encrypted = door, encrypted
        super().__init__(host, port, TIMEOUT)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        place = f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
        plain = self._door.connect(place, timeout or TIMEOUT)
        return tls().wrap_socket(plain, server_hostname=self.host) if self._encrypted else plain

    def read(self, size: int) -> bytes:
        """A server announces how long a message is, and may lie: never more than this in memory."""
        if size > _MOST_LITERAL:
            raise self.abort("literal too big")
        return super().read(size)


class Imap:
    """An open mailbox. Use it as a context manager. Raises Away, BadCertificate, Refused, Forbidden."""

    def __init__(
        self, door: Door, host: str, port: int, security: str, user: str, password: str, token: str
    ) -> None:
        self._place = f"{host}:{port}"
        self._selected = ""
        self._sizes: dict[tuple[str, int], int] = {}
        self._uids: dict[str, list[int]] = {}
        try:
            self._imap = _Connection(door, host, port, encrypted=security == "tls")
            if security == "starttls":
                self._imap.starttls(tls())
        except LevierError:
            raise
        except imaplib.IMAP4.error:
            raise Refused(
                "Ce serveur n'accepte pas le chiffrement choisi, ou n'est pas un serveur IMAP",
                where=self._place,
                mend="Vérifiez le port et le mode de chiffrement.",
            ) from None
        except OSError as error:
            raise network_fault(error, self._place) from None
        self._login(user, password, token)

    def __enter__(self) -> "Imap":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._imap.logout()
        except (OSError, imaplib.IMAP4.error):
            self._imap.shutdown()

    def _login(self, user: str, password: str, token: str) -> None:
        try:
            if token:
                said = f"user={user}\x01auth=Bearer {token}\x01\x01".encode()
                self._imap.authenticate("XOAUTH2", lambda challenge: b"" if challenge else said)
            elif "AUTH=PLAIN" in self._imap.capabilities:  # takes any sign, which LOGIN does not
                said = f"\0{user}\0{password}".encode()
                self._imap.authenticate("PLAIN", lambda challenge: said)
            else:
                self._imap.login(quoted(user), password)
        except UnicodeEncodeError:
            raise Refused(
                "Ce serveur n'accepte que des lettres sans accent dans l'identifiant et le mot de passe",
                where=self._place,
                mend="Changez le mot de passe, ou créez un mot de passe d'application.",
            ) from None
        except imaplib.IMAP4.abort as error:
            raise network_fault(error, self._place) from None
        except imaplib.IMAP4.error as error:
            if "UNAVAILABLE" in str(error).upper():
                raise Away("Le serveur de courrier ne peut pas vérifier le mot de passe en ce moment",
                           where=self._place) from None  # fmt: skip
            raise wrong_password(
                self._place,
                mend="Vérifiez-les ; beaucoup de fournisseurs demandent un mot de passe d'application, et que l'accès "
                "IMAP soit permis dans les réglages de la boîte.",
            ) from None
        except OSError as error:
            raise network_fault(error, self._place) from None

    def folders(self) -> list[str]:
        """The names of the folders that can be opened."""
        names = []
        for line in self._do("LIST", self._imap.list):
            raw = (
                b"".join(part for part in line if isinstance(part, bytes))
                if isinstance(line, tuple)
                else line
            )
            found = _LIST.match(raw or b"")
            if found and b"\\noselect" not in found["flags"].lower():
                literal = line[1] if isinstance(line, tuple) else found["name"]
                names.append(decoded(unquoted(literal)))
        return sorted(names, key=lambda name: (name.upper() != "INBOX", name.casefold()))

    def select(self, folder: str, since: date | None) -> tuple[int, list[int]]:
        """Open a folder for reading; its UIDVALIDITY and the UIDs of its messages received since a day."""
        self._examine(folder)
        said = self._imap.untagged_responses.get("UIDVALIDITY", [b"0"])[-1]
        validity = said if isinstance(said, bytes) else b"0"
        wanted = f"SINCE {since.day:02d}-{_MONTHS[since.month - 1]}-{since.year}" if since else "ALL"
        lines = self._do("SEARCH", lambda: self._imap.uid("SEARCH", wanted))
        uids = sorted(int(uid) for line in lines if line for uid in line.split())
        self._uids[folder] = uids
        return int(validity or 0), uids

    def size(self, folder: str, uid: int, budget: Budget) -> int | None:
        """The bytes of a message; None when it is there no more. Asked for many at a time."""
        self._examine(folder)
        if (folder, uid) not in self._sizes:
            budget.check()
            near = [one for one in self._uids.get(folder, []) if one <= uid][-_SIZES_AT_ONCE:] or [uid]
            wanted = ",".join(map(str, near))
            for line in self._do("FETCH", lambda: self._imap.uid("FETCH", wanted, "(RFC822.SIZE)")):
                text = b" ".join(line) if isinstance(line, tuple) else line or b""
                number, size = _UID.search(text), _SIZE.search(text)
                if number and size:
                    self._sizes[folder, int(number[1])] = int(size[1])
        return self._sizes.get((folder, uid))

    def fetch(self, folder: str, uid: int) -> bytes | None:
        """A message as it was sent, without marking it as read; None when it is there no more."""
        self._examine(folder)
        for line in self._do("FETCH", lambda: self._imap.uid("FETCH", str(uid), "(BODY.PEEK[])")):
            if isinstance(line, tuple) and len(line) == 2:
                return bytes(line[1])
        return None

    def _examine(self, folder: str) -> None:
        if self._selected != folder:
            self._do("EXAMINE", lambda: self._imap.select(quoted(encoded(folder)), readonly=True))
            self._selected = folder

    def _do(self, what: str, ask: Any) -> Sequence[Any]:
        try:
            status, lines = ask()
        except imaplib.IMAP4.abort as error:
            raise network_fault(error, self._place) from None
        except imaplib.IMAP4.error:
            raise Refused(f"Le serveur de courrier refuse une lecture ({what})", where=self._place) from None
        except OSError as error:
            raise network_fault(error, self._place) from None
        if status != "OK":
            raise Refused(f"Le serveur de courrier refuse une lecture ({what})", where=self._place)
        return [line for line in lines if line is not None]


def quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unquoted(name: bytes) -> str:
    text = name.decode("ascii", "replace").strip()
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text


def encoded(name: str) -> str:
    """A folder's name in modified UTF-7 (RFC 3501, 5.1.3)."""
    pieces: list[str] = []
    for part in re.findall(r"[\x20-\x7e]+|[^\x20-\x7e]+", name):
        if " " <= part[0] <= "~":
            pieces.append(part.replace("&", "&-"))
        else:
            packed = base64.b64encode(part.encode("utf-16-be")).decode().rstrip("=").replace("/", ",")
            pieces.append(f"&{packed}-")
    return "".join(pieces)


def decoded(name: str) -> str:
    """The name behind a modified UTF-7 one; left as it is when it is not valid."""

    def plain(found: re.Match[str]) -> str:
        packed = found[1]
        if not packed:
            return "&"
        try:
            return base64.b64decode(packed.replace(",", "/") + "=" * (-len(packed) % 4)).decode("utf-16-be")
        except (ValueError, UnicodeDecodeError):
            return found[0]

    return re.sub(r"&([^-]*)-", plain, name)
