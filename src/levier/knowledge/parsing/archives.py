"""ZIP: each file it holds is handed on; the archive itself is their list. Nothing is written outside a folder of ours."""

import stat
import zipfile
from io import BytesIO
from itertools import pairwise

from levier.core.french.numbers import format_number
from levier.knowledge.parsing import limits
from levier.knowledge.parsing.structure import Page, Parsed, Refused
from levier.knowledge.parsing.unpacking import Unpacked, is_trash, safe_name

_SHOWN = 500


def parse_zip(data: bytes, unpacked: Unpacked) -> Parsed:
    """The list of what an archive holds. Raises Refused ("bomb", "corrupted", "encrypted", "empty")."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        OSError,
        EOFError,
        ValueError,
        KeyError,
    ) as error:
        raise Refused("corrupted") from error
    _bounded(entries)
    page = Page(1)
    page.add("Contenu de l'archive", "heading", 1)
    broken = locked = 0
    wanted = [entry for entry in entries if not is_trash(safe_name(_name(entry))) and not _is_link(entry)]
    for entry in wanted:
        if len(unpacked.kept) >= limits.MOST_ENTRIES:
            unpacked.note(
                f"Seuls les {format_number(limits.MOST_ENTRIES)} premiers fichiers sur {format_number(len(wanted))} ont été lus."
            )
            break
        if entry.flag_bits & 1:
            locked += 1
            continue
        try:
            content = archive.read(entry)
        except Exception as error:  # zlib, bz2 and lzma each have their own error
            if isinstance(error, MemoryError):
                raise
            broken += 1
            continue
        if unpacked.keep(_name(entry), content) and len(unpacked.kept) <= _SHOWN:
            page.add(unpacked.kept[-1].name, "links")
    if locked and not unpacked.kept:
        raise Refused("encrypted")
    if broken and not unpacked.kept:
        raise Refused("corrupted")
    if not unpacked.kept:
        raise Refused("empty")
    for count, words in ((locked, "protégé{s} par un mot de passe"), (broken, "abîmé{s}")):
        if count:
            plural = "s" if count > 1 else ""
            unpacked.note(
                f"{count} fichier{plural} de l'archive {words.format(s=plural)}\u00a0: laissé{plural} de côté."
            )
    return Parsed(
        "", [page], False, "zip", "archive", facts={"files": len(unpacked.kept)}, notes=unpacked.notes,
        attachments=unpacked.kept,
    )  # fmt: skip


def _bounded(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what would be out of proportion: Python reads no more than an entry declares."""
    if len(entries) > 20 * limits.MOST_ENTRIES:
        raise Refused("bomb")
    if sum(entry.file_size for entry in entries) > limits.MOST_UNPACKED:
        raise Refused("bomb")
    for entry in entries:
        if entry.file_size > limits.RATIO_FROM and entry.file_size > limits.MOST_RATIO * max(
            entry.compress_size, 1
        ):
            raise Refused("bomb", safe_name(_name(entry))[:80])
    starts = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    for (one, size), (following, _) in pairwise(starts):
        if one + size > following:
            raise Refused(
                "bomb"
            )  # overlapping entries: one kernel of data unpacked many times (Fifield, 2019)


def _name(entry: zipfile.ZipInfo) -> str:
    """The name; French Windows archives without the UTF-8 flag are in code page 850, which zipfile reads as 437."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850", "replace")


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)
