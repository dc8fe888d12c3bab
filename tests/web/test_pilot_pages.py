"""« Pilotes » by page: prepare, measure, begin, move cards, conflicts kept, bad dates said beside what was typed."""

from typing import Any

import pytest

from levier.method.pilots.models import Card, Pilot
from tests.cast import Person
from tests.pilot_company import ENDS, STARTS

pytestmark = pytest.mark.django_db


def form(pilot_case: Any, owner: Person, **change: str) -> dict[str, str]:
    return {
        "use_case": str(pilot_case.pk), "title": "Relances", "capability": "table-query", "design": "interrupted", "measure": "sales:revenue",
        "grain": "week", "expected": "15", "starts": STARTS.isoformat(), "ends": ENDS.isoformat(), "sprint_weeks": "2",
        "scope": "Les hôtels", "sponsor": str(owner.user.pk), "team": str(owner.user.pk), **change,
    }  # fmt: skip


def test_a_pilot_is_prepared_measured_begun_and_shows_its_effect(
    owner: Person, pilot_case: Any, weekly_sales: int
) -> None:
    client = owner.client
    assert "Aucun pilote" in client.get("/methode/pilotes/").content.decode()
    page = client.get(f"/methode/pilotes/nouveau/?cas={pilot_case.pk}").content.decode()
    assert 'value="Relancer les clients"' in page
    assert client.post("/methode/pilotes/nouveau/", form(pilot_case, owner)).status_code == 302
    pilot = Pilot.objects.get()
    where = f"/methode/pilotes/{pilot.pk}/"
    early = client.post(f"{where}commencer/")
    assert early.status_code == 422
    assert "Mesurez le point de départ" in early.content.decode()
    assert client.post(f"{where}depart/").status_code == 302
    assert "Il faudra environ" in client.get(where).content.decode()
    assert client.post(f"{where}commencer/").status_code == 302
    page = client.get(where).content.decode()
    assert "a augmenté de" in page
    assert "5 critères sur 5" in page
    assert client.get(f"{where}communication.pdf").content.startswith(b"%PDF")
    assert client.post(f"{where}avis/", {"useful": "yes", "comment": "Pratique"}).status_code == 302
    assert "Pratique" in client.get(where).content.decode()
    assert client.post(f"{where}decider/", {"verdict": "go", "reasons": "bof"}).status_code == 422
    assert (
        client.post(f"{where}decider/", {"verdict": "go", "reasons": "L'effet voulu est établi."}).status_code
        == 302
    )
    assert "Généraliser" in client.get(where).content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [({"starts": "2026-02-31"}, "pas une date qui existe"), ({"ends": "2026-10-01"}, "après le début"), ({"expected": "beaucoup"}, "Effet attendu"), ({"starts": ""}, "manque le début")],
)  # fmt: skip
def test_what_was_typed_is_kept_when_a_date_is_impossible(
    owner: Person,
    pilot_case: Any,
    weekly_sales: int,
    change: dict[str, str],
    said: str,
) -> None:
    answer = owner.client.post(
        "/methode/pilotes/nouveau/", form(pilot_case, owner, scope="Rayon du fond", **change)
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Rayon du fond" in answer.content.decode()


def test_a_card_moved_by_somebody_else_is_shown_with_what_was_typed(
    owner: Person, pilot_case: Any, weekly_sales: int
) -> None:
    client = owner.client
    client.post("/methode/pilotes/nouveau/", form(pilot_case, owner))
    board = f"/methode/pilotes/{Pilot.objects.get().pk}/tableau/"
    assert client.post(board, {"title": "Exporter", "mvp": "1"}).status_code == 302
    card = Card.objects.get()
    assert client.post(f"{board}{card.pk}/", {"column": "doing", "revision": "0"}).status_code == 302
    late = client.post(
        f"{board}{card.pk}/", {"title": "Exporter tout", "note": "Mes détails", "revision": "0"}
    )
    assert late.status_code == 409
    assert "Mes détails" in late.content.decode()
    assert "Exporter tout" in late.content.decode()
    card.refresh_from_db()
    assert (card.title, card.column) == ("Exporter", "doing")
    assert client.post(f"{board}{card.pk}/", {"column": "done", "revision": "x"}).status_code == 409


def test_the_capability_runs_with_the_settings_of_the_pilot(
    owner: Person, pilot_case: Any, weekly_sales: int
) -> None:
    client = owner.client
    client.post("/methode/pilotes/nouveau/", form(pilot_case, owner, capability="sales-forecast"))
    where = f"/methode/pilotes/{Pilot.objects.get().pk}/reglages/"
    assert client.get(where).status_code == 200
    assert client.post(where, {"horizon": "beaucoup"}).status_code == 422
    assert client.post(where, {"horizon": "6"}).status_code == 302
    assert Pilot.objects.get().given["horizon"] == 6
