"""What Levier consumes in this company, measured on the machine: sizes on disk, growth, seconds of work, people."""

from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from pathlib import Path
from statistics import mean, stdev

from django.conf import settings
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from levier.accounts.models import Membership
from levier.core.actor import Actor
from levier.knowledge.models import DocumentVersion
from levier.orchestrator.models import Request, StepRecord
from levier.policy.rights import Permission, require
from levier.tables.models import DatasetVersion

WEEKS = 13
_GB = 1e9


@dataclass(frozen=True)
class Consumption:
    """``files_gb``: the company's tables and documents; ``database_gb``: the whole installation's; ``growth_gb``: a week, with
    its 90 % interval; ``seconds``: of steps, a week; ``memory_gb``: the most this process has held, None where the system
    does not say (the memory of each run is not recorded). ``weeks``: how many were measured."""

    files_gb: float
    database_gb: float
    growth_gb: float
    growth_low: float
    growth_high: float
    seconds: float
    requests: float
    memory_gb: float | None
    people: int
    weeks: int

    @property
    def in_three_years(self) -> tuple[float, float]:
        """GB on disk after three years, low and high."""
        now = self.files_gb + self.database_gb
        return now + 156 * max(self.growth_low, 0.0), now + 156 * self.growth_high


def measure(actor: Actor) -> Consumption:
    """Raises NotAllowed."""
    require(actor, Permission.STEER)
    now = timezone.now()
    company = actor.company_id
    tables = [(one.created, _size(one)) for one in DatasetVersion.objects.filter(company_id=company)]
    found = DocumentVersion.objects.filter(document__company_id=company).values_list("added", "size")
    things = [*tables, *found]
    oldest = min((moment for moment, _ in things), default=now)
    weeks = max(1, min(WEEKS, int((now - oldest) / timedelta(weeks=1))))
    grown = [0.0] * weeks
    for moment, size in things:
        age = int((now - moment) / timedelta(weeks=1))
        if age < weeks:
            grown[age] += size / _GB
    usual = mean(grown)
    doubt = 1.645 * stdev(grown) / sqrt(weeks) if weeks > 1 else usual
    since = now - timedelta(weeks=weeks)
    requests = Request.objects.filter(company_id=company, created__gte=since)
    seconds = StepRecord.objects.filter(request__in=requests).aggregate(sum=Sum("seconds"))["sum"] or 0.0
    return Consumption(
        sum(size for _, size in things) / _GB, _database() / _GB, usual, max(0.0, usual - doubt), usual + doubt,
        seconds / weeks, requests.count() / weeks, _memory(), Membership.objects.filter(company_id=company).count(), weeks,
    )  # fmt: skip


def _size(version: DatasetVersion) -> int:
    paths = [version.parquet_path, version.rejects_path, version.original_path if version.original else None]
    return sum(path.stat().st_size for path in paths if path is not None and path.is_file())


def _database() -> int:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    found = [
        Path(settings.HOME) / name
        for name in ("levier.sqlite3", "levier.sqlite3-wal", "durable.sqlite3", "durable.sqlite3-wal")
    ]
    return sum(path.stat().st_size for path in found if path.is_file())


def _memory() -> float | None:
    status = Path("/proc/self/status")
    if not status.is_file():
        return None
    line = next((one for one in status.read_text().splitlines() if one.startswith("VmHWM:")), "")
    return int(line.split()[1]) * 1024 / _GB if line else None
