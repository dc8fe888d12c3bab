"""The sentences of a proposal, each bound to its evidence."""

from levier.capabilities.stock_replenishment import StockReplenishmentOutput
from levier.capabilities.stock_replenishment.reading.columns import Asides
from levier.capabilities.stock_replenishment.telling.words import amount_unit, money, price, yearly
from levier.core.french.numbers import format_number, format_percent
from levier.core.result import Sentence

_MOST_SENTENCES = 6
_SEASON_WEEKS = 78
SHORT = 0.03
"""Share served below the one promised from which it is said."""


def judged(output: StockReplenishmentOutput) -> Sentence:
    """What the rule would have served of the past, and with how much stock."""
    one = output.replayed
    text = (
        f"Rejouée sur vos {one.weeks} dernières semaines, cette règle aurait servi immédiatement {format_percent(one.served)} "
        f"de la demande (visé : {format_percent(one.promised)}) avec un stock moyen de {money(output, one.stock)}"
    )
    if one.saved is not None and one.usual_stock is not None:
        side = "de moins" if one.saved >= 0 else "de plus"
        text += (
            f", soit {format_percent(abs(one.saved))} {side} que la règle habituelle (moyenne mobile et stock de sécurité) à "
            f"service égal : {money(output, one.usual_stock)}."
        )
    elif one.usual_served is not None:
        text += f" ; la règle habituelle n'aurait jamais dépassé {format_percent(one.usual_served)}."
    else:
        text += "."
    return Sentence(text=text, evidence=["jugement", "rejeu"])


def whole_of(output: StockReplenishmentOutput) -> Sentence:
    """How many orders, for how much."""
    asked = sum(one.state != "wait" for one in output.orders)
    if not output.orders and output.cut:
        text = (
            f"Le budget de {format_number(output.budget or 0)}\u00a0{amount_unit(output.unit)} ne permet aucune ligne : les "
            f"{format_number(output.cut)} qu'il faudrait commander sont reportées."
        )
        return Sentence(text=text, evidence=["ensemble"])
    if not output.orders:
        text = f"Rien à commander aujourd'hui : les {format_number(output.references)} références suivies ont de quoi tenir."
        return Sentence(text=text, evidence=["ensemble"])
    state = "validées" if output.approved_by else "proposées"
    plural = "s" if output.lines_count > 1 else ""
    total = _priced(output, output.amount, sum(one.unpriced for one in output.orders))
    if asked > 1:
        start = f"{format_number(asked)} commandes {state}"
    elif asked == 1:
        start = "Une commande proposée" if not output.approved_by else "Une commande validée"
    else:
        start = "Aucune commande pressante"
    text = f"{start} ({output.proposal}), {format_number(output.lines_count)} ligne{plural} en tout{total}."
    if output.approved_by:
        done = sum(one.state == "approved" for one in output.orders)
        if done != asked:
            text = f"{output.proposal} : {format_number(output.lines_count)} ligne{plural} en tout{total}, dont une partie est validée."
    return Sentence(text=text, evidence=["ensemble"])


def suppliers(output: StockReplenishmentOutput) -> list[Sentence]:
    """What is ordered from each supplier."""
    told = []
    for place, order in enumerate(output.orders[:_MOST_SENTENCES]):
        plural = "s" if len(order.lines) > 1 else ""
        text = f"{order.name} : {format_number(len(order.lines))} ligne{plural}{_priced(output, order.amount, order.unpriced)}"
        if order.urgent:
            verb = "risquent" if order.urgent > 1 else "risque"
            text += (
                f", dont {format_number(order.urgent)} qui {verb} fort de manquer d'ici la livraison suivante"
            )
        if order.missing:
            text += f" ; il manque {price(output, order.missing)} pour atteindre {price(output, order.franco)} (franco ou minimum)"
            text += ", mieux vaut attendre" if order.state == "wait" else ""
        told.append(Sentence(text=f"{text}.", evidence=[f"commande{place + 1}"]))
    return told


def _priced(output: StockReplenishmentOutput, amount: float, unpriced: int) -> str:
    """« pour 1 234 € », and how many lines have no known cost."""
    if not unpriced:
        return f" pour {price(output, amount)}"
    plural = "s" if unpriced > 1 else ""
    if not amount:
        return ", sans coût d'achat connu"
    return f" pour {price(output, amount)} ({format_number(unpriced)} autre{plural} sans coût d'achat connu)"


