"""The journal is added to, never changed, and shows that it was not."""

from collections.abc import Iterator
from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from levier.accounts.models import Company
from levier.core.errors import NotAllowed
from levier.policy import journal
from levier.policy.models.journal import JournalEntry, JournalIsAppendOnly
from levier.policy.seal import seal, unseal
from tests.cast import Person


@pytest.fixture
def sealed(transactional_db: None) -> Iterator[None]:
    seal(connection)
    yield
    unseal(connection)


def _write(company: Company, count: int) -> list[JournalEntry]:
    return [journal.record(company.pk, 1, "request.asked", f"r{n}", {"n": n, "é": "œ"}) for n in range(count)]


def _tamper(sql: str, *given: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)


def test_entries_are_numbered_and_chained_from_the_first(company: Company) -> None:
    first, second = _write(company, 2)
    assert (first.number, second.number) == (1, 2)
    assert second.previous == first.hash
    found = journal.verify(company.pk)
    assert found.ok
    assert found.entries == 2
    assert found.heads == {company.pk: (2, second.hash)}


def test_each_company_has_its_own_chain(company: Company, other_company: Company) -> None:
    _write(company, 2)
    (alone,) = _write(other_company, 1)
    assert alone.number == 1
    assert journal.verify().entries == 3
    assert journal.verify(other_company.pk).entries == 1


def test_the_same_key_leaves_one_entry(company: Company) -> None:
    once = journal.record(company.pk, 1, "request.answered", "r1", {"a": 1}, key="r1:answered")
    again = journal.record(company.pk, 1, "request.answered", "r1", {"a": 2}, key="r1:answered")
    assert once.pk == again.pk
    assert journal.verify().entries == 1


def test_the_model_refuses_to_change_or_erase(company: Company) -> None:
    (entry,) = _write(company, 1)
    entry.action = "nothing"
    with pytest.raises(JournalIsAppendOnly):
        entry.save()
    with pytest.raises(JournalIsAppendOnly):
        entry.delete()
    with pytest.raises(JournalIsAppendOnly):
        JournalEntry.objects.filter(pk=entry.pk).update(action="nothing")
    with pytest.raises(JournalIsAppendOnly):
        JournalEntry.objects.all().delete()


def test_the_database_refuses_to_change_or_erase(sealed: None, company: Company) -> None:
    _write(company, 1)
    for sql in ("UPDATE policy_journalentry SET action = 'x'", "DELETE FROM policy_journalentry"):
        with pytest.raises(DatabaseError, match="journal"), transaction.atomic():
            _tamper(sql)
    assert journal.verify().ok


@pytest.mark.parametrize(
    ("sql", "number", "why"),
    [
        ("UPDATE policy_journalentry SET subject = 'autre' WHERE number = 2", 2, "modifié"),
        ("UPDATE policy_journalentry SET details = '{}' WHERE number = 3", 3, "modifié"),
        ("DELETE FROM policy_journalentry WHERE number = 2", 3, "n° 2 manque"),
        (f"UPDATE policy_journalentry SET previous = '{'0' * 64}' WHERE number = 2", 2, "précédente"),
    ],
)
def test_verification_names_the_first_broken_entry(company: Company, sql: str, number: int, why: str) -> None:
    _write(company, 4)
    _tamper(sql)
    found = journal.verify()
    assert not found.ok
    assert found.first_broken is not None
    assert found.first_broken.number == number
    assert why in found.first_broken.reason


def test_writers_at_the_same_time_keep_one_chain(transactional_db: None, company: Company) -> None:
    def write() -> None:
        try:
            _write(company, 10)
        finally:
            connection.close()

    writers = [Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = journal.verify(company.pk)
    assert found.ok
    assert found.entries == 40


def test_an_employee_does_not_see_the_journal(owner: Person, employee: Person, stranger: Person) -> None:
    _write(owner.company, 2)
    assert journal.entries(owner.actor).count() == 2
    assert journal.entries(owner.actor, action="other").count() == 0
    with pytest.raises(NotAllowed):
        journal.entries(employee.actor)
    assert journal.entries(stranger.actor).count() == 0
