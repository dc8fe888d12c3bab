"""A company that tries Levier on old data lives at its date, if its owner says so."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from levier.core.errors import BadInput, NotAllowed
from levier.operations import own_date
from levier.policy import journal
from tests.cast import Person

pytestmark = pytest.mark.django_db


def test_the_day_after_the_last_row_is_proposed(owner: Person, weekly_sales: int) -> None:
    assert own_date.day_after_data(owner.actor) == date(2026, 11, 17)


def test_the_owner_moves_the_company_and_the_journal_knows(owner: Person) -> None:
    assert own_date.live_at(owner.actor, date(2011, 7, 1)).today == date(2011, 7, 1)
    assert own_date.live_at(owner.actor, None).today == timezone.localdate()
    assert [one.action for one in journal.entries(owner.actor)] == ["company.date", "company.date"]


def test_nobody_lives_tomorrow(owner: Person) -> None:
    with pytest.raises(BadInput, match="ne peut pas vivre au"):
        own_date.live_at(owner.actor, timezone.localdate() + timedelta(days=1))


def test_a_manager_does_not_move_the_company(manager: Person) -> None:
    with pytest.raises(NotAllowed):
        own_date.live_at(manager.actor, date(2011, 7, 1))


def test_the_settings_page_refuses_another_date_without_a_day(owner: Person) -> None:
    form = {
        "name": "Boulangerie Martin",
        "siren": "",
        "naf": "",
        "currency": "EUR",
        "clock": "own",
        "day": "",
    }
    answer = owner.client.post("/reglages/", form)
    assert answer.status_code == 422
    assert "Choisissez un jour" in answer.content.decode()
    assert owner.client.post("/reglages/", form | {"day": "2011-07-01"}).status_code == 302
    owner.company.refresh_from_db()
    assert owner.company.own_today == date(2011, 7, 1)
