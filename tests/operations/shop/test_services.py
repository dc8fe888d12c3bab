"""Publishing, pausing, withdrawing: who may, what is written in the journal, what remains."""

import stat
from typing import Any

import polars as pl
import pytest

from levier.accounts.models import Membership
from levier.capabilities.product_recommendation.companions import companions
from levier.capabilities.product_recommendation.purchases import purchases
from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.operations.shop import counting, services
from levier.operations.shop.files import folder_of, path_of, read
from levier.operations.shop.learning import learn
from levier.operations.shop.models import Calls, Health, Publication
from levier.policy import journal
from tests.capabilities.product_recommendation.shop import CODES, TASTES, sales
from tests.cast import Person
from tests.operations.shop.conftest import SITE


def test_an_edition_holds_products_and_nothing_of_customers(published: Publication) -> None:
    path = path_of(published.pk, 1)
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)
    edition = read(path)
    assert set(edition.codes) == set(CODES.values())
    garden = {CODES[name] for name in TASTES["jardin"]}
    row = edition.places[CODES["Râteau"].casefold()]
    near = [edition.codes[place] for place in edition.together[row] if place >= 0]
    assert near
    assert set(near) <= garden - {CODES["Râteau"]}
    held = repr(edition.codes + edition.names)
    assert "Client" not in held
    assert edition.in_stock.all()


def test_a_link_known_by_fewer_than_three_buyers_is_never_published() -> None:
    frame = sales(60, 4)
    secret = frame.filter(frame["customer"] == frame["customer"][0]).head(2)
    secret = secret.with_columns(secret["product_code"].str.replace(".*", "SECRET").alias("product_code"))
    made = companions(purchases(frame.vstack(secret)))
    assert "SECRET" not in made.codes


def test_the_journal_tells_each_decision(owner: Person, published: Publication) -> None:
    services.pause(owner.actor, published.pk)
    services.resume(owner.actor, published.pk)
    services.allow(owner.actor, published.pk, ["https://autre.example"])
    services.revoke(owner.actor, published.pk)
    told = [one.action for one in journal.entries(owner.actor) if one.action.startswith("shop.")]
    assert sorted(told) == sorted(
        ["shop.published", "shop.paused", "shop.resumed", "shop.origins", "shop.revoked"]
    )


def test_withdrawing_deletes_what_was_learned_for_good(owner: Person, published: Publication) -> None:
    services.revoke(owner.actor, published.pk)
    assert not folder_of(published.pk).exists()
    assert services.get(owner.actor, published.pk).health == Health.REVOKED
    for act in (services.learn, services.resume, services.pause):
        with pytest.raises(BadInput, match="retirée"):
            act(owner.actor, published.pk)
    assert learn(published.pk) == {"edition": 0}


def test_neither_employee_nor_accountant_nor_stranger_publishes(
    employee: Person, accountant: Person, stranger: Person, manager: Person, published: Publication
) -> None:
    for person in (employee, accountant):
        with pytest.raises(NotAllowed, match="publier"):
            services.publish(person.actor, "x", [])
    with pytest.raises(NotFound):
        services.pause(stranger.actor, published.pk)
    assert services.get(manager.actor, published.pk) == published


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://Boutique.Exemple.fr/", "https://boutique.exemple.fr"),
        ("https://exemple.fr:443", "https://exemple.fr"),
        ("https://exemple.fr:8443", "https://exemple.fr:8443"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("", None),
    ],
)
def test_a_site_is_kept_as_browsers_write_it(written: str, kept: str | None) -> None:
    assert services.checked_origins([written]) == ([kept] if kept else [])


@pytest.mark.parametrize(
    "written",
    ["*", "null", "exemple.fr", "http://exemple.fr", "https://exemple.fr/boutique", "https://a@b.fr", "https://*.fr",
     "javascript:alert(1)", "https://exemple.fr:99999", "https://[::1"],
)  # fmt: skip
def test_what_is_no_site_is_refused(written: str) -> None:
    with pytest.raises(BadInput):
        services.checked_origins([written])


def test_learning_again_makes_a_new_edition_only_when_tables_changed(published: Publication) -> None:
    assert learn(published.pk, only_if_new=True) == {"edition": 1}
    for number in (2, 3, 4):
        assert learn(published.pk) == {"edition": number}
    assert sorted(path.name for path in folder_of(published.pk).iterdir()) == ["2.npz", "3.npz", "4.npz"]


def test_a_learning_that_fails_keeps_the_edition_and_says_why(
    published: Publication, sold: dict[str, Any]
) -> None:
    sold.clear()
    assert learn(published.pk) == {"edition": 1}
    published.refresh_from_db()
    assert published.problem["what"] == "Aucune vente n'est importée"
    assert published.health == Health.OPEN


def test_a_publisher_who_left_is_told_not_used(published: Publication, owner: Person) -> None:
    Membership.objects.filter(user=owner.user).delete()
    learn(published.pk)
    published.refresh_from_db()
    assert "ne fait plus partie" in published.problem["what"]


def test_asking_twice_learns_once(
    owner: Person, published: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []
    monkeypatch.setattr("levier.durable.start", lambda *given: started.append(given), raising=False)
    first = services.learn(owner.actor, published.pk)
    assert services.learn(owner.actor, published.pk).run == first.run
    assert len(started) == 1
    learn(published.pk, run=first.run)
    assert not services.is_learning(services.get(owner.actor, published.pk))


def test_only_what_is_in_stock_is_proposed(published: Publication, sold: dict[str, Any]) -> None:
    sold["stock"] = pl.DataFrame({"product_code": ["J0", "J1"], "available": [4.0, 0.0]})
    learn(published.pk)
    edition = read(path_of(published.pk, 2))
    assert [code for code, here in zip(edition.codes, edition.in_stock, strict=True) if here] == ["J0"]


def test_calls_are_counted_by_site_with_refusals_and_the_95th_percentile(
    owner: Person, published: Publication
) -> None:
    for milliseconds in [3] * 95 + [400] * 5:
        counting.note(published.pk, SITE, answered=True, seconds=milliseconds / 1000)
    counting.note(published.pk, "", answered=True, seconds=0.7)
    services.callers(owner.actor, published.pk)
    counting.note(published.pk, SITE, answered=False, seconds=0.001)
    counting.note(published.pk, "https://ailleurs.example", answered=False, seconds=0.001)
    found = services.callers(owner.actor, published.pk)
    assert [(one.origin, one.answered, one.refused, one.p95_ms) for one in found] == [
        (SITE, 100, 1, 5), ("", 1, 0, None), ("https://ailleurs.example", 0, 1, None),
    ]  # fmt: skip


def test_invented_sites_do_not_fill_the_table(owner: Person, published: Publication) -> None:
    for number in range(300):
        counting.note(published.pk, f"https://{number}.example", answered=False, seconds=0)
        if number % 40 == 0:
            counting.flush()
    found = services.callers(owner.actor, published.pk)
    assert len(found) <= 51
    assert sum(one.refused for one in found) == 300
    assert counting.OTHERS in {one.origin for one in found}


def test_a_publication_withdrawn_meanwhile_is_not_counted(published: Publication) -> None:
    counting.note(published.pk + 1000, SITE, answered=True, seconds=0)
    counting.flush()
    assert not Calls.objects.exists()


def test_another_company_may_not_see_who_calls(stranger: Person, published: Publication) -> None:
    with pytest.raises((NotFound, NotAllowed)):
        services.callers(stranger.actor, published.pk)
