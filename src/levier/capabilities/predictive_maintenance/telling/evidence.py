"""The computed figures that the sentences cite."""

from typing import Any

from levier.capabilities.predictive_maintenance import Machine, PredictiveMaintenanceOutput
from levier.capabilities.predictive_maintenance.telling.sentences import MOST_TOLD
from levier.capabilities.predictive_maintenance.telling.tables import SHOWN
from levier.core.evidence import Computed


def evidence(output: PredictiveMaintenanceOutput) -> list[Computed]:
    found = [
        Computed(id="ensemble", path="", title="Ensemble des machines", value={
            "machines_count": output.machines_count, "at_risk_count": output.at_risk, "expected_count": output.expected,
            "horizon_count": round(output.horizon), "failures_count": output.failures, "followed_count": output.failures_followed,
            "sensors_count": output.sensors_count, "seen": output.seen.isoformat() if output.seen else None,
            "acting_count": sum(one.state == "act" for one in output.machines),
            "planned_count": sum(one.state == "plan" for one in output.machines),
            "watched_count": sum(one.state == "watch" for one in output.machines),
        }),
        Computed(id="machines", path="machines", title="Risque de chaque machine", value=[
            {"name": one.name, "risk": one.risk, "remaining": one.remaining, "due": one.due} for one in output.machines[:SHOWN]
        ]),
    ]  # fmt: skip
    method = "les machines jugées n'ont pas servi à apprendre ; une décision par machine et par horizon"
    for place, one in enumerate(output.backtests):
        found.append(Computed(
            id=f"jugement{place + 1}", path=f"backtests.{place}", title="Annonces rejouées sur vos pannes passées", method=method,
            value={"decisions_count": one.decisions, "failures_count": one.failures, "alerts_count": one.alerts,
                   "horizon_count": round(output.horizon),
                   "caught_count": one.ours.caught, "false_count": one.ours.false, "age_caught_count": one.age.caught,
                   "rate_caught_count": one.rate.caught},
        ))  # fmt: skip
    if output.life is not None:
        life = output.life
        found.append(Computed(id="duree", path="life", title="Durée de vie restante rejouée", value={
            "lives_count": life.lives, "error_count": round(life.error), "age_count": round(life.error_age),
            "mean_count": round(life.error_mean)}))  # fmt: skip
        found.append(
            Computed(
                id="couverture",
                path="life",
                title="Durées vraies dans la fourchette",
                value={"covered": life.covered, "aim": 0.8},
                unit="%",
            )
        )
    for place, machine in enumerate(output.machines[:MOST_TOLD]):
        found += _machine_evidence(place, machine, output)
    if output.law is not None:
        law: dict[str, Any] = {"shape": output.law.shape, "scale_count": output.law.scale}
        if output.law.best_age is not None:
            law["best_count"] = round(output.law.best_age)
        found.append(Computed(id="loi", path="law", title="Loi de durée de vie (Weibull)", value=law))
    if output.failure_cost is not None:
        found.append(Computed(id="couts", path="failure_cost", title="Coûts", unit=output.currency,
                              value={"failure": output.failure_cost, "preventive": output.preventive_cost}))  # fmt: skip
    if output.weights:
        found.append(Computed(id="capteurs", path="weights", title="Poids des capteurs", unit="%",
                              value=[{"name": one.sensor, "weight": one.share} for one in output.weights]))  # fmt: skip
        found.append(
            Computed(
                id="combinaisons",
                path="pairs",
                title="Combinaisons trouvées",
                value=output.pairs or ["aucune"],
            )
        )
    if output.missing:
        found.append(Computed(id="manque", path="missing", title="Ce qui manque", value=output.missing))
    if output.remarks:
        found.append(
            Computed(id="remarques", path="remarks", title="Lecture des tableaux", value=output.remarks)
        )
    return found


def _machine_evidence(place: int, one: Machine, output: PredictiveMaintenanceOutput) -> list[Computed]:
    told = [
        Computed(id=f"machine{place + 1}", path=f"machines.{place}", title=one.name, value={
            "name": one.name, "horizon_count": round(output.horizon), "remaining": one.remaining,
            "remaining_low": one.remaining_low, "remaining_high": one.remaining_high, "age": one.age,
            "due_on": one.due_on.isoformat() if one.due_on else None, "due": one.due, "why": one.why,
            "rules": "; ".join(one.rules), **{f"rule_{rank}": number for rank, number in enumerate(one.rule_values)},
            **{f"now_{rank}": each.now for rank, each in enumerate(one.drivers)},
            **{f"usual_{rank}": each.usual for rank, each in enumerate(one.drivers)},
            "drivers": "; ".join(each.text for each in one.drivers),
        })
    ]  # fmt: skip
    if one.risk is not None:
        told.append(Computed(id=f"risque{place + 1}", path=f"machines.{place}.risk", title=f"Risque de {one.name}", unit="%",
                             value={"name": one.name, "risk": one.risk, "low": one.risk_low, "high": one.risk_high}))  # fmt: skip
    return told
