"""What really runs: for each capability, its runs, what they read, the personal data found there, and where data goes."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Max, Min

from levier.capabilities import registry
from levier.capabilities.feasibility import assess
from levier.core.actor import Actor
from levier.core.french.numbers import format_count
from levier.inference.models import LedgerEntry
from levier.knowledge.lifecycle.models import Fingerprint
from levier.knowledge.reading import readable_documents
from levier.orchestrator.models import StepRecord, StepStatus
from levier.policy.personal.kinds import KINDS as PERSONAL
from levier.tables.access import CompanyTables
from levier.tables.kinds import KINDS
from levier.tables.models import Dataset, DatasetVersion

_MARK = re.compile(r"(dataset|document):(\d+)@")
_GROUPS = {
    "all": "toute l'entreprise", "managers": "responsables et dirigeants", "accounting": "comptabilité",
    "owners": "dirigeants",
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A table as the registers tell it. ``personal``: (kind, column's label, French name), without any value."""

    id: int
    name: str
    kind: str
    kind_label: str
    version: int
    rows: int
    readers: tuple[str, ...]
    personal: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Called:
    """A language model that a capability called."""

    endpoint: str
    model: str
    calls: int


@dataclass
class Measured:
    """One capability in this company. ``runs``: steps really done; ``people``: how many different people asked (never who)."""

    name: str
    title: str
    runs: int = 0
    people: int = 0
    first: datetime | None = None
    last: datetime | None = None
    ready: bool = False
    tables: list[Table] = field(default_factory=list)
    documents: int = 0
    personal_documents: Counter[str] = field(default_factory=Counter)
    models: list[Called] = field(default_factory=list)

    @property
    def used(self) -> bool:
        """Whether it really ran."""
        return self.runs > 0

    @property
    def personal(self) -> dict[str, list[str]]:
        """Kinds of personal data found → where."""
        found: dict[str, list[str]] = {}
        for table in self.tables:
            for kind, column, _ in table.personal:
                found.setdefault(kind, []).append(f"« {table.name} », {column}")
        for kind, count in self.personal_documents.items():
            found.setdefault(kind, []).append(format_count(count, "document"))
        return found


def tables_of(actor: Actor) -> dict[int, Table]:
    """Every table the person may see, by number."""
    datasets = list(Dataset.objects.visible_to(actor).filter(current__gt=0).prefetch_related("grants"))
    versions = {
        (one.dataset_id, one.number): one
        for one in DatasetVersion.objects.filter(dataset__in=datasets).only(
            "dataset", "number", "rows", "profile"
        )
    }
    found = {}
    for one in datasets:
        version = versions.get((one.pk, one.current))
        if version is None:
            continue
        known = KINDS.get(one.kind)
        found[one.pk] = Table(
            one.pk, one.name, one.kind, known.label if known else one.kind, one.current, version.rows,
            tuple(sorted({_reader(grant.token) for grant in one.grants.all()})),
            tuple(
                (column["kind"], column["label"], column["kind_label"])
                for column in version.profile.get("personal", [])
                if column["weight"] != "none"
            ),
        )  # fmt: skip
    return found


def measured(actor: Actor) -> list[Measured]:
    """Every capability installed, with what its real runs show: the most used first."""
    tables = tables_of(actor)
    readable = set(readable_documents(actor).values_list("pk", flat=True))
    access, documents = CompanyTables(actor), len(readable)
    done = StepRecord.objects.filter(company_id=actor.company_id, status=StepStatus.DONE)
    counted = {
        one["capability"]: one
        for one in done.values("capability")
        .annotate(runs=Count("pk"), people=Count("request__person", distinct=True))
        .annotate(first=Min("finished"), last=Max("finished"))
        .order_by()
    }
    touched = _touched(actor)
    called = _called(actor)
    found = []
    for name, capability in registry.catalogue().items():
        one = Measured(name, capability.title, models=called.get(name, []))
        if name in counted:
            line = counted[name]
            one.runs, one.people, one.first, one.last = (
                line["runs"], line["people"], line["first"], line["last"],
            )  # fmt: skip
        one.ready = assess(capability, access, documents).ready
        marks = touched.get(name, set())
        one.tables = [
            tables[number] for kind, number in sorted(marks) if kind == "dataset" and number in tables
        ]
        read = {number for kind, number in marks if kind == "document"} & readable
        one.documents = len(read)
        one.personal_documents = personal_in(read)
        found.append(one)
    return sorted(found, key=lambda one: (-one.runs, one.title))


def personal_in(documents: set[int]) -> Counter[str]:
    """How many of these documents hold each kind of personal data."""
    found: Counter[str] = Counter()
    for counts in Fingerprint.objects.filter(version__document__in=documents).values_list(
        "personal", flat=True
    ):
        found.update(kind for kind in counts if kind in PERSONAL)
    return found


def _touched(actor: Actor) -> dict[str, set[tuple[str, int]]]:
    marks: dict[str, set[tuple[str, int]]] = {}
    steps = StepRecord.objects.filter(company_id=actor.company_id, status=StepStatus.DONE)
    for capability, touched in steps.order_by("-pk").values_list("capability", "touched")[:5000]:
        for text in touched:
            if found := _MARK.match(str(text)):
                marks.setdefault(capability, set()).add((found[1], int(found[2])))
    return marks


def _called(actor: Actor) -> dict[str, list[Called]]:
    lines = (
        LedgerEntry.objects.filter(company_id=actor.company_id)
        .values("capability", "endpoint", "model")
        .annotate(calls=Count("pk"))
        .order_by()
    )
    found: dict[str, list[Called]] = {}
    for line in lines:
        found.setdefault(line["capability"], []).append(
            Called(line["endpoint"], line["model"], line["calls"])
        )
    return found


def _reader(token: str) -> str:
    return _GROUPS.get(token, "des personnes désignées")
