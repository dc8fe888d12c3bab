"""Indicators measured on the company's tables, as they stood on the last day of each period."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from levier.core.errors import NotEnoughData
from levier.core.period import Period
from levier.indicators.catalogue import catalogue, definition
from levier.operations.gains import measuring
from levier.tables.importing import import_file
from tests.cast import Person

pytestmark = pytest.mark.django_db
OCTOBER = Period(start=date(2026, 10, 1), end=date(2026, 10, 31))
NOVEMBER = Period(start=date(2026, 11, 1), end=date(2026, 11, 30))
QUARTER = Period(start=date(2026, 7, 1), end=date(2026, 9, 30))


def given(owner: Person, folder: Path, name: str, *lines: str, kind: str) -> None:
    path = folder / f"{name}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert import_file(owner.actor, path, name=name, kind=kind).dataset_id


def figure(owner: Person, name: str, span: Period) -> measuring.Figure:
    return measuring._figure(owner.actor, owner.company, definition(name), span)


def test_only_what_no_table_holds_is_still_measured_outside_levier() -> None:
    assert {one.name for one in catalogue().values() if one.formula.described} == {
        "invoice-entry-time",
        "route-km",
    }


def test_a_table_of_stock_speaks_for_the_month_that_holds_one_of_its_states(
    owner: Person, tmp_path: Path
) -> None:
    given(
        owner, tmp_path, "stock", "Date;Référence;Quantité en stock;Coût unitaire", "31/10/2026;A;10;5,00", "31/10/2026;B;0;2,00",
        "31/10/2026;C;4;2,50", "31/10/2026;D;0;1,00", kind="stock",
    )  # fmt: skip
    assert figure(owner, "stock-value", OCTOBER).value == 60
    assert figure(owner, "rupture-rate", OCTOBER).value == pytest.approx(50)
    with pytest.raises(NotEnoughData, match="aucun état"):
        figure(owner, "stock-value", NOVEMBER)


def test_invoices_give_the_dso_and_the_delay_over_twelve_months_and_what_was_paid_later_was_still_owed(
    owner: Person, tmp_path: Path
) -> None:
    lines = ["Numéro;Date facture;Échéance;Client;Montant TTC;Date de règlement;Sens"]
    day = date(2025, 11, 1)
    while day <= date(2026, 11, 5):
        paid = day + timedelta(days=40)
        lines.append(
            f"F{day:%y%m%d};{day:%d/%m/%Y};{day + timedelta(days=30):%d/%m/%Y};Client;100,00;{paid:%d/%m/%Y};vente"
        )
        day += timedelta(days=1)
    given(owner, tmp_path, "factures", *lines, kind="invoices")
    assert figure(owner, "payment-delay", OCTOBER).value == pytest.approx(40)
    assert figure(owner, "dso", OCTOBER).value == pytest.approx(40, abs=1.5)
    assert figure(owner, "overdue-share", OCTOBER).value == pytest.approx(25, abs=3)


def test_purchases_messages_and_reviews_give_service_waiting_and_quality(
    owner: Person, tmp_path: Path
) -> None:
    given(
        owner, tmp_path, "achats", "Date commande;Commande;Fournisseur;Référence;Quantité;Prix unitaire;Date promise;Date de livraison",
        "01/09/2026;C0;Nord;A;1;1,00;05/09/2026;05/09/2026", "02/10/2026;C1;Nord;A;1;1,00;10/10/2026;10/10/2026",
        "05/10/2026;C2;Nord;A;1;1,00;12/10/2026;16/10/2026", "05/11/2026;C3;Nord;A;1;1,00;12/11/2026;12/11/2026", kind="purchases",
    )  # fmt: skip
    assert figure(owner, "service-level", OCTOBER).value == pytest.approx(50)
    assert figure(owner, "late-deliveries", OCTOBER).value == pytest.approx(4)
    given(
        owner, tmp_path, "messages", "Reçu le;Répondu le;Expéditeur;Objet;Message", "30/09/2026 08:00;30/09/2026 09:00;a;x;x",
        "02/10/2026 08:00;02/10/2026 10:00;a;x;x", "03/10/2026 08:00;03/10/2026 14:00;b;x;x", "05/10/2026 08:00;07/10/2026 08:00;c;x;x",
        "02/11/2026 08:00;02/11/2026 10:00;a;x;x", kind="messages",
    )  # fmt: skip
    assert figure(owner, "first-answer-time", OCTOBER).value == pytest.approx(6)
    assert figure(owner, "answered-within-day", OCTOBER).value == pytest.approx(100 * 2 / 3)
    given(
        owner,
        tmp_path,
        "avis",
        "Date;Note;Commentaire",
        "30/09/2026;5;x",
        "02/10/2026;5;x",
        "09/10/2026;2;x",
        "02/11/2026;1;x",
        kind="reviews",
    )
    assert figure(owner, "review-rating", OCTOBER).value == pytest.approx(3.5)


def test_retention_counts_those_who_came_back_within_the_year_with_its_interval(
    owner: Person, tmp_path: Path
) -> None:
    lines = ["N° facture;Date;Référence;Désignation;Quantité;Prix unitaire HT;Client"]
    for place, (day, who) in enumerate(
        [("01/09/2024", "Ancien"), *[("15/12/2024", f"Client {n}") for n in range(10)], *[("15/03/2026", f"Client {n}") for n in range(7)],
         ("15/04/2026", "Nouveau"), ("15/10/2026", "Client 9")]
    ):  # fmt: skip
        lines.append(f"F{place};{day};B;Baguette;1;10,00;{who}")
    given(owner, tmp_path, "ventes", *lines, kind="sales")
    found = figure(owner, "customer-retention", QUARTER)
    assert (found.value, found.n) == (70, 10)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 70 < found.high
    with pytest.raises(NotEnoughData, match="deux ans"):
        figure(owner, "customer-retention", Period(start=date(2025, 7, 1), end=date(2025, 9, 30)))


def test_a_rate_is_kept_in_percent_whatever_table_it_comes_from(owner: Person, tmp_path: Path) -> None:
    given(
        owner, tmp_path, "ventes", "N° facture;Date;Référence;Désignation;Quantité;Prix unitaire HT;Coût unitaire;Client",
        "F1;30/09/2026;B;Pain;10;10,00;6,00;x", "F2;05/10/2026;B;Pain;10;10,00;6,00;x", "F3;06/10/2026;B;Pain;-1;10,00;6,00;x",
        "F4;05/11/2026;B;Pain;10;10,00;6,00;x", kind="sales",
    )  # fmt: skip
    assert figure(owner, "return-rate", OCTOBER).value == pytest.approx(10)
    assert figure(owner, "gross-margin-rate", OCTOBER).value == pytest.approx(40)
