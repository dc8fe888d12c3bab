"""A company with two years of weekly sales, a use case, and three months of use: what tests of pilots and gains share."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from levier.indicators.measuring import timing
from levier.inference.models import LedgerEntry
from levier.method.pilots.drafting import Draft
from levier.method.roadmap.models import UseCase
from levier.operations.gains import keeping
from levier.orchestrator.models import Conversation, Request, StepRecord
from levier.tables.importing import import_file
from tests.cast import Person

TASK = "knowledge-search"
TODAY = date(2026, 11, 23)
STARTS, ENDS = date(2026, 10, 5), date(2026, 12, 6)
LIFT = 60.0
"""Added to each week's sales from the start of the pilot."""


@pytest.fixture
def pilot_case(owner: Person) -> UseCase:
    owner.company.own_today = TODAY
    owner.company.save()
    return UseCase.objects.create(
        company=owner.company, title="Relancer les clients", capability="table-query",
        problem="Nos clients espacent leurs commandes et nous le voyons trop tard.",
    )  # fmt: skip


@pytest.fixture
def weekly_sales(owner: Person, tmp_path: Path) -> int:
    rng = np.random.default_rng(11)
    lines = ["N° facture;Date;Référence;Désignation;Quantité;Prix unitaire HT;Client;Pays"]
    day, number = date(2024, 9, 30), 0
    while day <= date(2026, 11, 22):
        week = (day - date(2024, 9, 30)).days / 7
        amount = 300 + week / 2 + rng.normal(0, 10) + (LIFT if day >= STARTS else 0)
        number += 1
        lines.append(f"F{number};{day:%d/%m/%Y};B100;Baguette;1;{amount:.2f};Hôtel;France".replace(".", ","))
        day += timedelta(weeks=1)
    path = tmp_path / "ventes.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    made = import_file(owner.actor, path, name="Ventes")
    assert made.dataset_id
    return made.dataset_id


@pytest.fixture
def pilot_draft(pilot_case: UseCase, owner: Person, employee: Person) -> Draft:
    return Draft(
        use_case=pilot_case.pk, title="Relances", capability="table-query", design="interrupted", expected=0.15, starts=STARTS, ends=ENDS,
        scope="Les hôtels", measure="sales:revenue", sponsor=owner.user.pk, team=(employee.user.pk,),
    )  # fmt: skip


@pytest.fixture
def timed_draft(pilot_draft: Draft) -> Draft:
    return replace(pilot_draft, design="timed", measure="", expected=-0.4, title="Saisie")


@pytest.fixture
def worked_company(owner: Person, employee: Person) -> Person:
    """Sixty runs over three months, timed files, costs, an hour's price, a paid model call."""
    owner.company.own_today = TODAY
    owner.company.save()
    conversation = Conversation.objects.create(company=owner.company, person=employee.user, title="x")
    for place in range(60):
        request = Request.objects.create(
            company=owner.company, person=employee.user, conversation=conversation, text="?", today=TODAY - timedelta(days=place),
            status="answered", seconds=2.0,
        )  # fmt: skip
        StepRecord.objects.create(
            company=owner.company,
            request=request,
            step="s1",
            position=1,
            capability=TASK,
            label="x",
            status="done",
            seconds=2.0,
        )
    for place, minutes in enumerate((10, 12, 11, 9, 13)):
        timing.add(employee.actor, TASK, "without", minutes, day=TODAY - timedelta(days=90 + place))
    for place, minutes in enumerate((3, 4, 3.5, 4.5)):
        timing.add(
            employee.actor,
            TASK,
            "with",
            minutes,
            checking=1.0,
            day=TODAY - timedelta(days=place),
            wrong=False,
        )
    keeping.assume(owner.actor, hour_cost=Decimal(30), discount=0.08, revision=0)
    keeping.add_cost(
        owner.actor,
        label="Formation",
        kind="training",
        amount=Decimal(50),
        rhythm="once",
        start=TODAY,
        task=TASK,
    )
    keeping.add_cost(
        owner.actor,
        label="Serveur",
        kind="hosting",
        amount=Decimal(10),
        rhythm="month",
        start=date(2026, 1, 1),
    )
    LedgerEntry.objects.create(
        company=owner.company,
        person=employee.user.pk,
        capability=TASK,
        endpoint="e",
        model="m",
        data_class="internal",
        cost=Decimal("1.5"),
    )
    return employee
