"""How periods, amounts and items are called in French."""

from dataclasses import dataclass

from levier.capabilities.sales_forecast import Grain, SalesForecastOutput
from levier.core.french.dates import format_period
from levier.core.french.numbers import format_number
from levier.core.period import Period


@dataclass(frozen=True)
class Word:
    """A period in French: « 1 semaine », « 4 semaines »."""

    one: str
    many: str
    last: str

    def of(self, count: int) -> str:
        return self.one if count < 2 else self.many


WORDS: dict[Grain, Word] = {
    "day": Word("jour", "jours", "derniers"),
    "week": Word("semaine", "semaines", "dernières"),
    "month": Word("mois", "mois", "derniers"),
}
_KINDS = {
    "product": ("produit", "produits"),
    "category": ("catégorie", "catégories"),
    "country": ("pays", "pays"),
    "customer": ("client", "clients"),
}


def amount(output: SalesForecastOutput, value: float) -> str:
    """« 1 234 unités », « 5 600 € »: the very figure of the evidence."""
    unit = "unité" if output.unit == "unités" and abs(value) < 2 else output.unit
    return f"{format_number(value, 0)}\u00a0{unit}"


def kind_of(output: SalesForecastOutput, *, one: bool = False) -> str:
    """What the items are."""
    return _KINDS.get(output.by, ("élément", "éléments"))[0 if one else 1]


def when(output: SalesForecastOutput) -> str:
    """« du 3 au 30 août 2026 », « pour le mois d'août »."""
    period = format_period(Period(start=output.start, end=output.end))
    if period.startswith(("du ", "de ", "d’", "d'")):
        return period
    return f"le {period}" if output.start == output.end else f"pour {period}"


def before(output: SalesForecastOutput) -> str:
    """« 4 semaines précédentes », « mois précédent »: the same length just before."""
    word, feminine = WORDS[output.grain], output.grain == "week"
    if output.horizon == 1:
        return f"{word.one.capitalize()} précédent{'e' if feminine else ''}"
    return f"{output.horizon} {word.many} précédent{'es' if feminine else 's'}"


__all__ = ["WORDS", "Word", "amount", "before", "kind_of", "when"]
