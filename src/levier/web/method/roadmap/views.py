"""The roadmap as a whole, one project with the tree of its value, and the PDF."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from levier.accounts.models import Membership
from levier.core.errors import NotFound
from levier.indicators.catalogue import catalogue
from levier.method.money import about, between
from levier.method.review.closing import roadmap_waits
from levier.method.roadmap.evaluating import Evaluated, Roadmap, days_by_role, roadmap_of
from levier.method.roadmap.reference import effort, prohibited
from levier.method.roadmap_report import roadmap_report
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.method.roadmap.drawing import gantt, matrix, spread


@require_GET
@needs(Permission.STEER)
def roadmap(request: LevierRequest) -> HttpResponse:
    """Objectives, order, pilots proposed, plan."""
    found = roadmap_of(request.actor)
    page = {**shown(request, found), "to_read": roadmap_waits(request.actor)}
    return render(request, "method/roadmap/index.html", page)


@require_GET
@needs(Permission.STEER)
def project(request: LevierRequest, key: str) -> HttpResponse:
    """One project: where its value comes from, how feasible it is, what it costs, whether it makes a good pilot."""
    found = roadmap_of(request.actor)
    one = next((each for each in found.evaluated if each.key == key), None)
    if one is None:
        raise NotFound("Ce projet n'existe pas ou plus", mend="Retrouvez-le dans la feuille de route.")
    currency = found.company.currency
    terms = [
        {
            "term": term,
            "money": between(term.value, currency) if term.value else "",
            "factors": [
                (
                    factor,
                    factor.driver.said
                    if factor.driver
                    else " – ".join(factor.assumption.bounds if factor.assumption else ()),
                )
                for factor in term.factors
            ],
        }
        for term in one.estimate.terms
    ]
    costs = [(line, between(line.amount, currency)) for line in one.budget.lines]
    roles = {role.name: role.label for role in effort().roles}
    page = {
        "one": one, "terms": terms, "costs": costs, "money": _money(one, currency), "roadmap": found,
        "days": [(roles[role], days) for role, days in days_by_role(one).items() if role in roles],
        "people": _people(request), "objectives": found.objectives, "prohibited": prohibited(),
    }  # fmt: skip
    return render(request, "method/roadmap/project.html", page)


@require_GET
@needs(Permission.STEER)
def report(request: LevierRequest) -> HttpResponse:
    """The roadmap in PDF."""
    answer = HttpResponse(roadmap_report(request.actor), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="feuille-de-route-{request.company.slug}.pdf"'
    return answer


def shown(request: LevierRequest, found: Roadmap) -> dict[str, Any]:
    """What the page shows: figures already in words."""
    currency = found.company.currency
    listed = [*found.ordered, *(one for one in found.aside if one.waits_only_for_a_sponsor)]
    scale = spread([one.net for one in listed])
    numbers = {one.key: place for place, one in enumerate(listed, 1)}
    return {
        "roadmap": found, "money": _totals(found, currency),
        "lines": [(numbers[one.key], one, _money(one, currency), scale(one.net)) for one in found.ordered],
        "waiting": [(numbers[one.key], one, _money(one, currency), scale(one.net)) for one in found.aside if one.waits_only_for_a_sponsor],
        "stopped": [one for one in found.aside if not one.waits_only_for_a_sponsor],
        "dots": matrix(listed), "gantt": gantt(found), "people": _people(request),
        "objectives": [(one, catalogue().get(one.indicator)) for one in found.objectives],
        "top": next((one.rank.top for one in found.ordered if one.rank), 3),
    }  # fmt: skip


def _totals(found: Roadmap, currency: str) -> dict[str, str]:
    return {
        "net": about(found.net.central, currency) if found.net else "—",
        "net_range": between(found.net, currency),
        "once": about(found.once.central, currency) if found.once else "—",
        "once_range": between(found.once, currency) if found.once else "",
        "yearly": about(found.yearly.central, currency) if found.yearly else "—",
        "over": about(found.over_budget, currency) if found.over_budget else "",
    }


def _money(one: Evaluated, currency: str) -> dict[str, str]:
    payback = "" if one.budget.payback is None else f"{one.budget.payback:.0f} mois"
    return {
        "net": about(one.net.central, currency) if one.net else "",
        "range": between(one.net, currency),
        "gross": between(one.estimate.gross, currency),
        "once": between(one.budget.once, currency),
        "yearly": between(one.budget.yearly, currency),
        "payback": payback,
    }


def _people(request: LevierRequest) -> list[Any]:
    return [one.user for one in Membership.objects.filter(company=request.company).select_related("user")]
