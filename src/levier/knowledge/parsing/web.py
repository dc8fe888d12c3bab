"""HTML: what a reader sees of a page, without its menus; Markdown goes the same way."""

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from levier.knowledge.parsing.charset import decode
from levier.knowledge.parsing.cleaning import mend_spaces, one_line
from levier.knowledge.parsing.linking import only_links
from levier.knowledge.parsing.office.package import day
from levier.knowledge.parsing.structure import Page, Parsed, Refused
from levier.knowledge.parsing.tables import add_table

_HIDDEN = "script, style, noscript, template, nav, header nav, footer, aside, form, svg, iframe, [hidden], [aria-hidden=true]"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {"p", "blockquote", "pre", "dt", "dd", "figcaption", "address", "summary"}
_DATES = (
    "article:modified_time",
    "article:published_time",
    "dcterms.modified",
    "dcterms.date",
    "dc.date",
    "date",
)
_DEEPEST = 200
_CONTAINERS = {
    "div", "section", "article", "main", "body", "header", "ul", "ol", "dl", "details", "figure", "html", "center"
}  # fmt: skip


def parse_html(data: bytes) -> Parsed:
    """Blocks of a web page. Raises Refused ("empty")."""
    return _parse(decode(data, html=True), "html")


def parse_markdown(data: bytes) -> Parsed:
    """Blocks of a Markdown file: rendered (raw HTML in it stays text), then read as a page."""
    rendered = MarkdownIt("commonmark", {"html": False}).enable("table").render(decode(data))
    return _parse(f"<body>{rendered}</body>", "md")


def fill_html(text: str, page: Page) -> LexborHTMLParser:
    """Put the blocks of a page in ``page``; returns its tree."""
    tree = LexborHTMLParser(text)
    for node in tree.css(_HIDDEN):
        node.decompose()
    root = tree.css_first("main") or tree.css_first("article") or tree.body
    if root is not None:
        _walk(root, page, 0)
    return tree


def _parse(text: str, format: str) -> Parsed:
    page = Page(1)
    tree = fill_html(text, page)
    title = tree.css_first("title")
    if not page.text:
        raise Refused("empty")
    first = next(
        (page.text[b.start : b.end] for b in page.blocks if b.kind == "heading" and b.level == 1), ""
    )
    told = {
        (meta.attributes.get("name") or meta.attributes.get("property") or "").lower(): meta.attributes.get(
            "content"
        )
        for meta in tree.css("meta")
    }
    when = next((day(told[key] or "") for key in _DATES if told.get(key)), None)
    return Parsed(
        one_line(title.text()) if title else first,
        [page],
        False,
        format,
        "page" if format == "html" else "note",
        author=one_line(told.get("author") or "")[:300],
        dated=when,
    )


def _walk(node: LexborNode, page: Page, depth: int) -> None:
    """Blocks in order; text that stands loose between blocks makes a paragraph of its own."""
    if depth > _DEEPEST:  # ten thousand nested tags: their words, without their structure
        page.add(_tidy(node.text()))
        return
    loose: list[str] = []

    def close() -> None:
        page.add(_tidy(" ".join(loose)))
        loose.clear()

    child = node.child
    while child is not None:
        tag = child.tag or ""
        if tag in _HEADINGS or tag in _BLOCKS or tag in _CONTAINERS or tag in {"li", "table"}:
            close()
            _block(child, tag, page, depth)
        elif tag == "br":
            close()
        elif tag == "-text" or not tag.startswith(("-", "_", "!")):
            loose.append(child.text(deep=True))
        child = child.next
    close()


def _block(node: LexborNode, tag: str, page: Page, depth: int) -> None:
    if tag in _HEADINGS:
        page.add(_tidy(node.text()), "heading", _HEADINGS[tag])
    elif tag == "table":
        _table(node, page, depth)
    elif tag in {"ul", "ol"} and only_links(items := _linked(node)):
        page.add("\n".join(f"• {words}" for words, _ in items), "links")
    elif tag == "li" and node.css_first("ul, ol, p, table, div") is None:
        page.add(f"• {_tidy(node.text())}", "item")
    elif tag in _BLOCKS and node.css_first("p, ul, ol, table, div, h1, h2, h3, h4") is None:
        page.add(_tidy(node.text()))
    else:
        _walk(node, page, depth + 1)


def _table(node: LexborNode, page: Page, depth: int) -> None:
    """A table of data; a table that only lays out a page (other tables inside, one cell) is walked as the rest."""
    if node.css_first("table table, td p + p, td h1, td h2, td ul") is not None:
        for cell in node.css("td, th"):
            if cell.css_first("table") is None:
                _walk(cell, page, depth + 1)
        return
    caption = node.css_first("caption")
    head = sum(row.css_first("td") is None for row in node.css("tr")[:3])
    rows = [[_tidy(cell.text()) for cell in row.css("th, td")] for row in node.css("tr")]
    add_table(page, rows, head=head or None, caption=_tidy(caption.text()) if caption else "")


def _linked(node: LexborNode) -> list[tuple[str, str]]:
    """The items of a list: their words, and those of their links."""
    return [
        (_tidy(item.text()), _tidy(" ".join(link.text() for link in item.css("a"))))
        for item in node.css("li")
    ]


def _tidy(text: str) -> str:
    return one_line(mend_spaces(text))
