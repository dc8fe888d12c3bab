"""What a WebDAV folder holds (RFC 4918, PROPFIND with depth 1), and nothing that is not below it."""

from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from levier.connectors.faults import Refused, status_fault
from levier.connectors.outside.web import Web, plain

_ASKED = (
    b'<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:"><d:prop><d:resourcetype/><d:getetag/>'
    b"<d:getcontentlength/><d:getlastmodified/></d:prop></d:propfind>"
)
_DAV = "{DAV:}"


@dataclass(frozen=True)
class Entry:
    """A file or a folder. ``key``: its path below the first folder, with « / », not encoded."""

    key: str
    address: str
    folder: bool
    size: int
    mark: str
    changed: date | None


def propfind(web: Web, root: str, folder: str) -> list[Entry]:
    """What is directly in ``folder`` (a key) of ``root``. Raises Refused, Away."""
    address = f"{root.rstrip('/')}/{quote(folder)}".rstrip("/") + "/"
    headers = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
    answer = web.request("PROPFIND", address, headers=headers, body=_ASKED)
    if answer.status == 405 or (answer.status == 200 and not answer.body.lstrip().startswith(b"<?xml")):
        raise Refused(
            "Cette adresse répond, mais ce n'est pas un dossier WebDAV",
            where=plain(address),
            mend="Pour Nextcloud, elle contient « /remote.php/dav/files/ ».",
        )
    if answer.status != 207:
        raise status_fault(answer.status, plain(address))
    try:
        tree = fromstring(answer.body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise Refused("La réponse du serveur WebDAV ne peut pas être lue", where=plain(address)) from None
    found = (_entry(one, root, answer.address) for one in tree.iter(f"{_DAV}response"))
    return sorted((one for one in found if one and one.key != folder and _directly(one.key, folder)),
                  key=lambda one: one.key)  # fmt: skip


def _entry(response: Element, root: str, asked: str) -> Entry | None:
    """None for what is elsewhere: a server chooses what it says, not where we go."""
    href = response.findtext(f"{_DAV}href") or ""
    address = urljoin(asked, href)
    top, there = urlsplit(root.rstrip("/") + "/"), urlsplit(address)
    path, base = unquote(there.path), unquote(top.path)
    if there.netloc != top.netloc or not path.startswith(base):
        return None
    key = path[len(base) :].strip("/")
    if any(part in ("..", ".", "") for part in key.split("/")) and key:
        return None
    props: dict[str, str] = {}
    folder = False
    for prop in response.iter(f"{_DAV}prop"):
        for one in prop:
            props.setdefault(one.tag.removeprefix(_DAV), (one.text or "").strip())
            folder = folder or one.find(f"{_DAV}collection") is not None
    size = int(props["getcontentlength"]) if props.get("getcontentlength", "").isdigit() else 0
    changed = props.get("getlastmodified", "")
    mark = props.get("getetag") or (f"{size}-{changed}" if changed else "")
    return Entry(key, address, folder, size, mark[:300], _date(changed))


def _directly(key: str, folder: str) -> bool:
    inside = key.removeprefix(f"{folder}/") if folder else key
    return bool(inside) and "/" not in inside


def _date(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (TypeError, ValueError):
        return None
