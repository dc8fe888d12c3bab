"""What a maintenance study says: French sentences bound to computed evidence, tables, and charts whose titles are findings."""

from typing import Any

from levier.capabilities.predictive_maintenance import Backtest, Machine, PredictiveMaintenanceOutput
from levier.capabilities.predictive_maintenance.assembling import Basis
from levier.capabilities.predictive_maintenance.drawing import charts
from levier.capabilities.predictive_maintenance.papers import downloads
from levier.capabilities.predictive_maintenance.science.weibull import Weibull
from levier.capabilities.predictive_maintenance.signalling import signals
from levier.capabilities.predictive_maintenance.words import lasting, percent
from levier.core.evidence import Computed, Scalar
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_number, format_percent
from levier.core.result import Column, Sentence, Table, Unanswered

_MOST_TOLD = 5
_SHOWN = 300
STATES = {
    "act": "à traiter maintenant", "plan": "à planifier", "watch": "à surveiller", "fine": "rien à faire", "unseen": "sans relevé",
}  # fmt: skip


def tell(output: PredictiveMaintenanceOutput, basis: Basis) -> PredictiveMaintenanceOutput:
    """``output`` with its sentences, evidence, tables, charts, signals and files."""
    output.signals = signals(output, basis)
    output.evidence = [*_evidence(output)]
    output.sentences = [
        *_judged(output), *_lives(output), *_whole(output), *_machines(output), *_learned(output), *_law(output), *_notices(output),
    ]  # fmt: skip
    output.unanswered = _unanswered(output)
    output.tables = _tables(output)
    output.charts = charts(output, basis)
    output.downloads = downloads(output)
    return output


def _evidence(output: PredictiveMaintenanceOutput) -> list[Computed]:
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
            {"name": one.name, "risk": one.risk, "remaining": one.remaining, "due": one.due} for one in output.machines[:_SHOWN]
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
    for place, machine in enumerate(output.machines[:_MOST_TOLD]):
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


def _judged(output: PredictiveMaintenanceOutput) -> list[Sentence]:
    told = []
    for place, one in enumerate(output.backtests):
        way = (
            "Jugée sur vos dernières pannes, d'après ce qui était connu avant elles"
            if one.way == "time"
            else "Jugée sur des machines laissées de côté"
        )
        text = (
            f"{way}, {_engine_judged(output)} aurait annoncé {_failures(one.ours.caught)} sur {format_number(one.failures)}, "
            f"{_ahead(output)}, {_alerts(one)} ; l'âge seul en aurait annoncé "
            f"{format_number(one.age.caught, 0)} et le hasard {format_number(one.rate.caught, 0)}, au même nombre d'alertes."
        )
        told.append(Sentence(text=text, evidence=[f"jugement{place + 1}"]))
    return told


def _engine_judged(output: PredictiveMaintenanceOutput) -> str:
    return "la lecture des capteurs" if output.sensors_count and output.failures_followed else "la méthode"


def _ahead(output: PredictiveMaintenanceOutput) -> str:
    return (
        "à l'état relevé"
        if output.instant
        else f"dans les {lasting(output.horizon, output.unit)} qui les précèdent"
    )


def within(output: PredictiveMaintenanceOutput) -> str:
    """« dans les 30 jours », « dans l'état relevé »."""
    return "dans l'état relevé" if output.instant else f"dans les {lasting(output.horizon, output.unit)}"


def _failures(count: float) -> str:
    return f"{format_number(count, 0)} panne{'s' if round(count) > 1 else ''}"


def _alerts(one: Backtest) -> str:
    if not round(one.ours.false):
        return "sans fausse alerte"
    return f"avec {format_number(one.ours.false, 0)} fausse{'s' if round(one.ours.false) > 1 else ''} alerte{'s' if round(one.ours.false) > 1 else ''}"


def _lives(output: PredictiveMaintenanceOutput) -> list[Sentence]:
    life = output.life
    if life is None:
        return []
    text = (
        f"La durée de vie restante s'y trompe d'environ {lasting(life.error, output.unit)} ; la durée de vie moyenne moins l'âge se "
        f"tromperait de {lasting(life.error_age, output.unit)}."
    )
    covered = f"La fourchette donnée contient la durée vraie dans {format_percent(life.covered, 0)} des cas (visé : 80\u00a0%)."
    return [Sentence(text=text, evidence=["duree"]), Sentence(text=covered, evidence=["couverture"])]


