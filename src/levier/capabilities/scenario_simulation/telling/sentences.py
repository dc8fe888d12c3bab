"""What the simulation says, each sentence bound to its figure."""

from levier.capabilities.scenario_simulation import (
    Scenario,
    ScenarioSimulationOutput,
)
from levier.capabilities.scenario_simulation.telling.words import (
    aside,
    eight_in_ten,
    money,
    month_words,
    of_measure,
    share,
)
from levier.core.french.numbers import format_number, format_percent
from levier.core.result import Sentence

YEAR = 12
_FAR = 3.0


def replay(output: ScenarioSimulationOutput) -> list[Sentence]:
    one = output.replayed
    if one is None:
        return []
    text = (
        f"Rejoué sur votre passé depuis {one.origins} date{'s' if one.origins > 1 else ''} ({one.months_count} mois prévus, sans rien savoir de la suite), "
        f"ce modèle se trompe en moyenne de {money(output, one.profit_error)} par mois sur le {output.measure}, contre "
        f"{money(output, one.profit_usual)} pour une prévision triviale ({one.usual})"
    )
    if one.cash_error is not None and one.cash_usual is not None:
        text += (
            f" ; sur la trésorerie, de {money(output, one.cash_error)} contre {money(output, one.cash_usual)}"
        )
    return [Sentence(text=f"{of_measure(output, text)}.", evidence=["rejeu"])]


def base(output: ScenarioSimulationOutput) -> Sentence:
    one = output.scenarios[0]
    text = (
        f"Si rien ne change, de {month_words(output.start)} à {month_words(output.end)}, le {output.measure} serait de {money(output, one.profit.mid)} "
        f"({eight_in_ten(output, one.profit)})"
    )
    if output.opening_cash is not None:
        text += f" ; la trésorerie finirait à {money(output, one.cash_end.mid)}"
    return Sentence(text=f"{of_measure(output, text)}.", evidence=["scenario0", "intervalle0"])


def scenarios(output: ScenarioSimulationOutput) -> list[Sentence]:
    found = []
    several = len(output.scenarios) > 2
    for place, one in enumerate(output.scenarios[1:], 1):
        name = f"« {one.name} »" if several else "Avec ces changements"
        change = one.profit_change
        text = (
            f"{name} : le {output.measure} serait de {money(output, one.profit.mid)} ({eight_in_ten(output, one.profit)}), "
            f"soit un écart de {money(output, change.mid)} avec « rien ne change »{aside(output, change)}."
        )
        found.append(
            Sentence(
                text=of_measure(output, text),
                evidence=[f"scenario{place}", f"ecart{place}", f"intervalle{place}"],
            )
        )
        found += _cash(output, one, place, name)
    return found


def _cash(output: ScenarioSimulationOutput, one: Scenario, place: int, name: str) -> list[Sentence]:
    """Cash of a scenario; only its difference where the opening balance is unknown."""
    label = f"{name} : la trésorerie" if name.startswith("«") else "La trésorerie"
    if output.basis == "turnover" and not any("jour" in told for told in one.changes):
        return []
    if one.negative is None:
        label = label.replace("la trésorerie", "l'encaissement net de la période").replace("La trésorerie", "L'encaissement net de la période")  # fmt: skip
        text = f"{label} varierait de {money(output, one.cash_change.mid)} par rapport à « rien ne change »{aside(output, one.cash_change)}."
        return [Sentence(text=text, evidence=[f"ecart{place}", f"intervalle{place}"])]
    base = output.scenarios[0]
    text = (
        f"{label} finirait à {money(output, one.cash_end.mid)} ({eight_in_ten(output, one.cash_end)}), soit un écart de "
        f"{money(output, one.cash_change.mid)} avec « rien ne change »."
    )
    end = Sentence(text=text, evidence=[f"scenario{place}", f"ecart{place}", f"intervalle{place}"])
    if len(output.scenarios) > 2:  # compared side by side in the table, with their risk and their break-even
        return [end]
    risk = (
        f"Le risque d'une trésorerie négative à la fin d'un mois au moins est de {share(one.negative)}, "
        f"contre {share(base.negative or 0)} si rien ne change."
    )
    low = f"Le point bas de la trésorerie tombe le plus souvent en {month_words(one.lowest_month)}, autour de {money(output, one.cash_lowest.mid)}."
    return [
        end,
        Sentence(text=risk, evidence=[f"risque{place}", "risque0"]),
        Sentence(text=low, evidence=[f"scenario{place}"]),
    ]


