"""What a simulation says: French sentences bound to computed evidence, the tables, the signals, and what to do next."""

from datetime import date

from levier.capabilities.scenario_simulation import (
    Band,
    Change,
    Scenario,
    ScenarioSimulationInput,
    ScenarioSimulationOutput,
)
from levier.capabilities.scenario_simulation.drawn import charts
from levier.capabilities.scenario_simulation.papers import downloads
from levier.capabilities.scenario_simulation.replaying import Replay
from levier.capabilities.scenario_simulation.rules import out_of_date
from levier.core.evidence import Computed, Scalar
from levier.core.french.calendar import MONTHS
from levier.core.french.numbers import format_money, format_number, format_percent
from levier.core.result import Action, Column, Sentence, Signal, Table, Unanswered
from levier.tables.accounting.ledger import months_between

_STALE_MONTHS = 3
_YEAR = 12
_FAR = 3.0
"""A volume to be multiplied by more than four says « never », not a percentage."""
_ORIGINS = {
    "measured": "mesuré",
    "given": "donné par vous",
    "law": "règle en vigueur",
    "assumed": "hypothèse",
}


def tell(
    output: ScenarioSimulationOutput,
    given: ScenarioSimulationInput,
    changes: list[Change],
    past: Replay | None,
    unread: tuple[str, ...],
    today: date,
) -> ScenarioSimulationOutput:
    """``output`` with its sentences, evidence, tables, charts, signals, files and what to do next."""
    output.evidence = [*_evidence(output)]
    output.sentences = [
        *_replay(output), _base(output), *_scenarios(output), *_break_even(output), *_influence(output), *_price(output), *_notices(output),
    ]  # fmt: skip
    output.unanswered = [
        Unanswered(question=f"« {piece} »", reason="Ce passage n'a pas été compris : il n'est pas dans la simulation.")
        for piece in unread
    ]  # fmt: skip
    output.unanswered += [Unanswered(question="Ce que vos tableaux ne disent pas", reason=_sentence(one)) for one in output.missing]  # fmt: skip
    output.tables = _tables(output)
    output.charts = charts(output, past)
    output.signals = _signals(output, today)
    output.downloads = downloads()
    output.actions = [_edit(given, changes, output)]
    return output


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def money(output: ScenarioSimulationOutput, value: float) -> str:
    """« 1 234 € », in the currency of the books."""
    return format_money(value, output.currency, 0)


def _range(output: ScenarioSimulationOutput, band: Band) -> str:
    return f"80\u00a0% de chances entre {money(output, band.low)} et {money(output, band.high)}"


def _aside(output: ScenarioSimulationOutput, band: Band) -> str:
    """The interval in brackets; nothing where no uncertain assumption plays."""
    return "" if band.low == band.high else f" ({_range(output, band)})"


