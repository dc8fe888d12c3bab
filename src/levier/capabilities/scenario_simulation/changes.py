"""One change of a scenario: which lever, by how much, from when. Checked here once, so that nothing absurd goes further."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

from levier.core.french.numbers import NBSP, format_number

Lever = Literal[
    "price", "volume", "unit_cost", "supplier", "exchange_rate", "fixed_costs", "fixed_amount", "hiring", "payroll",
    "customer_delay", "supplier_delay", "investment",
]  # fmt: skip
LEVERS: dict[str, str] = {
    "price": "prix de vente (%)",
    "volume": "volume vendu (%)",
    "unit_cost": "coût d'achat des ventes (%)",
    "supplier": "prix d'un fournisseur (%)",
    "exchange_rate": "cours d'une devise d'achat (%)",
    "fixed_costs": "charges fixes (%)",
    "fixed_amount": "charge fixe en plus (€ par mois)",
    "hiring": "embauche ou départ (personnes)",
    "payroll": "salaires (%)",
    "customer_delay": "délai de paiement des clients (jours)",
    "supplier_delay": "délai de paiement aux fournisseurs (jours)",
    "investment": "investissement (€)",
}
PERCENT = frozenset({"price", "volume", "unit_cost", "supplier", "exchange_rate", "fixed_costs", "payroll"})
DAYS = frozenset({"customer_delay", "supplier_delay"})
_MOST_PERCENT, _MOST_DAYS, _MOST_PEOPLE, _MOST_MONEY = 500, 365, 1000, 1e9
_LABELS: dict[str, JsonValue] = {"labels": {**LEVERS}}


class Change(BaseModel):
    """``value`` is in the lever's own unit: percent, days, people or euros; negative for a fall."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    lever: Lever = Field(title="Levier", json_schema_extra=_LABELS)
    value: float = Field(title="Valeur")
    scenario: str = Field(default="", max_length=60, title="Scénario", description="le même nom réunit")
    amount: float | None = Field(
        default=None, gt=0, le=1_000_000, title="Brut annuel", description="embauche, par personne",
        json_schema_extra={"unit": "€"},
    )  # fmt: skip
    target: str = Field(
        default="", max_length=120, title="Lequel", description="fournisseur, charge ou devise"
    )
    start: int = Field(default=1, ge=1, le=36, title="Dès le mois", description="1 : le premier")

    @model_validator(mode="after")
    def _possible(self) -> "Change":
        name, value = LEVERS[self.lever].split(" (")[0], self.value
        if value == 0:
            raise ValueError(f"le changement de « {name} » vaut 0 : donnez une valeur ou retirez la ligne")
        if self.lever in PERCENT and value <= -100:
            raise ValueError(
                f"« {name} » ne peut pas baisser de {format_number(-value)}{NBSP}% : la baisse doit rester sous 100{NBSP}%, sans quoi le montant serait nul ou négatif"
            )
        if self.lever in PERCENT and value > _MOST_PERCENT:
            raise ValueError(
                f"une hausse de {format_number(value)}{NBSP}% de « {name} » dépasse ce que le modèle sait simuler ({_MOST_PERCENT}{NBSP}% au plus)"
            )
        if self.lever in DAYS and abs(value) > _MOST_DAYS:
            raise ValueError(f"« {name} » : {format_number(value)} jours, il en faut entre −365 et 365")
        if self.lever == "hiring":
            if abs(value) > _MOST_PEOPLE:
                raise ValueError(f"« {name} » : {format_number(value)} personnes, il en faut au plus 1 000")
            if self.amount is None:
                raise ValueError(
                    "embauche ou départ : donnez le salaire brut annuel par personne, par exemple 32 000"
                )
        if self.lever == "investment" and not 0 < value <= _MOST_MONEY:
            raise ValueError("un investissement est un montant positif en euros")
        if self.lever == "fixed_amount" and abs(value) > _MOST_MONEY:
            raise ValueError("la charge fixe dépasse ce que le modèle sait simuler")
        if self.lever == "supplier" and not self.target.strip():
            raise ValueError("prix d'un fournisseur : dites lequel dans « Lequel »")
        return self


def words_of(change: Change, symbol: str = "€") -> str:
    """« prix de vente −5 % », « 2 embauches à 32 000 € brut », « clients payant 15 jours plus tard »."""
    value, size = change.value, format_number(abs(change.value))
    sign = "+" if value > 0 else "−"
    months = f" dès le mois {change.start}" if change.start > 1 else ""
    named = f" ({change.target})" if change.target else ""
    if change.lever == "hiring":
        plural = "s" if abs(value) >= 2 else ""
        noun = f"embauche{plural}" if value > 0 else f"départ{plural}"
        return f"{size} {noun} à {format_number(change.amount or 0)}{NBSP}{symbol} brut par an{months}"
    if change.lever in DAYS:
        who = "clients payant" if change.lever == "customer_delay" else "fournisseurs payés"
        plural = "s" if abs(value) >= 2 else ""
        return f"{who} {size} jour{plural} plus {'tard' if value > 0 else 'tôt'}{months}"
    if change.lever == "investment":
        return f"investissement de {size}{NBSP}{symbol}{months}"
    if change.lever == "fixed_amount":
        return f"charge fixe de {sign}{size}{NBSP}{symbol} par mois{named}{months}"
    names = {
        "price": "prix de vente", "volume": "volume vendu", "unit_cost": "coût d'achat", "supplier": "prix du fournisseur",
        "exchange_rate": "cours de la devise", "fixed_costs": "charges fixes", "payroll": "salaires",
    }  # fmt: skip
    return f"{names[change.lever]}{named} {sign}{size}{NBSP}%{months}"


__all__ = ["DAYS", "LEVERS", "PERCENT", "Change", "Lever", "words_of"]
