"""The ZIP package of an Office document, opened within bounds; its XML without entities."""

import contextlib
import posixpath
import re
import zipfile
from datetime import date
from io import BytesIO

from lxml import etree

from levier.knowledge.parsing import limits
from levier.knowledge.parsing.structure import Refused

_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
    KeyError,
)
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARED_WIDE = "<!DOCTYPE".encode("utf-16-le")
_PROGRAMS = {"python-docx", "openpyxl", "xlsxwriter", "apache poi", "phpword", "phpexcel"}
MACROS = "Ce fichier contient des macros\u00a0: elles n'ont été ni lues, ni exécutées."


class Package:
    """The parts of a document. Raises Refused ("corrupted", "bomb", "encrypted")."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _BROKEN as error:
            raise Refused("corrupted") from error
        entries = self._zip.infolist()
        if len(entries) > 10 * limits.MOST_ENTRIES:
            raise Refused("bomb")
        total = 0
        for entry in entries:
            total += entry.file_size
            packed = max(entry.compress_size, 1)
            if entry.file_size > limits.RATIO_FROM and entry.file_size / packed > 4 * limits.MOST_RATIO:
                raise Refused("bomb", entry.filename[:80])
        # Python never reads more than the size an entry declares: bounding what is declared bounds what is read.
        if total > limits.MOST_UNPACKED:
            raise Refused("bomb")
        self.names = {entry.filename for entry in entries}

    @property
    def macros(self) -> bool:
        """Whether it carries Visual Basic or Basic code."""
        return any(
            name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in self.names
        )

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises Refused."""
        try:
            entry = self._zip.getinfo(name)
            if entry.flag_bits & 1:
                raise Refused("encrypted")
            if entry.file_size > limits.MOST_PART:
                raise Refused("too-heavy", name[:80])
            return self._zip.read(entry)
        except RuntimeError as error:  # a password, in zipfile's words
            raise Refused("encrypted") from error
        except (*_BROKEN, MemoryError, Exception) as error:
            if isinstance(error, Refused | MemoryError):
                raise
            # zlib, lzma and bz2 each have their own error for bytes that are not theirs.
            raise Refused("corrupted", name[:80]) from error

    def xml(self, name: str) -> etree._Element:
        """A part as XML. Raises Refused ("entities" for any document type declaration, "corrupted")."""
        return safe_xml(self.read(name), name)

    def refuse_entities(self) -> None:
        """Raises Refused ("entities") when a part declares a document type: for readers that parse the XML themselves."""
        for name in self.names:
            if name.endswith(".xml"):
                head = b""
                with contextlib.suppress(Exception), self._zip.open(name) as part:
                    head = part.read(4096)  # what cannot be opened is the reader's to refuse
                if _DECLARED.search(head) or _DECLARED_WIDE in head:
                    raise Refused("entities", name[:80])

    def optional(self, name: str) -> etree._Element | None:
        """A part as XML, None when it is absent or broken: it only adds to the document."""
        if name not in self.names:
            return None
        try:
            return self.xml(name)
        except Refused as refused:
            if refused.code == "entities":
                raise
            return None

    def relations(self, part: str) -> dict[str, str]:
        """Relation id → name of the part it leads to, inside the package."""
        folder, file = posixpath.split(part)
        root = self.optional(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        found: dict[str, str] = {}
        for relation in root if root is not None else ():
            target = relation.get("Target", "") if isinstance(relation.tag, str) else ""
            if not target or relation.get("TargetMode") == "External":
                continue
            joined = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[relation.get("Id", "")] = posixpath.normpath(joined)
        return found

    def properties(self) -> "Properties":
        """What the document says of itself (docProps/core.xml)."""
        root = self.optional("docProps/core.xml")
        told = (
            {}
            if root is None
            else {local(node): (node.text or "").strip() for node in root.iter(etree.Element)}
        )
        author = told.get("creator", "")
        if author.lower() in _PROGRAMS:  # the template of a library, with its own date
            return Properties(told.get("title", ""), "", None)
        when = day(told.get("modified", "")) or day(told.get("created", ""))
        return Properties(told.get("title", ""), author, when)


class Properties:
    """Title, author and date of an Office document, as its program wrote them."""

    def __init__(self, title: str, author: str, dated: date | None) -> None:
        self.title, self.author, self.dated = title, author[:300], dated


def safe_xml(data: bytes, name: str = "") -> etree._Element:
    """XML without entities, network or document types. Raises Refused ("entities", "corrupted")."""
    if _DECLARED.search(data) or _DECLARED_WIDE in data[:4096]:
        raise Refused("entities", name[:80])
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("corrupted", name[:80]) from error
    if root is None:
        raise Refused("corrupted", name[:80])
    return root


def local(node: etree._Element) -> str:
    """The name of an element without its namespace; nothing for a comment."""
    tag = node.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attribute(node: etree._Element, name: str) -> str:
    """An attribute by its local name, whatever its namespace."""
    for key, value in node.attrib.items():
        if key == name or (isinstance(key, str) and key.endswith("}" + name)):
            return str(value)
    return ""


def day(text: str) -> date | None:
    """The day of an ISO date and time."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
