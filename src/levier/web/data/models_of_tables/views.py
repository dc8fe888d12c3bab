"""The pages of the kinds of tables."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from levier.policy.rights import Permission, may
from levier.tables.kinds import KINDS
from levier.tables.kinds.kind import Field, Kind
from levier.tables.kinds.templates import (
    as_sheet,
    as_workbook,
    kind_by_slug,
    needed,
    refers_in_french,
    slug,
    type_in_french,
)
from levier.web.access import LevierRequest, needs

_FORMS = {
    "xlsx": (as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_sheet, "text/csv; charset=utf-8"),
}


@dataclass(frozen=True)
class KindLine:
    """A kind as the list shows it."""

    slug: str
    label: str
    lines: str
    columns: int
    needed: str


@dataclass(frozen=True)
class ColumnLine:
    """A column as the notice of a kind shows it."""

    field: Field
    form: str
    needed: str
    refers: str


@require_GET
@needs(Permission.SEE_DATA)
def models(request: LevierRequest) -> HttpResponse:
    """All the kinds, and the corrections the company made."""
    lines = sorted((_line(kind) for kind in KINDS.values()), key=lambda line: line.label)
    learned = []
    if may_import := may(request.actor, Permission.IMPORT):
        from levier.tables.importing.learning import lessons  # noqa: PLC0415 - loads polars

        learned = [
            (lesson, KINDS[lesson.kind].label, len(lesson.corrections)) for lesson in lessons(request.actor)
        ]
    page = {"kinds": lines, "learned": learned, "may_import": may_import}
    return render(request, "data/models/index.html", page)


@require_GET
@needs(Permission.SEE_DATA)
def model(request: LevierRequest, name: str) -> HttpResponse:
    """One kind: its columns, what each holds, and its empty table."""
    kind = kind_by_slug(name)
    columns = [
        ColumnLine(field, type_in_french(field), needed(kind, field), refers_in_french(field))
        for field in kind.fields
    ]
    page = {"kind": kind, "slug": slug(kind), "columns": columns}
    return render(request, "data/models/kind.html", page)


@require_GET
@needs(Permission.SEE_DATA)
def download(request: LevierRequest, name: str, form: str) -> HttpResponse:
    """The empty table of a kind."""
    if form not in _FORMS:
        raise Http404
    kind = kind_by_slug(name)
    make, content_type = _FORMS[form]
    response = HttpResponse(make(kind), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="modele-{slug(kind)}.{form}"'
    return response


@require_POST
@needs(Permission.IMPORT)
def forget_lesson(request: LevierRequest, lesson: int) -> HttpResponse:
    """Forget how the columns of a file were corrected."""
    from levier.tables.importing.learning import forget  # noqa: PLC0415 - loads polars

    forget(request.actor, lesson)
    messages.info(request, "Oublié : Levier ne tiendra plus compte de ces corrections.")
    return redirect("table_models")


def _line(kind: Kind) -> KindLine:
    groups = (
        " ou ".join(f"«\N{NO-BREAK SPACE}{kind.field(name).label}\N{NO-BREAK SPACE}»" for name in group)
        for group in kind.requires
    )
    return KindLine(slug(kind), kind.label, kind.lines, len(kind.fields), ", ".join(groups))
