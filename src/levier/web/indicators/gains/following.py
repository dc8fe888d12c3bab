"""The indicators followed, by family, with their last values; « mesurer maintenant »."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from levier.core.errors import BadInput, LevierError
from levier.method.deployment.promising import every_promise
from levier.operations.gains import following
from levier.operations.gains.measuring import measure_all
from levier.policy.rights import Permission, may, require
from levier.web.access import LevierRequest, needs
from levier.web.indicators.gains.views import read_day, read_number


@require_http_methods(["GET", "POST"])
@needs(Permission.SEE_DATA)
def indicators(request: LevierRequest) -> HttpResponse:
    """The tree of three families; a POST follows one more, or stops following one."""
    if request.method != "POST":
        return _page(request)
    form = request.POST
    try:
        require(request.actor, Permission.STEER)
        if form.get("retirer", "").isdigit():
            following.unfollow(request.actor, int(form["retirer"]))
            return redirect("gains_indicators")
        target = form.get("target", "")
        made, outcome = following.follow(
            request.actor, form.get("name", ""), target=read_number(target, "Cible") if target else None,
            due=read_day(form.get("due", ""), "Échéance"),
        )  # fmt: skip
    except LevierError as error:
        if error.http_status == 403:
            raise
        return _page(request, error=error)
    if outcome.reason:
        messages.warning(request, f"« {made.label} » est suivi, mais pas encore mesuré. {outcome.reason}")
    return redirect("gains_indicators")


@require_POST
@needs(Permission.STEER)
def measure_now(request: LevierRequest) -> HttpResponse:
    """Measure everything without waiting for the morning."""
    done = measure_all(request.actor)
    if not done:
        return _page(
            request, error=BadInput("Aucun indicateur n'est suivi", mend="Choisissez-en un ci-dessous.")
        )
    good = sum(one.values > 0 for one in done)
    messages.success(
        request,
        f"{good} indicateur{'s' if good > 1 else ''} mesuré{'s' if good > 1 else ''} sur {len(done)}.",
    )
    for one in done:
        if one.reason:
            messages.warning(request, f"« {one.indicator.label} » : {one.reason}")
    return redirect("gains_indicators")


def _page(request: LevierRequest, *, error: LevierError | None = None) -> HttpResponse:
    families = following.tree(request.actor)
    page = {
        "families": families,
        "any": any(family.followed for family in families),
        "steers": may(request.actor, Permission.STEER),
        "services": every_promise(request.actor) if may(request.actor, Permission.STEER) else [],
        "error": error,
        "typed": request.POST if error else {},
    }
    return render(
        request, "indicators/gains/indicators.html", page, status=error.http_status if error else 200
    )
