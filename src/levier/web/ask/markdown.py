"""An answer's Markdown as safe HTML, its proof marks ``[1]`` turned into links to their proofs."""

from collections.abc import Callable

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from levier.core.french.typography import unbroken

_TAGS = {"p", "br", "strong", "em", "code", "pre", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "h5", "h6", "hr"} | {
    "table", "thead", "tbody", "tr", "th", "td", "a", "span", "div"
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "class", "data-proof", "title"},
    "span": {"class"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "ol": {"start"},
    "th": {"class"},
    "td": {"class"},
}
_LONGEST = 4

Mark = tuple[str, str]
"""A proof's address and its title."""


def to_html(text: str, mark: Callable[[int], Mark | None]) -> SafeString:
    """``text`` as HTML. ``mark(n)`` gives the address and the title of proof ``n``, None when there is no such proof.

    Raw HTML is shown as text, scripts and images cannot pass, headings start at the third level (a page has its own
    above), and columns of figures are marked so that they stand on the right.
    """
    reader = (
        MarkdownIt("commonmark", {"html": False, "breaks": False})
        .enable("table")
        .disable(["image", "autolink"])
    )
    reader.inline.ruler.before("link", "proof", _proof_rule(mark))
    tokens = reader.parse(unbroken(text))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{max(3, int(token.tag[1]))}"
        elif token.type in ("th_open", "td_open"):
            token.attrs = {"class": "number"} if "right" in str(token.attrGet("style")) else {}
    html = reader.renderer.render(tokens, reader.options, {})
    html = html.replace(
        "<table>", '<div class="table-frame" tabindex="0" role="region" aria-label="Tableau"><table>'
    ).replace("</table>", "</table></div>")
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        link_rel="noopener nofollow",
        url_schemes={"http", "https"},
    )
    return mark_safe(clean)  # noqa: S308 - sanitised just above


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """« //elsewhere » looks like a page of this site and is not: no link."""
    elsewhere = attribute == "href" and value.strip().replace("\\", "/").startswith("//")
    return None if elsewhere else value


def _proof_rule(mark: Callable[[int], Mark | None]) -> Callable[[StateInline, bool], bool]:
    def rule(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if state.src[start] != "[":
            return False
        end = state.src.find("]", start, start + _LONGEST + 2)
        digits = state.src[start + 1 : end] if end > 0 else ""
        if not digits.isascii() or not digits.isdigit():
            return False
        found = mark(int(digits))
        if found is None:
            return False
        if not silent:
            address, title = found
            if state.pending.endswith(" "):  # a mark never begins a line
                state.pending = state.pending[:-1] + "\u00a0"
            token = state.push("html_inline", "", 0)
            token.content = str(proof_link(int(digits), address, title))
        state.pos = end + 1
        return True

    return rule


def proof_link(number: int, address: str, title: str) -> SafeString:
    """The mark that opens a proof; a plain link, so that it also works without scripts."""
    return format_html(
        '<a class="proof" href="{}" data-proof="{}" title="{}"><span class="visually-hidden">preuve </span>{}</a>',
        address,
        number,
        title,
        number,
    )


__all__ = ["Mark", "proof_link", "to_html"]
