"""Which kind a table is of: by its columns and by its words, asked where the two disagree."""

import json
import math

import pytest

from levier.core.errors import BadInput
from levier.tables.importing.matching import sorts
from levier.tables.importing.matching.guessing import NO_KIND
from levier.tables.importing.matching.vocabulary import FILE, votes
from levier.tables.importing.matching.words import expansions, senses
from levier.tables.importing.opening import open_table
from levier.tables.importing.recognising import recognised
from levier.tables.kinds import KINDS


def _read(header: str, lines: list[str]) -> tuple[str, dict[str, tuple[str, bool]], bool]:
    """Kind, column → (field, sure), whether the kind is sure."""
    table = "\n".join([header, *lines])
    found = recognised(open_table(table.encode(), "x.csv"), "x.csv", None, {})
    return found.kind, {one.column: (one.field, one.sure) for one in found.matches}, found.kind_sure


def test_customers_who_come_back_line_after_line_make_no_list_of_customers() -> None:
    header = (
        "Code client;Nom du client;Téléphone;Ville;N° de facture;Date de facture;Total HT;Total TVA;Total TTC"
    )
    lines = [
        f"C{i % 3};Garage {'ABC'[i % 3]};04 50 10 20 3{i % 3};Annecy;FA-{i};{i + 1:02d}/03/2026;{100 + i},00;{20 + i / 5:.2f};{120 + i * 1.2:.2f}"
        for i in range(20)
    ]  # fmt: skip
    assert _read(header, lines)[0] == "invoices"


def test_the_word_supplier_alone_makes_purchases_of_what_could_be_sales() -> None:
    header = "Date;Fournisseur;Produit;Quantité;Coût unitaire;Coût total"
    lines = [
        f"{i + 1:02d}/03/2026;Rey SAS;Carton {i % 4};{i + 1};2,50;{2.5 * (i + 1):.2f}" for i in range(20)
    ]
    kind, read, _ = _read(header, [line.replace(".", ",") for line in lines])
    assert kind == "purchases"
    assert read["Fournisseur"][0] == "supplier_name"


def test_a_column_of_the_fields_own_name_comes_before_another_that_is_known_too() -> None:
    header = "Date,Description,Amount,Presentment Amount,Fee,Net,Currency"
    lines = [f"2026-03-{i + 1:02d},Vente {i},{20 + i}.00,{30 + i}.00,1.00,{19 + i}.00,EUR" for i in range(20)]
    kind, read, _ = _read(header, lines)
    assert kind == "payments"
    assert read["Amount"][0] == "amount"
    assert "Presentment Amount" not in read


def test_names_that_stand_for_several_things_are_asked() -> None:
    header = "Date;Libellé;Type;Débit;Crédit;Solde"
    lines = [f"{i + 1:02d}/03/2026;EDF {i};VIR;{10 + i},00;;{900 - i},00" for i in range(12)]
    lines += [f"{i + 13:02d}/03/2026;Client {i};CB;;{10 + i},00;{900 - i},00" for i in range(8)]
    kind, read, _ = _read(header, lines)
    assert kind == "payments"
    assert all(not sure for column, (_, sure) in read.items() if column == "Type")


def test_the_words_of_a_header_line_vote_for_the_kinds_they_are_met_in() -> None:
    said = votes(["Compte", "Débit", "Crédit", "Libellé écriture", "Journal"], KINDS)
    assert max(said, key=lambda kind: said[kind]) == "journal_entries"
    assert all(vote < said["journal_entries"] - 2 for kind, vote in said.items() if kind != "journal_entries")


def test_words_never_met_leave_no_kind_far_likelier_than_the_others() -> None:
    said = votes(["zzz", "qqq"], KINDS)
    assert max(said.values()) < math.log(0.5)


def test_what_was_learned_of_words_weighs_known_kinds_only() -> None:
    learned = json.loads(FILE.read_text(encoding="utf-8"))
    assert set(learned["bias"]) <= {*KINDS, NO_KIND}
    assert all(set(weights) <= set(learned["bias"]) for weights in learned["words"].values())


def test_quotations_are_no_sales_and_the_refusal_says_what_they_look_like() -> None:
    header = "N° devis;Date du devis;Valable jusqu'au;Client;Objet;Total HT;Total TTC;Statut"
    lines = [
        f"D-{i};{i + 1:02d}/03/2026;{i + 1:02d}/04/2026;Garage {i % 4};Terrasse {i};{100 + i},00;{120 + 1.2 * i:.2f};Envoyé".replace(".", ",")
        for i in range(20)
    ]  # fmt: skip
    with pytest.raises(BadInput, match=r"ressemble à des devis[\s\S]*comme document"):
        _read(header, lines)


def test_a_table_of_no_kind_that_is_told_is_still_read_as_told() -> None:
    header = "N° devis;Date du devis;Client;Total HT;Total TTC"
    lines = [f"D-{i};{i + 1:02d}/03/2026;Garage {i % 4};{100 + i},00;{200 + i},00" for i in range(20)]
    table = open_table("\n".join([header, *lines]).encode(), "x.csv")
    assert recognised(table, "x.csv", "invoices", {"invoice": "N° devis"}).kind == "invoices"


@pytest.mark.parametrize("name", ["payroll", "stock_moves", "fixed_assets", "production_orders"])
def test_every_sort_has_a_french_name_and_was_met(name: str) -> None:
    learned = json.loads(sorts.FILE.read_text(encoding="utf-8"))
    assert learned[name]["label"].split()[0] in ("des", "un", "une")
    assert learned[name]["tables"] >= 3


def test_short_names_of_databases_are_read_as_their_words() -> None:
    header = "CDJAL;DTECR;NOCPT;LBECR;NOPCE;MTDEB;MTCRE"
    lines = [
        f"VE;{i + 1:02d}/03/2026;{(411000, 706000)[i % 2]};Facture {i};FA-{i // 2};{(100 + i, 0)[i % 2]},00;{(0, 99 + i)[i % 2]},00"
        for i in range(20)
    ]
    kind, read, _ = _read(header, lines)
    assert kind == "journal_entries"
    assert {column: field for column, (field, _) in read.items()} == {
        "CDJAL": "journal", "DTECR": "date", "NOCPT": "account", "LBECR": "label", "NOPCE": "piece", "MTDEB": "debit", "MTCRE": "credit",
    }  # fmt: skip


def test_what_a_word_may_be_cut_from_is_found_and_common_beginnings_say_nothing() -> None:
    assert "conducteur" in expansions("cond")
    assert expansions("co") == frozenset()
    assert senses("DT_DEB") == ("date", "debut")
    assert senses("MtDeb") == ("montant", "debit")
