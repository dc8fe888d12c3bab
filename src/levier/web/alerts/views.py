"""« Alertes »: the list, those to judge first, and the verdict on one."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from levier.capabilities import registry
from levier.policy.rights import Permission
from levier.tables.alerts.judging import alerts_of, judge
from levier.web.access import LevierRequest, needs

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


@require_POST
@needs(Permission.RUN)
def alert_judge(request: LevierRequest, reference: str) -> HttpResponse:
    """« C'était une erreur », « c'est normal », or take it back."""
    judge(request.actor, reference, request.POST.get("verdict", ""), request.POST.get("note", ""))
    back = request.POST.get("retour", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("alerts")
    return redirect(back)