def season(output: StockReplenishmentOutput) -> list[Sentence]:
    """Whose demand the time of the year moves."""
    if not output.seasonal:
        return []
    one = output.seasonal == 1
    text = (
        f"La saison relève ou abaisse d'un dixième au moins la demande attendue de {format_number(output.seasonal)} "
        f"référence{'' if one else 's'}, comme les années passées à la même époque."
    )
    return [Sentence(text=text, evidence=["ensemble"])]


def risk(output: StockReplenishmentOutput) -> list[Sentence]:
    """How many references would run out, without and with the orders."""
    if not output.orders:
        return []
    text = (
        f"Sans ces commandes, {_references(output.risk_without)} sur {format_number(output.references)} manqueraient en moyenne "
        f"d'ici la livraison suivante ; avec elles, {_references(output.risk_after)}."
    )
    return [Sentence(text=text, evidence=["ensemble"])]


def _references(count: float) -> str:
    """« 32 références », « 1 référence »."""
    return f"{format_number(count, 0)} référence{'s' if round(count) > 1 else ''}"


def freed(output: StockReplenishmentOutput) -> list[Sentence]:
    """The money that lies beyond the need."""
    if not output.surplus or output.surplus_value <= 0 or output.unit == "unités":
        return []
    plural = "s" if len(output.surplus) > 1 else ""
    text = (
        f"{money(output, output.surplus_value)} dorment au-delà du besoin dans {format_number(len(output.surplus))} référence{plural}, sur "
        f"{money(output, output.stock_value)} de stock : cet argent se libère en ne les recommandant pas avant de les avoir écoulées."
    )
    return [Sentence(text=text, evidence=["surplus"])]


def rhythm(output: StockReplenishmentOutput) -> list[Sentence]:
    """What ordering costs a year, at the rhythm asked and at the cheapest."""
    if not output.rhythms:
        return []
    now, best = yearly(output)
    unit = amount_unit(output.unit)
    text = (
        f"Commander tous les {output.review_days} jours chez tous coûterait {format_number(now, 0)}\u00a0{unit} par an, commandes à {format_number(output.order_cost)}\u00a0{unit} et "
        f"détention du stock comprises ; au rythme le moins cher de chaque fournisseur, {format_number(best, 0)}\u00a0{unit}."
    )
    return [Sentence(text=text, evidence=["rythme"])]


def notices(output: StockReplenishmentOutput, asides: Asides) -> list[Sentence]:
    """What to know before approving."""
    read = [Sentence(text=text, kind="notice", evidence=["remarques"]) for text in asides.remarks]
    told = []
    one = output.replayed
    if one.saved is not None and one.saved < 0:
        told.append(
            "Sur ce passé, la règle habituelle a fait mieux que la nôtre : relisez les quantités avant de valider."
        )
    if one.served < one.promised - SHORT:
        told.append(
            "Le taux de service visé n'aurait pas été atteint sur ce passé : des ventes arrivent par à-coups qu'aucun historique n'annonce."
        )
    if output.set_aside:
        told.append(
            f"{format_number(output.set_aside)} référence{'s' if output.set_aside > 1 else ''} mise{'s' if output.set_aside > 1 else ''} de côté : les raisons sont données plus bas."
        )
    if output.cut:
        told.append(
            f"Le budget réduit ou reporte {format_number(output.cut)} ligne{'s' if output.cut > 1 else ''} ; les plus exposées à la rupture passent d'abord"
            + (f" ; tout commander coûterait {price(output, output.wanted)}." if output.wanted else ".")
        )
    if output.history_weeks < _SEASON_WEEKS:
        told.append(
            "Votre historique est trop court pour voir revenir une saison (un an et demi de ventes au moins) : relisez vos articles saisonniers."
        )
    if output.unit == "unités":
        told.append(
            "Trop de coûts d'achat manquent : le stock est compté en unités, et les montants ne portent que sur les lignes chiffrées."
        )
    told.append(
        "Les ventes ne disent pas la demande perdue pendant une rupture : une référence souvent absente est sous-estimée."
    )
    return read + [Sentence(text=text, kind="notice", evidence=["ensemble"]) for text in told]


__all__ = ["SHORT", "freed", "judged", "notices", "rhythm", "risk", "season", "suppliers", "whole_of"]
