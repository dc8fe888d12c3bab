"""Boards follow the tables: what a deletion leaves, and a look at the thresholds after an import."""

import logging
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_save

from levier import durable
from levier.operations.boards.models import AlertSource, BoardAlert, Tile, TileReader
from levier.policy.forgetting import forgets
from levier.tables.models import Dataset, DatasetGrant

_log = logging.getLogger(__name__)


def connect() -> None:
    """Called once, when the application starts."""
    post_save.connect(imported, sender=Dataset, dispatch_uid="boards")


def imported(sender: type[Dataset], instance: Dataset, **_: Any) -> None:
    """Another version of a table is in use: a worker looks at the company's thresholds once it is written."""
    if not instance.current or not watched(instance.company_id):
        return
    company = instance.company_id
    transaction.on_commit(lambda: look_soon(company))


def watched(company: int) -> bool:
    """Whether anything of the company is watched."""
    tiles = Tile.objects.filter(board__company_id=company)
    return tiles.filter(Q(low__isnull=False) | Q(high__isnull=False) | Q(watch_breaks=True)).exists()


def look_soon(company: int) -> None:
    """Have a worker look now; where none can be told (a command), the scheduled look comes within ten minutes."""
    if durable.launched() not in ("web", "worker"):
        return
    try:
        durable.start("boards-watch", f"boards-{uuid.uuid4()}", {"company": company})
    except Exception:  # no engine in this process, or its database is away: the schedule does it
        _log.info("the thresholds of company %s wait for the scheduled look", company)


@forgets
def forgotten(company: int, kind: str, item: int) -> None:
    """A table is being deleted: its alerts go, and its tiles remember who could read it."""
    if kind != "dataset":
        return
    dataset = Dataset.objects.filter(company_id=company, pk=item).first()
    if dataset is None:
        return
    BoardAlert.objects.filter(sources__in=AlertSource.objects.filter(dataset=item)).delete()
    tokens = set(DatasetGrant.objects.filter(dataset=dataset).values_list("token", flat=True))
    left = Dataset.objects.filter(company_id=company, kind=dataset.kind).exclude(pk=item).exists()
    lost = Tile.objects.filter(board__company_id=company, kind=dataset.kind)
    for tile in lost.filter(dataset=item) if left else lost:
        tile.last_readers.all().delete()
        TileReader.objects.bulk_create(TileReader(tile=tile, token=token) for token in tokens)
        Tile.objects.filter(pk=tile.pk).update(dataset_name=dataset.name)
