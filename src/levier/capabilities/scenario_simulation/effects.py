"""The changes of one scenario as what they do each month, in the company's own figures."""

import numpy as np
from rapidfuzz import fuzz, process

from levier.capabilities.scenario_simulation.books.drivers import Drivers, Values
from levier.capabilities.scenario_simulation.changes import Change
from levier.capabilities.scenario_simulation.model import Effects, replace
from levier.capabilities.scenario_simulation.rules import employer_rate, rules
from levier.core.errors import BadInput
from levier.core.french.text import fold, stems

_SURE = 88


def effects_of(
    changes: list[Change],
    drivers: Drivers,
    months: int,
    *,
    charge_rate: float | None = None,
    foreign_share: float | None = None,
) -> Effects:
    """``charge_rate``: employer's contributions over gross, as the person gave it. Raises BadInput (unknown supplier …)."""
    made = Effects.none(months)
    for change in changes:
        if change.start > months:
            raise BadInput(
                f"Un changement commence au mois {change.start}, après la fin de la simulation ({months} mois)",
                where="champ Changements, colonne Dès le mois",
                mend="Avancez-le ou allongez l'horizon.",
            )
        since = (np.arange(months) >= change.start - 1).astype(np.float64)
        made = _with(made, change, since, drivers, charge_rate, foreign_share)
    return made


def _with(
    made: Effects,
    change: Change,
    since: Values,
    drivers: Drivers,
    charge_rate: float | None,
    foreign_share: float | None,
) -> Effects:
    part = change.value / 100 * since
    match change.lever:
        case "price":
            return replace(made, price=_compound(made.price, part))
        case "volume":
            return replace(made, volume=_compound(made.volume, part))
        case "unit_cost":
            return replace(made, cost=_compound(made.cost, part))
        case "supplier":
            # The supplier's share holds over all that is bought, goods and services alike.
            rise = part * supplier_share(change.target, drivers)
            return replace(made, cost=_compound(made.cost, rise), fixed=_compound(made.fixed, rise))
        case "exchange_rate":
            return replace(
                made, cost=_compound(made.cost, part * _foreign(change.target, drivers, foreign_share))
            )
        case "fixed_costs":
            if change.target.strip():
                return replace(made, services=made.services + part * named_cost(change.target, drivers))
            return replace(made, fixed=_compound(made.fixed, part))
        case "fixed_amount":
            return replace(made, services=made.services + change.value * since)
        case "payroll":
            return replace(made, pay=_compound(made.pay, part))
        case "hiring" | "investment":
            return _people_or_machines(made, change, since, charge_rate)
        case "customer_delay":
            return replace(made, customer_days=made.customer_days + change.value * since)
        case _:
            return replace(made, supplier_days=made.supplier_days + change.value * since)


def _people_or_machines(made: Effects, change: Change, since: Values, charge_rate: float | None) -> Effects:
    """Wages with their contributions from the month they begin; or money out at once, worn over the years of the rule."""
    if change.lever == "hiring":
        rate = charge_rate if charge_rate is not None else employer_rate(change.amount or 0.0)
        wages = change.value * (change.amount or 0.0) / 12 * since
        return replace(made, wages=made.wages + wages * (1 + rate), social=made.social + wages * rate)
    once = np.zeros_like(since)
    once[change.start - 1] = change.value
    worn = change.value / (12 * float(rules()["depreciation"]["years"])) * since
    return replace(made, invested=made.invested + once, worn=made.worn + worn)


def _compound(before: Values, part: Values) -> Values:
    return np.asarray((1 + before) * (1 + part) - 1)


def supplier_share(name: str, drivers: Drivers) -> float:
    """The supplier's share of what is bought. Raises BadInput with the nearest names."""
    return _nearest(name, dict(drivers.suppliers), "fournisseur", "Lequel")


def named_cost(name: str, drivers: Drivers) -> float:
    """What a cost people name weighs a month, in money. Raises BadInput when the books hold none."""
    asked = set(stems(name))
    for cost in rules()["named_costs"]["costs"]:
        words = set(stems(f"{cost['label']} {cost['words']} {cost['key']}"))
        if asked & words:
            if cost["key"] in drivers.named:
                return float(drivers.named[cost["key"]])
            raise BadInput(
                f"Vos tableaux ne portent aucune charge « {cost['label']} »",
                where=f"comptes {', '.join(cost['accounts'])}",
                mend="Donnez plutôt un montant : levier « charge fixe en plus (€ par mois) ».",
            )
    known = ", ".join(f"« {cost['label']} »" for cost in rules()["named_costs"]["costs"])
    raise BadInput(
        f"La charge « {name} » n'est pas reconnue",
        where="colonne Lequel",
        mend=f"Choisissez parmi {known}, ou donnez un montant par mois.",
    )


def _nearest(name: str, shares: dict[str, float], what: str, column: str) -> float:
    folded = {fold(label): label for label in shares}
    exact = folded.get(fold(name))
    found = (
        (fold(exact), 100.0, "")
        if exact
        else process.extractOne(fold(name), list(folded), scorer=fuzz.token_set_ratio)
    )
    if found is not None and found[1] >= _SURE:
        return float(shares[folded[found[0]]])
    some = ", ".join(f"« {label} »" for label, _ in sorted(shares.items(), key=lambda one: -one[1])[:5])
    raise BadInput(
        f"Aucun achat ne porte le {what} « {name} »",
        where=f"colonne {column}",
        mend=f"Les plus gros sont : {some}." if some else "Importez vos écritures (FEC) ou vos achats.",
    )


def _foreign(currency: str, drivers: Drivers, given: float | None) -> float:
    """The share of purchases paid in a foreign currency: given, else read. Raises BadInput when nothing tells."""
    if given is not None:
        return given
    codes = {"dollar": "USD", "livre": "GBP", "franc": "CHF", "yen": "JPY", "yuan": "CNY"}
    code = next((value for key, value in codes.items() if key in fold(currency)), currency.strip().upper())
    if code in drivers.foreign:
        return float(drivers.foreign[code])
    raise BadInput(
        "Rien ne dit quelle part de vos achats est payée dans cette devise",
        where="champ Part des achats en devise",
        mend="Donnez cette part dans les hypothèses, par exemple 30 %.",
    )


__all__ = ["effects_of", "named_cost", "supplier_share"]