def break_even(output: ScenarioSimulationOutput) -> list[Sentence]:
    found = []
    base = output.scenarios[0]
    if output.basis != "accounts" and base.break_even in (None, 0):
        return []
    for place, one in enumerate(output.scenarios[1:], 1):
        name = f"« {one.name} » : s" if len(output.scenarios) > 2 else "S"
        if one.break_even is None or base.break_even is None:
            found.append(
                Sentence(
                    text=f"{name}euil de rentabilité : il n'y en a pas, la marge sur coûts variables est nulle ou négative.",
                    evidence=[f"seuil{place}"],
                )
            )
            continue
        if len(output.scenarios) > 2:
            continue
        text = f"{name}euil de rentabilité : {money(output, one.break_even)} de ventes par mois, contre {money(output, base.break_even)} si rien ne change."
        found.append(Sentence(text=text, evidence=[f"equilibre{place}", "equilibre0"]))
        more = []
        if one.volume_to_same is not None and 0.0005 <= abs(one.volume_to_same) <= _FAR:
            side = "de plus" if one.volume_to_same > 0 else "de moins"
            more.append(f"pour gagner autant que si rien ne change, il faudrait vendre {format_percent(abs(one.volume_to_same))} {side} que dans ce scénario")  # fmt: skip
        more += _to_zero(one)
        if more:
            text = " ; ".join(more)
            found.append(Sentence(text=f"{text[:1].upper()}{text[1:]}.", evidence=[f"seuil{place}"]))
    return found


def _to_zero(one: Scenario) -> list[str]:
    """The volume, and the price, at which the result is nil."""
    ways = []
    if one.volume_to_zero is not None and 0.0005 <= abs(one.volume_to_zero) <= _FAR:
        ways.append(f"un volume {format_percent(abs(one.volume_to_zero))} plus {'haut' if one.volume_to_zero > 0 else 'bas'}")  # fmt: skip
    if one.price_to_zero is not None and abs(one.price_to_zero) >= 0.0005:
        side = "hauts" if one.price_to_zero > 0 else "bas"
        ways.append(f"des prix {format_percent(abs(one.price_to_zero))} plus {side}, compte tenu de la réaction des clients")  # fmt: skip
    return [f"le résultat serait nul avec {' ou '.join(ways)}"] if ways else []


def influence(output: ScenarioSimulationOutput) -> list[Sentence]:
    shown = [one for one in output.influences if one.profit_low != one.profit_high]
    if not shown:
        return []
    one = shown[0]
    low, high = sorted((one.profit_low, one.profit_high))
    text = (
        f"Ce qui pèse le plus sur ce résultat est « {one.label} » : à elle seule, cette hypothèse le mène de {money(output, low)} "
        f"à {money(output, high)}."
    )
    return [Sentence(text=text, evidence=["influences"])]


def price(output: ScenarioSimulationOutput) -> list[Sentence]:
    response = output.price_response
    if response.estimated and response.value is not None and response.low is not None and response.high is not None:  # fmt: skip
        text = (
            f"D'après {format_number(response.products)} de vos articles dont le prix a changé, l'élasticité prix est de {format_number(response.value)} "
            f"(intervalle à 95 % : de {format_number(response.low)} à {format_number(response.high)})."
        )
        return [
            Sentence(text=text, evidence=["prix", "confiance"]),
            Sentence(
                text="C'est une réaction observée article par article sur la période connue : elle ne dit rien d'une riposte de vos concurrents.",
                kind="notice",
            ),
        ]
    if response.refused:
        return [
            Sentence(
                text=f"La réaction de vos clients aux prix n'a pas pu être estimée ({response.refused}). Une fourchette visible la remplace dans les hypothèses ; corrigez-la si vous connaissez mieux vos clients.",
                kind="notice",
                evidence=["prix"],
            )
        ]
    return []


def notices(output: ScenarioSimulationOutput) -> list[Sentence]:
    told = []
    if output.basis == "accounts":
        told.append(
            "Les produits et charges exceptionnels, les investissements et les emprunts nouveaux ne sont pas reconduits ; les taxes, les cotisations et les délais de paiement le sont."
        )
    elif output.basis == "margin":
        told.append(
            "Sans écritures comptables, la simulation porte sur la marge et non sur un résultat complet, et la taxe sur la valeur ajoutée n'est pas comptée dans la trésorerie."
        )
    else:
        told.append(
            "Rien dans vos tableaux ne dit ce que coûtent vos ventes : la simulation porte sur le chiffre d'affaires seul."
        )
    if output.history_months < YEAR:
        told.append(
            "Moins d'un an d'historique : chaque mois à venir est pris comme un mois moyen, sans saison."
        )
    return [Sentence(text=one, kind="notice") for one in told]
