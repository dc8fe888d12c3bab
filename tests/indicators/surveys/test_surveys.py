"""One question, one answer each, nobody followed; the figure always with its interval."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.cache import cache

from levier.core.errors import BadInput, LevierError, NotAllowed, NotFound
from levier.indicators.surveys import limits, services
from levier.indicators.surveys.models import Invitation, Reply, Survey
from tests.cast import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(owner: Person) -> Survey:
    cache.clear()
    return services.create(
        owner.actor, title="Automne", question="nps", closes=owner.company.today + timedelta(days=14)
    )


def test_a_letter_bears_a_link_that_serves_once(owner: Person, survey: Survey) -> None:
    assert (
        services.invite(
            owner.actor,
            survey.pk,
            ["a@client.example", "A@client.example", "b@client.example"],
            "https://l.example",
        )
        == 2
    )
    assert services.invite(owner.actor, survey.pk, ["a@client.example"], "https://l.example") == 0
    assert len(mail.outbox) == 2
    words = str(mail.outbox[0].body)
    link = next(line for line in words.splitlines() if line.startswith("https://l.example/enquete/"))
    token = link.rstrip("/").rsplit("/", 1)[-1]
    services.reply(token, "9", "Livraison rapide")
    with pytest.raises(BadInput, match="déjà répondu"):
        services.reply(token, "0")
    assert Reply.objects.get().note == 9


def test_nothing_ties_a_note_to_a_person(owner: Person, survey: Survey) -> None:
    assert {field.name for field in Reply._meta.get_fields()} == {"id", "survey", "note", "comment", "day"}
    assert "answered_at" not in {field.name for field in Invitation._meta.get_fields()}


@pytest.mark.parametrize("note", ["11", "-1", "", "dix", "9.5"])
def test_a_note_off_the_scale_is_refused_and_the_link_still_serves(
    owner: Person, survey: Survey, note: str
) -> None:
    token = services.links(owner.actor, survey.pk, 1, "https://l")[0].rstrip("/").rsplit("/", 1)[-1]
    with pytest.raises(BadInput, match="note de 0 à 10"):
        services.reply(token, note)
    services.reply(token, "7")


def test_a_link_that_levier_did_not_sign_opens_nothing(survey: Survey) -> None:
    for token in ("1", "abc:def", services.token_of(Invitation(pk=99_999))):
        with pytest.raises(NotFound):
            services.invited(token)


def test_results_come_with_their_interval_and_comments_wait_for_five_answers(
    owner: Person, survey: Survey
) -> None:
    tokens = [
        one.rstrip("/").rsplit("/", 1)[-1] for one in services.links(owner.actor, survey.pk, 6, "https://l")
    ]
    for token, note in zip(tokens[:4], ("10", "9", "7", "3"), strict=True):
        services.reply(token, note, "Un mot")
    found = services.results(survey)
    assert found.value == pytest.approx(25)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 25 < found.high
    assert found.comments == []
    services.reply(tokens[4], "10")
    assert len(services.results(survey).comments) == 4


def test_addresses_are_erased_when_the_survey_is_over(owner: Person, survey: Survey) -> None:
    services.invite(owner.actor, survey.pk, ["a@client.example"], "https://l")
    assert services.forget_addresses() == 0
    Survey.objects.update(closes=owner.company.today - timedelta(days=1))
    assert services.forget_addresses() == 1
    assert Invitation.objects.get().email == ""
    with pytest.raises(BadInput, match="terminée"):
        services.reply(services.token_of(Invitation.objects.get()), "5")


def test_what_cannot_be_sent_is_refused_whole(
    owner: Person, employee: Person, stranger: Person, survey: Survey
) -> None:
    with pytest.raises(BadInput, match="n'est pas une adresse"):
        services.invite(owner.actor, survey.pk, ["a@client.example", "n'importe quoi"], "https://l")
    assert not Invitation.objects.exists()
    assert not mail.outbox
    with pytest.raises(NotAllowed):
        services.invite(employee.actor, survey.pk, ["a@client.example"], "https://l")
    with pytest.raises(NotFound):
        services.get(stranger.actor, survey.pk)
    for given in ({"closes": date(2000, 1, 1)}, {"question": "autre"}, {"title": " "}):
        with pytest.raises(LevierError):
            services.create(
                owner.actor, **{"title": "x", "question": "csat", "closes": owner.company.today, **given}
            )  # type: ignore[arg-type]


def test_one_link_is_not_tried_without_end() -> None:
    cache.clear()
    for _ in range(limits.EACH):
        limits.spend("jeton")
    with pytest.raises(limits.TooOften):
        limits.spend("jeton")
    limits.spend("un autre")
