"""What is said of the machines and of the method, each sentence bound to its figure."""

from levier.capabilities.predictive_maintenance import PredictiveMaintenanceOutput
from levier.capabilities.predictive_maintenance.science.weibull import Weibull
from levier.capabilities.predictive_maintenance.telling.phrases import (
    ahead,
    alerts,
    engine_judged,
    failures,
    when_due,
    within,
)
from levier.capabilities.predictive_maintenance.words import lasting, percent
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_number, format_percent
from levier.core.result import Sentence

MOST_TOLD = 5


def judged(output: PredictiveMaintenanceOutput) -> list[Sentence]:
    told = []
    for place, one in enumerate(output.backtests):
        way = (
            "Jugée sur vos dernières pannes, d'après ce qui était connu avant elles"
            if one.way == "time"
            else "Jugée sur des machines laissées de côté"
        )
        text = (
            f"{way}, {engine_judged(output)} aurait annoncé {failures(one.ours.caught)} sur {format_number(one.failures)}, "
            f"{ahead(output)}, {alerts(one)} ; l'âge seul en aurait annoncé "
            f"{format_number(one.age.caught, 0)} et le hasard {format_number(one.rate.caught, 0)}, au même nombre d'alertes."
        )
        told.append(Sentence(text=text, evidence=[f"jugement{place + 1}"]))
    return told


def lives(output: PredictiveMaintenanceOutput) -> list[Sentence]:
    life = output.life
    if life is None:
        return []
    text = (
        f"La durée de vie restante s'y trompe d'environ {lasting(life.error, output.unit)} ; la durée de vie moyenne moins l'âge se "
        f"tromperait de {lasting(life.error_age, output.unit)}."
    )
    covered = f"La fourchette donnée contient la durée vraie dans {format_percent(life.covered, 0)} des cas (visé : 80\u00a0%)."
    return [Sentence(text=text, evidence=["duree"]), Sentence(text=covered, evidence=["couverture"])]


def whole(output: PredictiveMaintenanceOutput) -> list[Sentence]:
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


def machines(output: PredictiveMaintenanceOutput) -> list[Sentence]:
    told = []
    for place, one in enumerate(output.machines[:MOST_TOLD]):
        if one.state in ("fine", "unseen") and output.machines_count > MOST_TOLD and one.risk is None:
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
        if when := when_due(one, output):
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


def learned(output: PredictiveMaintenanceOutput) -> list[Sentence]:
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


def law(output: PredictiveMaintenanceOutput) -> list[Sentence]:
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


def notices(output: PredictiveMaintenanceOutput) -> list[Sentence]:
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
