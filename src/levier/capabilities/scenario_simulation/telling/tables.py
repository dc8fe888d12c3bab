"""The scenarios, the assumptions and the months as tables."""

from levier.capabilities.scenario_simulation import (
    ScenarioSimulationOutput,
)
from levier.capabilities.scenario_simulation.telling.words import month_words, value_words
from levier.core.evidence import Scalar
from levier.core.result import Column, Table

_ORIGINS = {
    "measured": "mesuré",
    "given": "donné par vous",
    "law": "règle en vigueur",
    "assumed": "hypothèse",
}


def tables(output: ScenarioSimulationOutput) -> list[Table]:
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
