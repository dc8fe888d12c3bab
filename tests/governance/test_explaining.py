"""A letter tells a person what concerns them and nobody else; a notice says what the registers say."""

import pytest

from levier.core.errors import BadInput, NotFound
from levier.governance.approvals import deciding
from levier.governance.approvals.models import Approval
from levier.governance.explaining import letters, notices
from levier.governance.registers import completing
from levier.governance.registers.models import Register
from levier.orchestrator.models import StepRecord
from tests.cast import Person


def words(letter: letters.Letter) -> str:
    return "\n".join(paragraph for part in letter.parts for paragraph in part.paragraphs)


def test_the_letter_names_only_the_person_it_is_for(alerts: StepRecord, employee: Person) -> None:
    written = letters.letter(employee.actor, alerts.pk, "jean dupuis")
    said = words(written)
    assert written.about == 2
    assert "FA0020" in said
    assert "120,5" in said
    assert "Marie Curie" not in said
    assert "« Clients »" in said


def test_the_letter_says_who_decided_and_when(alerts: StepRecord, employee: Person, manager: Person) -> None:
    assert "attend encore l'examen" in words(letters.letter(employee.actor, alerts.pk, "Jean Dupuis"))
    deciding.decide(manager.actor, Approval.objects.get().pk, "refuser", "Facture légitime.")
    said = words(letters.letter(manager.actor, alerts.pk, "Jean Dupuis"))
    assert "Marc Petit a examiné ce résultat et l'a refusé" in said
    assert "Facture légitime." in said


def test_nobody_of_that_name_gets_no_letter(alerts: StepRecord, employee: Person) -> None:
    for name in ("Jean Dupuisard", "Zoé"):
        with pytest.raises(BadInput, match="ne figure pas"):
            letters.letter(employee.actor, alerts.pk, name)


def test_a_result_of_somebody_else_is_not_explained(
    alerts: StepRecord, accountant: Person, stranger: Person
) -> None:
    for other in (accountant, stranger):
        with pytest.raises(NotFound):
            letters.letter(other.actor, alerts.pk, "Jean Dupuis")


def test_the_page_shows_the_letter_and_prints_it(alerts: StepRecord, employee: Person) -> None:
    given = {"step": str(alerts.pk), "person": "Jean Dupuis"}
    assert "FA0020" in employee.client.post("/confiance/explications/", given).content.decode()
    assert employee.client.post("/confiance/explications/lettre.pdf", given).content.startswith(b"%PDF")
    assert employee.client.post("/confiance/explications/", {**given, "person": "X"}).status_code == 422


def test_a_notice_is_a_draft_until_the_register_is_complete(alerts: StepRecord, owner: Person) -> None:
    found = next(one for one in notices.notices(owner.actor) if "Détection" in one.title)
    assert {"Base légale", "contact pour l'exercice des droits"} <= set(found.missing)
    completing.complete(
        owner.actor, Register.PROCESSING, "capability:fraud-detection", said={"basis": "interest"}, revision=0
    )
    completing.set_organisation(owner.actor, {"contact": "donnees@martin.example"}, 0)
    found = next(one for one in notices.notices(owner.actor) if "Détection" in one.title)
    assert found.missing == ()
    assert "intérêt légitime" in found.paragraphs[1]
    assert notices.pdf(owner.actor, "toutes").startswith(b"%PDF")
