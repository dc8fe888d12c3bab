"""RTF: the text, its tables and headings in bold; pictures, embedded objects and macros are skipped.

A small reader of the control words that matter (specification 1.9.1): groups are a stack bounded in depth.
"""

import codecs
import re

from levier.knowledge.parsing.cleaning import one_line
from levier.knowledge.parsing.headings import heading_level
from levier.knowledge.parsing.structure import Page, Parsed, Refused
from levier.knowledge.parsing.tables import add_table

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)
_SKIPPED = {
    "fonttbl", "colortbl", "stylesheet", "pict", "object", "header", "headerl", "headerr", "headerf", "footer",
    "footerl", "footerr", "footerf", "listtable", "listoverridetable", "rsidtbl", "generator", "themedata",
    "datastore", "xmlnstbl", "annotation", "atnid", "atnauthor", "fldinst", "latentstyles", "filetbl", "revtbl",
    "bkmkstart", "bkmkend", "nonshppict", "pntext", "listtext", "template", "colorschememapping", "wgrffmtfilter",
}  # fmt: skip
_SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
}  # fmt: skip
_DEEPEST = 500
_BAD_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_rtf(data: bytes) -> Parsed:
    """Blocks of an RTF file on one page. Raises Refused ("empty", "corrupted")."""
    reader = _Reader(data)
    reader.read()
    if not reader.page.text:
        raise Refused("empty")
    return Parsed(reader.told["title"], [reader.page], False, "rtf", author=reader.told["author"][:300])


def _charset(page: str) -> str:
    """The encoding of a Windows code page; Western Europe for one that does not exist."""
    try:
        return codecs.lookup({"10000": "mac-roman"}.get(page, f"cp{page}")).name
    except LookupError:
        return "cp1252"


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.page = Page(1)
        self.told = {"title": "", "author": ""}
        self._data = data
        page = re.search(rb"\\ansicpg(\d{3,5})", data[:2000])
        self._charset = _charset(page[1].decode()) if page else "cp1252"
        self._words: list[str] = []
        self._bytes = bytearray()
        self._cells: list[str] = []
        self._rows: list[list[str]] = []
        self._bold = self._plain = 0
        self._inside = False

    def read(self) -> None:  # noqa: PLR0912, PLR0915 - one branch a kind of token
        """All tokens, once."""
        # (destination, characters to skip after \u, bold)
        stack: list[tuple[str, int, bool]] = []
        state = ("text", 1, False)
        skip = 0
        for token in _TOKEN.finditer(self._data):
            word, number, code, sign, brace, text = token.groups()
            if brace == b"{":
                stack.append(state)
                if len(stack) > _DEEPEST:
                    raise Refused("corrupted")
                continue
            if brace == b"}":
                self._flush()
                state = stack.pop() if stack else ("text", 1, False)
                skip = 0
                continue
            kind, width, bold = state
            if word is not None:
                name = word.decode()
                value = int(number) if number else None
                if name == "u" and value is not None and kind != "skip":
                    self._put(chr(value % 65_536), kind, bold)
                    skip = width
                elif name == "uc":
                    state = (kind, min(value or 0, 10), bold)
                elif name == "bin":
                    break  # raw bytes follow: no office program writes them any more
                elif name in _SKIPPED:
                    state = ("skip", width, bold)
                elif name in self.told:
                    state = (name if kind == "info" else kind, width, bold)
                elif name == "info":
                    state = ("info", width, bold)
                elif name == "b" and kind == "text":
                    state = (kind, width, value != 0)
                elif kind == "text":
                    self._control(name)
            elif sign == b"*":
                state = ("skip", width, bold)
            elif kind == "skip":
                continue
            elif code is not None:
                if skip:
                    skip -= 1
                else:
                    self._bytes.append(int(code, 16))
                    self._count(1, bold)
            elif sign is not None:
                self._put(
                    {b"~": "\u00a0", b"_": "-", b"\n": "\n", b"\r": "\n"}.get(
                        sign, sign.decode("latin-1") if sign in b"\\{}" else ""
                    ),
                    kind,
                    bold,
                )
            elif text is not None:
                self._put(
                    text[skip:].decode(self._charset, "replace") if skip < len(text) else "", kind, bold
                )
                skip = max(0, skip - len(text))
        self._paragraph()
        self._table()

    def _put(self, text: str, kind: str, bold: bool) -> None:
        self._flush()
        if kind == "text":
            self._words.append(text)
            self._count(len(text.strip()), bold)
        elif kind in self.told:
            self.told[kind] = one_line(self.told[kind] + text)[:300]

    def _count(self, letters: int, bold: bool) -> None:
        if bold:
            self._bold += letters
        else:
            self._plain += letters

    def _flush(self) -> None:
        if self._bytes:
            try:
                self._words.append(self._bytes.decode(self._charset, "replace"))
            except LookupError:
                self._words.append(self._bytes.decode("cp1252", "replace"))
            self._bytes.clear()

    def _control(self, name: str) -> None:
        if name in _SIGNS:
            self._put(_SIGNS[name], "text", False)
        elif name == "cell":
            self._flush()
            self._cells.append(self._taken())
        elif name == "row":
            if self._cells:
                self._rows.append(self._cells)
            self._cells = []
        elif name in {"par", "sect", "page"}:
            if self._inside:
                self._put("\n", "text", False)
            else:
                self._paragraph()
        elif name in {"intbl", "pard"}:
            self._inside = name == "intbl"

    def _taken(self) -> str:
        text = "".join(self._words).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._words = []
        return one_line(_BAD_SURROGATE.sub("", text))

    def _paragraph(self) -> None:
        self._flush()
        text = self._taken()
        bold = self._bold > 0 and self._plain == 0
        self._bold = self._plain = 0
        if not text:
            return
        self._table()
        level = heading_level(text) or (3 if bold and len(text) <= 100 and text[-1] not in ".;,:" else 0)
        if level:
            self.page.add(text, "heading", level)
        elif text[0] in "•·▪-–" and len(text) > 2:
            self.page.add(f"• {text[1:].strip()}", "item")
        else:
            self.page.add(text)

    def _table(self) -> None:
        if self._rows:
            add_table(self.page, self._rows)
            self._rows = []
        self._bold = self._plain = 0
