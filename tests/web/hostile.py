"""Hostile words, and a reader of pages that finds what a browser would run of them."""

from html.parser import HTMLParser

SEEN = "piege-visible"
"""Stands in every trap, so that a test can tell « shown as text » from « not shown at all »."""

SCRIPT = f"<script>alert('{SEEN}')</script>"
IMAGE = f"<img src=x onerror=alert('{SEEN}')>"
DRAWING = f"<svg onload=alert('{SEEN}')><a xlink:href='javascript:alert(1)'>x</a></svg>"
BREAKING = f'"\'></textarea></title></option></script><script>alert("{SEEN}")</script>'
TEMPLATE = f"{{{{ 7|add:7 }}}}{{% debug %}}{SEEN}"
TRAPS = (SCRIPT, IMAGE, DRAWING, BREAKING, TEMPLATE)
ALL = " ".join(TRAPS)

_LINKS = {
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "poster",
    "data",
    "srcdoc",
    "hx-get",
    "hx-post",
}
_NEVER = {"iframe", "object", "embed", "applet", "base", "frame", "marquee", "math"}
_STRANGE = ("javascript:", "vbscript:", "data:text", "//evil.example")
_LOADED = ("http://", "https://")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        told = self.get_starttag_text() or tag
        if tag in _NEVER:
            self.found.append(told)
        ours = (given.get("src") or "").startswith("/static/")
        if tag == "script" and given.get("type") != "application/json" and not ours:
            self.found.append(told)
        if tag == "meta" and (given.get("http-equiv") or "").lower() == "refresh":
            self.found.append(told)
        for name, value in attrs:
            plain = "".join((value or "").split()).lower()
            loads = name in _LINKS and name != "href" and plain.startswith(_LOADED)
            strange = name in _LINKS and plain.startswith(_STRANGE)
            if name.startswith(("on", "hx-on")) or loads or strange:
                self.found.append(told)

    handle_startendtag = handle_starttag


def running(html: str) -> list[str]:
    """The tags of ``html`` that would run something, load from elsewhere or move the page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found
