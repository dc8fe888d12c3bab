"""The registers say what runs; what people add stands beside; nothing is lost."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.governance.registers import (
    cards,
    completing,
    exporting,
    ods,
    processing,
    retention,
    systems,
    vendors,
)
from levier.governance.registers.models import Register
from levier.orchestrator.models import StepRecord
from levier.policy import destinations
from levier.tables import sharing
from tests.cast import Person
from tests.governance.steps import done


def test_the_register_holds_what_ran_with_the_personal_data_found(alerts: StepRecord, owner: Person) -> None:
    line = processing.one(owner.actor, "capability:fraud-detection")
    data = line.cells["data"].text
    assert "adresse e-mail" in data
    assert "numéro de téléphone" in data
    assert "clients" in line.cells["people"].measured
    assert "toute l'entreprise" in line.cells["recipients"].measured
    assert "Base légale" in line.missing
    assert not [one for one in processing.processings(owner.actor) if one.key == "capability:sales-forecast"]


def test_readers_changed_on_the_table_change_the_register(
    alerts: StepRecord, customers: int, owner: Person
) -> None:
    sharing.set_readers(owner.actor, customers, ["managers"])
    line = processing.one(owner.actor, "capability:fraud-detection")
    assert line.cells["recipients"].measured == ("responsables et dirigeants",)


def test_an_addition_stands_beside_the_measure_and_two_people_lose_nothing(
    alerts: StepRecord, owner: Person, manager: Person
) -> None:
    key = "capability:fraud-detection"
    completing.complete(
        owner.actor, Register.PROCESSING, key, said={"basis": "interest", "people": "salariés"}, revision=0
    )
    line = processing.one(owner.actor, key)
    assert (line.cells["people"].measured, line.cells["people"].added) == (("clients",), "salariés")
    assert line.cells["basis"].added == "intérêt légitime"
    with pytest.raises(completing.Conflict, match="Claire Martin"):
        completing.complete(manager.actor, Register.PROCESSING, key, said={"people": "autre"}, revision=0)
    assert processing.one(owner.actor, key).cells["people"].added == "salariés"
    page = manager.client.post(
        f"/confiance/traitements/fiche/{key}/", {"revision": "0", "said-people": "stagiaires"}
    )
    assert page.status_code == 409
    assert "stagiaires" in page.content.decode()


def test_only_who_governs_reads_the_registers(
    alerts: StepRecord, employee: Person, accountant: Person, stranger: Person
) -> None:
    for person in (employee, accountant):
        with pytest.raises(NotAllowed):
            processing.processings(person.actor)
        with pytest.raises(NotAllowed):
            systems.systems(person.actor)
    assert all(one.key != "capability:fraud-detection" for one in processing.processings(stranger.actor))


def test_a_processing_of_the_companys_own_is_added_and_removed_a_measured_one_is_not(
    alerts: StepRecord, owner: Person
) -> None:
    entry = completing.add(owner.actor, Register.PROCESSING, "Paie", "Établir les bulletins.")
    assert entry.key == "own:1"
    assert processing.one(owner.actor, "own:1").title == "Paie"
    completing.remove(owner.actor, Register.PROCESSING, "own:1")
    with pytest.raises(NotFound):
        completing.remove(owner.actor, Register.PROCESSING, "capability:fraud-detection")
    with pytest.raises(BadInput, match="finalité"):
        completing.add(owner.actor, Register.PROCESSING, "Paie", " ")


def test_a_destination_allowed_shows_as_an_undeclared_vendor_until_it_is_declared(owner: Person) -> None:
    destinations.allow(owner.actor, "api.exemple.fr", ["public"], label="Modèle hébergé")
    assert vendors.undeclared(owner.actor) == ["api.exemple.fr:443"]
    vendors.save(
        owner.actor,
        {"name": "Exemple", "address": "api.exemple.fr", "personal": True, "checks": ["contract"]},
    )
    assert vendors.undeclared(owner.actor) == []
    [line] = vendors.vendors(owner.actor, date(2026, 11, 23))
    assert (line.done, line.total) == (1, 11)
    assert "contrat non daté" in line.alerts


def test_a_vendor_with_impossible_dates_is_refused(owner: Person) -> None:
    with pytest.raises(BadInput, match="n'est pas une date"):
        vendors.save(owner.actor, {"name": "A", "contract": "2026-02-30"})
    with pytest.raises(BadInput, match="finit avant"):
        vendors.save(owner.actor, {"name": "A", "contract": "2026-02-03", "ends": "2025-01-01"})
    vendors.save(owner.actor, {"name": "A"})
    with pytest.raises(BadInput, match="déjà au registre"):
        vendors.save(owner.actor, {"name": "A"})


def test_the_strictest_of_the_rules_and_the_card_is_kept_and_said(alerts: StepRecord, owner: Person) -> None:
    system = systems.one(owner.actor, "capability:fraud-detection")
    assert system.classified.risk == "high"
    assert "prudence" in system.card_note
    assert system.runs == 1
    assert "0\u00a0validé, 0\u00a0refusé, 1 en attente" in system.oversight


def test_every_line_of_the_register_names_the_articles_that_decide_its_class(owner: Person) -> None:
    done(owner, "product-recommendation")
    entry = systems.begin(owner.actor, "Tri de CV", "Classer les candidatures.", "hiring")
    systems.answer(
        owner.actor, entry.key, {"recruitment": True, "profiling": False, "narrow_task": True}, {}, 0
    )
    known = {one.key: one.classified.articles for one in systems.systems(owner.actor)}
    assert "art. 4" in known["capability:product-recommendation"]
    assert known[entry.key][0].startswith("art. 6")
    assert all(known.values())


def test_an_answer_of_the_company_changes_the_class(alerts: StepRecord, owner: Person) -> None:
    entry = systems.begin(owner.actor, "Tri de CV", "Classer les candidatures.", "hiring")
    assert systems.one(owner.actor, entry.key).classified.risk == "high"
    systems.answer(
        owner.actor, entry.key, {"recruitment": True, "profiling": False, "narrow_task": True}, {}, 0
    )
    assert systems.one(owner.actor, entry.key).classified.risk == "minimal"
    with pytest.raises(BadInput, match="Question inconnue"):
        systems.answer(owner.actor, entry.key, {"invented": True}, {}, 1)


def test_the_spreadsheet_is_open_document_and_no_cell_is_a_formula() -> None:
    data = ods.spreadsheet([ods.Sheet("A/B", [["Titre"], ["=1+1\nligne <2>"]]), ods.Sheet("A/B", [["x"]])])
    archive = zipfile.ZipFile(BytesIO(data))
    assert archive.infolist()[0].filename == "mimetype"
    assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
    tree = etree.fromstring(archive.read("content.xml"))
    space = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    assert {cell.get(f"{space}value-type") for cell in tree.iter("{*}table-cell")} == {"string"}
    assert not [cell for cell in tree.iter() if any("formula" in name for name in cell.attrib)]
    assert [
        one.get("{urn:oasis:names:tc:opendocument:xmlns:table:1.0}name") for one in tree.iter("{*}table")
    ] == ["A B", "A B 2"]


def test_both_registers_export_and_a_spreadsheet_program_reads_them(
    alerts: StepRecord, owner: Person
) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(exporting.processing_ods(owner.actor)))
    assert book.sheet_names[:2] == ["Organisme", "Liste des traitements"]
    rows = book.get_sheet_by_name("Liste des traitements").to_python()
    assert "Détection de fraudes et d'erreurs" in {row[1] for row in rows}
    assert CalamineWorkbook.from_filelike(BytesIO(exporting.systems_ods(owner.actor))).sheet_names == [
        "Systèmes d'IA"
    ]
    for data in (exporting.processing_pdf(owner.actor), exporting.systems_pdf(owner.actor)):
        assert data.startswith(b"%PDF")


def test_what_was_really_deleted_is_read_in_the_journal(
    alerts: StepRecord, customers: int, owner: Person
) -> None:
    owner.client.post(f"/donnees/tableaux/{customers}/supprimer/", {"name": "Clients"})
    sharing_gone = retention.deleted(owner.actor)
    assert {one.what for one in sharing_gone} <= {"tableau"}
    assert all(one.by == "une personne" for one in sharing_gone)


def test_the_cards_of_a_model_and_of_a_data_set_are_measured(
    alerts: StepRecord, customers: int, owner: Person, stranger: Person
) -> None:
    card = dict(cards.dataset_card(owner.actor, customers).parts)
    assert card["Utilisé par"] == ["Détection de fraudes et d'erreurs"]
    assert any("adresse e-mail" in one for one in card["Données personnelles trouvées"])
    model = dict(cards.model_card(owner.actor, "capability:fraud-detection").parts)
    assert model["Données lues"] == ["« Clients » (Clients)"]
    with pytest.raises(NotFound):
        cards.dataset_card(stranger.actor, customers)


def test_a_deleted_table_leaves_the_register_without_breaking_it(
    alerts: StepRecord, customers: int, owner: Person
) -> None:
    sharing.remove(owner.actor, customers)
    line = processing.one(owner.actor, "capability:fraud-detection")
    assert line.cells["sources"].measured == ()
    assert done(owner, "sales-forecast")
