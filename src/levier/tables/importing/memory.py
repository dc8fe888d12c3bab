"""Whether the machine has the memory to read a table: refused with a sentence, rather than killed by the system."""

from pathlib import Path

from levier.core.errors import BadInput

_TIMES = 9
"""Memory taken by the import of a text table, in times its size (measured: 256 MB take 2.3 GB, all steps included)."""
_KEPT_FREE = 200 * 1024 * 1024
_MEMINFO = Path("/proc/meminfo")
_LIMIT, _USED = Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")


def require_memory(size: int, where: str) -> None:
    """Raises BadInput when a table of ``size`` bytes cannot be held; says nothing where the system does not tell."""
    free = available()
    if free is not None and _TIMES * size > free - _KEPT_FREE and size > 16 * 1024 * 1024:
        parts = max(2, -(-_TIMES * size // max(free - _KEPT_FREE, 1)))
        raise BadInput(
            f"Cette machine n'a pas assez de mémoire libre pour ce tableau de {size // 1024**2}\u00a0Mo "
            f"(il en faut environ {_TIMES * size // 1024**2}, il en reste {free // 1024**2})",
            where=where,
            mend=f"Découpez-le par période en {min(parts, 50)} fichiers et importez-les l'un après l'autre avec « ajouter ».",
        )


def available() -> int | None:
    """Bytes that a process may still take, None when the system does not tell."""
    found = [size for size in (_of_machine(), _of_container()) if size is not None]
    return min(found) if found else None


def _of_machine() -> int | None:
    try:
        lines = _MEMINFO.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)


def _of_container() -> int | None:
    try:
        limit = _LIMIT.read_text(encoding="ascii").strip()
        return None if limit == "max" else int(limit) - int(_USED.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
