"""HTML: what a reader sees of a page, without its menus; Markdown goes the same way."""

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from levier.knowledge.parsing.charset import decode
from levier.knowledge.parsing.cleaning import mend_spaces, one_line
from levier.knowledge.parsing.linking import only_links
from levier.knowledge.parsing.structure import Page, Parsed, Refused
from levier.knowledge.parsing.word import table_text

_HIDDEN = "script, style, noscript, template, nav, header nav, footer, aside, form, svg, iframe, [hidden], [aria-hidden=true]"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {"p", "blockquote", "pre", "dt", "dd", "figcaption", "address", "summary"}
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


def _parse(text: str, format: str) -> Parsed:
    tree = LexborHTMLParser(text)
    title = tree.css_first("title")
    for node in tree.css(_HIDDEN):
        node.decompose()
    page = Page(1)
    root = tree.css_first("main") or tree.css_first("article") or tree.body
    if root is not None:
        _walk(root, page)
    if not page.text:
        raise Refused("empty")
    first = next(
        (page.text[b.start : b.end] for b in page.blocks if b.kind == "heading" and b.level == 1), ""
    )
    return Parsed(one_line(title.text()) if title else first, [page], False, format)


def _walk(node: LexborNode, page: Page) -> None:
    """Blocks in order; text that stands loose between blocks makes a paragraph of its own."""
    loose: list[str] = []

    def close() -> None:
        page.add(_tidy(" ".join(loose)))
        loose.clear()

    child = node.child
    while child is not None:
        tag = child.tag or ""
        if tag in _HEADINGS or tag in _BLOCKS or tag in _CONTAINERS or tag in {"li", "table"}:
            close()
            _block(child, tag, page)
        elif tag == "br":
            close()
        elif tag == "-text" or not tag.startswith(("-", "_", "!")):
            loose.append(child.text(deep=True))
        child = child.next
    close()


def _block(node: LexborNode, tag: str, page: Page) -> None:
    if tag in _HEADINGS:
        page.add(_tidy(node.text()), "heading", _HEADINGS[tag])
    elif tag == "table":
        page.add(
            table_text([[_tidy(cell.text()) for cell in row.css("th, td")] for row in node.css("tr")]),
            "table",
        )
    elif tag in {"ul", "ol"} and only_links(items := _linked(node)):
        page.add("\n".join(f"• {words}" for words, _ in items), "links")
    elif tag == "li" and node.css_first("ul, ol, p, table, div") is None:
        page.add(f"• {_tidy(node.text())}", "item")
    elif tag in _BLOCKS and node.css_first("p, ul, ol, table, div, h1, h2, h3, h4") is None:
        page.add(_tidy(node.text()))
    else:
        _walk(node, page)


def _linked(node: LexborNode) -> list[tuple[str, str]]:
    """The items of a list: their words, and those of their links."""
    return [
        (_tidy(item.text()), _tidy(" ".join(link.text() for link in item.css("a"))))
        for item in node.css("li")
    ]


def _tidy(text: str) -> str:
    return one_line(mend_spaces(text))
