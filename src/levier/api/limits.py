"""How many calls a person's programs may make: enough for work, too few to exhaust one ordinary machine."""

import os
import time

from django.core.cache import cache

from levier.core.actor import Actor
from levier.core.errors import LevierError

CALLS_A_MINUTE = int(os.environ.get("LEVIER_API_CALLS_A_MINUTE", "120"))
SHOP_CALLS_A_MINUTE = int(os.environ.get("LEVIER_SHOP_CALLS_A_MINUTE", "3000"))
"""All visitors of one shop together: the addresses of visitors are not looked at, and a proxy would hide them."""
_MINUTE = 60


class TooMany(LevierError):
    """The person called too often in the last minute; the message says how long to wait."""

    code = "trop-d-appels"
    http_status = 429
    exit_status = 1


def spend(actor: Actor) -> None:
    """Count one call of ``actor``. Raises TooMany above ``CALLS_A_MINUTE``.

    Counted in Django's cache: per process by default, across processes where a shared cache is configured.
    """
    count(f"{actor.company_id}:{actor.person_id}", CALLS_A_MINUTE)


def count(caller: str, most: int) -> None:
    """Count one call of ``caller``. Raises TooMany above ``most`` in a minute."""
    now = time.time()
    key = f"api-calls:{caller}:{int(now // _MINUTE)}"
    cache.add(key, 0, timeout=2 * _MINUTE)
    try:
        calls = cache.incr(key)
    except ValueError:  # the entry was evicted between the two lines
        calls = 1
    if calls > most:
        wait = _MINUTE - int(now) % _MINUTE
        raise TooMany(f"Plus de {most} appels en une minute", mend=f"Réessayez dans {wait} seconde(s).")
