"""The recipe: question → changes; tables → drivers; past → replay; assumptions → draws → scenarios → words and papers."""

import math
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from levier.capabilities.scenario_simulation import (
    Band,
    Change,
    Influence,
    MonthLine,
    PriceResponse,
    Replayed,
    Scenario,
    ScenarioSimulationInput,
    ScenarioSimulationOutput,
)
from levier.capabilities.scenario_simulation.asking import read_question
from levier.capabilities.scenario_simulation.assuming import Assumed, assume, influence_words
from levier.capabilities.scenario_simulation.books.accounts import drivers_from_accounts
from levier.capabilities.scenario_simulation.books.drivers import MEASURES, Drivers, Values, next_months
from levier.capabilities.scenario_simulation.books.trade import drivers_from_trade
from levier.capabilities.scenario_simulation.changes import words_of
from levier.capabilities.scenario_simulation.drawing import COUNT, draw
from levier.capabilities.scenario_simulation.effects import effects_of
from levier.capabilities.scenario_simulation.learning.activity import Expected, expect
from levier.capabilities.scenario_simulation.learning.elasticity import elasticity, panel_of
from levier.capabilities.scenario_simulation.model import Draws, Effects, Outcome, central, earn, simulate
from levier.capabilities.scenario_simulation.replaying import Replay, replay
from levier.capabilities.scenario_simulation.rules import company_tax
from levier.capabilities.scenario_simulation.sensitivity import break_even, tornado
from levier.capabilities.scenario_simulation.telling import tell
from levier.core.capability import Context
from levier.core.errors import BadInput, NotEnoughData, NotFound
from levier.core.french.numbers import CURRENCY_SIGNS
from levier.tables.accounting.ledger import Ledger, ledger_of

NOTHING = "Rien ne change"
_LOW, _HIGH = 10, 90


@dataclass(frozen=True)
class _Books:
    """What the tables say: drivers, how to read them again at an earlier month, the sales for price response."""

    drivers: Drivers
    ledger: Ledger | None
    sales: pl.DataFrame | None
    touched: list[str]


def simulate_scenarios(ctx: Context, given: ScenarioSimulationInput) -> ScenarioSimulationOutput:
    """Everything, from the question to the sentences. Raises BadInput, NotEnoughData, NotFound."""
    ctx.progress(0, 5, "Lecture de vos tableaux")
    books = _books(ctx, given)
    drivers = books.drivers
    first = next_months(drivers.months[-1], 1)[0]
    changes, horizon, unread = _changes(given, first)
    months = next_months(drivers.months[-1], horizon)
    _computable(drivers, changes)
    ctx.progress(1, 5, "Rejeu de votre passé")
    past = _replayed(books, given)
    ctx.progress(2, 5, "Réaction aux prix")
    response = _response(books.sales, changes)
    expected = expect(drivers, months, None if given.activity_range is None else given.activity_range / 100)
    assumed = assume(drivers, expected, given, response, changes)
    ctx.progress(3, 5, "Tirage des avenirs possibles")
    draws = draw(
        expected, assumed.ranges["elasticity"], assumed.ranges["customer"], assumed.ranges["supplier"]
    )  # fmt: skip
    named = _named(changes)
    made = {NOTHING: (Effects.none(horizon), list[str]())}
    symbol = CURRENCY_SIGNS.get(drivers.currency, drivers.currency)
    for name, own in named.items():
        effects = effects_of(
            own, drivers, horizon,
            charge_rate=None if given.charge_rate is None else given.charge_rate / 100,
            foreign_share=None if given.foreign_share is None else given.foreign_share / 100,
        )  # fmt: skip
        made[name] = (effects, [words_of(one, symbol) for one in own])
    base = simulate(drivers, expected, draws, made[NOTHING][0])
    ctx.progress(4, 5, "Comparaison des scénarios")
    scenarios = [
        _scenario(name, told, effects, drivers, expected, draws, assumed, base, months)
        for name, (effects, told) in made.items()
    ]
    main = made[next(iter(named))][0]
    output = ScenarioSimulationOutput(
        basis=drivers.basis,
        measure=_measure(drivers, given, changes),
        currency=drivers.currency,
        start=months[0],
        end=months[-1],
        horizon=horizon,
        history_months=drivers.count,
        scenarios=scenarios,
        assumptions=assumed.shown,
        influences=[
            Influence(
                key=one.key,
                label=influence_words(one.key)[0],
                low=influence_words(one.key, one.low)[1],
                high=influence_words(one.key, one.high)[1],
                profit_low=round(one.profit_low),
                profit_high=round(one.profit_high),
                cash_low=round(one.cash_low),
                cash_high=round(one.cash_high),
            )
            for one in tornado(drivers, expected, main, assumed.ranges)
        ],
        central_profit=round(_central_profit(expected, assumed, main)),
        replayed=None if past is None else _told_replay(past, drivers),
        price_response=response,
        opening_cash=drivers.standing.cash,
        missing=list(drivers.missing),
        draws=COUNT,
        touched=books.touched,
    )
    return tell(output, given, changes, past, unread, ctx.today)


