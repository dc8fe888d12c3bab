"""Sentences and tables of the answer, each bound to the fact it comes from."""

from typing import Any, get_args

from levier.capabilities.method_review import MethodReviewOutput
from levier.core.evidence import Computed
from levier.core.method import (
    AssessmentFact,
    EffectFact,
    GainsFact,
    PilotFact,
    ProjectFact,
    Room,
    StateFact,
    WaitingFact,
)
from levier.core.result import Column, Sentence, Table

_SPOKEN = 5


def tell(output: MethodReviewOutput) -> None:
    """Fill ``output``'s sentences, evidence and tables from its facts."""
    if output.assessment is not None:
        _assessment(output, output.assessment)
    for place, pilot in enumerate(output.pilots):
        _pilot(output, pilot, place)
    if output.gains is not None:
        _gains(output, output.gains, "gains", "gains", "Temps gagné")
    _projects(output)
    for name, title in (("ideas", "Idées"), ("approvals", "Validations"), ("incidents", "Incidents")):
        _waiting(output, getattr(output, name), name, title)
    for room in get_args(Room):
        for place, fact in enumerate(getattr(output, room)):
            _state(output, fact, f"{room}.{place}")


def _state(output: MethodReviewOutput, fact: StateFact, path: str) -> None:
    if fact.missing:
        nothing_yet(output, path, fact.said)
        return
    _bound(output, path, fact.title, {"title": fact.title, **fact.figures}, fact.said, fact.how)


def _bound(
    output: MethodReviewOutput, path: str, title: str, value: Any, text: str, how: str = "", unit: str = ""
) -> str:
    """Add the evidence, and the sentence that it proves; the evidence's id."""
    name = f"e{len(output.evidence) + 1}"
    output.evidence.append(Computed(id=name, path=path, title=title, value=value, unit=unit, method=how))
    output.sentences.append(Sentence(text=text, evidence=[name]))
    return name


def nothing_yet(output: MethodReviewOutput, name: str, text: str) -> None:
    """That a subject holds nothing, and what to start where."""
    _bound(output, name, "État de la méthode", {"count": 0, "said": text}, text)


def notice(output: MethodReviewOutput, text: str, path: str = "sentences") -> None:
    """A remark of what lacks, with its own words as proof: it holds names of pages and numbers of files."""
    name = f"e{len(output.evidence) + 1}"
    output.evidence.append(Computed(id=name, path=path, title="État de la méthode", value={"said": text}))
    output.sentences.append(Sentence(text=text, evidence=[name], kind="notice"))


def _assessment(output: MethodReviewOutput, fact: AssessmentFact) -> None:
    value = {
        "number_count": fact.number, "closed": fact.closed.isoformat() if fact.closed else None, "score_points": fact.score,
        "scale_count": 100, "level_count": fact.level, "said": fact.said,
    }  # fmt: skip
    _bound(output, "assessment", "Diagnostic", value, fact.said, fact.how)
    if fact.actions:
        listed = " ; ".join(f"« {one} »" for one in fact.actions)
        _bound(
            output,
            "assessment.actions",
            "Actions proposées",
            {"actions": fact.actions},
            f"À faire d'abord : {listed}.",
        )


def _pilot(output: MethodReviewOutput, fact: PilotFact, place: int) -> None:
    path = f"pilots.{place}"
    value = {
        "title": fact.title, "state": fact.said, "starts": fact.starts.isoformat(), "ends": fact.ends.isoformat(),
        "left_days": fact.days_left,
    }  # fmt: skip
    _bound(output, path, f"Pilote « {fact.title} »", value, fact.said)
    if fact.effect is not None:
        _effect(output, fact.effect, fact.title, path)
    elif fact.trouble:
        notice(output, fact.trouble)
    if fact.gain is None:
        if fact.state != "preparing":
            notice(
                output,
                f"Ce que « {fact.title} » a rapporté n'est pas encore connu : lancez-le depuis sa page, puis chronométrez trois "
                "dossiers sans Levier et trois avec.",
            )
        return
    _gains(output, fact.gain, f"{path}.gain", "gain", f"Gain du pilote « {fact.title} »")


