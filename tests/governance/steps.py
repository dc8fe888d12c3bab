"""A step that really was recorded, as the orchestrator writes it."""

from datetime import date
from typing import Any

from django.utils import timezone

from levier.orchestrator.models import Conversation, Request, StepRecord, StepStatus
from tests.cast import Person

SENTENCE = "Le fournisseur Jean Dupuis est payé deux fois la facture FA0020."


def done(
    person: Person, capability: str, *, dataset: str = "", output: dict[str, Any] | None = None
) -> StepRecord:
    """A request of ``person`` whose only step is done."""
    conversation = Conversation.objects.create(company=person.company, person=person.user, title="Test")
    request = Request.objects.create(
        company=person.company,
        person=person.user,
        conversation=conversation,
        text="Demande",
        today=date(2026, 11, 23),
        status="answered",
    )
    touched = [dataset] if dataset else []
    return StepRecord.objects.create(
        company=person.company, request=request, step="s1", position=0, capability=capability, label="Examiner les achats", question="q1",
        status=StepStatus.DONE, output=output if output is not None else result(touched), touched=touched, finished=timezone.now(),
    )  # fmt: skip


def result(touched: list[str] | None = None) -> dict[str, Any]:
    """An output with a sentence, a table and an action."""
    return {
        "sentences": [{"text": SENTENCE, "kind": "statement", "evidence": []},
                      {"text": "Marie Curie n'a rien.", "kind": "statement", "evidence": []}],
        "tables": [{"title": "Alertes", "columns": [{"key": "who", "label": "Tiers", "unit": ""}, {"key": "amount", "label": "Montant", "unit": "€"}],
                    "rows": [{"who": "Jean Dupuis", "amount": 120.5}, {"who": "Marie Curie", "amount": 9.0}], "evidence": []}],
        "actions": [{"label": "Voir", "capability": "fraud-detection", "input": {}, "approval": "manager"}],
        "touched": touched or [],
    }  # fmt: skip
