"""What a proposal says: French sentences bound to computed evidence, tables, and charts whose titles are findings."""

from datetime import date

from levier.capabilities.stock_replenishment import Line, Order, StockReplenishmentOutput
from levier.capabilities.stock_replenishment.papers import downloads
from levier.capabilities.stock_replenishment.reading.columns import Asides
from levier.core.evidence import Computed
from levier.core.french.dates import format_long_date
from levier.core.french.numbers import format_number, format_percent
from levier.core.result import Action, Chart, Column, Sentence, Series, Signal, Table

_MOST_SENTENCES = 6
_STALE_DAYS = 14
_SHORT = 0.03
_BIASED = 0.25
_SHOWN = 300


def tell(
    output: StockReplenishmentOutput, asides: Asides, today: date, stock_day: date | None, bias: float | None
) -> StockReplenishmentOutput:
    """``output`` with its sentences, evidence, tables, charts, signals, files and what to do next."""
    output.evidence = [*_evidence(output), *_rhythm_evidence(output)]
    output.sentences = [
        _judged(output), _whole(output), *_suppliers(output), *_risk(output), *_freed(output), *_rhythm(output), *_notices(output, asides),
    ]  # fmt: skip
    output.tables = _tables(output)
    output.charts = _charts(output)
    output.signals = _signals(output, today, stock_day, bias)
    output.downloads = downloads(output)
    output.actions = [_approval(output, order) for order in output.orders if order.state == "proposed"][:10]
    return output


def money(output: StockReplenishmentOutput, value: float) -> str:
    """« 1 234 € », « 56 unités »."""
    return f"{format_number(value, 0)}\u00a0{output.unit}"


def _evidence(output: StockReplenishmentOutput) -> list[Computed]:
    replayed, unit = output.replayed, output.unit
    shares = {
        "served": replayed.served, "promised": replayed.promised, "saved": replayed.saved, "usual_served": replayed.usual_served,
        "worse": -replayed.saved if replayed.saved is not None else None,
    }  # fmt: skip
    stocks = {
        "weeks_count": replayed.weeks, "stock": replayed.stock, "usual_stock": replayed.usual_stock, "references_count": replayed.references,
        "window_weeks": replayed.window, "start": replayed.start.isoformat(), "end": replayed.end.isoformat(),
    }  # fmt: skip
    whole = {
        "amount": round(output.amount, 0), "orders_count": sum(one.state != "wait" for one in output.orders),
        "waiting_count": sum(one.state == "wait" for one in output.orders), "lines_count": output.lines_count, "proposal": output.proposal,
        "references_count": output.references, "at_risk_count": output.at_risk, "without_count": round(output.risk_without, 0),
        "after_count": round(output.risk_after, 0), "cut_count": output.cut, "set_aside_count": output.set_aside,
        "sales_end": output.sales_end.isoformat(), "day": output.day.isoformat(),
    }  # fmt: skip
    if output.budget is not None:
        whole["budget"] = round(output.budget, 0)
    surplus = {
        "surplus_value": round(output.surplus_value, 0), "surplus_count": len(output.surplus), "stock_value": round(output.stock_value, 0)
    }  # fmt: skip
    method = (
        "demande apprise sur les premières semaines, risque réglé sur les suivantes, jugé sur les dernières ; chaque commande "
        "rejouée n'a vu que ce qui était connu alors"
    )
    found = [
        Computed(id="jugement", path="replayed", title="Part servie en rejouant vos ventes", unit="%", method=method,
                 value={key: one for key, one in shares.items() if one is not None}),
        Computed(id="rejeu", path="replayed", title="Stock moyen en rejouant vos ventes", unit=unit, method=method,
                 value={key: one for key, one in stocks.items() if one is not None}),
        Computed(id="ensemble", path="", title="Ensemble des propositions", unit=unit, value=whole),
        Computed(id="surplus", path="surplus", title="Stock au-delà du besoin", unit=unit, value=surplus),
        Computed(id="classes", path="classes", title="Classes et taux de service", value=[one.model_dump() for one in output.classes]),
    ]  # fmt: skip
    for place, order in enumerate(output.orders):
        value = {
            "name": order.name, "code": order.code, "amount": round(order.amount, 0), "lines_count": len(order.lines),
            "urgent_count": order.urgent, "franco": round(order.franco, 0), "missing": round(order.missing, 0), "number": order.number,
        }  # fmt: skip
        found.append(
            Computed(
                id=f"commande{place + 1}",
                path=f"orders.{place}",
                title=f"Commande à {order.name}",
                value=value,
                unit=unit,
            )
        )
    return found