def _effect(output: MethodReviewOutput, fact: EffectFact, title: str, path: str) -> None:
    value: dict[str, Any] = {
        "label": fact.label, "change": fact.change, "change_low": fact.low, "change_high": fact.high, "without": fact.without,
        "level_percent": round(100 * fact.level), "before_count": fact.before, "during_count": fact.during,
    }  # fmt: skip
    for key, share in (("share", fact.share), ("share_low", fact.share_low), ("share_high", fact.share_high)):
        if share is not None:
            value[f"{key}_change_percent"] = 100 * share
            value[f"{key}_size_percent"] = abs(100 * share)
    _bound(
        output,
        f"{path}.effect",
        f"Effet du pilote « {title} »",
        value,
        fact.said,
        fact.how,
        _plain(fact.unit),
    )


def _plain(unit: str) -> str:
    return "" if unit == "%" else unit


def _gains(output: MethodReviewOutput, fact: GainsFact, path: str, key: str, title: str) -> None:
    if fact.hours is not None:
        value = {
            "hours": fact.hours, "low": fact.low, "high": fact.high, "level_percent": 95, "runs_count": fact.runs,
            "start": fact.start.isoformat(), "end": fact.end.isoformat(), "label": title,
        }  # fmt: skip
        _bound(output, path, title, value, fact.said, fact.how, "heures")
        if fact.net_said:
            euros = {"worth": fact.worth, "spent": fact.spent, "net": fact.net, "start": value["start"], "end": value["end"]}  # fmt: skip
            _bound(output, path, f"{title}, net de tous les coûts", euros, fact.net_said, fact.how)
    elif key == "gain":
        notice(output, fact.said)
    for lacking in fact.lacking[:3]:
        notice(output, lacking[:1].upper() + lacking[1:])


def _projects(output: MethodReviewOutput) -> None:
    for place, fact in enumerate(output.projects[:_SPOKEN]):
        _bound(output, f"projects.{place}", f"Projet « {fact.title} »", _project(fact), fact.said, fact.how)
    if len(output.projects) > 1:
        output.evidence.append(
            Computed(
                id=f"e{len(output.evidence) + 1}",
                path="projects",
                title="Feuille de route",
                value=[_project(one) for one in output.projects],
            )
        )
        columns = [
            Column(key="place", label="Rang"), Column(key="title", label="Projet"), Column(key="stage", label="Étape"),
            Column(key="low", label="Au moins, par an", unit="€"), Column(key="high", label="Au plus, par an", unit="€"),
        ]  # fmt: skip
        output.tables.append(
            Table(
                title="Les projets, dans l'ordre",
                columns=columns,
                rows=[
                    {
                        "place": one.place,
                        "title": one.title,
                        "stage": one.stage,
                        "low": _whole(one.low),
                        "high": _whole(one.high),
                    }
                    for one in output.projects
                ],
                evidence=[output.evidence[-1].id],
            )
        )


def _project(fact: ProjectFact) -> dict[str, Any]:
    value: dict[str, Any] = {
        "title": fact.title,
        "stage": fact.stage,
        "place_count": fact.place,
        "said": fact.said,
    }
    for key in ("low", "central", "high"):
        worth = getattr(fact, key)
        value[f"{key}_worth"] = _whole(worth)
    return value


def _whole(worth: float | None) -> int | None:
    return None if worth is None else round(worth)


def _waiting(output: MethodReviewOutput, facts: list[WaitingFact], name: str, title: str) -> None:
    if not facts:
        return
    late = sum(one.late for one in facts)
    value = {"kind": title, "waiting_count": len(facts), "late_count": late}
    what = {"ideas": "idée", "approvals": "résultat", "incidents": "incident"}[name]
    many = "s" if len(facts) > 1 else ""
    verb = {"ideas": "une réponse", "approvals": "votre validation", "incidents": ""}[name]
    if name == "incidents":
        text = f"{len(facts)} incident{many} {'sont ouverts' if many else 'est ouvert'}."
    else:
        text = f"{len(facts)} {what}{many} {'attendent' if many else 'attend'} {verb}"
        text += f", dont {late} en retard." if late else "."
    if len(facts) > 1:
        _bound(output, name, title, value, text)
    for place, fact in enumerate(facts[:_SPOKEN]):
        one = {
            "title": fact.title, "number_count": fact.number, "due": fact.due.isoformat() if fact.due else None,
            "late": fact.late, "voices_count": fact.voices, "said": fact.said,
        }  # fmt: skip
        _bound(output, f"{name}.{place}", f"{title} : {fact.title}", one, fact.said)
