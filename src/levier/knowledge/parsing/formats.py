"""Each format and its reader, loaded when it is first needed."""

from collections.abc import Callable
from pathlib import Path

from levier.core.french.numbers import format_number
from levier.knowledge.parsing import limits
from levier.knowledge.parsing.detecting import Format, detect
from levier.knowledge.parsing.structure import Parsed
from levier.knowledge.parsing.unpacking import Unpacked

CONTAINERS = frozenset({"zip", "mbox", "eml", "msg"})


def parse(data: bytes, name: str, folder: Path | None) -> Parsed:
    """The document, pictures not yet recognised; what it carries is written in ``folder``. Raises Refused."""
    format = detect(data, name)
    bound = limits.MOST_HTML if format == "html" else limits.MOST_TEXT
    if format not in {"html", "md", "txt"} or len(data) <= bound:
        return _reader(format)(data, folder)
    parsed = _reader(format)(_beginning(data, bound), folder)
    whole = format_number(round(len(data) / 1e6))
    parsed.notes.append(
        f"Seul le début de ce fichier a été lu\u00a0: {format_number(round(bound / 1e6))}\u00a0Mo sur {whole}."
    )
    return parsed


def _beginning(data: bytes, bound: int) -> bytes:
    """The first bytes, cut between two lines or two words: half a letter would make the encoding look false."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[: bound - bound % 2]
    for mark in (b"\n", b" "):
        if (end := data.rfind(mark, bound // 2, bound)) > 0:
            return data[:end]
    return data[:bound]


def _reader(format: Format) -> Callable[[bytes, Path | None], Parsed]:
    # Each reader loads its own library: a process that only sees text never loads a PDF engine.
    # ruff: noqa: PLC0415
    if format == "pdf":
        from levier.knowledge.parsing.pdf import parse_pdf

        return lambda data, _: parse_pdf(data)
    if format in {"docx", "pptx", "odt", "odp", "rtf", "xlsx", "xls", "ods"}:
        return _office(format)
    if format in CONTAINERS:
        return _container(format)
    if format == "image":
        from levier.knowledge.parsing.pictures.images import parse_image

        return lambda data, _: parse_image(data)
    if format in {"html", "md"}:
        from levier.knowledge.parsing.web import parse_html, parse_markdown

        chosen = parse_html if format == "html" else parse_markdown
        return lambda data, _: chosen(data)
    from levier.knowledge.parsing.plain import parse_text

    return lambda data, _: parse_text(data)


def _office(format: Format) -> Callable[[bytes, Path | None], Parsed]:
    if format == "docx":
        from levier.knowledge.parsing.office.word import parse_docx as chosen
    elif format == "pptx":
        from levier.knowledge.parsing.office.slides import parse_pptx as chosen
    elif format == "odt":
        from levier.knowledge.parsing.office.opendocument import parse_odt as chosen
    elif format == "odp":
        from levier.knowledge.parsing.office.opendocument import parse_odp as chosen
    elif format == "rtf":
        from levier.knowledge.parsing.office.rtf import parse_rtf as chosen
    else:
        from levier.knowledge.parsing.office.workbook import parse_workbook

        return lambda data, _: parse_workbook(data, format)
    return lambda data, _: chosen(data)


def _container(format: Format) -> Callable[[bytes, Path | None], Parsed]:
    if format == "zip":
        from levier.knowledge.parsing.archives import parse_zip as chosen
    elif format == "mbox":
        from levier.knowledge.parsing.mail.mailbox import parse_mbox as chosen
    elif format == "msg":
        from levier.knowledge.parsing.mail.outlook import parse_msg as chosen
    else:
        from levier.knowledge.parsing.mail.message import parse_eml as chosen
    return lambda data, folder: chosen(data, Unpacked(folder))
