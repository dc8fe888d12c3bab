"""The journal: read it, filter it, prove that nobody changed it, take it away."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from levier.accounts.models import User
from levier.core.errors import BadInput
from levier.core.spreadsheets import csv_lines
from levier.policy import journal
from levier.policy.models.journal import JournalEntry
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.trust.wording import icon_of, object_of, words_of

PAGE = 50


@dataclass(frozen=True)
class Line:
    """An entry as the page shows it."""

    entry: JournalEntry
    person: str
    action: str
    icon: str
    subject: str
    details: list[tuple[str, str]]


@dataclass(frozen=True)
class Filters:
    """What the address asks for; empty means everything."""

    action: str = ""
    person: int | None = None
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, request: LevierRequest) -> "Filters":
        person = request.GET.get("person", "")
        return cls(
            request.GET.get("action", ""),
            int(person) if person.isdigit() else None,
            _day(request.GET.get("since", "")),
            _day(request.GET.get("until", "")),
        )

    @property
    def any(self) -> bool:
        return bool(self.action or self.person or self.since or self.until)

    def entries(self, request: LevierRequest) -> QuerySet[JournalEntry]:
        return journal.entries(
            request.actor,
            action=self.action or None,
            person=self.person,
            since=_midnight(self.since) if self.since else None,
            until=_midnight(self.until + timedelta(days=1)) if self.until else None,
        )


@require_GET
@needs(Permission.SEE_JOURNAL)
def journal_page(request: LevierRequest) -> HttpResponse:
    """The entries, last first."""
    filters = Filters.of(request)
    page = Paginator(filters.entries(request), PAGE).get_page(request.GET.get("page"))
    names = _names(page.object_list)
    everything = JournalEntry.objects.filter(company_id=request.company.pk)
    actions = sorted(everything.order_by().values_list("action", flat=True).distinct(), key=words_of)
    people = User.objects.filter(pk__in=everything.order_by().values_list("actor", flat=True).distinct())
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "trust/journal.html",
        {
            "lines": [_line(entry, names) for entry in page.object_list],
            "page": page,
            "filters": filters,
            "actions": [(action, words_of(action)) for action in actions],
            "people": sorted(people, key=str),
            "query": query.urlencode(),
        },
    )


@require_POST
@needs(Permission.SEE_JOURNAL)
def verify(request: LevierRequest) -> HttpResponse:
    """Walk the whole chain and say whether it is intact."""
    found = journal.verify(request.company.pk)
    head = found.heads.get(request.company.pk)
    return render(request, "trust/verified.html", {"found": found, "head": head})


@require_GET
@needs(Permission.SEE_JOURNAL)
def export(request: LevierRequest) -> HttpResponseBase:
    """The filtered journal as a CSV that a French spreadsheet opens at once; hashes included."""
    found = Filters.of(request).entries(request)
    answer = StreamingHttpResponse(_csv(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="journal-{request.company.slug}.csv"'
    return answer


def _csv(found: QuerySet[JournalEntry]) -> Iterator[str]:
    names: dict[int, str] = dict(User.objects.values_list("pk", "name"))
    head = ("numéro", "date", "personne", "action", "objet", "détails", "empreinte précédente", "empreinte")
    return csv_lines(head, (
        [
            entry.number, timezone.localtime(entry.at), _who(entry.actor, names), words_of(entry.action), entry.subject,
            json.dumps(entry.details, ensure_ascii=False), entry.previous, entry.hash,
        ]
        for entry in found.iterator(chunk_size=1000)
    ))  # fmt: skip


def _who(actor: int | None, names: dict[int, str]) -> str:
    return "Levier" if actor is None else names.get(actor, "") or f"n° {actor}"


def _names(entries: Any) -> dict[int, str]:
    people = User.objects.filter(pk__in={entry.actor for entry in entries if entry.actor})
    return {person.pk: str(person) for person in people}


def _line(entry: JournalEntry, names: dict[int, str]) -> Line:
    person = (
        "Levier"
        if entry.actor is None
        else names.get(entry.actor, f"Personne n° {entry.actor} (compte retiré)")
    )
    details = [
        (key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for key, value in entry.details.items()
    ]
    return Line(
        entry, person, words_of(entry.action), icon_of(entry.action), object_of(entry.subject), details
    )


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"« {text} » n'est pas une date", where="filtre du journal") from None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
