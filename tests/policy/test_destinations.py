"""Nothing goes anywhere unless an administrator said so, class by class; each word is in the journal."""

import pytest
from django.test import override_settings

from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.policy import destinations, journal
from levier.policy.addresses import host_of, is_this_machine
from levier.policy.destinations import DataClass
from levier.policy.models import JournalEntry
from tests.cast import Person

MODEL = "https://modele.exemple.fr/v1"

pytestmark = pytest.mark.django_db


def test_by_default_there_is_no_destination_and_nothing_may_leave(owner: Person) -> None:
    assert destinations.destinations() == []
    for data_class in DataClass:
        with pytest.raises(NotAllowed, match=r"modele\.exemple\.fr"):
            destinations.check(data_class, MODEL, company_id=owner.company_id)


def test_the_machine_itself_is_no_destination(owner: Person) -> None:
    for address in ("http://127.0.0.1:8901/v1", "http://localhost:1", "http://[::1]:80/"):
        assert is_this_machine(address)
        assert destinations.check("personal", address, company_id=owner.company_id) is False
    for address in ("http://192.168.1.4:11434", "https://127.0.0.1.evil.example", "http://0x7f.example"):
        assert not is_this_machine(address)


def test_only_the_allowed_classes_may_go_and_only_for_that_company(owner: Person, stranger: Person) -> None:
    destinations.allow(owner.actor, MODEL, ["public", "internal"], label="Modèle")
    assert destinations.check("internal", MODEL, company_id=owner.company_id) is False
    assert not destinations.may_go("confidential", MODEL, company_id=owner.company_id)
    assert not destinations.may_go("public", MODEL, company_id=stranger.company_id)
    assert not destinations.may_go("public", "https://modele.exemple.fr:8443/v1", company_id=owner.company_id)
    assert [one.address for one in destinations.destinations(owner.company_id)] == ["modele.exemple.fr:443"]
    assert destinations.destinations(stranger.company_id) == []


def test_personal_data_is_pseudonymised_unless_told_otherwise(owner: Person) -> None:
    destinations.allow(owner.actor, MODEL, ["personal"])
    assert destinations.check("personal", MODEL, company_id=owner.company_id) is True
    destinations.allow(owner.actor, MODEL, ["personal"], pseudonymised=[])
    assert destinations.check("personal", MODEL, company_id=owner.company_id) is False


def test_only_who_may_configure_decides(manager: Person, employee: Person, accountant: Person) -> None:
    for person in (manager, employee, accountant):
        with pytest.raises(NotAllowed):
            destinations.allow(person.actor, MODEL, ["public"])
        with pytest.raises(NotAllowed):
            destinations.forbid(person.actor, MODEL)


def test_each_decision_is_in_the_journal(owner: Person) -> None:
    destinations.allow(owner.actor, MODEL, ["internal"])
    destinations.forbid(owner.actor, MODEL)
    actions = list(
        JournalEntry.objects.filter(company_id=owner.company_id)
        .order_by("number")
        .values_list("action", "subject")
    )
    assert actions[-2:] == [
        ("destination.allowed", "modele.exemple.fr:443"),
        ("destination.forbidden", "modele.exemple.fr:443"),
    ]
    assert journal.verify(owner.company_id).ok
    assert destinations.destinations() == []


def test_what_makes_no_sense_is_refused(owner: Person) -> None:
    for address, classes in (
        (MODEL, []),
        (MODEL, ["secret"]),
        ("pas une adresse", ["public"]),
        ("http://127.0.0.1", ["public"]),
    ):
        with pytest.raises(BadInput):
            destinations.allow(owner.actor, address, classes)
    with pytest.raises(NotFound):
        destinations.forbid(owner.actor, MODEL)
    assert host_of("HTTPS://API.Exemple.fr/v1/") == "api.exemple.fr:443"


@override_settings(
    EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="smtp.exemple.fr", EMAIL_PORT=587
)
def test_a_mail_server_outside_is_listed() -> None:
    assert [(one.address, one.purpose) for one in destinations.destinations()] == [
        ("smtp.exemple.fr:587", "smtp")
    ]
