"""What may be learned from, what choices are made on, and what is only reported."""

import zlib


def part(group: str) -> str:
    """ "train" (50 %), "tune" (10 %) or "held-out" (40 %): the last is the « validation » of ``worlds.side``."""
    tenth = zlib.crc32(group.encode()) % 10
    return "train" if tenth < 5 else "tune" if tenth < 6 else "held-out"
