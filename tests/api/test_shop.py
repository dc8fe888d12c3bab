"""The public addresses of shops: allowed sites, bounds, limits, no cookie."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from levier.api import limits
from levier.operations.shop import services, serving
from levier.operations.shop.files import path_of
from levier.operations.shop.models import Publication
from tests.capabilities.product_recommendation.shop import CODES
from tests.cast import Person
from tests.operations.shop.conftest import SITE, _nothing_in_memory, published, sold  # noqa: F401

RAKE = CODES["Râteau"]


@pytest.fixture
def call(published: Publication) -> Iterator[Any]:  # noqa: F811
    client = Client()

    def called(query: str = "", origin: str = SITE, key: str = published.key) -> Any:
        headers = {"origin": origin} if origin else {}
        return client.get(f"/boutique/v1/{key}/produits{query}", headers=headers)

    yield called
    assert not client.cookies


def test_a_shop_gets_products_with_their_reasons(call: Any) -> None:
    answer = call(f"?vus={RAKE},inconnu&n=3&but=together")
    assert answer.status_code == 200
    found = answer.json()
    assert (found["edition"], found["goal"], len(found["products"])) == (1, "together", 3)
    assert all(one["because"] == [RAKE] and "Râteau" in one["why"] for one in found["products"])
    assert answer["Access-Control-Allow-Origin"] == SITE
    assert answer["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in answer["Vary"]
    assert "Origin" in answer["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.parametrize(
    "origin", ["https://ailleurs.example", "null", SITE + ".ailleurs.example", "http" + SITE[5:]]
)
def test_another_site_gets_nothing(call: Any, origin: str) -> None:
    answer = call(f"?vus={RAKE}", origin)
    assert answer.status_code == 403
    assert "Access-Control-Allow-Origin" not in answer
    assert "products" not in answer.json()


def test_the_server_of_the_shop_needs_no_origin(call: Any) -> None:
    answer = call(f"?vus={RAKE}", "")
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer


@pytest.mark.parametrize(
    "query",
    ["?n=0", "?n=51", "?n=-1", "?n=abc", "?n=²", "?n=99999999999", "?but=autre", "?vus=" + ",".join("A" * 51),
     "?vus=" + "A" * 4001],
)  # fmt: skip
def test_what_is_out_of_bounds_is_refused_in_french(call: Any, query: str) -> None:
    answer = call(query)
    assert answer.status_code == 422
    assert set(answer.json()) == {"code", "what", "where", "mend"}
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("query", ["?vus=%00%ff", "?vus=" + "%22%3Cscript%3E", "?vus=,,,", "?n=&vus=&but="])
def test_odd_texts_never_break_it(call: Any, query: str) -> None:
    assert call(query).status_code in (200, 422)


def test_it_only_reads(published: Publication) -> None:  # noqa: F811
    for method in ("post", "put", "delete", "patch"):
        assert getattr(Client(), method)(f"/boutique/v1/{published.key}/produits").status_code == 405


def test_pause_and_withdrawal_close_it_at_once(call: Any, owner: Person, published: Publication) -> None:  # noqa: F811
    services.pause(owner.actor, published.pk)
    assert call().status_code == 404
    services.resume(owner.actor, published.pk)
    assert call().status_code == 200
    services.revoke(owner.actor, published.pk)
    assert call().status_code == 404
    assert call(key="inconnue").status_code == 404
    assert Client().get(f"/boutique/v1/{published.key}/levier.js").status_code == 404


def test_what_another_process_changes_is_seen_after_seconds(
    call: Any,
    published: Publication,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert call().status_code == 200
    Publication.objects.update(paused=published.created)
    assert call().status_code == 200
    monkeypatch.setattr(serving, "FRESH_SECONDS", -1)
    assert call().status_code == 404


def test_too_many_calls_are_refused_for_a_minute(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SHOP_CALLS_A_MINUTE", 2)
    statuses = [call().status_code for _ in range(4)]
    assert 429 in statuses
    assert statuses[:2] == [200, 200]


def test_a_damaged_or_absent_edition_says_so(call: Any, published: Publication) -> None:  # noqa: F811
    path_of(published.pk, 1).write_bytes(b"PK\x03\x04 rien")
    assert (call().status_code, call().json()["code"]) == (503, "pas-encore-appris")


def test_memory_stays_bounded(published: Publication, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr(serving, "_MOST_ROWS", 5)
    client = Client()
    for number in range(20):
        client.get(f"/boutique/v1/clé{number}/produits")
    assert len(serving._rows) <= 5


def test_the_script_is_served_to_any_page_and_writes_text_only(published: Publication) -> None:  # noqa: F811
    answer = Client().get(f"/boutique/v1/{published.key}/levier.js")
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not [
        word
        for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "cookie =")
        if word in text
    ]
    assert 'credentials: "omit"' in text


def test_no_answer_names_a_customer(call: Any, sold: dict[str, Any]) -> None:  # noqa: F811
    told = json.dumps(call("?n=50").json(), ensure_ascii=False)
    assert not [one for one in sold["sales"]["customer"].unique() if f'"{one}"' in told]
