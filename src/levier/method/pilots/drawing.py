"""Which way the next file of an A/B pilot is done: drawn by chance, in blocks of four so that both sides stay even."""

import random

from levier.indicators.measuring.models import Timing, Way
from levier.method.pilots.models import Pilot

_BLOCK = (Way.WITH, Way.WITH, Way.WITHOUT, Way.WITHOUT)


def next_way(pilot: Pilot) -> Way:
    """The same until the file is timed, so that nobody draws again until it suits them."""
    done = Timing.objects.filter(
        company_id=pilot.company_id, task=pilot.capability, day__gte=pilot.starts
    ).count()
    block = list(_BLOCK)
    random.Random(f"{pilot.pk}:{done // len(block)}").shuffle(block)  # noqa: S311 - a fair draw, not a secret
    return block[done % len(block)]
