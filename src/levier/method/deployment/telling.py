"""Services, candidates and options as plain JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from levier.method.deployment.checklist import Software
from levier.method.deployment.costing import Options
from levier.method.deployment.promising import Promise
from levier.method.deployment.versions import comparison_of
from levier.operations.watching import clock
from levier.operations.watching.models import Run, Service, ServiceAlert, Setting


def service(one: Service, promises: Sequence[Promise] = ()) -> dict[str, Any]:
    """A service with its versions, its latest runs, its open alerts, its candidate, and what became of its promises."""
    found = comparison_of(one)
    return {
        "id": one.pk, "title": one.title, "capability": one.capability, "owner": str(one.owner) if one.owner else None,
        "schedule": clock.words(one.every, one.hour, one.weekday, one.month_day), "every": one.every, "paused": one.paused,
        "next_run": one.next_run.isoformat() if one.next_run else None, "watched": one.watched, "version": one.number,
        "revision": one.revision, "versions": [_setting(each) for each in one.settings.all()],
        "runs": [_run(each) for each in one.runs.all()[:20]], "drift": one.drift,
        "alerts": [alert(each) for each in one.alerts.filter(ended=None)],
        "promises": [each.plain() for each in promises],
        "candidate": None if found is None else {
            "version": found.candidate.number, "ready": found.ready, "same_data": found.same_data, "said": found.said, "changed": list(found.changed),
            "figures": [asdict(line) | {"verdict": line.verdict} for line in found.lines],
        },
    }  # fmt: skip


def _setting(one: Setting) -> dict[str, Any]:
    return {
        "number": one.number,
        "state": str(one.state),
        "input": one.input,
        "why": one.why,
        "figures": one.figures,
        "data": one.data,
        "made": one.made.isoformat(),
    }


def _run(one: Run) -> dict[str, Any]:
    return {
        "purpose": str(one.purpose), "planned": one.planned.isoformat(), "status": one.status or "running", "problem": one.problem,
        "seconds": one.seconds, "cost": one.cost, "request": one.request,
    }  # fmt: skip


def alert(one: ServiceAlert) -> dict[str, Any]:
    """An alert of a service."""
    return {
        "id": one.pk, "service": one.service_id, "sort": str(one.sort), "title": one.title, "text": one.text, "value": one.value,
        "limit": one.limit, "raised": one.raised.isoformat(), "ended": one.ended.isoformat() if one.ended else None,
    }  # fmt: skip


def options(found: Options) -> dict[str, Any]:
    """The comparison of the ways of installing."""
    return {
        "said": found.said, "measured": asdict(found.measured), "review_on": found.review_on.isoformat(),
        "ways": [asdict(way) for way in found.ways],
        "prices": [asdict(price) | {"on": price.on.isoformat()} for price in found.prices],
    }  # fmt: skip


def software(found: list[Software]) -> list[dict[str, Any]]:
    """The integration checklist."""
    return [asdict(one) | {"done": one.done} for one in found]
