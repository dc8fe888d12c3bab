"""What each room of the method says today, one sentence for each figure, with the rights of its page."""

from collections.abc import Callable

from levier.accounts.models import Company, Membership
from levier.core.actor import Actor
from levier.core.french.numbers import format_number
from levier.core.french.writing_dates import format_date
from levier.core.method import Room, StateFact
from levier.governance.registers.processing import processings
from levier.governance.registers.systems import systems
from levier.indicators.catalogue import catalogue
from levier.method.adoption.helping import desk_of
from levier.method.adoption.usage import usage_of
from levier.method.deployment.costing import CURRENCY, options
from levier.method.ideas.box import ideas_of
from levier.method.money import about, rounded
from levier.method.roadmap.models import Objective
from levier.method.training.covering import coverage_of
from levier.method.training.models import Attempt, Attendance, Tier
from levier.method.training.reference import literacy
from levier.operations.watching import clock
from levier.operations.watching.models import Service, ServiceAlert
from levier.policy.rights import Permission, require

_MOST = 6
_NO_VERDICT = "Levier compte les preuves ; il ne conclut pas que vous êtes en règle."


def _objectives(actor: Actor, company: Company) -> list[StateFact]:
    require(actor, Permission.STEER)
    told = []
    for one in Objective.objects.visible_to(actor)[:_MOST]:
        known = catalogue().get(one.indicator)
        label = known.label if known else one.indicator
        unit = f" (en {known.unit})" if known and known.unit in ("€", "%", "h", "j") else ""
        start = f"de {format_number(float(one.baseline))} à " if one.baseline is not None else ""
        told.append(
            StateFact(
                title=one.title,
                figures={
                    "indicator": label, "target_count": float(one.target), "due": one.due.isoformat(),
                    **({} if one.baseline is None else {"baseline_count": float(one.baseline)}),
                },
                said=f"Objectif « {one.title} » : {label[:1].lower()}{label[1:]}{unit}, {start}{format_number(float(one.target))}, "
                f"échéance le {format_date(one.due)}.",
            )
        )  # fmt: skip
    return told


def _deployment(actor: Actor, company: Company) -> list[StateFact]:
    require(actor, Permission.STEER)
    services = list(Service.objects.visible_to(actor)[:_MOST])
    if not services:
        return []
    told = [
        StateFact(
            title=one.title,
            figures={
                "version_count": one.number,
                "hour": one.hour,
                "day": one.month_day,
                "schedule": _schedule(one),
            },
            said=f"« {one.title} » est {'suspendu' if one.paused else 'en service'}, version {one.number}, lancé {_schedule(one)}.",
        )
        for one in services
    ]
    open_alerts = ServiceAlert.objects.visible_to(actor).filter(ended=None).select_related("service")
    told += [
        StateFact(
            title=f"Alerte de « {one.service.title} »",
            figures={
                "alert": one.title,
                "text": one.text,
                "raised": one.raised.date().isoformat(),
                "value": one.value,
                "limit": one.limit,
            },
            how="Indice de stabilité des données (PSI) et erreur des dernières semaines, seuils calés par rebattage des semaines.",
            said=f"« {one.service.title} » : {one.get_sort_display()}, signalé le {format_date(one.raised.date())}.",
        )
        for one in open_alerts[:_MOST]
    ]
    if not open_alerts:
        looked = sum(1 for one in services if one.watched and one.looked)
        if looked:
            plural = "s" if looked > 1 else ""
            told.append(
                StateFact(
                    title="Surveillance", figures={"looked_count": looked},
                    said=f"Aucune dérive n'est signalée sur {format_number(looked)} savoir-faire surveillé{plural}.",
                )
            )  # fmt: skip
        else:
            told.append(
                _lacks(
                    "dérive",
                    "elle se mesure après le premier passage de la surveillance, page « Déploiement »",
                )
            )
    return told


def _schedule(one: Service) -> str:
    words = clock.words(one.every, one.hour, one.weekday, one.month_day)
    return words[:1].lower() + words[1:]


def _hosting(actor: Actor, company: Company) -> list[StateFact]:
    found = options(actor)
    return [
        StateFact(
            title=one.label,
            figures={"low_euros": rounded(one.low), "high_euros": rounded(one.high), "months": 36},
            how="Consommation mesurée × prix unitaires tirés entre leurs bornes ; du 10e au 90e centile. Les prix sont publics tant que "
            "l'entreprise n'a pas dit les siens.",
            said=f"Sur 3 ans, « {one.label} » coûterait de {about(one.low, CURRENCY)} à {about(one.high, CURRENCY)}.",
        )
        for one in found.ways
    ]  # fmt: skip


def _adoption(actor: Actor, company: Company) -> list[StateFact]:
    use, desk = usage_of(actor), desk_of(actor)
    told = []
    if use.any:
        last = use.weeks[-1].active if use.weeks else None
        figures = {
            "requests_count": use.requests,
            "least_count": 5,
            "ten_count": 10,
            "weeks_count": 12,
            "title": use.finding,
        }
        if last is not None:
            figures |= {"low_count": last.low, "high_count": last.high, "members_count": last.of}
            figures |= {"share_percent": round(100 * last.share)} if last.share is not None else {}
        told.append(
            StateFact(
                title="Usage", figures=figures, said=f"{use.finding}.",
                how="Compté par groupes d'au moins 5 personnes : l'usage de chacun n'est montré à personne.",
            )
        )  # fmt: skip
    else:
        told.append(_lacks("l'usage", "rien n'a encore servi depuis douze semaines"))
    if desk.asked:
        plural = "s" if desk.asked > 1 else ""
        told.append(
            StateFact(
                title="Aide interne", figures={"asked_count": desk.asked, "waiting_count": desk.waiting},
                said=f"{desk.asked} question{plural} à l'aide interne, dont {desk.waiting} à reprendre.",
            )
        )  # fmt: skip
    return told


