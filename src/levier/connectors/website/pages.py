"""What a page says of itself: its address, its links, whether it may be kept, whether it is a login page."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser

_TRACKING = re.compile(
    r"^(?:utm_\w+|gclid|fbclid|mc_[ce]id|phpsessid|jsessionid|sid|sessionid|_ga|msclkid|srsltid)$", re.I
)
_TRAPS = re.compile(
    r"(?:/(?:login|logout|connexion|deconnexion|signin|signup|register|inscription|wp-admin|wp-login\.php|cart|panier|"
    r"checkout|mon-compte|my-account|compte|admin)(?:[/?]|$))|[?&](?:action|do|add-to-cart|replytocom|sort|order|filter|"
    r"print|share|session|token)=",
    re.I,
)
_REPEATED = re.compile(r"/([^/]+)(?:/\1){2,}(?:/|$)")
LONGEST = 900
DOCUMENTS = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".txt", ".md")
_NOT_PAGES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|mjs|map|woff2?|ttf|eot|mp[34]|m4[av]|webm|avi|mov|zip|gz|rar|7z|exe|dmg|iso|"
    r"apk|rss|atom|ics|vcf)$",
    re.I,
)


@dataclass(frozen=True)
class Page:
    """``canonical``: the address the page gives itself, maybe empty. ``index``/``follow``: what its « robots » says."""

    title: str = ""
    canonical: str = ""
    links: tuple[str, ...] = ()
    index: bool = True
    follow: bool = True
    login: bool = False
    text: str = ""


def read(html: str, address: str, headers_robots: str = "") -> Page:
    """A page of HTML found at ``address``."""
    tree = LexborHTMLParser(html)
    said = headers_robots.lower()
    for meta in tree.css("meta[name]"):
        if (meta.attributes.get("name") or "").lower() in ("robots", "levier"):
            said += f",{(meta.attributes.get('content') or '').lower()}"
    base_tag = tree.css_first("base[href]")
    base = urljoin(address, (base_tag.attributes.get("href") or "") if base_tag else "")
    canonical = tree.css_first("link[rel=canonical][href]")
    links = []
    for link in tree.css("a[href]"):
        if "nofollow" in (link.attributes.get("rel") or "").lower():
            continue
        if there := clean(base, link.attributes.get("href") or ""):
            links.append(there)
    title = tree.css_first("title")
    for unread in tree.css("script, style, noscript, template"):
        unread.decompose()
    body = tree.body
    text = body.text(separator=" ", strip=True) if body else ""
    return Page(
        title=" ".join((title.text() if title else "").split())[:300],
        canonical=clean(base, (canonical.attributes.get("href") or "") if canonical else "") or "",
        links=tuple(dict.fromkeys(links)),
        index="noindex" not in said and "none" not in said.replace(" ", "").split(","),
        follow="nofollow" not in said and "none" not in said.replace(" ", "").split(","),
        login=bool(tree.css_first("input[type=password]")) and len(text) < 3000,
        text=text,
    )


def clean(base: str, href: str) -> str | None:
    """The one writing of a link's address; None for what is no page (mailto:, scripts, images, loops, traps)."""
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        parts = urlsplit(urljoin(base, href.strip()))
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        return None
    host = parts.hostname.lower()
    host = f"[{host}]" if ":" in host else host
    if port and port != {"http": 80, "https": 443}[parts.scheme]:
        host = f"{host}:{port}"
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True)
                       if not _TRACKING.match(key)])  # fmt: skip
    path = re.sub(r"/{2,}", "/", re.sub(r";jsessionid=[^/?]*", "", parts.path, flags=re.I)) or "/"
    return urlunsplit((parts.scheme, host, path, query, ""))


def worth(address: str) -> bool:
    """Whether an address may be a page or a document, and is no login page, basket, calendar without end."""
    parts = urlsplit(address)
    shown = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if len(address) > LONGEST or parts.query.count("&") > 5 or parts.path.count("/") > 14:
        return False
    return not (_NOT_PAGES.search(parts.path) or _TRAPS.search(shown) or _REPEATED.search(parts.path))
