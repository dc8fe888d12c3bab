"""The pages of sources: the list and the catalogue, a form per connector, a page per source followed live."""

from typing import Any

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from levier.connectors import registry, services
from levier.connectors.models import Connection, Deletions, Schedule, SyncState, ThingState
from levier.connectors.services import Wish
from levier.connectors.settings_form import BadSettings
from levier.core.actor import EVERYONE
from levier.core.errors import BadInput, LevierError
from levier.core.french.typography import unbroken
from levier.knowledge.models import DATA_CLASSES
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs
from levier.web.data.readers import GROUPS
from levier.web.data.sources import fields
from levier.web.data.sources.lines import about_how_long, choice, counted, line
from levier.web.streaming import event_stream

MOST_FAULTS = 100
BOUNDS = (
    ("minutes", "Durée d'un passage, en minutes", 60),
    ("items", "Éléments par passage", 20_000),
    ("megabytes", "Volume par passage, en Mo", 4096),
    ("file_megabytes", "Taille d'un fichier, en Mo (50 au plus)", 50),
    ("kilobytes_per_second", "Débit, en Ko par seconde", 0),
)


@require_GET
@needs(Permission.IMPORT)
def sources(request: LevierRequest) -> HttpResponse:
    """The connections of the company, and the connectors that can be added."""
    page = {"lines": [line(one) for one in services.connections(request.actor)], "catalogue": [choice(one) for one in registry.catalogue().values()],
            "broken": registry.broken()}  # fmt: skip
    return render(request, "data/sources/index.html", page)


@needs(Permission.IMPORT)
def add(request: LevierRequest, connector: str) -> HttpResponse:
    """The form of a connector: try it, then add it."""
    found = registry.get(connector)
    if request.method != "POST":
        return _form(request, found, {}, _first(request, found))
    given = fields.typed(found.Settings, request.POST)
    try:
        wish = _wish(request)
        if request.POST.get("do") == "test":
            return _tried(request, found, given, services.check(request.actor, connector, given, wish))
        made = services.add(request.actor, connector, given, wish)
        if not services.waits_for_approval(made) and "start" in request.POST:
            services.start(request.actor, made.pk)
    except LevierError as error:
        return _refused(request, found, given, error)
    messages.success(request, unbroken(f"La source « {made.name} » est ajoutée."))
    return redirect("source", connection=made.pk)


@needs(Permission.IMPORT)
def edit(request: LevierRequest, connection: int) -> HttpResponse:
    """Change a connection; its secrets stay unless they are typed again."""
    kept = services.get(request.actor, connection)
    found = registry.get(kept.connector)
    if request.method != "POST":
        return _form(request, found, kept.settings, _common_of(kept), connection=kept)
    given = fields.typed(found.Settings, request.POST)
    try:
        wish = _wish(request)
        if request.POST.get("do") == "test":
            checked = services.check(request.actor, kept.connector, given, wish, kept.pk)
            return _tried(request, found, given, checked, kept)
        services.change(request.actor, connection, given, wish)
    except LevierError as error:
        return _refused(request, found, given, error, kept)
    messages.success(request, "Les réglages sont enregistrés.")
    return redirect("source", connection=connection)


@require_GET
@needs(Permission.IMPORT)
def source(request: LevierRequest, connection: int) -> HttpResponse:
    """A connection: what it does, what it brought, what it could not read. ``X-Fragment: source`` for its moving part."""
    kept = services.get(request.actor, connection)
    shown = line(kept)
    reads = services.reads(request.actor, kept)
    page = {
        "line": shown, "source": kept, "sync": shown.sync, "reads": reads, "waits": services.waits_for_approval(kept),
        "may_configure": may(request.actor, Permission.CONFIGURE), "counted": counted(shown.sync.counts) if shown.sync else "",
        "faults": kept.things.filter(state=ThingState.FAULT).order_by("-changed")[:MOST_FAULTS] if reads else [],
        "tables": kept.tables.all(), "table_files": kept.things.exclude(dataset=None)[:50] if reads else [], "runs": [(one, counted(one.counts)) for one in kept.syncs.order_by("-pk")[:10]],
        "deletions": Deletions(kept.deletions).label, "most": MOST_FAULTS,
        "held": shown.sync.counts.get("held", 0) if shown.sync and shown.sync.state == SyncState.DONE else 0,
    }  # fmt: skip
    fragment = request.headers.get("X-Fragment") == "source"
    return render(request, "data/sources/moving.html" if fragment else "data/sources/source.html", page)


@require_GET
@needs(Permission.IMPORT)
async def events(request: LevierRequest, connection: int) -> HttpResponseBase:
    """The run under way, as server-sent events."""
    await sync_to_async(services.get)(request.actor, connection)
    return event_stream(request, lambda after: services.aevents(request.actor, connection, after))


