"""« Accueil » and the frame of every page."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from levier.core.french.typography import unbroken
from levier.tables.models import DatasetVersion
from levier.web import formats, icons
from tests.cast import Person
from tests.web.answers import ASKED, answered
from tests.web.world import World

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_an_empty_company_is_invited_to_import_its_sales(owner: Person) -> None:
    assert "Importez vos ventes" in owner.client.get("/").content.decode()


def test_a_person_who_may_not_import_is_not_invited_to(employee: Person) -> None:
    assert "Importez vos ventes" not in employee.client.get("/").content.decode()


def test_the_last_answers_are_on_the_home_page_of_the_one_who_asked(
    world: World, owner: Person, manager: Person
) -> None:
    request = answered(world, owner)
    where = reverse("ask_request", args=[request.pk])
    assert where in owner.client.get("/").content.decode()
    assert where not in manager.client.get("/").content.decode()


def test_the_left_bar_shows_only_what_the_person_may_use(owner: Person, employee: Person) -> None:
    rules = f'href="{reverse("settings")}"'
    assert rules in owner.client.get("/").content.decode()
    assert rules not in employee.client.get("/").content.decode()


def test_the_tabs_of_trust_show_only_what_the_person_may_open(owner: Person, employee: Person) -> None:
    journal = f'href="{reverse("trust_journal")}"'
    assert journal in owner.client.get("/confiance/").content.decode()
    page = employee.client.get("/confiance/").content.decode()
    assert journal not in page
    assert f'href="{reverse("approvals")}"' in page


def test_a_page_may_load_nothing_from_elsewhere(owner: Person) -> None:
    policy = owner.client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src 'self';" in policy
    assert "http" not in policy


def test_a_demo_company_shows_its_own_date(owner: Person) -> None:
    owner.company.own_today = datetime(2011, 9, 1, tzinfo=UTC).date()
    owner.company.save()
    assert (
        "Nous sommes le 1er septembre 2011 (date de la démonstration)"
        in owner.client.get("/").content.decode()
    )


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=5), "à l'instant"),
        (timedelta(minutes=3), "il y a 3\u00a0min"),
        (timedelta(hours=2), "il y a 2\u00a0h"),
        (timedelta(days=3), "il y a 3 jours"),
        (timedelta(days=40), "14/10/2026"),
    ],
)
def test_moments_are_told_as_people_do(ago: timedelta, words: str) -> None:
    assert formats.since(NOW - ago, NOW) == words


def test_values_are_written_in_their_units() -> None:
    assert formats.value(1234.5, "€") == "1\u202f234,50\u00a0€"
    assert formats.value(-0.12, "%") == "−12\u00a0%"
    assert formats.value("2026-11-23", "date") == "23/11/2026"
    assert formats.value(None, "€") == "—"
    assert formats.cost(0) == "0\u00a0€ — calculé sur votre machine"


@given(st.text(alphabet="ab :;?!%€«»1", max_size=40))
def test_french_spaces_change_no_letter(text: str) -> None:
    assert unbroken(text).replace("\u00a0", " ") == text


def test_every_named_icon_is_drawn_and_an_unknown_one_has_a_stand_in() -> None:
    assert set(icons.NAMES) <= icons.drawn()
    assert icons.known("no-such-icon") in icons.drawn()


def test_asked_words_never_end_a_line_before_their_question_mark(world: World, owner: Person) -> None:
    answered(world, owner)
    assert unbroken(ASKED) in owner.client.get("/").content.decode().replace("&#x27;", "'")


def test_old_data_is_told_to_the_owner_with_the_way_out(world: World, owner: Person) -> None:
    assert "Vos données sont anciennes" not in owner.client.get("/").content.decode()
    DatasetVersion.objects.update(last_day=date(2011, 6, 30))
    page = owner.client.get("/").content.decode()
    assert "Vos données sont anciennes" in page
    assert "arrêtent au 30/06/2011" in page


def test_the_next_step_of_the_method_is_proposed_to_those_who_steer(
    world: World, owner: Person, employee: Person
) -> None:
    answered(world, owner)
    answered(world, employee)
    assert "Méthode : diagnostic" in owner.client.get("/").content.decode()
    assert "Méthode : diagnostic" not in employee.client.get("/").content.decode()
