"""« Chercher »: what is found opens in its document; filters stay in the address; nothing of others is shown."""

import pytest

from levier.knowledge.adding import add_text
from tests.cast import Person

TEXT = "Le délai de livraison est de douze jours ouvrés après la <b>commande</b>."


@pytest.fixture
def library(importing: None, owner: Person) -> Person:
    add_text(owner.actor, "Livraisons", TEXT, data_class="internal")
    add_text(
        owner.actor, "Direction", "Le délai de livraison secret est de trois jours.", readers=["managers"]
    )
    return owner


def test_the_page_offers_a_box_before_any_search(library: Person) -> None:
    page = library.client.get("/donnees/chercher/").content.decode()
    assert 'type="search"' in page
    assert "2 documents à votre portée" in page


def test_a_result_opens_its_place_in_the_document_with_the_words_marked(library: Person) -> None:
    page = library.client.get("/donnees/chercher/", {"q": "délai de livraison"}).content.decode()
    assert "<mark>livraison</mark>" in page
    assert "<b>commande</b>" not in page
    assert "start=0&amp;end=" in page


def test_what_others_may_read_is_not_found(library: Person, employee: Person) -> None:
    page = employee.client.get("/donnees/chercher/", {"q": "délai de livraison secret"}).content.decode()
    assert "Direction" not in page
    assert "1 document parcouru" in page


def test_a_filter_that_keeps_nothing_says_so(library: Person) -> None:
    answer = library.client.get("/donnees/chercher/", {"q": "délai", "apres": "2030-01-01"})
    assert "élargissez-les" in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [{"q": "???"}, {"q": "délai", "source": "Intranet"}, {"q": "x", "apres": "2026-02-31", "page": "-1"}],
)
def test_odd_addresses_give_a_page(library: Person, query: dict[str, str]) -> None:
    assert library.client.get("/donnees/chercher/", query).status_code in (200, 404, 422)


def test_nobody_searches_without_logging_in(client: object, company: object) -> None:
    assert client.get("/donnees/chercher/", {"q": "x"}).status_code == 302  # type: ignore[attr-defined]
