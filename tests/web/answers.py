"""An answer in its public shape, on the objects of ``world``:

what the pages show is tested without running a request.
"""

from datetime import date
from typing import Any

from levier.orchestrator.models import Conversation, Request, StepRecord
from tests.cast import Person
from tests.web.world import World

QUOTE = "Tout retard de livraison entraîne une pénalité de 2 % par semaine."
ASKED = "Quel est notre chiffre d'affaires par client en janvier, et quelles pénalités de retard ?"


def whole(world: World, request: Request) -> dict[str, Any]:
    """The stored answer: two parts, three proofs, a chart, a removed claim, a missing part."""
    query = {
        "kind": "sales",
        "measures": ["revenue"],
        "dimensions": ["customer"],
        "period": {"start": "2026-01-01", "end": "2026-01-31", "label": "janvier 2026"},
    }
    rows = {
        "id": "s1.e1",
        "number": 1,
        "kind": "rows",
        "title": "Chiffre d'affaires par client",
        "dataset": world.open_dataset,
        "version": 1,
        "query": query,
        "columns": ["customer", "revenue"],
        "values": [["Mairie de Vichy", 37.0], ["Hôtel du Lac", 13.0]],
        "total_rows": 2,
        "units": {"revenue": "€"},
    }
    passage = {
        "id": "s2.e1",
        "number": 2,
        "kind": "passage",
        "document": world.open_document,
        "version": 1,
        "passage": 1,
        "title": "Contrat",
        "quote": QUOTE,
        "page": 1,
        "start": 0,
        "end": len(QUOTE),
        "dated": "2020-01-15",
        "source": "Documents déposés",
    }
    computed = {
        "id": "s1.e2",
        "number": 3,
        "kind": "computed",
        "step": "s1",
        "path": "totals.revenue",
        "title": "Total",
        "value": 50.0,
        "unit": "€",
        "method": "somme des lignes",
    }
    steps = [
        {
            "id": "s1",
            "capability": "table-query",
            "label": "Chiffre d'affaires par client",
            "question": "q1",
            "input": {"measures": ["revenue"]},
            "status": "done",
            "seconds": 0.2,
            "cost": 0.0,
        },
        {
            "id": "s2",
            "capability": "knowledge-search",
            "label": "Chercher les pénalités",
            "question": "q2",
            "input": {"question": "pénalités"},
            "status": "done",
            "seconds": 0.3,
            "cost": 0.0,
        },
    ]
    chart = {
        "title": "Mairie de Vichy en tête",
        "x": ["Mairie de Vichy", "Hôtel du Lac"],
        "unit": "€",
        "series": [{"name": "Chiffre d'affaires", "kind": "bar", "y": [37.0, 13.0]}],
        "evidence": ["s1.e1"],
    }
    return {
        "status": "partial",
        "answer": (
            "### Chiffre d'affaires par client en janvier ?\n\nLe total est de **50,00 €** [3].\n\n"
            "**Par client** [1]\n\n| Client | Chiffre d'affaires |\n|---|---:|\n| Mairie de Vichy | 37,00 € |\n\n"
            f"### Quelles pénalités de retard ?\n\n> « {QUOTE} » [2]\n\n<script>alert(1)</script> [9]\n\n"
            "### Ce que Levier n'a pas trouvé\n\n- Le délai légal — aucun document n'en parle"
        ),
        "claims": [
            {"text": "Le total est de 50,00 €.", "evidence": ["s1.e2"], "verdict": "supported"},
            {"text": QUOTE, "evidence": ["s2.e1"], "verdict": "supported"},
        ],
        "removed": [
            {
                "text": "Le total doublera.",
                "evidence": [],
                "verdict": "unsupported",
                "reason": "aucune preuve",
            }
        ],
        "evidence": [rows, passage, computed],
        "plan": {
            "rewritten": ASKED,
            "planner": "local",
            "confidence": 0.9,
            "steps": steps,
            "questions": [
                {"id": "q1", "text": "Chiffre d'affaires par client en janvier ?"},
                {"id": "q2", "text": "Quelles pénalités de retard ?"},
            ],
        },
        "unanswered": [{"question": "Le délai légal", "reason": "aucun document n'en parle"}],
        "charts": [chart],
        "actions": [
            {
                "label": "Prévoir",
                "capability": "sales-forecast",
                "input": {"horizon": 6},
                "approval": "none",
            }
        ],
        "seconds": 1.5,
        "cost": 0.0,
        "request": request.pk,
        "conversation": request.conversation_id,
        "asked": ASKED,
        "company": "Boulangerie Martin",
        "today": "2026-11-23",
    }


def answered(world: World, who: Person) -> Request:
    """A finished request of ``who`` with that answer and the records of its steps."""
    conversation = Conversation.objects.create(company=who.company, person=who.user, title="Janvier")
    request = Request.objects.create(
        company=who.company, person=who.user, conversation=conversation, text=ASKED, today=date(2026, 11, 23),
        status="partial",
    )  # fmt: skip
    request.answer = whole(world, request)
    request.save()
    for position, step in enumerate(request.answer["plan"]["steps"]):
        touched = (
            [f"dataset:{world.open_dataset}@1"] if position == 0 else [f"document:{world.open_document}@1"]
        )
        StepRecord.objects.create(
            company=who.company,
            request=request,
            step=step["id"],
            position=position,
            capability=step["capability"],
            label=step["label"],
            question=step["question"],
            input=step["input"],
            status="done",
            output={"rows": 2},
            touched=touched,
            seconds=step["seconds"],
        )
    return request
