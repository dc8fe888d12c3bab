"""The versions of a table; what a person does with them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from levier.core.errors import BadInput, LevierError
from levier.policy.rights import Permission, may
from levier.tables import versions
from levier.tables.models import DatasetVersion
from levier.tables.sharing import visible_dataset
from levier.web.access import LevierRequest, needs


@require_GET
@needs(Permission.SEE_DATA)
def listed(request: LevierRequest, dataset: int) -> HttpResponse:
    """Every version; with ``?de=1&a=2``, what changed from one to the other."""
    found = visible_dataset(request.actor, dataset)
    history = list(found.versions.select_related("imported_by"))
    first, second = _pair(request, found.current, history)
    page: dict[str, object] = {
        "dataset": found,
        "versions": history,
        "first": first,
        "second": second,
        "may_import": may(request.actor, Permission.IMPORT),
        "base": next((version.base for version in history if version.number == found.current), 0),
    }
    try:
        if "de" in request.GET and first != second:
            page["changes"] = versions.compare(request.actor, dataset, first, second, limit=25)
    except LevierError as error:
        page["error"] = error
    return render(request, "data/versions/versions.html", page)


@require_POST
@needs(Permission.IMPORT)
def undo(request: LevierRequest, dataset: int) -> HttpResponse:
    """Undo the import in use."""
    seen = request.POST.get("seen", "")
    try:
        change = versions.undo(request.actor, dataset, int(seen) if seen.isdecimal() else None)
    except BadInput as error:
        messages.error(request, error.message)
        return redirect("dataset_versions", dataset=dataset)
    messages.success(request, change.summary)
    return redirect("dataset_versions", dataset=dataset)


@require_POST
@needs(Permission.IMPORT)
def restore(request: LevierRequest, dataset: int, version: int) -> HttpResponse:
    """Put a version back in use."""
    change = versions.restore(request.actor, dataset, version)
    messages.success(request, change.summary)
    return redirect("dataset_versions", dataset=dataset)


def _pair(request: LevierRequest, current: int, history: list[DatasetVersion]) -> tuple[int, int]:
    """The versions to compare: those asked, else the one in use and the one it came after."""
    numbers = {version.number for version in history}
    base = next((version.base for version in history if version.number == current), 0)
    newest = max(numbers, default=0)

    def asked(name: str, otherwise: int) -> int:
        text = request.GET.get(name, "")
        return int(text) if text.isdecimal() and int(text) in numbers else otherwise

    return asked("de", base or min(numbers, default=0)), asked("a", current or newest)