def _judged(output: StockReplenishmentOutput) -> Sentence:
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


def _whole(output: StockReplenishmentOutput) -> Sentence:
    asked = sum(one.state != "wait" for one in output.orders)
    if not output.orders:
        text = f"Rien à commander aujourd'hui : les {format_number(output.references)} références suivies ont de quoi tenir."
        return Sentence(text=text, evidence=["ensemble"])
    state = "validées" if output.approved_by else "proposées"
    plural = "s" if output.lines_count > 1 else ""
    if asked > 1:
        start = f"{format_number(asked)} commandes {state}"
    elif asked == 1:
        start = "Une commande proposée" if not output.approved_by else "Une commande validée"
    else:
        start = "Aucune commande pressante"
    text = f"{start} ({output.proposal}), {format_number(output.lines_count)} ligne{plural} en tout pour {money(output, output.amount)}."
    if output.approved_by:
        done = sum(one.state == "approved" for one in output.orders)
        if done != asked:
            text = f"{output.proposal} : {format_number(output.lines_count)} ligne{plural} en tout pour {money(output, output.amount)}, dont une partie est validée."
    return Sentence(text=text, evidence=["ensemble"])


def _suppliers(output: StockReplenishmentOutput) -> list[Sentence]:
    told = []
    for place, order in enumerate(output.orders[:_MOST_SENTENCES]):
        plural = "s" if len(order.lines) > 1 else ""
        text = f"{order.name} : {format_number(len(order.lines))} ligne{plural} pour {money(output, order.amount)}"
        if order.urgent:
            text += f", dont {format_number(order.urgent)} qui risquent fort de manquer d'ici la livraison suivante"
        if order.missing:
            text += f" ; il manque {money(output, order.missing)} pour atteindre {money(output, order.franco)} (franco ou minimum)"
            text += ", mieux vaut attendre" if order.state == "wait" else ""
        told.append(Sentence(text=f"{text}.", evidence=[f"commande{place + 1}"]))
    return told


def _risk(output: StockReplenishmentOutput) -> list[Sentence]:
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


def _freed(output: StockReplenishmentOutput) -> list[Sentence]:
    if not output.surplus or output.surplus_value <= 0 or output.unit == "unités":
        return []
    plural = "s" if len(output.surplus) > 1 else ""
    text = (
        f"{money(output, output.surplus_value)} dorment au-delà du besoin dans {format_number(len(output.surplus))} référence{plural}, sur "
        f"{money(output, output.stock_value)} de stock : cet argent se libère en ne les recommandant pas avant de les avoir écoulées."
    )
    return [Sentence(text=text, evidence=["surplus"])]


def _yearly(output: StockReplenishmentOutput) -> tuple[float, float]:
    """What ordering and holding cost a year, all suppliers: at the rhythm asked, at the cheapest of each."""
    return round(sum(one.now for one in output.rhythms), 0), round(sum(one.best for one in output.rhythms), 0)


def _rhythm_evidence(output: StockReplenishmentOutput) -> list[Computed]:
    if not output.rhythms:
        return []
    now, best = _yearly(output)
    return [
        Computed(
            id="rythme", path="rhythms", title="Rythme de commande le moins cher", unit=_amount_unit(output.unit),
            value={
                "order_cost": output.order_cost, "now": now, "best": best, "saved": now - best, "review_days": output.review_days,
                "suppliers_count": len(output.rhythms),
            },
            method=f"coût de passer commande + coût de détenir la moitié de ce qu'on achète entre deux commandes, à {format_percent(output.holding_rate / 100, 0)} de sa valeur par an (formule de Wilson, par fournisseur)",
        ),
    ]  # fmt: skip


def _rhythm(output: StockReplenishmentOutput) -> list[Sentence]:
    if not output.rhythms:
        return []
    now, best = _yearly(output)
    unit = _amount_unit(output.unit)
    text = (
        f"Commander tous les {output.review_days} jours chez tous coûterait {format_number(now, 0)}\u00a0{unit} par an, commandes à {format_number(output.order_cost)}\u00a0{unit} et "
        f"détention du stock comprises ; au rythme le moins cher de chaque fournisseur, {format_number(best, 0)}\u00a0{unit}."
    )
    return [Sentence(text=text, evidence=["rythme"])]


def _rhythm_table(output: StockReplenishmentOutput) -> Table:
    unit = _amount_unit(output.unit)
    return Table(
        title="Rythme de commande le moins cher, par fournisseur",
        columns=[
            Column(key="name", label="Fournisseur"), Column(key="yearly", label="Achats par an", unit=unit),
            Column(key="days", label="Commander tous les", unit="jours"), Column(key="best", label="Coût par an alors", unit=unit),
            Column(key="now", label="Au rythme demandé", unit=unit),
        ],
        rows=[one.model_dump() for one in output.rhythms[:50]], evidence=["rythme"],
    )  # fmt: skip


