"""robots.txt as RFC 9309 has it: the longest rule that matches decides, « allow » wins a tie; a fault closes or opens."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

MOST = 512 * 1024
"""Bytes of a robots.txt that are read (RFC 9309 asks for at least 500 KiB)."""
_LONGEST_DELAY = 30.0


@dataclass
class Robots:
    """The rules for our agent. ``closed``: the file could not be read because of the server, so nothing may be."""

    rules: list[tuple[str, bool]] = field(default_factory=list)
    delay: float = 0.0
    sitemaps: list[str] = field(default_factory=list)
    closed: bool = False

    def allows(self, path: str) -> bool:
        """Whether the path (with its query) may be fetched."""
        if self.closed:
            return False
        path = _normal(path or "/")
        best: tuple[int, bool] = (-1, True)
        for pattern, allow in self.rules:
            if _matches(pattern, path):
                best = max(best, (len(pattern), allow))
        return best[1]


def read(text: str, agent: str = "levier") -> Robots:
    """The rules of the group that names our agent, else of « * »."""
    found = Robots()
    groups: dict[str, Robots] = {}
    names: list[str] = []
    in_rules = False
    for line in text.splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "sitemap" and value:
            found.sitemaps.append(value)
        elif key == "user-agent":
            names = [*([] if in_rules else names), value.lower()]
            in_rules = False
            groups.setdefault(value.lower(), Robots())
        elif names and key in ("allow", "disallow"):
            in_rules = True
            if value:
                for name in names:
                    groups[name].rules.append((_normal(value), key == "allow"))
        elif names and key == "crawl-delay":
            in_rules = True
            for name in names:
                groups[name].delay = _seconds(value)
    mine = groups.get(agent) or groups.get("*") or Robots()
    found.rules, found.delay = mine.rules, mine.delay
    return found


def _seconds(value: str) -> float:
    try:
        return min(max(float(value.replace(",", ".")), 0.0), _LONGEST_DELAY)
    except ValueError:
        return 0.0


def _normal(path: str) -> str:
    """One writing for each path: « %7E » and « ~ » are the same."""
    return quote(unquote(path), safe="/*$?=&;:,+@!'()~-._")


def _matches(pattern: str, path: str) -> bool:
    """Without a regular expression of theirs: « * » is anything, a last « $ » the end."""
    end = pattern.endswith("$")
    parts = (pattern[:-1] if end else pattern).split("*")
    if not path.startswith(parts[0]):
        return False
    place = len(parts[0])
    for part in parts[1:]:
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    if not end:
        return True
    return place == len(path) or (len(parts) > 1 and path.endswith(parts[-1]))


def looks_like_robots(body: bytes) -> bool:
    """Some sites answer any address with a page: that is no robots.txt."""
    return not re.search(rb"<html|<!doctype", body[:2000], re.IGNORECASE)
