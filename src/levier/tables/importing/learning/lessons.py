"""Lessons kept, applied and forgotten."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.tables.importing.mapping import Mapping, propose
from levier.tables.importing.matching.memory import Memory
from levier.tables.importing.matching.words import plain
from levier.tables.importing.raw import RawTable
from levier.tables.kinds import KINDS
from levier.tables.lessons import MappingLesson


@dataclass(frozen=True)
class Recalled:
    """A lesson that fits a file: its kind, field → column (empty: left empty), and the day it was learned."""

    kind: str
    mapping: dict[str, str]
    day: date

    @property
    def said(self) -> str:
        """Where it comes from, as the page says it."""
        return f"repris de votre import du {self.day:%d/%m/%Y}"


def signature_of(columns: Sequence[str]) -> str:
    """The same for the same headers in another order, case or accent."""
    return hashlib.sha256("\n".join(sorted(map(plain, columns))).encode()).hexdigest()


def recall(actor: Actor, columns: Sequence[str]) -> Recalled | None:
    """What the company said of a file with these headers, None when it never did."""
    lesson = MappingLesson.objects.filter(
        company_id=actor.company_id, signature=signature_of(columns)
    ).first()
    if lesson is None or lesson.kind not in KINDS:
        return None
    by_plain = {plain(column): column for column in columns}
    fields = {field.name for field in KINDS[lesson.kind].fields}
    mapping = {
        name: by_plain.get(plain(column), "") if column else ""
        for name, column in lesson.mapping.items()
        if name in fields
    }
    return Recalled(lesson.kind, mapping, lesson.updated.date())


def learn(
    actor: Actor, raw: RawTable, said: dict[str, str], final: Mapping, memory: Memory, file_name: str
) -> bool:
    """Keep what ``said`` (field → column) changed or confirmed of the proposal; returns whether there was anything."""
    if not said or raw.kind or raw.mapping:
        return False
    try:
        unaided = propose(raw, file_name, final.kind, None, memory)
    except BadInput:
        unaided = Mapping(final.kind, (), tuple(raw.frame.columns), 0.0)
    before = {match.column: match for match in unaided.matches}
    after = {match.column: match.field for match in final.matches}
    corrections = [
        [
            plain(column),
            after.get(column, ""),
            found.field if found and found.field != after.get(column) else "",
        ]
        for column in raw.frame.columns
        for found in [before.get(column)]
        if after.get(column, "") != (found.field if found else "") or (found and not found.sure)
    ]
    if not corrections:
        return False
    emptied = {name: "" for name, column in said.items() if not column}
    with transaction.atomic():
        MappingLesson.objects.update_or_create(
            company_id=actor.company_id,
            signature=signature_of(raw.frame.columns),
            defaults={
                "kind": final.kind,
                "file_name": file_name[:255],
                "mapping": emptied | final.columns,
                "corrections": corrections,
                "person_id": actor.person_id,
            },
        )
        details = {"file": file_name, "kind": final.kind, "corrections": corrections}
        journal.record(
            actor.company_id, actor.person_id, "table.mapping.learned", f"kind:{final.kind}", details
        )
    return True


def lessons(actor: Actor) -> QuerySet[MappingLesson]:
    """All that the company said, the latest first."""
    require(actor, Permission.IMPORT)
    return MappingLesson.objects.filter(company_id=actor.company_id)


def forget(actor: Actor, lesson: int) -> None:
    """Drop a lesson and the votes it holds. Raises NotAllowed, NotFound."""
    with transaction.atomic():
        found = lessons(actor).filter(pk=lesson).first()
        if found is None:
            raise NotFound("Cette correspondance n'existe pas ou a déjà été oubliée")
        details = {"file": found.file_name, "kind": found.kind}
        journal.record(
            actor.company_id, actor.person_id, "table.mapping.forgotten", f"kind:{found.kind}", details
        )
        found.delete()