def _whole(output: PredictiveMaintenanceOutput) -> list[Sentence]:
    when = f", à partir du {format_date(output.seen)}" if output.seen else ""
    number = format_number(output.machines_count)
    if not output.machines:
        return [Sentence(
            text="Aucune machine n'est en service d'après les relevés : seul le jugement sur le passé est donné.", kind="notice", evidence=["ensemble"],
        )]  # fmt: skip
    if output.machines_count == 1:
        return []
    plural = "s" if output.machines_count > 1 else ""
    if output.engine == "rules":
        watched = sum(one.state in ("act", "plan", "watch") for one in output.machines)
        text = f"Trop peu de pannes pour donner des probabilités : des règles simples désignent {watched} machine(s) sur {number}."
        return [Sentence(text=text.replace("(s)", "s" if watched > 1 else ""), evidence=["ensemble"])]
    risk = output.at_risk
    start = (
        f"{format_number(risk)} machine{'s' if risk > 1 else ''} sur {number}"
        if risk
        else f"Aucune des {number} machine{plural}"
    )
    verb = "sont" if risk > 1 else "est" if risk else "n'est"
    text = f"{start} {verb} à traiter ou à planifier {within(output)}{when}"
    if not output.instant:
        text += (
            f" ; au rythme annoncé, {format_number(output.expected, 1)} panne{'s' if output.expected >= 2 else ''} y "
            f"{'surviendraient' if output.expected >= 2 else 'surviendrait'} en moyenne"
        )
    text += "."
    return [Sentence(text=text, evidence=["ensemble"])]


def _machines(output: PredictiveMaintenanceOutput) -> list[Sentence]:
    told = []
    for place, one in enumerate(output.machines[:_MOST_TOLD]):
        if one.state in ("fine", "unseen") and output.machines_count > _MOST_TOLD and one.risk is None:
            continue
        evidence = [f"machine{place + 1}"]
        if one.risk is not None:
            evidence.append(f"risque{place + 1}")
            text = (
                f"{one.name} : risque de panne de {percent(one.risk)} {within(output)} (entre {percent(one.risk_low or 0.0)} et "
                f"{percent(one.risk_high or 0.0)})"
            )
            text += f" ; il lui reste {one.why}" if one.why else ""
        elif one.rules:
            text = f"{one.name} : {one.rules[0]}"
        else:
            text = f"{one.name} : {one.why or 'rien ne sort de ses habitudes'}"
        if when := _when(one, output):
            text += f" ; {when}"
        told.append(Sentence(text=f"{text}.", evidence=evidence))
        if one.drivers and one.risk is not None and (one.risk >= 0.02 or one.state != "fine"):
            listed = " ; ".join(each.text for each in one.drivers)
            told.append(
                Sentence(
                    text=f"Ce qui fait monter le risque de {one.name} : {listed}.", evidence=evidence[:1]
                )
            )
        if one.rules and one.risk is not None:
            told.append(
                Sentence(text=f"{one.name}, d'après les règles : {one.rules[0]}.", evidence=evidence[:1])
            )
    return told


def _when(one: Machine, output: PredictiveMaintenanceOutput) -> str:
    if one.state == "fine" or one.due is None:
        return ""
    if one.due <= 0 or (one.due_on is not None and one.due_on <= output.day):
        return "à traiter sans attendre"
    why = (
        "au moindre coût"
        if output.failure_cost is not None
        else "selon le risque accepté"
        if one.risk is not None
        else "d'après les règles"
    )
    if one.due_on is not None:
        return f"intervenir d'ici le {format_date(one.due_on)} ({why})"
    return f"intervenir d'ici {lasting(one.due, output.unit)} ({why})"


def _learned(output: PredictiveMaintenanceOutput) -> list[Sentence]:
    if not output.weights:
        return []
    names = " ; ".join(
        f"{'l’âge' if one.sensor == 'age' else one.sensor} ({format_percent(one.share, 0)})"
        for one in output.weights[:3]
    )
    told = [Sentence(text=f"Ce qui annonce le plus vos pannes : {names}.", evidence=["capteurs"])]
    if output.pairs:
        told.append(Sentence(text=f"L'apprentissage s'est aussi appuyé sur des combinaisons : {', '.join(output.pairs)}.", evidence=["combinaisons"]))  # fmt: skip
    return told


def _law(output: PredictiveMaintenanceOutput) -> list[Sentence]:
    law = output.law
    if law is None:
        return []
    if law.best_age is not None:
        text = (
            f"Sans regarder les capteurs, l'âge d'intervention le moins cher serait de {lasting(law.best_age, output.unit)} : vos pannes "
            f"viennent avec l'usure (forme de la loi : {format_number(law.shape, 2)})."
        )
    elif law.shape <= Weibull(1.05, 1.0).shape:
        text = f"Vos pannes ne viennent pas avec l'âge (forme de la loi : {format_number(law.shape, 2)}) : remplacer à âge fixe n'en éviterait pas."
    else:
        text = f"Vos pannes viennent avec l'âge (forme de la loi : {format_number(law.shape, 2)})."
    return [Sentence(text=text, evidence=["loi"])]


def _notices(output: PredictiveMaintenanceOutput) -> list[Sentence]:
    told: list[str] = []
    if (
        output.engine in ("age", "rate")
        and output.backtests
        and output.failures_followed
        and output.sensors_count
    ):
        what = "l'âge" if output.engine == "age" else "le taux moyen de pannes"
        told.append(
            f"Sur votre passé, les capteurs n'annoncent pas mieux que {what} : les risques viennent de {what}.".replace(
                "de le", "du"
            )
        )
    told.append(
        "Cette étude ne remplace ni les contrôles obligatoires ni les consignes du constructeur, et ne surveille pas la sécurité des personnes."
    )
    lacking = [
        Sentence(text=f"Il manque : {one}.", kind="notice", evidence=["manque"]) for one in output.missing
    ]
    read = [Sentence(text=text, kind="notice", evidence=["remarques"]) for text in output.remarks]
    return [*read, *(Sentence(text=text, kind="notice", evidence=["ensemble"]) for text in told), *lacking]


