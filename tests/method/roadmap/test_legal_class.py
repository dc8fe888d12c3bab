"""The class of an own idea comes from the rules of the registers, with the article that decides."""

import pytest
from django.urls import reverse

from levier.core.errors import BadInput
from levier.method.roadmap import editing, legal_class
from levier.method.roadmap.evaluating import Evaluated, roadmap_of
from levier.policy import tokens
from tests.api.conftest import Program
from tests.cast import Person

pytestmark = pytest.mark.django_db


def evaluated(owner: Person, usage: str, risk: str = "") -> Evaluated:
    editing.save_use_case(
        owner.actor, editing.GivenUseCase(title="Notre idée", usage=usage, risk=risk, sponsor=owner.person_id)
    )
    return next(one for one in roadmap_of(owner.actor).evaluated if one.title == "Notre idée")


def legal(one: Evaluated) -> str:
    return next(part.said for part in one.parts if part.name == "legal")


def test_every_common_use_has_a_class_and_an_article_or_none_that_applies() -> None:
    assert len(legal_class.usages()) >= 25
    for one in legal_class.usages():
        found = legal_class.classed(one.id)
        assert legal_class.told(found)
        assert legal_class.risk_of(one.id) in ("minimal", "limited", "high")
        assert (legal_class.forbidden(one.id) is not None) == (found.risk == "prohibited")


def test_sorting_applications_is_high_risk_by_annex_iii_whatever_was_typed(owner: Person) -> None:
    found = evaluated(owner, "hiring", risk="minimal")
    assert found.candidate.use_case is not None
    assert found.candidate.use_case.risk == "high"
    assert "annexe III" in legal(found)
    assert not [one for one in found.barriers if one.name == "prohibited"]


def test_a_prohibited_use_is_put_aside_with_its_article(owner: Person) -> None:
    found = evaluated(owner, "work-emotion")
    (stopped,) = [one for one in found.barriers if one.name == "prohibited"]
    assert "art. 5" in stopped.reason


def test_an_idea_like_none_keeps_the_risk_that_was_said(owner: Person) -> None:
    found = evaluated(owner, "", risk="limited")
    assert legal(found) == "Risque limité."


def test_a_use_that_does_not_exist_is_refused_and_rest_lists_those_that_do(owner: Person) -> None:
    with pytest.raises(BadInput, match="usage type"):
        evaluated(owner, "inventé")
    program = Program(tokens.create(owner.actor, "essai")[1])
    listed = {one["id"]: one for one in program.get("/api/v1/method/usages").json()}
    assert listed["hiring"]["risk"] == "high"
    made = program.post("/api/v1/method/use-cases", {"title": "Trier les CV", "usage": "hiring"}).json()
    assert (made["risk"], made["usage"]) == ("high", "hiring")


def test_the_form_tells_the_class_and_what_it_asks(owner: Person) -> None:
    found = evaluated(owner, "hiring").candidate.use_case
    assert found is not None
    page = owner.client.get(reverse("use_case", args=[found.pk]))
    assert "haut risque" in page.content.decode()
