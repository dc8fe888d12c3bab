"""« Boutiques »: publish, read the tag, try, change the sites, withdraw."""

from typing import Any

import pytest

from levier.operations.shop.models import Publication
from tests.capabilities.product_recommendation.shop import CODES
from tests.cast import Person
from tests.operations.shop.conftest import SITE, _nothing_in_memory, published, sold  # noqa: F401


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    calls: list[Any] = []
    monkeypatch.setattr("levier.durable.start", lambda *given: calls.append(given), raising=False)
    return calls


def test_a_manager_publishes_and_sees_the_learning_start(manager: Person, started: list[Any]) -> None:
    client = manager.client
    wrong = client.post("/boutiques/", {"name": "En ligne", "origins": "http://exemple.fr"})
    assert wrong.status_code == 422
    assert "En ligne" in wrong.content.decode()
    answer = client.post("/boutiques/", {"name": "En ligne", "origins": f"{SITE}\nhttps://b.example"})
    made = Publication.objects.get()
    assert (answer.status_code, made.origins, len(started)) == (302, [SITE, "https://b.example"], 1)
    page = client.get(f"/boutiques/{made.pk}/").content.decode()
    assert "apprentissage en cours" in page
    assert f"/boutique/v1/{made.key}/levier.js" in page


def test_the_page_shows_what_the_shop_will_receive(owner: Person, published: Publication) -> None:  # noqa: F811
    page = owner.client.get(f"/boutiques/{published.pk}/?vus={CODES['Râteau']}").content.decode()
    assert "Souvent acheté avec" in page
    assert "en ligne" in page
    assert "Martin en ligne" in owner.client.get("/boutiques/").content.decode()


def test_sites_change_and_a_withdrawn_shop_offers_nothing_more(owner: Person, published: Publication) -> None:  # noqa: F811
    client, where = owner.client, f"/boutiques/{published.pk}"
    assert client.post(f"{where}/sites/", {"origins": "n'importe quoi"}).status_code == 422
    assert client.post(f"{where}/sites/", {"origins": ""}).status_code == 302
    assert client.post(f"{where}/suspendre/").status_code == 302
    assert "suspendue" in client.get(f"{where}/").content.decode()
    assert client.post(f"{where}/inconnu/").status_code == 404
    assert client.post(f"{where}/retirer/").status_code == 302
    assert "/boutique/v1/" not in client.get(f"{where}/").content.decode()


def test_the_capability_leads_those_who_may_publish_there(manager: Person, employee: Person) -> None:
    for person, led in ((manager, True), (employee, False)):
        page = person.client.get("/savoir-faire/product-recommendation/").content.decode()
        assert ('href="/boutiques/"' in page) == led