@require_POST
@needs(Permission.IMPORT)
def act(request: LevierRequest, connection: int, what: str) -> HttpResponse:
    """Start, stop, pause, resume, allow, try, read faults again, confirm deletions."""
    actor = request.actor
    try:
        if what == "lancer":
            services.start(actor, connection)
        elif what == "relire":
            services.start(actor, connection, again=True)
        elif what == "confirmer":
            services.start(actor, connection, removals_confirmed=True)
        elif what == "arreter":
            services.stop(actor, connection)
            messages.info(request, unbroken("Le passage s'arrête ; ce qui est arrivé est gardé."))
        elif what == "pause":
            services.pause(actor, connection)
        elif what == "reprendre":
            services.resume(actor, connection)
        elif what == "autoriser":
            services.approve(actor, connection, internal="internal" in request.POST)
            messages.success(request, "La source est autorisée. Vous pouvez l'essayer ou la lancer.")
        elif what == "essayer":
            checked = services.check_saved(actor, connection)
            messages.success(
                request,
                " ".join([checked.message, *(f"{label} : {value}." for label, value in checked.details[:3])]),
            )
        else:
            raise BadInput("Cette action n'existe pas")
    except LevierError as error:
        if error.http_status in (403, 404) and what != "essayer":
            raise
        messages.error(request, unbroken(error.message))
    return redirect("source", connection=connection)


@needs(Permission.IMPORT)
def remove(request: LevierRequest, connection: int) -> HttpResponse:
    """Delete a connection, with what it brought or without, once its name was typed."""
    kept = services.get(request.actor, connection)
    error = None
    if request.method == "POST":
        if request.POST.get("name", "").strip().casefold() == kept.name.casefold():
            services.remove(request.actor, connection, with_contents=request.POST.get("contents") == "yes")
            messages.success(request, unbroken(f"La source « {kept.name} » est supprimée."))
            return redirect("sources")
        error = BadInput("Le nom n'est pas le même", mend=f"Écrivez « {kept.name} » pour confirmer.")
    page = {"line": line(kept), "source": kept, "error": error}
    return render(request, "data/sources/remove.html", page, status=422 if error else 200)


def _wish(request: LevierRequest) -> Wish:
    form = request.POST
    readers = form.get("readers", EVERYONE)
    bounds = {}
    for name, label, _ in BOUNDS:
        text = form.get(f"bound_{name}", "").replace("\u202f", "").replace(" ", "").strip()
        if text and not text.isdigit():
            raise BadSettings({f"bound_{name}": "un nombre entier est attendu"}, {f"bound_{name}": label})
        if text:
            bounds[name] = int(text)
    return Wish(
        name=form.get("name", ""),
        readers=(f"person:{request.actor.person_id}",) if readers == "me" else (readers,),
        schedule=form.get("schedule", Schedule.DAY),
        deletions=form.get("deletions", Deletions.MIRROR),
        data_class=form.get("data_class", "internal"),
        bounds=bounds,
        allow="allow" in form,
        internal="internal" in form,
    )


def _tried(
    request: LevierRequest, found: Any, given: dict[str, Any], checked: Any, kept: Connection | None = None
) -> HttpResponse:
    how_long = about_how_long(checked.items, kept)
    if request.headers.get("X-Fragment") == "tried":
        return render(request, "data/sources/tried.html", {"checked": checked, "how_long": how_long})
    return _form(
        request, found, given, _typed_common(request), checked=checked, how_long=how_long, connection=kept
    )


def _refused(
    request: LevierRequest,
    found: Any,
    given: dict[str, Any],
    error: LevierError,
    kept: Connection | None = None,
) -> HttpResponse:
    if request.headers.get("X-Fragment") == "tried":
        return render(request, "data/sources/tried.html", {"error": error}, status=200)
    wrong = error.fields if isinstance(error, BadSettings) else {}
    return _form(request, found, given, _typed_common(request), errors=wrong, error=error, connection=kept,
                 status=error.http_status)  # fmt: skip


def _form(
    request: LevierRequest, found: Any, values: dict[str, Any], common: dict[str, Any], *, errors: dict[str, str] | None = None,
    connection: Connection | None = None, status: int = 200, **more: Any,
) -> HttpResponse:  # fmt: skip
    kept = found.Settings.secret_names() if connection and connection.secrets else ()
    shown = fields.shown(found.Settings, values, errors or {}, kept)
    page = {
        "connector": choice(found), "source": connection, "main": [one for one in shown if not one.advanced],
        "advanced": [one for one in shown if one.advanced], "open": any(one.error for one in shown if one.advanced),
        "common": common, "errors": errors or {}, "groups": GROUPS, "schedules": Schedule.choices,
        "deletion_choices": Deletions.choices, "data_classes": DATA_CLASSES, "may_configure": may(request.actor, Permission.CONFIGURE),
        "bounds": [(name, label, usual, common.get(f"bound_{name}", "")) for name, label, usual in BOUNDS], **more,
    }  # fmt: skip
    return render(request, "data/sources/form.html", page, status=status)


def _common_of(kept: Connection) -> dict[str, Any]:
    mine = any(token.startswith("person:") for token in kept.readers)
    bounds = {f"bound_{name}": value for name, value in kept.bounds.items()}
    return {"name": kept.name, "readers": "me" if mine else kept.readers[0] if kept.readers else EVERYONE,
            "schedule": kept.schedule, "deletions": kept.deletions, "data_class": kept.data_class, "internal": kept.internal,
            **bounds}  # fmt: skip


def _typed_common(request: LevierRequest) -> dict[str, Any]:
    return request.POST.dict()


def _first(request: LevierRequest, found: Any) -> dict[str, Any]:
    """What a new form proposes."""
    readers = "me" if found.private else EVERYONE
    return {"name": _free_name(request, found.title), "schedule": Schedule.DAY, "readers": readers}


def _free_name(request: LevierRequest, title: str) -> str:
    taken = {one.name.casefold() for one in services.connections(request.actor)}
    names = (title, *(f"{title} {number}" for number in range(2, 100)))
    return next((name for name in names if name.casefold() not in taken), title)
