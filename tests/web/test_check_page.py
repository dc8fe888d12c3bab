"""On the check page a button puts a column into a field, and the rest stays a proposal."""

import re

from levier import durable
from levier.operations.importing.models import Batch
from levier.tables.models import Dataset
from levier.web.data.checking import _said
from tests.cast import Person
from tests.web.test_data_pages import csv, dropped
from tests.web.world import SALES


def test_a_button_puts_a_column_into_a_field() -> None:
    typed = {
        "was.net": "Montant HT",
        "map.net": "Montant HT",
        "was.gross": "TTC",
        "map.gross": "TTC",
        "use": "net=Total HT",
    }
    assert _said(typed) == {"net": "Total HT"}


def test_a_column_pressed_into_a_field_leaves_the_one_it_was_chosen_for() -> None:
    typed = {"was.net": "", "map.net": "Total=HT", "map.gross": "", "was.gross": "", "use": "gross=Total=HT"}
    assert _said(typed) == {"gross": "Total=HT"}


def test_without_a_button_only_what_was_changed_is_said() -> None:
    assert _said({"was.net": "A", "map.net": "B", "was.gross": "C", "map.gross": "C"}) == {"net": "B"}


def test_lines_of_another_separator_are_read_by_one_click_and_imported_so(
    importing: None, owner: Person
) -> None:
    third = "F3;05/01/2026;T300;Tarte aux pommes;2;18,50;Mairie de Vichy;France"
    check = dropped(
        owner.client, csv(text=SALES.replace(third, third.replace("18,50", "18.50").replace(";", "|")))
    )
    page = owner.client.get(check).content.decode()
    assert "Une ligne n&#x27;a pas le même séparateur que les autres" in page
    assert 'name="also" value=";|"' in page
    hidden = dict(re.findall(r'name="(shown_cut|found\.header)" value="([^"]*)"', page))
    read = owner.client.post(check, {"also": ";|", "how.dates": "dmy", **hidden}).content.decode()
    assert "Importer 3 lignes" in read
    sure = {"do": "import", "how.separator": ";|", "how.dates": "dmy", "shown_cut": ";|||"}
    started = owner.client.post(check, sure).headers["Location"]
    durable.wait(Batch.objects.get(pk=int(started.rstrip("/").rsplit("/", 1)[1])).run, 60)
    assert Dataset.objects.get().versions.get().rows == 3


def test_the_header_found_is_a_proposal_and_another_cut_finds_the_columns_anew(owner: Person) -> None:
    check = dropped(owner.client, csv(text=SALES.replace(";", "/").replace("02/01/2026", "2026-01-02")))
    page = owner.client.get(check).content.decode()
    assert "le séparateur est peut-être un autre" in page or "Comment le fichier est découpé" in page
    stale = {
        "kind": "sales",
        "shown_kind": "sales",
        "map.date": "une colonne d'avant",
        "found.header": "1",
        "how.header": "1",
    }
    again = owner.client.post(check, {**stale, "how.separator": ";", "shown_cut": "||"}).content.decode()
    assert "La correspondance" not in again
    wrong = owner.client.post(check, {"how.header": "900", "found.header": "1", "shown_cut": "||900"})
    assert wrong.status_code == 422
    assert "La ligne 900 n&#x27;est pas au début" in wrong.content.decode()
    assert "Séparateur des colonnes" in wrong.content.decode()
