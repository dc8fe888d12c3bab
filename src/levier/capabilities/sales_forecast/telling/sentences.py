"""The sentences of a forecast, each bound to its evidence."""

from datetime import date

from levier.capabilities.sales_forecast import ItemForecast, SalesForecastOutput
from levier.capabilities.sales_forecast.periods import Calendar
from levier.capabilities.sales_forecast.series import TOTAL
from levier.capabilities.sales_forecast.telling.proofs import (
    CLEANED,
    FRAME,
    INFLUENCES,
    LAST,
    RELIABLE,
    WHOLE,
)
from levier.capabilities.sales_forecast.telling.words import WORDS, amount, kind_of, when
from levier.core.french.dates import format_long_date
from levier.core.french.numbers import format_number, format_percent
from levier.core.result import Sentence

_STALE_DAYS = 7
_NAMED = 3


def expected(output: SalesForecastOutput, item: ItemForecast, proof: str) -> Sentence:
    """What one item is to sell."""
    what = "de chiffre d'affaires " if output.measure == "revenue" else ""
    name = f"le client {item.item}" if output.by == "customer" and item.item.isdigit() else item.item
    subject = "nous prévoyons" if item.item == TOTAL else f"pour {name}, nous prévoyons"
    text = (
        f"{subject[:1].upper()}{subject[1:]} {amount(output, item.total)} {what}{when(output)} "
        f"(entre {format_number(item.low, 0)} et {format_number(item.high, 0)} avec {output.level} % de chances) ; "
        f"la prévision naïve donne {amount(output, item.naive_total)}."
    )
    return Sentence(text=text, evidence=[proof])


def against_last(
    output: SalesForecastOutput, item: ItemForecast, periods: Calendar, proof: str
) -> list[Sentence]:
    """Rise or fall beside the last sales known, where the first period shown does not follow them."""
    if item.change is None or output.start <= periods.start(periods.count):
        return []
    word = WORDS[output.grain]
    last = f"{word.last} {word.many} connues" if output.grain == "week" else f"{word.last} {word.many} connus"
    how = (
        "autant que"
        if round(item.change, 2) == 0
        else f"{format_percent(abs(item.change), 0)} de {'plus' if item.change > 0 else 'moins'} que"
    )
    many = (
        f"les {output.horizon} {last}"
        if output.horizon > 1
        else f"{'la dernière' if output.grain == 'week' else 'le dernier'} {word.one} connu{'e' if output.grain == 'week' else ''}"
    )
    return [
        Sentence(text=f"C'est {how} {many} ({amount(output, item.previous_total)}).", evidence=[proof, LAST])
    ]


def together(output: SalesForecastOutput) -> Sentence:
    """What all the items are to sell."""
    whole = output.overall
    what = "de chiffre d'affaires " if output.measure == "revenue" else ""
    group = (
        "Pour l'ensemble des ventes"
        if output.by == "hierarchy"
        else f"Au total pour ces {len(output.items)} {kind_of(output)}"
    )
    text = (
        f"{group}, nous prévoyons {amount(output, whole.total)} {what}"
        f"{when(output)} (entre {format_number(whole.low, 0)} et {format_number(whole.high, 0)} avec {output.level} % de "
        f"chances) ; la prévision naïve donne {amount(output, whole.naive_total)}."
    )
    return Sentence(text=text, evidence=[WHOLE])


def reliability(output: SalesForecastOutput) -> list[Sentence]:
    """How far such a forecast was from the truth, and how often its interval held."""
    accuracy, word = output.accuracy, WORDS[output.grain]
    if accuracy.wape is None or accuracy.naive_wape is None:
        return []
    text = (
        f"L'erreur moyenne mesurée sur vos {accuracy.periods} {word.last} {word.many} est de "
        f"{format_percent(accuracy.wape, 0)} (naïve : {format_percent(accuracy.naive_wape, 0)})"
    )
    if accuracy.coverage is not None:
        text += (
            f" ; {format_percent(accuracy.coverage, 0)} des valeurs rejouées sont tombées dans la fourchette annoncée "
            f"à {output.level} %"
        )
    return [Sentence(text=f"{text}.", evidence=[RELIABLE])]


def learned(output: SalesForecastOutput) -> list[Sentence]:
    """What was taken out of the history, and what the calendar and the promotions do."""
    told = []
    orders, outs = output.cleaning.orders, output.cleaning.stock_outs
    if orders:
        plural = "s" if orders > 1 else ""
        text = (
            f"{orders} commande{plural} exceptionnelle{plural} ({amount(output, output.cleaning.removed)} au-dessus de "
            "l'habitude) : la prévision et sa fourchette n'en tiennent pas compte."
        )
        told.append(Sentence(text=text, evidence=[CLEANED]))
    if outs:
        word = WORDS[output.grain].of(outs)
        text = f"{outs} {word} de rupture de stock : les ventes perdues alors ont été estimées d'après les {WORDS[output.grain].many} autour."
        told.append(Sentence(text=text, evidence=[CLEANED]))
    for one in output.influences:
        way = "de plus" if one.change > 0 else "de moins"
        text = f"{one.what} : {format_percent(abs(one.change), 0)} {way}, d'après votre historique."
        told.append(Sentence(text=text, evidence=[INFLUENCES]))
    return told


def caveats(output: SalesForecastOutput, periods: Calendar, today: date) -> list[Sentence]:
    """What to be careful about; these state no fact about the company's figures."""
    told: list[str] = []
    accuracy = output.accuracy
    if accuracy.wape is not None and accuracy.naive_wape is not None and accuracy.wape > accuracy.naive_wape:
        told.append(
            "Sur ce passé, la prévision naïve s'est trompée moins que la nôtre : fiez-vous plutôt à elle."
        )
    elif accuracy.wape is not None and accuracy.wape > 0.6:
        told.append("Ces ventes varient beaucoup : fiez-vous surtout aux totaux et aux fourchettes.")
    stale = _STALE_DAYS + (31 if output.grain == "month" else 0)
    if (today - output.start).days > stale:
        told.append(
            f"Vos ventes importées s'arrêtent au {format_long_date(periods.last)} : la prévision part du lendemain ; "
            "importez les ventes récentes pour la rafraîchir."
        )
    told += output.remarks
    return [*_new(output), *(Sentence(text=text, kind="notice", evidence=[FRAME]) for text in told)]


def _new(output: SalesForecastOutput) -> list[Sentence]:
    """Which items are too young for a forecast of their own."""
    new = [place for place, one in enumerate(output.items) if one.model == "analogy"]
    if not new:
        return []
    named = new[:_NAMED]
    names = ", ".join(f"«\u00a0{output.items[place].item}\u00a0»" for place in named)
    text = (
        f"{names}{' …' if len(new) > _NAMED else ''}\u00a0: trop récent pour une prévision à part\u00a0; elle est faite "
        "par analogie avec vos lancements passés, et sa fourchette est large."
    )
    return [Sentence(text=text, kind="notice", evidence=[f"f{place + 1}" for place in named])]


__all__ = ["caveats", "expected", "learned", "reliability", "together"]
