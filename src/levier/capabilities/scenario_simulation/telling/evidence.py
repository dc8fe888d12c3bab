"""The computed figures that the sentences cite."""

from levier.capabilities.scenario_simulation import (
    ScenarioSimulationOutput,
)
from levier.core.evidence import Computed
from levier.core.french.numbers import format_number


def evidence(output: ScenarioSimulationOutput) -> list[Computed]:
    unit = "€" if output.currency == "EUR" else output.currency
    method = (
        f"{format_number(output.draws)} avenirs tirés au hasard (graine fixe), les mêmes pour chaque scénario ; intervalle : huit avenirs sur dix ; "
        "médiane au centre"
    )
    found = []
    if output.replayed is not None:
        one = output.replayed
        errors = {
            "profit_error": one.profit_error, "profit_usual": one.profit_usual, "cash_error": one.cash_error,
            "cash_usual": one.cash_usual, "replayed_months_count": one.months_count, "origins_count": one.origins,
        }  # fmt: skip
        found.append(
            Computed(
                id="rejeu", path="replayed", title="Erreur moyenne par mois du modèle rejoué sur votre passé", unit=unit,
                value={key: value for key, value in errors.items() if value is not None},
                method=f"appris sur les premiers mois, rejoué sur les suivants ; à côté : {one.usual}",
            )
        )  # fmt: skip
    for place, scenario in enumerate(output.scenarios):
        amounts = {
            "turnover": scenario.turnover.mid, "profit_low": scenario.profit.low, "profit": scenario.profit.mid, "profit_high": scenario.profit.high,
            "cash_low": scenario.cash_end.low, "cash": scenario.cash_end.mid, "cash_high": scenario.cash_end.high,
            "lowest": scenario.cash_lowest.mid, "lowest_low": scenario.cash_lowest.low, "lowest_month": scenario.lowest_month.isoformat(),
            "start": output.start.isoformat(), "end": output.end.isoformat(), "months_count": output.horizon,
        }  # fmt: skip
        named = {"name": scenario.name} if len(output.scenarios) > 2 else {}
        amounts |= named
        days = {"start": output.start.isoformat(), "end": output.end.isoformat()}
        found.append(
            Computed(id=f"scenario{place}", path=f"scenarios.{place}", title=f"« {scenario.name} »", value=amounts, unit=unit, method=method)
        )  # fmt: skip
        found.append(
            Computed(
                id=f"ecart{place}", path=f"scenarios.{place}.profit_change", title=f"Écart de « {scenario.name} » avec « rien ne change »", unit=unit,
                value={
                    "profit_difference": scenario.profit_change.mid, "profit_difference_low": scenario.profit_change.low, "profit_difference_high": scenario.profit_change.high,
                    "cash_difference": scenario.cash_change.mid, "cash_difference_low": scenario.cash_change.low, "cash_difference_high": scenario.cash_change.high,
                    **named,
                },
                method=method,
            )
        )  # fmt: skip
        found.append(
            Computed(id=f"intervalle{place}", path=f"scenarios.{place}", title="Part des avenirs entre les deux bornes", value={"interval": 0.8, **named, **days}, unit="%", method=method)
        )  # fmt: skip
        shares = {"better": round(scenario.better, 4)}
        if scenario.negative is not None:
            shares["negative"] = round(scenario.negative, 4)
        found.append(
            Computed(id=f"risque{place}", path=f"scenarios.{place}", title=f"Probabilités de « {scenario.name} »", value=shares, unit="%", method=method)
        )  # fmt: skip
        points = {
            "price": scenario.price_to_zero, "volume": scenario.volume_to_zero, "same": scenario.volume_to_same,
            **{f"{key}_size": abs(value) for key, value in (("price", scenario.price_to_zero), ("volume", scenario.volume_to_zero), ("same", scenario.volume_to_same)) if value is not None},
        }  # fmt: skip
        found.append(
            Computed(
                id=f"seuil{place}", path=f"scenarios.{place}", title=f"Prix et volume d'équilibre de « {scenario.name} »", unit="%",
                value={key: value for key, value in points.items() if value is not None} | named,
                method="hypothèses à leur valeur centrale ; le volume répond au prix selon l'élasticité",
            )
        )  # fmt: skip
        if scenario.break_even is not None:
            found.append(
                Computed(
                    id=f"equilibre{place}", path=f"scenarios.{place}.break_even", title=f"Seuil de rentabilité de « {scenario.name} »", unit=unit,
                    value={"turnover_each_month": scenario.break_even, **named},
                    method="charges qui ne suivent pas l'activité ÷ taux de marge sur coûts variables, par mois",
                )
            )  # fmt: skip
    found.append(
        Computed(
            id="hypotheses", path="assumptions", title="Hypothèses", unit="",
            value=[one.model_dump(include={"label", "low", "value", "high", "unit", "source"}) for one in output.assumptions],
        )
    )  # fmt: skip
    found.append(
        Computed(
            id="influences", path="influences", title="Effet de chaque hypothèse seule", unit=unit,
            value=[{"label": one.label, "profit_low": one.profit_low, "profit_high": one.profit_high} for one in output.influences],
            method="les autres hypothèses à leur valeur centrale",
        )
    )  # fmt: skip
    response = output.price_response
    if response.estimated:
        found.append(
            Computed(
                id="prix", path="price_response", title="Élasticité prix estimée sur vos ventes", unit="",
                value={
                    "value": response.value, "low": response.low, "high": response.high, "products_count": response.products,
                    "observations_count": response.observations, "size": abs(response.value or 0),
                },
                method="log-log, effets par article et par période, erreurs groupées par article (jackknife), intervalle à 95 %",
            )
        )  # fmt: skip
        found.append(
            Computed(
                id="confiance",
                path="price_response",
                title="Confiance de l'intervalle",
                unit="%",
                value={"interval": 0.95},
            )
        )
    if response.refused:
        found.append(
            Computed(id="prix", path="price_response", title="Élasticité prix : non estimée", value={"refused": response.refused, "products_count": response.products})
        )  # fmt: skip
    return found