def month_words(month: date) -> str:
    """« décembre 2026 »."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def _evidence(output: ScenarioSimulationOutput) -> list[Computed]:
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
    return found


def _replay(output: ScenarioSimulationOutput) -> list[Sentence]:
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
    return [Sentence(text=f"{_the(output, text)}.", evidence=["rejeu"])]


def _the(output: ScenarioSimulationOutput, text: str) -> str:
    """« la marge », « le résultat »."""
    return text.replace("le marge", "la marge") if output.measure.startswith("marge") else text


def _base(output: ScenarioSimulationOutput) -> Sentence:
    one = output.scenarios[0]
    text = (
        f"Si rien ne change, de {month_words(output.start)} à {month_words(output.end)}, le {output.measure} serait de {money(output, one.profit.mid)} "
        f"({_range(output, one.profit)})"
    )
    if output.opening_cash is not None:
        text += f" ; la trésorerie finirait à {money(output, one.cash_end.mid)}"
    return Sentence(text=f"{_the(output, text)}.", evidence=["scenario0", "intervalle0"])


def _scenarios(output: ScenarioSimulationOutput) -> list[Sentence]:
    found = []
    several = len(output.scenarios) > 2
    for place, one in enumerate(output.scenarios[1:], 1):
        name = f"« {one.name} »" if several else "Avec ces changements"
        change = one.profit_change
        text = (
            f"{name} : le {output.measure} serait de {money(output, one.profit.mid)} ({_range(output, one.profit)}), "
            f"soit un écart de {money(output, change.mid)} avec « rien ne change »{_aside(output, change)}."
        )
        found.append(
            Sentence(
                text=_the(output, text), evidence=[f"scenario{place}", f"ecart{place}", f"intervalle{place}"]
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
        text = f"{label} varierait de {money(output, one.cash_change.mid)} par rapport à « rien ne change »{_aside(output, one.cash_change)}."
        return [Sentence(text=text, evidence=[f"ecart{place}", f"intervalle{place}"])]
    base = output.scenarios[0]
    text = (
        f"{label} finirait à {money(output, one.cash_end.mid)} ({_range(output, one.cash_end)}), soit un écart de "
        f"{money(output, one.cash_change.mid)} avec « rien ne change »."
    )
    risk = (
        f"{'Le' if not name.startswith('«') else f'{name} : le'} risque d'une trésorerie négative à la fin d'un mois au moins est de {_share(one.negative)}, "
        f"contre {_share(base.negative or 0)} si rien ne change."
    )
    low = f"{'Le' if not name.startswith('«') else f'{name} : le'} point bas de la trésorerie tombe le plus souvent en {month_words(one.lowest_month)}, autour de {money(output, one.cash_lowest.mid)}."  # fmt: skip
    return [
        Sentence(text=text, evidence=[f"scenario{place}", f"ecart{place}", f"intervalle{place}"]),
        Sentence(text=risk, evidence=[f"risque{place}", "risque0"]),
        Sentence(text=low, evidence=[f"scenario{place}"]),
    ]


def _share(ratio: float) -> str:
    return format_percent(ratio, 1 if 0 < ratio < 0.1 else 0)


def _break_even(output: ScenarioSimulationOutput) -> list[Sentence]:
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


def _influence(output: ScenarioSimulationOutput) -> list[Sentence]:
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


def _price(output: ScenarioSimulationOutput) -> list[Sentence]:
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
            )
        ]
    return []


def _notices(output: ScenarioSimulationOutput) -> list[Sentence]:
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
    if output.history_months < _YEAR:
        told.append(
            "Moins d'un an d'historique : chaque mois à venir est pris comme un mois moyen, sans saison."
        )
    return [Sentence(text=one, kind="notice") for one in told]


def _tables(output: ScenarioSimulationOutput) -> list[Table]:
    unit = "€" if output.currency == "EUR" else output.currency
    known = output.opening_cash is not None
    rows: list[dict[str, Scalar]] = []
    for one in output.scenarios:
        rows.append(
            {
                "name": one.name, "changes": " ; ".join(one.changes), "turnover": one.turnover.mid, "profit": one.profit.mid,
                "low": one.profit.low, "high": one.profit.high, "cash": one.cash_end.mid, "negative": one.negative, "break_even": one.break_even,
            }
        )  # fmt: skip
    columns = [
        Column(key="name", label="Scénario"), Column(key="changes", label="Ce qui change"),
        Column(key="profit", label=f"{output.measure[:1].upper()}{output.measure[1:]}", unit=unit), Column(key="low", label="Au moins", unit=unit),
        Column(key="high", label="Au plus", unit=unit),
    ]  # fmt: skip
    if known:
        columns += [Column(key="cash", label="Trésorerie finale", unit=unit), Column(key="negative", label="Risque de découvert", unit="%")]  # fmt: skip
    if output.basis == "accounts":
        columns.append(Column(key="break_even", label="Seuil de rentabilité par mois", unit=unit))
    ids = [f"scenario{place}" for place in range(len(output.scenarios))]
    main = output.scenarios[1]
    months: list[dict[str, Scalar]] = [
        {
            "month": month_words(one.month), "turnover": one.turnover, "profit": one.profit.mid, "cash": one.cash.mid, "cash_low": one.cash.low,
            "cash_high": one.cash.high, "base": base.cash.mid, "negative": one.negative,
        }
        for one, base in zip(main.months, output.scenarios[0].months, strict=True)
    ]  # fmt: skip
    by_month = [
        Column(key="month", label="Mois"),
        Column(key="turnover", label="Chiffre d'affaires", unit=unit),
        *(
            [Column(key="profit", label="Résultat" if output.basis == "accounts" else "Marge", unit=unit)]
            if output.basis != "turnover"
            else []
        ),
    ]
    if known:
        by_month += [
            Column(key="cash", label="Trésorerie", unit=unit), Column(key="cash_low", label="Au moins", unit=unit), Column(key="cash_high", label="Au plus", unit=unit),
            Column(key="base", label="Si rien ne change", unit=unit), Column(key="negative", label="Risque de découvert", unit="%"),
        ]  # fmt: skip
    assumptions: list[dict[str, Scalar]] = [
        {"label": one.label, "low": value_words(one.low, one.unit), "value": value_words(one.value, one.unit), "high": value_words(one.high, one.unit),
         "origin": _ORIGINS[one.origin], "source": one.source}
        for one in output.assumptions
    ]  # fmt: skip
    return [
        Table(title=f"Les scénarios, sur {output.horizon} mois (« au moins » et « au plus » : neuf fois sur dix)", columns=columns, rows=rows, evidence=ids),
        Table(title="Hypothèses", columns=[
            Column(key="label", label="Hypothèse"), Column(key="low", label="Bas"), Column(key="value", label="Valeur"), Column(key="high", label="Haut"),
            Column(key="origin", label="Origine"), Column(key="source", label="Source"),
        ], rows=assumptions, evidence=["hypotheses"]),
        Table(title=f"Mois par mois, « {main.name} »", columns=by_month, rows=months, evidence=["scenario1"]),
    ]  # fmt: skip


def value_words(value: float, unit: str) -> str:
    """An assumption's value as it is read: « −1,5 », « 42 jours », « 20 % »."""
    if unit == "%":
        return format_percent(value)
    if unit == "€":
        return format_money(value, "EUR", 0)
    return format_number(value) if not unit else f"{format_number(value, 0)}\u00a0{unit}"


