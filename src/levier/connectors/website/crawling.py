"""Walk a site: its sitemap first, then its links, breadth first; what did not change is not fetched again.

A page that is known is asked for with its ETag or its date: « 304 » costs nothing. Its links are kept with its mark, so
that a page that did not change still leads to the others.
"""

import hashlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from levier.connectors.contract import Change, Fault, Item, Progress, Removed, State
from levier.connectors.faults import Away, Forbidden, Refused
from levier.connectors.files import shown
from levier.connectors.outside.web import Answer, Redirected, TooBig, Web, plain
from levier.connectors.running.budget import Budget
from levier.connectors.website import robots, sitemap
from levier.connectors.website.pages import DOCUMENTS, Page, clean, read, worth
from levier.core.errors import LevierError

_LARGEST_PAGE = 10 * 1024**2
_MOST_AWAY = 5
_MOST_LINKS = 500
_KEPT_EVERY = 25
"""Pages between two states that are kept: a run that is cut short asks again only for what changed."""


@dataclass(frozen=True)
class Limits:
    """``pace``: seconds between two fetches at least; ``inside``: only below the first page's address."""

    pages: int = 500
    depth: int = 5
    pace: float = 1.0
    inside: bool = False
    documents: bool = True


@dataclass
class Crawl:
    """One walk. ``links`` (address → links) is kept in the cursor between runs."""

    web: Web
    start: str
    limits: Limits
    rules: robots.Robots
    links: dict[str, list[str]] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _here: set[str] = field(default_factory=set)
    _away: int = 0
    _fetched: int = 0

    def run(self, state: State, budget: Budget) -> Iterator[Change]:
        """Every page that changed, then those that are no more."""
        self.links = dict(state.cursor.get("links", {}))
        self.tags = dict(state.cursor.get("tags", {}))
        first = clean(self.start, self.start) or self.start
        listed = self.listed(budget)
        waiting = deque([(first, 0), *((address, 1) for address in listed if address != first)])
        self._seen = {address for address, _ in waiting}
        whole = True
        while waiting:
            if self._fetched >= self.limits.pages:
                whole = False
                break
            address, depth = waiting.popleft()
            if not self._may(address):
                continue
            budget.check()
            yield from self._visit(address, state, budget)
            if self._away >= _MOST_AWAY:
                raise Away(
                    "Le site ne répond plus", where=plain(self.start), mend="Levier réessaiera plus tard."
                )
            if depth < self.limits.depth:
                for link in self.links.get(address, []):
                    if link not in self._seen:
                        self._seen.add(link)
                        waiting.append((link, depth + 1))
            left = min(self.limits.pages, self._fetched + len(waiting))
            cursor = self._cursor() if self._fetched % _KEPT_EVERY == 0 else None
            yield Progress(self._fetched, left, shown(urlsplit(address).path, 80), cursor)
        yield Progress(self._fetched, self._fetched, cursor=self._cursor())
        if whole:
            yield from (Removed(key) for key in state.known if key not in self._here)

    def listed(self, budget: Budget | None = None) -> dict[str, str]:
        """The pages that the site's sitemaps announce and that may be read: address → date of change."""
        parts = urlsplit(self.start)
        starts = self.rules.sitemaps or [f"{parts.scheme}://{parts.netloc}/sitemap.xml"]
        mine = [one for one in starts if self._same_site(one)][:20]

        def fetch(address: str) -> bytes | None:
            if budget:
                budget.check()
            try:
                answer = self.web.request("GET", address, most=sitemap.MOST_BYTES, budget=budget)
            except LevierError:
                return None
            return answer.body if answer.status == 200 else None

        found = sitemap.read_all(mine, fetch, self._same_site, self.limits.pages * 2)
        written = {clean(self.start, address): changed for address, changed in found.pages.items()}
        return {address: changed for address, changed in written.items() if address and self._may(address)}

    def title_of(self, answer: Answer) -> str:
        return read(_text(answer), answer.address).title if "html" in answer.type else ""

    def _visit(self, address: str, state: State, budget: Budget) -> Iterator[Change]:
        known = state.known.get(address, "")
        tag = self.tags.get(address, "") if known else ""
        headers = _conditions(tag)
        if self._fetched:
            budget.pause(max(self.limits.pace, self.rules.delay))
        self._fetched += 1
        try:
            most = budget.file_bytes if _is_document(address) else _LARGEST_PAGE
            answer = self.web.request("GET", address, most=most, budget=budget, headers=headers)
        except Redirected:
            self._here.discard(address)
            return
        except (TooBig, Forbidden, Refused) as error:
            self._here.add(address)
            yield Fault(address, error.what, error.mend, mark=tag, name=_name(address), address=address)
            return
        except Away as error:
            self._away += 1
            self._here.add(address)
            yield Fault(address, error.what, error.mend, name=_name(address), address=address)
            return
        yield from self._received(address, answer, known, budget)

    def _received(self, address: str, answer: Answer, known: str, budget: Budget) -> Iterator[Change]:
        if answer.status == 304:
            self._away = 0
            self._here.add(address)
            return
        if answer.status in (404, 410):
            return
        if answer.status == 429 or answer.status >= 500:
            self._away += 1
            self._here.add(address)
            budget.pause(min(_retry_after(answer), 60.0))
            return
        if answer.status != 200:  # refused for now: what is known of it stays
            self._here.add(address)
            return
        self._away = 0
        final = clean(answer.address, answer.address) or address
        if final != address:
            if final in self._here or not self._may(final):
                return
            self._seen.add(final)
        if "html" in answer.type:
            yield from self._page(address, final, answer, known)
        elif self.limits.documents and (
            _is_document(final) or answer.type in ("application/pdf", "text/plain")
        ):
            yield from self._kept(final, answer, "", _name(final))

    def _page(self, address: str, final: str, answer: Answer, known: str) -> Iterator[Change]:
        page = read(_text(answer), answer.address, answer.headers.get("x-robots-tag", ""))
        self.links[address] = self._followed(page)
        if page.login or not page.index:
            return
        canonical = page.canonical if page.canonical and self._may(page.canonical) else final
        if canonical != final:
            if canonical not in self._seen:
                self.links[address] = [canonical, *self.links[address]]
            return
        name = _name(final)
        name = name if name.lower().endswith((".html", ".htm")) else f"{name}.html"
        yield from self._kept(final, answer, page.title, name, page.text)

    def _kept(self, key: str, answer: Answer, title: str, name: str, text: str = "") -> Iterator[Change]:
        self._here.add(key)
        if answer.etag:
            self.tags[key] = answer.etag
        # Pages carry tokens and counters that change at each visit: only a change of what one reads is a change.
        mark = hashlib.sha256(f"{title}\n{text}".encode() if text else answer.body).hexdigest()
        yield Item(key, answer.body, mark, name, title=title, address=key, dated=_changed(answer))

    def _followed(self, page: Page) -> list[str]:
        return [link for link in page.links if self._may(link)][:_MOST_LINKS] if page.follow else []

    def _may(self, address: str) -> bool:
        parts = urlsplit(address)
        if not self._same_site(address) or not worth(address):
            return False
        if self.limits.inside and not address.startswith(self.start):
            return False
        if _is_document(address) and not self.limits.documents:
            return False
        return self.rules.allows(parts.path + (f"?{parts.query}" if parts.query else ""))

    def _same_site(self, address: str) -> bool:
        try:
            mine, other = urlsplit(self.start), urlsplit(address)
            if other.scheme not in ("http", "https") or mine.hostname != other.hostname:
                return False
            usual = {None, 80, 443}
            return mine.port == other.port or (mine.port in usual and other.port in usual)
        except ValueError:
            return False

    def _cursor(self) -> dict[str, object]:
        kept = self._here | {address for address in self.links if address in self._seen}
        return {
            "links": {address: self.links[address] for address in sorted(kept) if address in self.links},
            "tags": {address: self.tags[address] for address in sorted(self._here) if address in self.tags},
        }


