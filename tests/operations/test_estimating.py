"""How long an import will take is told from what earlier ones took, and only then."""

from datetime import timedelta

from django.utils import timezone

from levier.operations.importing.estimating import seconds_left
from levier.operations.importing.models import Batch, FileKind, FileState
from tests.cast import Person


def _batch(person: Person, state: FileState, sizes: list[int], seconds_a_byte: float = 0.0) -> Batch:
    batch = Batch.objects.create(company_id=person.actor.company_id, person_id=person.actor.person_id)
    now = timezone.now()
    for size in sizes:
        took = timedelta(seconds=size * seconds_a_byte)
        batch.files.create(
            company_id=person.actor.company_id, person_id=person.actor.person_id, token=f"t{batch.pk}-{size}", name=f"n{size}.PDF",
            size=size, kind=FileKind.DOCUMENT, state=state, started=now - took, finished=now,
        )  # fmt: skip
    return batch


def test_nothing_is_said_before_a_few_files_of_the_kind_were_imported(owner: Person) -> None:
    _batch(owner, FileState.DONE, [10_000, 20_000], 0.001)
    assert seconds_left(_batch(owner, FileState.WAITING, [50_000])) is None


def test_the_time_left_follows_the_median_pace_of_this_machine(owner: Person) -> None:
    _batch(owner, FileState.DONE, [10_000, 20_000, 30_000], 0.001)
    _batch(owner, FileState.DONE, [11_000], 1.0)
    waiting = _batch(owner, FileState.WAITING, [50_000, 25_000])
    assert round(seconds_left(waiting) or 0) == 75
