"""Hours as people write them: « 8h30 », « 08:00 », « 14 h », « 2026-11-24 08:30:00 »."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

_HOUR = re.compile(r"(?<![\d:h])(\d{1,2})\s*(?:[h:]\s*(\d{2})?)(?:\s*[:m]\s*\d{0,2})?(?![\d])", re.I)
_BARE = re.compile(r"^\s*(\d{1,2})\s*$")
_FRACTION = re.compile(r"^\s*0?[.,]\d+\s*$")
_ZONED = re.compile(r"^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})$")
_HERE = ZoneInfo("Europe/Paris")
_MOST = 48 * 3600


def seconds(text: str) -> int:
    """Seconds from midnight, in France where the text names a zone (« 2026-11-24T08:00:00Z » is nine o'clock). Raises ValueError
    when it is no hour.
    """
    plain = text.strip().lower()
    if _ZONED.search(plain):
        here = datetime.fromisoformat(plain.upper()).astimezone(_HERE)
        return here.hour * 3600 + here.minute * 60
    if _FRACTION.match(plain):  # spreadsheets keep 08:00 as a third of a day
        return round(float(plain.replace(",", ".")) * 86_400)
    found = _BARE.match(plain) or _HOUR.search(plain)
    if not found:
        raise ValueError(text)
    hours = int(found.group(1))
    minutes = int(found.group(2) or 0) if found.re is _HOUR else 0
    value = hours * 3600 + minutes * 60
    if minutes > 59 or value > _MOST or hours > 24:
        raise ValueError(text)
    return value


def window(start: str, end: str) -> tuple[int | None, int | None]:
    """Both ends; « 8h-10h » written in one cell is both. Raises ValueError with the words that are no hour."""
    for text in (start, end):
        parts = [one.group(0) for one in _HOUR.finditer(text.lower())] if text else []
        if (
            len(parts) == 2
            and "-" in re.sub(r"\d{4}-\d{2}-\d{2}", "", text)
            and (not start or not end or start == end)
        ):
            return seconds(parts[0]), seconds(parts[1])
    return (seconds(start) if start.strip() else None, seconds(end) if end.strip() else None)


def written(moment: int) -> str:
    """« 09:05 »; the next days' hours go on: « 25:10 » is written « 01:10 (+1) »."""
    minutes = round(moment / 60)
    hours, rest = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    return f"{hours:02d}:{rest:02d}{f' (+{days})' if days else ''}"