def _notices(output: StockReplenishmentOutput, asides: Asides) -> list[Sentence]:
    told = list(asides.remarks)
    one = output.replayed
    if one.saved is not None and one.saved < 0:
        told.append(
            "Sur ce passé, la règle habituelle a fait mieux que la nôtre : relisez les quantités avant de valider."
        )
    if one.served < one.promised - _SHORT:
        told.append(
            "Le taux de service visé n'aurait pas été atteint sur ce passé : des ventes arrivent par à-coups qu'aucun historique n'annonce."
        )
    if output.set_aside:
        told.append(
            f"{format_number(output.set_aside)} référence{'s' if output.set_aside > 1 else ''} mise{'s' if output.set_aside > 1 else ''} de côté : les raisons sont données plus bas."
        )
    if output.cut:
        told.append(
            f"Le budget réduit ou reporte {format_number(output.cut)} ligne{'s' if output.cut > 1 else ''} ; les plus exposées à la rupture passent d'abord."
        )
    if output.unit == "unités":
        told.append(
            "Trop de coûts d'achat manquent : le stock est compté en unités, et les montants ne portent que sur les lignes chiffrées."
        )
    told.append(
        "Les ventes ne disent pas la demande perdue pendant une rupture : une référence souvent absente est sous-estimée."
    )
    return [Sentence(text=text, kind="notice", evidence=["ensemble"]) for text in told]


def _tables(output: StockReplenishmentOutput) -> list[Table]:
    tables, unit = [], output.unit
    if output.orders:
        proofs = ["ensemble", *(f"commande{place + 1}" for place in range(len(output.orders)))]
        tables.append(
            Table(
                title="Commandes par fournisseur",
                columns=[
                    Column(key="name", label="Fournisseur"), Column(key="state", label="État"), Column(key="lines", label="Lignes"),
                    Column(key="urgent", label="Pressantes"), Column(key="amount", label="Montant", unit=_amount_unit(unit)),
                    Column(key="missing", label="Manque pour le franco", unit=_amount_unit(unit)), Column(key="note", label="À savoir"),
                ],
                rows=[
                    {"name": one.name, "state": STATES[one.state], "lines": len(one.lines), "urgent": one.urgent,
                     "amount": one.amount, "missing": one.missing, "note": one.note}
                    for one in output.orders
                ],
                evidence=proofs,
            )
        )  # fmt: skip
        lines = [line for order in output.orders for line in order.lines]
        lines = sorted(lines, key=lambda line: (-line.risk_without, line.code))[:_SHOWN]
        tables.append(_lines(lines, output, proofs))
    tables.append(
        Table(
            title="Classes et taux de service proposés",
            columns=[
                Column(key="abc", label="Valeur (ABC)"), Column(key="xyz", label="Régularité (XYZ)"),
                Column(key="references", label="Références"), Column(key="service", label="Service visé", unit="%"),
                Column(key="lines", label="Lignes à commander"), Column(key="amount", label="Montant", unit=_amount_unit(unit)),
            ],
            rows=[one.model_dump() for one in output.classes],
            evidence=["classes"],
        )
    )  # fmt: skip
    if output.rhythms:
        tables.append(_rhythm_table(output))
    if output.surplus:
        tables.append(
            Table(
                title="Stock au-delà du besoin",
                columns=[
                    Column(key="code", label="Code"), Column(key="name", label="Article"), Column(key="on_hand", label="En stock"),
                    Column(key="surplus", label="En trop"), Column(key="money", label="Argent à libérer", unit=_amount_unit(unit)),
                    Column(key="days", label="Écoulé en", unit="jours"),
                ],
                rows=[one.model_dump() for one in output.surplus[:50]],
                evidence=["surplus"],
            )
        )  # fmt: skip
    return tables


STATES = {"proposed": "à valider", "approved": "validée", "wait": "à attendre"}


def _amount_unit(unit: str) -> str:
    return "€" if unit == "unités" else unit


