"""« Équité »: examine decisions by group, read a report, print it."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from levier.capabilities import registry
from levier.core.errors import BadInput, LevierError, NotEnoughData
from levier.core.result import Chart, Series
from levier.governance.bias import services
from levier.governance.bias.shapes import BiasReport, Section
from levier.method.typed import figure
from levier.orchestrator.models import StepRecord
from levier.orchestrator.services import history
from levier.policy.rights import Permission
from levier.tables.models import Dataset
from levier.web import results
from levier.web.access import LevierRequest, needs
from levier.web.trust.forms import download

if TYPE_CHECKING:
    from levier.governance.bias.measuring import Asked

_LARGEST = 30 * 1024 * 1024


@require_http_methods(["GET", "POST"])
@needs(Permission.GOVERN)
def listing(request: LevierRequest) -> HttpResponse:
    """The form and the reports kept; a POST examines."""
    error: LevierError | None = None
    if request.method == "POST":
        try:
            return redirect("bias_report", _examined(request))
        except (BadInput, NotEnoughData) as fault:
            error = fault
    chosen = (request.POST.get("dataset") or request.GET.get("tableau") or "").strip()
    shown = {
        "reports": services.kept(request.actor)[:50],
        "verdicts": services.VERDICTS,
        "datasets": Dataset.objects.visible_to(request.actor).filter(current__gt=0),
        "chosen": chosen,
        "columns": services.columns_of(request.actor, int(chosen)) if chosen.isdigit() else [],
        "typed": request.POST,
        "error": error,
        "tab": "bias",
    }
    return render(request, "trust/bias.html", shown, status=error.http_status if error else 200)


def _examined(request: LevierRequest) -> int:
    asked = _asked(request)
    sent = request.FILES.get("file")
    if sent is not None:
        if (sent.size or 0) > _LARGEST:
            raise BadInput(
                "Ce fichier dépasse 30 Mo",
                where=sent.name or "",
                mend="Utilisez « levier bias » sur la machine.",
            )
        return services.of_upload(request.actor, sent.read(), sent.name or "fichier", asked).pk
    dataset = request.POST.get("dataset", "")
    if not dataset.isdigit():
        raise BadInput(
            "Il manque les données", where="tableau ou fichier", mend="Choisissez un tableau, ou un fichier."
        )
    return services.of_table(request.actor, int(dataset), asked).pk


def _asked(request: LevierRequest, decision: str | None = None) -> "Asked":
    from levier.governance.bias.measuring import Asked  # noqa: PLC0415 - heavy

    def said(name: str) -> str:
        return str(request.POST.get(name, "")).strip()

    groups = [one.strip() for one in said("groups").split(",") if one.strip()]
    return Asked(
        said("decision") if decision is None else decision, groups, said("favourable"), said("truth"), said("truth_favourable"), said("score"), said("given"),
        said("reference"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Permission.GOVERN)
def result(request: LevierRequest) -> HttpResponse:
    """The fairness of a capability's finished result: choose it and the table of the groups; a POST examines."""
    error: LevierError | None = None
    columns: list[str] = []
    given = request.POST or request.GET
    found = services.examinable(request.actor)
    wanted = str(given.get("resultat", "")).strip()
    chosen = next(((one, lists) for one, lists in found if str(one.pk) == wanted), None)
    dataset = str(given.get("tableau", "")).strip()
    try:
        columns = services.columns_of(request.actor, int(dataset)) if dataset.isdigit() else []
        if request.method == "POST":
            return redirect("bias_report", _examined_result(request, chosen[0] if chosen else None, dataset))
    except LevierError as fault:
        error = fault
    shown = {
        "found": [
            (one, registry.get(one.capability).title, one.pk == (chosen and chosen[0].pk)) for one, _ in found
        ],
        "chosen": chosen,
        "datasets": Dataset.objects.visible_to(request.actor).filter(current__gt=0),
        "dataset": dataset,
        "columns": columns,
        "typed": given,
        "error": error,
        "tab": "bias",
    }
    return render(request, "trust/bias_result.html", shown, status=error.http_status if error else 200)


def _examined_result(request: LevierRequest, record: StepRecord | None, dataset: str) -> int:
    from levier.governance.bias.outcomes import Outcome  # noqa: PLC0415 - heavy

    if record is None:
        raise BadInput(
            "Il manque le résultat", where="résultat", mend="Choisissez l'un des résultats terminés."
        )
    if not dataset.isdigit():
        raise BadInput(
            "Il manque le tableau qui porte les groupes", where="tableau", mend="Choisissez un tableau."
        )

    def said(name: str) -> str:
        return str(request.POST.get(name, "")).strip()

    outcome = Outcome(
        record.request.pk, int(dataset), record.step, said("listed"), said("key"), said("table_key"), said("decision"),
        float(figure(limit, "seuil", "Écrivez par exemple 0,5.")) if (limit := said("at_least")) else None,
        bool(said("against")),
    )  # fmt: skip
    return services.of_result(request.actor, outcome, _asked(request, decision="")).pk


@require_GET
@needs(Permission.GOVERN)
def one(request: LevierRequest, number: int) -> HttpResponse:
    """A report kept."""
    record = services.one(request.actor, number)
    report = BiasReport.model_validate(record.report)
    shown = {
        "record": record, "report": report, "verdict": services.VERDICTS[report.verdict],
        "sections": [(section, results.chart(_chart(section))) for section in report.sections], "tab": "bias",
        "mine": report.request is not None and history(request.actor).filter(pk=report.request).exists(),
    }  # fmt: skip
    return render(request, "trust/bias_report.html", shown)


@require_GET
@needs(Permission.GOVERN)
def pdf(request: LevierRequest, number: int) -> HttpResponse:
    """A report to print."""
    return download(services.pdf(request.actor, number), f"equite-{number}", "pdf")


def _chart(section: Section) -> Chart:
    """The rate of each group with the reference in grey; the title states the finding."""
    groups = section.groups
    worst = section.worst
    title = (
        f"« {worst.name} » : {round(100 * worst.selected.rate)} % de décisions favorables, contre {round(100 * groups[0].selected.rate)} % pour « {section.reference} »"
        if worst
        else f"Décisions favorables par {section.column}"
    )
    return Chart(
        title=title, x=[one.name for one in groups], unit="%", layout="horizontal", x_label=section.column,
        y_label="Décisions favorables",
        series=[Series(name="Décisions favorables", kind="bar", y=[round(one.selected.rate, 4) for one in groups])],
    )  # fmt: skip