def site_rules(web: Web, start: str, budget: Budget | None = None) -> robots.Robots:
    """The site's robots.txt: none (4xx) allows everything, a server's fault (5xx) forbids everything."""
    parts = urlsplit(start)
    try:
        answer = web.request(
            "GET", f"{parts.scheme}://{parts.netloc}/robots.txt", most=robots.MOST, budget=budget
        )
    except (TooBig, Redirected):
        return robots.Robots()
    if answer.status >= 500:
        return robots.Robots(closed=True)
    if answer.status != 200 or not robots.looks_like_robots(answer.body):
        return robots.Robots()
    return robots.read(answer.body.decode("utf-8", "replace"))


def _conditions(tag: str) -> dict[str, str]:
    if not tag:
        return {}
    return {"If-None-Match": tag} if tag.startswith(('"', "W/")) else {"If-Modified-Since": tag}


def _text(answer: Answer) -> str:
    charset = answer.headers.get("content-type", "").lower().partition("charset=")[2].strip(" \"';")
    try:
        return answer.body.decode(charset or "utf-8", "replace")
    except LookupError:
        return answer.body.decode("utf-8", "replace")


def _is_document(address: str) -> bool:
    return urlsplit(address).path.lower().endswith(DOCUMENTS)


def _name(address: str) -> str:
    parts = urlsplit(address)
    last = unquote(parts.path.rstrip("/").rsplit("/", 1)[-1])
    return shown(last or parts.hostname or "page", 150)


def _changed(answer: Answer) -> date | None:
    try:
        return parsedate_to_datetime(answer.headers.get("last-modified", "")).date()
    except (TypeError, ValueError):
        return None


def _retry_after(answer: Answer) -> float:
    said = answer.headers.get("retry-after", "")
    if said.isdigit():
        return float(said)
    try:
        return max((parsedate_to_datetime(said) - datetime.now().astimezone()).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return 5.0