def _lines(lines: list[Line], output: StockReplenishmentOutput, proofs: list[str]) -> Table:
    return Table(
        title="Lignes à commander, les plus exposées d'abord",
        columns=[
            Column(key="code", label="Code"), Column(key="name", label="Article"), Column(key="supplier", label="Fournisseur"),
            Column(key="class", label="Classe"), Column(key="on_hand", label="Disponible"), Column(key="incoming", label="En route"),
            Column(key="demand", label="Demande attendue"), Column(key="demand_high", label="Au plus (9 fois sur 10)"),
            Column(key="quantity", label="À commander"),
            Column(key="amount", label="Montant", unit=_amount_unit(output.unit)),
            Column(key="risk_without", label="Risque sans", unit="%"), Column(key="risk_after", label="Risque avec", unit="%"),
            Column(key="wait", label="Délai"), Column(key="reason", label="À savoir"),
        ],
        rows=[
            {
                "code": one.code, "name": one.name, "supplier": one.supplier, "class": f"{one.abc}{one.xyz}", "on_hand": one.on_hand,
                "incoming": one.incoming, "demand": one.demand, "demand_high": one.demand_high, "quantity": one.quantity,
                "amount": one.amount, "risk_without": one.risk_without, "risk_after": one.risk_after,
                "wait": f"{format_number(one.wait_days, 0)} ± {format_number(one.wait_deviation, 0)} j", "reason": one.reason,
            }
            for one in lines
        ],
        evidence=proofs,
    )  # fmt: skip


def _charts(output: StockReplenishmentOutput) -> list[Chart]:
    one, charts = output.replayed, []
    if one.saved is None:
        title = f"Stock moyen selon la part servie, rejoué sur {one.weeks} semaines"
    else:
        less = "de stock en moins" if one.saved >= 0 else "de stock en plus"
        title = f"À service égal ({format_percent(one.served)}), {format_percent(abs(one.saved))} {less} que la règle habituelle"
    kept = [
        place
        for place in range(len(one.shares))
        if one.stocks[place] is not None or one.usual_stocks[place] is not None
    ]
    if kept:
        charts.append(
            Chart(
                title=title,
                x=[format_percent(one.shares[place]) for place in kept],
                series=[
                    Series(name="Levier", role="main", y=[one.stocks[place] for place in kept]),
                    Series(name="Règle habituelle", role="baseline", y=[one.usual_stocks[place] for place in kept]),
                ],
                x_label="Part de la demande servie immédiatement", y_label="Stock moyen", unit=output.unit,
                evidence=["jugement", "rejeu"],
            )
        )  # fmt: skip
    some = [order for order in output.orders if order.amount > 0][:15]
    if len(some) > 1:
        best = max(some, key=lambda order: order.amount)
        charts.append(
            Chart(
                title=f"{best.name} reçoit la plus grosse commande : {money(output, best.amount)}" if output.unit != "unités" else "Montant des commandes",
                x=[order.name for order in some], layout="horizontal",
                series=[Series(name="Montant", kind="bar", y=[order.amount for order in some])],
                unit=_amount_unit(output.unit), evidence=["ensemble", *(f"commande{place + 1}" for place in range(len(some)))],
            )
        )  # fmt: skip
    return charts


def _signals(
    output: StockReplenishmentOutput, today: date, stock_day: date | None, bias: float | None
) -> list[Signal]:
    one = output.replayed
    found = [
        Signal(name="served", label="Part servie sur le passé rejoué", value=one.served, limit=round(one.promised - _SHORT, 3), unit="%",
               above=False, means="La règle tient moins que demandé : montez le taux de service des classes concernées, ou relisez les quantités."),
        Signal(name="sales-age", label="Âge des ventes", value=float((today - output.sales_end).days), limit=_STALE_DAYS, unit="jours",
               means=f"Les ventes s'arrêtent au {format_long_date(output.sales_end)} : importez les récentes avant de commander."),
    ]  # fmt: skip
    if stock_day is not None:
        found.append(
            Signal(name="stock-age", label="Âge de l'état de stock", value=float((today - stock_day).days), limit=_STALE_DAYS, unit="jours",
                   means=f"L'état de stock date du {format_long_date(stock_day)} : importez celui du jour avant de commander.")
        )  # fmt: skip
    if bias is not None:
        found.append(
            Signal(name="bias", label="Écart de la demande prévue sur les 8 dernières semaines", value=round(abs(bias), 3), limit=_BIASED, unit="%",
                   means=f"La demande prévue était trop {'haute' if bias > 0 else 'basse'} : un changement est en cours (saison, perte ou gain d'un client).")
        )  # fmt: skip
    return found


def _approval(output: StockReplenishmentOutput, order: Order) -> Action:
    return Action(
        label=f"Valider la commande à {order.name}",
        capability="stock-replenishment",
        input={
            "approve": [order.code],
            "proposal": output.proposal,
            **({"budget": output.budget} if output.budget else {}),
        },
        approval="manager",
    )


__all__ = ["STATES", "tell"]
