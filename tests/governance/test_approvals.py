"""One queue: who, what they saw, what they decided, why; nothing leaves as approved before."""

from io import BytesIO

import pypdfium2
import pytest

from levier.capabilities import registry
from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.core.result import Download, Result
from levier.governance.approvals import asking, deciding
from levier.governance.approvals.models import Approval, Decision
from levier.orchestrator import files
from levier.orchestrator.models import StepRecord
from levier.policy import forgetting, journal
from levier.policy.release import released
from levier.printing import Document
from levier.printing.stamping import stamped
from levier.tables import sharing
from tests.cast import Person
from tests.governance.steps import SENTENCE, done


def test_a_result_that_needs_a_manager_joins_the_queue_with_what_was_seen(alerts: StepRecord) -> None:
    [approval] = Approval.objects.all()
    assert approval.decision == Decision.WAITING
    assert approval.snapshot["sentences"][0]["text"] == SENTENCE
    assert approval.digest == asking.digest(approval.snapshot)
    alerts.save()
    assert Approval.objects.count() == 1


def test_a_result_whose_card_asks_nobody_does_not(owner: Person) -> None:
    done(owner, "sales-forecast")
    done(owner, "fraud-detection", output={"sentences": [], "tables": []})
    assert not Approval.objects.exists()


def test_the_employee_sees_their_own_and_may_not_decide_it(
    alerts: StepRecord, employee: Person, accountant: Person, stranger: Person
) -> None:
    number = Approval.objects.get().pk
    assert deciding.one(employee.actor, number)
    assert deciding.waiting_count(employee.actor) == 0
    with pytest.raises(NotAllowed):
        deciding.decide(employee.actor, number, "valider")
    for other in (accountant, stranger):
        with pytest.raises(NotFound):
            deciding.one(other.actor, number)


def test_a_manager_decides_once_and_the_journal_keeps_the_digest(
    alerts: StepRecord, manager: Person, owner: Person
) -> None:
    approval = Approval.objects.get()
    assert deciding.waiting_count(manager.actor) == 1
    deciding.decide(manager.actor, approval.pk, "valider", "Vérifié avec la comptable.")
    with pytest.raises(BadInput, match="Marc Petit a déjà décidé"):
        deciding.decide(owner.actor, approval.pk, "refuser", "Trop tard.")
    entry = journal.entries(owner.actor, action="approval.decided").get()
    assert entry.details["seen_sha256"] == approval.digest
    assert released(approval.company_id, approval.run, approval.step)


def test_a_refusal_needs_a_reason_and_releases_nothing(alerts: StepRecord, manager: Person) -> None:
    approval = Approval.objects.get()
    with pytest.raises(BadInput, match="se motive"):
        deciding.decide(manager.actor, approval.pk, "refuser", "")
    deciding.decide(manager.actor, approval.pk, "refuser", "Le montant est faux.")
    assert not released(approval.company_id, approval.run, approval.step)


def test_who_may_not_read_the_data_sees_nothing_and_decides_nothing(
    alerts: StepRecord, customers: int, owner: Person, manager: Person
) -> None:
    sharing.set_readers(owner.actor, customers, ["owners"])
    approval = Approval.objects.get()
    assert not deciding.readable(manager.actor, approval)
    with pytest.raises(NotAllowed, match="ne pouvez pas lire"):
        deciding.decide(manager.actor, approval.pk, "valider")
    page = manager.client.get(f"/confiance/validations/{approval.pk}/").content.decode()
    assert SENTENCE not in page
    assert deciding.readable(owner.actor, approval)


def test_what_was_agreed_while_running_is_written_as_decided(owner: Person) -> None:
    record = done(
        owner,
        "stock-replenishment",
        output={"tables": [{"title": "x", "rows": []}], "approved_by": "Claire Martin"},
    )
    approval = Approval.objects.get(run=record.request.run)
    assert approval.decision == Decision.APPROVED
    assert approval.decided_by == owner.user


def test_the_words_of_a_deleted_table_leave_the_queue_but_the_decision_stays(
    alerts: StepRecord, customers: int, manager: Person
) -> None:
    approval = Approval.objects.get()
    deciding.decide(manager.actor, approval.pk, "valider")
    forgetting.forgotten(approval.company_id, "dataset", customers)
    approval.refresh_from_db()
    assert SENTENCE not in str(approval.snapshot)
    assert "supprimé" in approval.erased
    assert approval.decision == Decision.APPROVED


def test_a_forgotten_request_takes_its_waiting_approval_with_it(alerts: StepRecord, employee: Person) -> None:
    alerts.request.delete()
    assert not Approval.objects.exists()


def test_a_file_is_a_draft_until_somebody_agreed(
    alerts: StepRecord, employee: Person, manager: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    capability = registry.get("fraud-detection")
    offered = Download(name="rapport.pdf", label="Le rapport", media_type="application/pdf")
    output = {**(alerts.output or {}), "downloads": [offered.model_dump()]}
    StepRecord.objects.filter(pk=alerts.pk).update(output=output)
    page = Document("Rapport", "Boulangerie Martin").text("Bonjour").bytes()
    monkeypatch.setattr(capability, "Output", _Loose)
    monkeypatch.setattr(capability, "render", lambda self, output, name: page)
    draft, data = files.made(employee.actor, alerts.request_id, "s1", "rapport.pdf")
    assert draft.name == "projet-rapport.pdf"
    assert "PROJET" in _text(data)
    deciding.decide(manager.actor, Approval.objects.get().pk, "valider")
    final, data = files.made(employee.actor, alerts.request_id, "s1", "rapport.pdf")
    assert final.name == "rapport.pdf"
    assert "PROJET" not in _text(data)


def test_the_stamp_keeps_the_words_of_every_page() -> None:
    twice = Document("Un", "A").text("premier").page_break().text("second").bytes()
    text = _text(stamped(twice, "PROJET — à valider"))
    assert "premier" in text
    assert "second" in text
    assert text.count("PROJET") == 2


def test_the_pages_decide_and_keep_what_was_typed(alerts: StepRecord, manager: Person, owner: Person) -> None:
    approval = Approval.objects.get()
    client = manager.client
    assert "1 résultat à valider" in client.get("/confiance/validations/").content.decode()
    assert "résultat à valider" in client.get("/").content.decode()
    answer = client.post(f"/confiance/validations/{approval.pk}/", {"decision": "refuser", "reason": "non"})
    assert answer.status_code == 422
    assert ">non</textarea>" in answer.content.decode()
    assert (
        client.post(
            f"/confiance/validations/{approval.pk}/", {"decision": "valider", "reason": ""}
        ).status_code
        == 302
    )
    assert "Marc Petit" in owner.client.get("/confiance/validations/?voir=toutes").content.decode()


class _Loose:
    """An output as it was recorded, whatever its capability."""

    @staticmethod
    def model_validate(given: dict[str, object]) -> object:
        return Result.model_validate(given)


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)
