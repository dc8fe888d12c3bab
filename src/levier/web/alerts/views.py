"""« Alertes »: the list, those to judge first, and the verdict on one."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from levier.capabilities import registry
from levier.core.errors import NotFound
from levier.policy.rights import Permission
from levier.tables.alerts.judging import alert_of, alerts_of, judge
from levier.web.access import LevierRequest, needs
from levier.web.ask import proofs

_A_PAGE = 25


@require_GET
@needs(Permission.RUN)
def alerts(request: LevierRequest) -> HttpResponse:
    """Alerts on the tables the person may see, strongest first."""
    every = request.GET.get("voir") == "toutes"
    found = alerts_of(request.actor, waiting=not every)
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    titles = {name: one.title for name, one in registry.catalogue().items()}
    waiting = alerts_of(request.actor, waiting=True).count()
    rows = [(one, titles.get(one.capability, one.capability)) for one in page]
    shown = {
        "page": page,
        "rows": rows,
        "every": every,
        "waiting": waiting,
        "total": alerts_of(request.actor).count(),
        "stake": sum(one.shape.get("stake", one.amount) for one in alerts_of(request.actor, waiting=True)),
    }
    return render(request, "alerts/list.html", shown)


@require_GET
@needs(Permission.RUN)
def alert_rows(request: LevierRequest, reference: str) -> HttpResponse:
    """The lines that the alert speaks of, as they were when it was raised, then those they are compared with."""
    alert = alert_of(request.actor, reference)
    if not alert.rows:
        raise NotFound(
            f"Les lignes de l'alerte {alert.reference} n'ont pas été gardées",
            mend="Relancez la recherche pour les retrouver.",
        )
    asked = request.GET.get("page", "1")
    cited = {
        "number": 1,
        "kind": "rows",
        "dataset": alert.dataset_id,
        "version": alert.shape["version"],
        "query": alert.rows,
    }
    lines = proofs.lines_behind({"evidence": [cited]}, 1, request.actor, int(asked) if asked.isdigit() else 1)
    return render(request, "alerts/rows.html", {"alert": alert, "lines": lines})


@require_POST
@needs(Permission.RUN)
def alert_judge(request: LevierRequest, reference: str) -> HttpResponse:
    """« C'était une erreur », « c'est normal », or take it back."""
    judge(request.actor, reference, request.POST.get("verdict", ""), request.POST.get("note", ""))
    back = request.POST.get("retour", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("alerts")
    return redirect(back)