def _books(ctx: Context, given: ScenarioSimulationInput) -> _Books:
    """Entries when there are some, else sales and purchases. Raises NotFound when there is neither."""
    facts, touched = ctx.tables.facts("journal_entries"), list[str]()
    sold = ctx.tables.facts("sales")
    sales = None
    if sold is not None:
        touched.append(f"dataset:{sold.dataset}@{sold.version}")
        sales = ctx.tables.frame("sales")
    if facts is not None:
        touched.append(f"dataset:{facts.dataset}@{facts.version}")
        ledger = ledger_of(ctx.tables.frame("journal_entries"))
        drivers = _corrected(drivers_from_accounts(ledger), given)
        return _Books(drivers, ledger, sales, touched)
    if sales is None or sold is None:
        raise NotFound(
            "Ni écritures comptables ni ventes ne vous sont accessibles : il n'y a rien à partir de quoi simuler",
            where="page « Données »",
            mend="Importez votre fichier des écritures comptables (FEC), ou à défaut vos ventes, ou demandez l'accès à un responsable.",
        )
    bought = ctx.tables.facts("purchases")
    purchases = None
    if bought is not None:
        touched.append(f"dataset:{bought.dataset}@{bought.version}")
        purchases = ctx.tables.frame("purchases")
    drivers = drivers_from_trade(
        sales, purchases, sold.currency,
        margin_rate=None if given.margin_rate is None else given.margin_rate / 100,
        fixed_costs=given.fixed_costs, cash=given.opening_cash,
        customer_days=given.customer_days, supplier_days=given.supplier_days,
    )  # fmt: skip
    return _Books(drivers, None, sales, touched)


def _corrected(drivers: Drivers, given: ScenarioSimulationInput) -> Drivers:
    """What the person typed stands before what was measured."""
    standing = drivers.standing
    if given.opening_cash is not None:
        standing = replace(standing, cash=given.opening_cash)
    if given.customer_days is not None:
        standing = replace(standing, customer_days=given.customer_days)
    if given.supplier_days is not None:
        standing = replace(standing, supplier_days=given.supplier_days)
    return replace(drivers, standing=standing)


def _changes(given: ScenarioSimulationInput, first: date) -> tuple[list[Change], int, tuple[str, ...]]:
    """The changes of the form, else those the question says, and over how many months."""
    if given.changes:
        return given.changes, given.horizon, ()
    if not given.question.strip():
        raise BadInput(
            "Aucun changement n'est donné : il n'y a rien à comparer à aujourd'hui",
            where="champ Changements",
            mend="Ajoutez une ligne (par exemple prix de vente, −5), ou posez la question dans vos mots.",
        )
    asked = read_question(given.question, first)
    return asked.changes, asked.horizon or given.horizon, asked.unread


def _computable(drivers: Drivers, changes: list[Change]) -> None:
    """Raises NotEnoughData for a change of costs where no table tells any cost."""
    if drivers.basis != "turnover":
        return
    costly = [one for one in changes if one.lever not in ("price", "volume", "customer_delay")]
    if costly:
        raise NotEnoughData(
            f"Rien dans vos tableaux ne dit vos coûts : l'effet de « {words_of(costly[0])} » sur le résultat ne se calcule pas",
            where="hypothèses",
            mend="Donnez votre taux de marge dans les hypothèses, ou importez vos écritures comptables (FEC) ou vos achats.",
        )


def _measure(drivers: Drivers, given: ScenarioSimulationInput, changes: list[Change]) -> str:
    """What « profit » is here: whole, or only the margin less what was asked."""
    if drivers.basis != "margin":
        return MEASURES[drivers.basis]
    if given.fixed_costs is not None:
        return "résultat avant impôt"
    fixed = {"hiring", "payroll", "fixed_amount", "fixed_costs", "investment"}
    return "marge moins les charges simulées" if any(one.lever in fixed for one in changes) else MEASURES["margin"]  # fmt: skip