def _unanswered(output: PredictiveMaintenanceOutput) -> list[Unanswered]:
    told = []
    if output.engine == "rules":
        reason = f"Trop peu de données : voici ce qu'il manque : {' ; '.join(output.missing)}."
        told.append(Unanswered(question="Probabilité de panne et durée de vie restante", reason=reason))
    elif output.failure_cost is None and output.machines and not output.instant:
        told.append(Unanswered(
            question="Date d'intervention la moins chère",
            reason="Les coûts ne sont pas connus : donnez celui d'une panne et celui d'une intervention préventive (champs de la demande, ou "
            f"colonne « Coût » de vos interventions). En attendant, l'échéance est celle où le risque atteint {format_percent(output.risk_limit, 0)}.",
        ))  # fmt: skip
    silent = [one.name for one in output.machines if one.state == "unseen"]
    if silent:
        more = f" et {len(silent) - 5} autres" if len(silent) > 5 else ""
        told.append(
            Unanswered(
                question=f"État de {', '.join(silent[:5])}{more}",
                reason="Aucun relevé depuis la remise en marche.",
            )
        )
    return told


def _tables(output: PredictiveMaintenanceOutput) -> list[Table]:
    tables = []
    dated = output.unit == "jours"
    if output.machines:
        columns = [
            Column(key="name", label="Machine"), Column(key="state", label="À faire"), Column(key="risk", label="Risque", unit="%"),
            Column(key="margin", label="Marge"), Column(key="left", label=f"Reste ({output.unit})"),
            Column(key="due", label="D'ici", unit="date" if dated else ""), Column(key="reasons", label="Pourquoi"),
            Column(key="exposed", label="Coût attendu", unit="€" if output.currency == "EUR" else output.currency),
        ]  # fmt: skip
        rows: list[dict[str, Scalar]] = [
            {
                "name": one.name, "state": STATES[one.state], "risk": one.risk, "margin": _margin(one), "left": _left(one),
                "due": one.due_on if dated else one.due, "reasons": reasons(one), "exposed": one.exposed,
            }
            for one in output.machines[:_SHOWN]
        ]  # fmt: skip
        empty = {column.key for column in columns if all(row[column.key] in (None, "") for row in rows)}
        kept = [column for column in columns if column.key not in empty]
        tables.append(
            Table(
                title="Machines, les plus pressantes d'abord", columns=kept, rows=rows, evidence=["machines"]
            )
        )
    if output.backtests:
        tables.append(_backtests(output))
    return tables


def reasons(one: Machine) -> str:
    """The first rule or driver of one machine, in one cell."""
    told = [each.text for each in one.drivers[:1]] if (one.risk or 0) >= 0.02 or one.state != "fine" else []
    return next(iter([*one.rules, *told]), one.why if one.risk is None else "")


def _margin(one: Machine) -> str:
    return f"{percent(one.risk_low or 0.0)} à {percent(one.risk_high or 0.0)}" if one.risk is not None else ""


def _left(one: Machine) -> str:
    """« 5 (2 à 8) », « 45 (27 ou plus) », « plus de 90 »."""
    if one.remaining is None or one.risk is None:
        return ""
    left = format_number(one.remaining)
    if one.remaining_beyond:
        return f"plus de {left}"
    low = format_number(one.remaining_low or 0.0)
    return (
        f"{left} ({low} ou plus)"
        if one.remaining_high is None
        else f"{left} ({low} à {format_number(one.remaining_high)})"
    )


def _backtests(output: PredictiveMaintenanceOutput) -> Table:
    rows = []
    for one in output.backtests:
        way = "dernières pannes" if one.way == "time" else "machines laissées de côté"
        for name, rival in (
            (_rival_name(output), one.ours),
            ("L'âge seul (loi de Weibull)", one.age),
            ("Taux moyen de pannes", one.rate),
        ):
            rows.append({"way": way, "name": name, "failures": one.failures, "caught": rival.caught, "false": rival.false,
                         "auc": rival.auc, "brier": rival.brier})  # fmt: skip
    return Table(
        title="Jugement sur votre passé, au même nombre d'alertes",
        columns=[
            Column(key="way", label="Jugé sur"), Column(key="name", label="Méthode"), Column(key="failures", label="Pannes"),
            Column(key="caught", label="Annoncées"), Column(key="false", label="Fausses alertes"),
            Column(key="auc", label="Classement"), Column(key="brier", label="Erreur (Brier)"),
        ],
        rows=rows, evidence=[f"jugement{place + 1}" for place in range(len(output.backtests))],
    )  # fmt: skip


def _rival_name(output: PredictiveMaintenanceOutput) -> str:
    return (
        "Levier, avec les capteurs" if output.sensors_count and output.failures_followed >= 10 else "Levier"
    )


__all__ = ["STATES", "reasons", "tell"]
