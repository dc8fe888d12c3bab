"""Which kind a table is of, from how well its columns fill the fields of each."""

from levier.tables.kinds import Kind


def kind_score(kind: Kind, found: dict[str, float], width: int) -> float:
    """0–1. Required groups found (two fifths), distinctive fields (a fifth), share of the file's columns used (two fifths)."""
    groups = [max((found.get(name, 0.0) for name in group), default=0.0) for group in kind.requires]
    required = sum(groups) / len(groups)
    signs = [found.get(name, 0.0) for name in kind.distinctive]
    distinctive = sum(signs) / len(signs) if signs else 0.0
    used = min(sum(found.values()) / max(width, 1), 1.0)
    if min(groups) == 0:
        required *= 0.5
    return round(0.4 * required + 0.2 * distinctive + 0.4 * used, 4)