def _named(changes: list[Change]) -> dict[str, list[Change]]:
    """Changes by scenario, in their order; a scenario without a name takes one."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.scenario.strip() or "Votre scénario", []).append(change)
    if NOTHING in found:
        raise BadInput(
            f"« {NOTHING} » est le nom du scénario de comparaison",
            where="champ Changements, colonne Scénario",
            mend="Donnez-en un autre.",
        )
    return found


def _replayed(books: _Books, given: ScenarioSimulationInput) -> Replay | None:
    drivers, ledger = books.drivers, books.ledger
    if ledger is not None:
        plain = drivers_from_accounts(ledger)
        return replay(plain, lambda month: drivers_from_accounts(ledger, month))

    def known(month: date) -> Drivers:
        place = drivers.months.index(month) + 1
        cut = {name: getattr(drivers, name)[:place] for name in ("sales", "variable", "payroll", "services", "other", "wear")}  # fmt: skip
        return replace(drivers, months=drivers.months[:place], **cut)

    return replay(drivers, known)


def _response(sales: pl.DataFrame | None, changes: list[Change]) -> PriceResponse:
    """Estimated only when a price changes: otherwise it serves nothing."""
    if not any(one.lever == "price" for one in changes):
        return PriceResponse(estimated=False)
    if sales is None:
        return PriceResponse(
            estimated=False,
            refused="aucune ligne de vente par article n'est importée",
        )
    panel, why = panel_of(sales)
    if panel is None:
        return PriceResponse(estimated=False, refused=why)
    found = elasticity(panel)
    if not found.usable:
        return PriceResponse(
            estimated=False, refused=found.refused, products=found.products, observations=found.observations
        )
    return PriceResponse(
        estimated=True,
        value=round(found.value, 2),
        low=round(found.low, 2),
        high=round(found.high, 2),
        products=found.products,
        observations=found.observations,
    )


def _band(values: Values) -> Band:
    low, mid, high = (float(round(one)) for one in np.percentile(values, [_LOW, 50, _HIGH]))
    return Band(low=low, mid=mid, high=high)


def _scenario(
    name: str,
    told: list[str],
    effects: Effects,
    drivers: Drivers,
    expected: Expected,
    draws: Draws,
    assumed: Assumed,
    base: Outcome,
    months: tuple[date, ...],
) -> Scenario:
    made = simulate(drivers, expected, draws, effects)
    profit, cash = made.profit.sum(axis=1), made.cash[:, -1]
    lowest = made.cash.min(axis=1)
    known = drivers.standing.cash is not None
    # The month that is most often the lowest of all.
    at = int(np.bincount(made.cash.argmin(axis=1), minlength=len(months)).argmax())
    base_profit = base.profit.sum(axis=1)
    even = break_even(
        expected, effects, assumed.ranges, _central_profit(expected, assumed, Effects.none(len(months)))
    )
    year = float(np.median(profit)) * 12 / len(months)
    taxed = drivers.basis == "accounts" and drivers.standing.tax is not None
    sold = float(np.median(made.sales.sum(axis=1))) * 12 / len(months)
    return Scenario(
        name=name,
        changes=told,
        turnover=_band(made.sales.sum(axis=1)),
        profit=_band(profit),
        cash_end=_band(cash),
        cash_lowest=_band(lowest),
        lowest_month=months[at],
        negative=float((lowest < 0).mean()) if known else None,
        profit_change=_band(profit - base_profit),
        cash_change=_band(cash - base.cash[:, -1]),
        better=float((profit > base_profit).mean()) if name != NOTHING else 0.0,
        tax=round(company_tax(year, sold) * len(months) / 12) if taxed else None,
        break_even=None if even.turnover is None else round(even.turnover),
        price_to_zero=_ratio(even.price),
        volume_to_zero=_ratio(even.volume),
        volume_to_same=_ratio(even.same) if name != NOTHING else None,
        months=[
            MonthLine(
                month=month,
                turnover=float(round(np.median(made.sales[:, place]))),
                profit=_band(made.profit[:, place]),
                cash=_band(made.cash[:, place]),
                negative=round(float((made.cash[:, place] < 0).mean()), 4) if known else 0.0,
            )
            for place, month in enumerate(months)
        ],
    )


def _central_profit(expected: Expected, assumed: Assumed, effects: Effects) -> float:
    ranges = assumed.ranges
    draws = central(expected, expected.sales.size, ranges["elasticity"].mid, ranges["customer"].mid, ranges["supplier"].mid)  # fmt: skip
    return float(earn(expected, draws, effects).profit.sum())


def _ratio(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, 4)


def _told_replay(past: Replay, drivers: Drivers) -> Replayed:
    return Replayed(
        origins=past.origins,
        months_count=past.months,
        start=past.start,
        end=past.end,
        profit_error=round(past.profit_error),
        profit_usual=round(past.profit_usual),
        cash_error=None if past.cash_error is None else round(past.cash_error),
        cash_usual=None if past.cash_usual is None else round(past.cash_usual),
        turnover_error=round(past.turnover_error),
        turnover_usual=round(past.turnover_usual),
        usual="le même mois de l'an dernier" if drivers.count > 12 + 1 else "la moyenne des mois précédents",
    )


__all__ = ["NOTHING", "simulate_scenarios"]