def _signals(output: ScenarioSimulationOutput, today: date) -> list[Signal]:
    found = [
        Signal(
            name="history", label="Mois d'historique", value=float(output.history_months), limit=float(_YEAR), unit="mois", above=False,
            means="Moins d'un an : la saison n'est pas connue et le hasard d'un mois pèse ; importez les exercices précédents.",
        ),
        Signal(
            name="data-age", label="Âge du dernier mois connu", value=float(max(0, months_between(output.start, today) - 1)), limit=float(_STALE_MONTHS), unit="mois",
            means="La simulation part du dernier mois de vos tableaux : importez les suivants avant de décider.",
        ),
    ]  # fmt: skip
    if any(one.origin == "law" for one in output.assumptions) and any(
        out_of_date(part, today) for part in ("employer", "income_tax")
    ):
        found.append(
            Signal(
                name="law", label="Taux légaux à relire", value=1.0, limit=0.0,
                means="Les taux de cotisations et d'impôt de Levier datent d'une année passée : mettez Levier à jour, ou donnez vos taux dans les hypothèses.",
            )
        )  # fmt: skip
    one = output.replayed
    if one is not None and one.profit_usual > 0:
        found.append(
            Signal(
                name="replay", label="Erreur du modèle rejoué, rapportée à celle d'une prévision triviale",
                value=round(one.profit_error / one.profit_usual, 2), limit=1.0,
                means="Sur votre passé, une prévision triviale fait aussi bien : fiez-vous aux écarts entre scénarios plus qu'aux montants.",
            )
        )  # fmt: skip
    if one is not None and one.cash_error is not None and one.cash_usual:
        found.append(
            Signal(
                name="cash-replay", label="Erreur de trésorerie rejouée, rapportée à celle d'une prévision triviale",
                value=round(one.cash_error / one.cash_usual, 2), limit=1.0,
                means="Des mouvements hors activité (comptes d'associés, investissements, emprunts) ont dominé votre trésorerie passée : lisez les écarts, pas les soldes.",
            )
        )  # fmt: skip
    return found


def _edit(given: ScenarioSimulationInput, changes: list[Change], output: ScenarioSimulationOutput) -> Action:
    """The same simulation, its assumptions open for correction."""
    typed = given.model_dump(exclude_none=True, exclude_defaults=True, exclude={"question", "changes", "horizon"})  # fmt: skip
    typed |= {"changes": [one.model_dump(exclude_defaults=True) for one in changes], "horizon": output.horizon}  # fmt: skip
    return Action(label="Corriger les hypothèses et relancer", capability="scenario-simulation", input=typed, approval="none")  # fmt: skip


__all__ = ["money", "month_words", "tell", "value_words"]
