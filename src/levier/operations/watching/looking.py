"""Look at a service in use: its data, its figures, its failures, its cost. One alert by crossing, told once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from levier.accounts.models import Company, Membership
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_number, format_percent
from levier.operations.watching import drift, sampling
from levier.operations.watching.figures import passed, worse
from levier.operations.watching.models import Purpose, Run, Service, ServiceAlert, ServiceMail, Setting, Sort
from levier.tables.models import Dataset, DatasetVersion

_WORSE = 0.25
"""With few runs to know the noise, an error this much larger than at deployment is told (a convention)."""
_ENOUGH_RUNS = 5
_SPREADS = 4.0
"""Robust standard deviations of the earlier runs beyond which an error is told."""
_BACK = 0.9
"""An alert ends once the value is this far under its limit: a value that trembles on it rings once."""
_SLOWER = 3.0
_FEWEST_SECONDS = 10.0
_USUAL_DAYS = 35


@dataclass(frozen=True)
class Found:
    """A thing watched and where it stands. ``value`` and ``limit``: the larger the worse."""

    sort: Sort
    subject: str
    title: str
    text: str
    value: float
    limit: float

    @property
    def crossed(self) -> bool:
        return self.value > self.limit


def watched(now_after: timedelta = timedelta(hours=20)) -> list[int]:
    """The services to look at by the clock: their tables changed since the last look, or a day went by."""
    found = []
    for one in Service.objects.filter(watched=True):
        changed = Dataset.objects.filter(pk__in=one.sources.values("dataset")).aggregate(last=Max("updated"))[
            "last"
        ]
        if (
            one.looked is None
            or timezone.now() - one.looked > now_after
            or (changed and changed > one.looked)
        ):
            found.append(one.pk)
    return found


def look(pk: int) -> int:
    """Look at one service now; how many alerts that raised."""
    service = Service.objects.filter(pk=pk, watched=True).select_related("company").first()
    if service is None:
        return 0
    setting = service.in_service
    moved, told = _drifts(service, setting)
    found = [*moved, *_ages(service), *_of_runs(service, setting)]
    with transaction.atomic():
        service = Service.objects.select_for_update().get(pk=pk)
        raised = sum(_weigh(service, one) for one in found)
        _end_the_others(service, found)
        Service.objects.filter(pk=pk).update(looked=timezone.now(), drift=told)
    return raised


def _weigh(service: Service, one: Found) -> int:
    alive = ServiceAlert.objects.filter(
        service=service, sort=one.sort, subject=one.subject, ended=None
    ).first()
    if alive is not None:
        if one.value <= one.limit * _BACK:
            alive.ended = timezone.now()
            alive.save(update_fields=["ended"])
        return 0
    if not one.crossed:
        return 0
    alert = ServiceAlert.objects.create(
        service=service, sort=one.sort, subject=one.subject, title=one.title[:200], text=one.text[:500],
        value=one.value, limit=one.limit,
    )  # fmt: skip
    ServiceMail.objects.bulk_create(ServiceMail(alert=alert, person_id=person) for person in _told(alert))
    return 1


def _told(alert: ServiceAlert) -> list[int]:
    """Who answers for the service and who changed it last, as long as they may see it."""
    people = [one for one in {alert.service.owner_id, alert.service.changed_by_id} if one is not None]
    found = Membership.objects.filter(company_id=alert.service.company_id, user_id__in=people).select_related(
        "user"
    )
    return [
        one.user_id
        for one in found
        if Service.objects.visible_to(one.actor()).filter(pk=alert.service_id).exists()
    ]


def _end_the_others(service: Service, found: list[Found]) -> None:
    """What can no longer be measured (a column gone, a figure no longer given) stops ringing."""
    alive = {(str(one.sort), one.subject) for one in found}
    for alert in ServiceAlert.objects.filter(service=service, ended=None):
        if (alert.sort, alert.subject) not in alive:
            alert.ended = timezone.now()
            alert.save(update_fields=["ended"])


def _drifts(service: Service, setting: Setting) -> tuple[list[Found], list[dict[str, Any]]]:
    found: list[Found] = []
    told: list[dict[str, Any]] = []
    for number, before in setting.data.items():
        dataset = Dataset.objects.filter(company_id=service.company_id, pk=int(number)).first()
        if dataset is None or not dataset.current:
            name = (
                service.sources.filter(dataset=int(number)).values_list("name", flat=True).first()
                or f"n° {number}"
            )
            found.append(Found(
                Sort.FAILURE, f"dataset:{number}", f"Le tableau « {name} » n'existe plus",
                "Ce savoir-faire le lisait. Importez-le de nouveau, puis mettez en service une nouvelle version.", 1.0, 0.5,
            ))  # fmt: skip
            continue
        compared = sampling.compare(dataset, int(before), dataset.current)
        columns = drift.told(compared.found, compared.labels)
        told.append({
            "dataset": dataset.pk, "name": dataset.name, "before": int(before), "after": dataset.current,
            "against": compared.against, "why": compared.why, "columns": columns,
        })  # fmt: skip
        found += [
            Found(
                Sort.DRIFT, f"{number}:{one['column']}", f"« {one['label']} » ne se répartit plus comme à la mise en service",
                f"Tableau « {dataset.name} » : indice de stabilité {format_number(float(one['psi']), 2)}, au-dessus de ce que donne le hasard "
                f"({format_number(float(one['limit']), 2)}). Comparé avec {compared.against}. Regardez ce qui a changé, puis comparez une version candidate.",
                float(one["psi"]), float(one["limit"]),
            )
            for one in columns
        ]  # fmt: skip
    return found, told


def _ages(service: Service) -> list[Found]:
    found = []
    today = Company.objects.get(pk=service.company_id).today
    for dataset in Dataset.objects.filter(
        company_id=service.company_id, pk__in=service.sources.values("dataset"), current__gt=0
    ):
        version = DatasetVersion.objects.filter(dataset=dataset, number=dataset.current).first()
        if version is None or version.last_day is None:
            continue
        limit = service.stale_days or usual_days(dataset)
        age = (today - version.last_day).days
        found.append(Found(
            Sort.STALE, f"dataset:{dataset.pk}", f"Les données de « {dataset.name} » s'arrêtent il y a {age} jours",
            f"Dernière ligne : {format_date(version.last_day)} ; limite : {limit} jours. Importez la suite, ou reliez la source.",
            float(age), float(limit),
        ))  # fmt: skip
    return found


def usual_days(dataset: Dataset) -> int:
    """Twice the usual time between two imports of the table, 7 to 92 days; 35 days when it was imported only once or twice."""
    moments = sorted(DatasetVersion.objects.filter(dataset=dataset).values_list("created", flat=True))
    gaps = [(second - first).total_seconds() / 86_400 for first, second in pairwise(moments)]
    if len(gaps) < 2:
        return _USUAL_DAYS
    return round(min(92.0, max(7.0, 2 * median(gaps))))


def _of_runs(service: Service, setting: Setting) -> list[Found]:
    runs = list(
        Run.objects.filter(service=service, setting=setting, finished__isnull=False)
        .exclude(status__in=["erased", "cancelled"])
        .exclude(purpose=Purpose.BESIDE)
        .order_by("-pk")[:60]
    )
    if not runs:
        return []
    last, good = runs[0], [one for one in runs if one.good]
    failed = next((place for place, one in enumerate(runs) if one.good), len(runs))
    found = [Found(
        Sort.FAILURE, "run", f"« {service.title} » n'a pas abouti" + (f", {failed} fois de suite" if failed > 1 else ""),
        last.problem or "Le lancement s'est arrêté sans dire pourquoi : relancez-le à la main.", float(failed), 0.5,
    )]  # fmt: skip
    if not good or not last.good:
        return found
    before = good[1:]
    found += [
        one for name, figure in last.figures.items()
        if (one := error(setting, name, figure, [run.figures[name]["value"] for run in before if name in run.figures]))
    ]  # fmt: skip
    seconds = service.most_seconds or _usual(before, "seconds", _FEWEST_SECONDS)
    if seconds is not None:
        found.append(Found(
            Sort.SLOW, "run", f"« {service.title} » prend plus de temps qu'avant",
            f"{format_number(last.seconds, 1)} s ; limite : {format_number(seconds, 1)} s.", last.seconds, seconds,
        ))  # fmt: skip
    cost = service.most_cost if service.most_cost is not None else _usual(before, "cost", 0.01)
    if cost is not None:
        found.append(Found(
            Sort.COST, "run", f"« {service.title} » coûte plus qu'avant",
            f"{format_number(last.cost, 3)} € par lancement ; limite : {format_number(cost, 3)} €.", last.cost, cost,
        ))  # fmt: skip
    return found


def _usual(before: list[Run], name: str, least: float) -> float | None:
    values = [float(getattr(one, name)) for one in before]
    return max(least, _SLOWER * median(values)) if len(values) >= 3 else None


def error(setting: Setting, name: str, figure: Mapping[str, Any], earlier: list[float]) -> Found | None:
    """A figure of the last run beside that of the deployment. A signal that was already beyond its limit then is compared as an
    error is; the noise is that of the earlier runs once there are five, else a convention (25 %)."""
    first = setting.figures.get(name)
    label = str(figure["label"])
    if figure.get("limit") is not None and not (first and passed(first)):
        excess = 2.0 if passed(figure) else 0.0
        return Found(Sort.ERROR, name, f"{label} : au-delà de sa limite", _beyond(figure), excess, 1.0)
    if first is None:
        return None
    limit = _WORSE
    if len(earlier) >= _ENOUGH_RUNS:
        middle = median(earlier)
        spread = 1.4826 * median([abs(one - middle) for one in earlier])
        limit = max(
            0.05,
            _SPREADS * spread / max(abs(float(first["value"])), 1e-9)
            + worse(first, {**figure, "value": middle}),
        )
    share = worse(first, figure)
    said = f"{shown(first)} à la mise en service, {shown(figure)} maintenant : {format_percent(share, 0)} de moins bien, limite {format_percent(limit, 0)}."
    return Found(Sort.ERROR, name, f"{label} : moins bien qu'à la mise en service", said, share, limit)


def _beyond(figure: Mapping[str, Any]) -> str:
    return f"{shown(figure)} ; limite : {shown({**figure, 'value': figure['limit']})}. {figure.get('means', '')}".strip()


_ONE = {"jours": "jour", "heures": "heure", "écarts-types": "écart-type"}


def shown(figure: Mapping[str, Any]) -> str:
    """A figure with its unit: « 12 % », « 3,2 jours »."""
    value = float(figure["value"])
    if figure.get("unit") == "%":
        return format_percent(value, 1)
    unit = str(figure.get("unit", ""))
    return f"{format_number(round(value, 2))}\u00a0{_ONE.get(unit, unit) if abs(value) < 2 else unit}".strip()
