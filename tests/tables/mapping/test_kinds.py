"""Which kind a table is of: by its columns and by its words, asked where the two disagree."""

import json

from levier.tables.importing.matching.guessing import NO_KIND
from levier.tables.importing.matching.vocabulary import FILE, votes
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
    assert said["journal_entries"] == 0.0
    assert all(-0.31 < vote < 0 for kind, vote in said.items() if kind != "journal_entries")
    assert set(votes(["zzz", "qqq"], KINDS).values()) == {0.0}


def test_what_was_learned_holds_nothing_but_counts_of_known_kinds() -> None:
    learned = json.loads(FILE.read_text(encoding="utf-8"))
    assert set(learned["tables"]) <= {*KINDS, NO_KIND}
    for met in learned["words"].values():
        assert all(0 < count <= learned["tables"][kind] for kind, count in met.items())
