"""How often an open page may be called: enough for people, too little to try many links. No address of visitors is looked at."""

import hashlib
import time

from django.core.cache import cache

from levier.core.errors import LevierError

EACH = 12
"""Calls a minute of one link."""
ALL = 600
"""Calls a minute of all links together."""


class TooOften(LevierError):
    """Called too often in the last minute."""

    code = "trop-d-appels"
    http_status = 429
    exit_status = 1


def spend(token: str) -> None:
    """Count one call. Raises TooOften."""
    minute = int(time.time() // 60)
    for key, most in (
        (f"survey:{hashlib.sha256(token.encode()).hexdigest()}:{minute}", EACH),
        (f"survey:{minute}", ALL),
    ):
        cache.add(key, 0, timeout=120)
        try:
            calls = cache.incr(key)
        except ValueError:  # evicted between the two lines
            calls = 1
        if calls > most:
            raise TooOften("Trop d'essais en une minute", mend="Réessayez dans une minute.")