def _training(actor: Actor, company: Company) -> list[StateFact]:
    require(actor, Permission.STEER)
    members = set(Membership.objects.filter(company=company).values_list("user_id", flat=True))
    came = Attendance.objects.filter(session__company=company, came=True, person__in=members)
    trained = came.values("person").distinct().count()
    if not trained:
        return [
            _lacks(
                "formation suivie", "aucune présence n'est notée ; notez-les dans « Méthode », « Formation »"
            )
        ]
    told = [
        StateFact(
            title="Personnes formées", figures={"trained_count": trained, "members_count": len(members)},
            how="Présences notées aux séances, personnes encore dans l'entreprise.",
            said=f"{_people(trained)} sur {len(members)} {'ont' if trained > 1 else 'a'} suivi une séance au moins.",
        )
    ]  # fmt: skip
    for one in coverage_of(company.pk):
        if one.share is not None:
            told.append(
                StateFact(
                    title=one.label, said=f"{one.label} : {one.said}.",
                    figures={"trained_count": one.trained, "target_count": one.target, "share_percent": round(100 * one.share)},
                )
            )  # fmt: skip
    return told


def _literacy(actor: Actor, company: Company) -> list[StateFact]:
    require(actor, Permission.STEER)
    law = literacy()
    aware = next(one for one in coverage_of(company.pk) if one.tier == Tier.AWARENESS)
    passed = Attempt.objects.filter(company=company, passed=True).values("person").distinct().count()
    dates = {
        "applies": law.applies_from.isoformat(),
        "read": law.read_on.isoformat(),
        "review": law.review_by.isoformat(),
    }
    told = [
        StateFact(
            title="Article 4", figures={**dates, "law": law.cited, "text": law.says}, how=f"{law.address} ({law.status})",
            said=f"{law.cited}, s'applique depuis le {format_date(law.applies_from)}.",
        )
    ]  # fmt: skip
    if aware.trained:
        told.append(
            StateFact(
                title="Sensibilisation", figures={"trained_count": aware.trained, "target_count": aware.target, "share_percent": round(100 * (aware.share or 0)), "passed_count": passed},
                said=f"Sensibilisation : {aware.said} ; {_people(passed)} {'ont' if passed > 1 else 'a'} réussi le quiz.",
            )
        )  # fmt: skip
    else:
        told.append(
            _lacks(
                "sensibilisation",
                "aucune présence n'est notée ; commencez par une séance pour tous, page « Formation »",
            )
        )
    told.append(
        StateFact(
            title="Ce que Levier ne dit pas", figures={"text": _NO_VERDICT},
            said=_NO_VERDICT,
        )
    )  # fmt: skip
    return told


def _registers(actor: Actor, company: Company) -> list[StateFact]:
    lines, known = processings(actor), systems(actor)
    lacking = sum(bool(one.missing) for one in lines)
    high = sum(one.classified.risk in ("high", "prohibited") for one in known)
    return [
        StateFact(
            title="Registre des traitements", figures={"lines_count": len(lines), "lacking_count": lacking},
            said=f"{len(lines)} traitements sont au registre ; {lacking} {'ont' if lacking > 1 else 'a'} encore une colonne à remplir.",
        ),
        StateFact(
            title="Registre des systèmes d'IA", figures={"systems_count": len(known), "high_count": high},
            how="Classe décidée par les règles du règlement sur l'IA, article cité sur la page.",
            said=f"{len(known)} systèmes d'IA sont au registre, dont {high} à haut risque ou interdit{'s' if high > 1 else ''}.",
        ),
    ]  # fmt: skip


def _votes(actor: Actor, company: Company) -> list[StateFact]:
    found = sorted(ideas_of(actor), key=lambda one: (-getattr(one, "voices", 0), one.pk))
    most = getattr(found[0], "voices", 0) if found else 0
    if not most:
        return []
    first = [one for one in found if getattr(one, "voices", 0) == most][:_MOST]
    shared = "partage la première place" if len(first) > 1 else "a le plus de votes"
    return [
        StateFact(
            title=one.title,
            figures={"voices_count": most},
            said=f"L'idée « {one.title} » {shared} : {format_number(most)} voix.",
        )
        for one in first
    ]


def _people(number: int) -> str:
    return f"{number} personne{'s' if number > 1 else ''}"


def _lacks(what: str, why: str) -> StateFact:
    return StateFact(title=what, missing=True, said=f"Levier n'a pas de mesure de {what} : {why}.")


STATES: dict[Room, Callable[[Actor, Company], list[StateFact]]] = {
    "objectives": _objectives, "deployment": _deployment, "hosting": _hosting, "adoption": _adoption, "training": _training, "literacy": _literacy,
    "registers": _registers, "votes": _votes,
}  # fmt: skip
