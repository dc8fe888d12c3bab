"""Purchase orders on paper (PDF) and for spreadsheets (CSV): a draft until somebody approved, and said so on it."""

from levier.capabilities.stock_replenishment import Line, Order, StockReplenishmentOutput
from levier.core.french.numbers import format_number
from levier.core.result import Download
from levier.core.spreadsheets import as_csv

_PDF, _CSV = "application/pdf", "text/csv"
_ALL = "propositions-de-commande.csv"
_HEAD = (
    "Fournisseur",
    "Commande",
    "État",
    "Code article",
    "Désignation",
    "Quantité",
    "Colis",
    "Prix unitaire",
    "Montant",
)


def downloads(output: StockReplenishmentOutput) -> list[Download]:
    """The files offered: one PDF and one CSV an order, and a CSV of them all."""
    found = []
    for order in output.orders:
        word = "Bon de commande" if order.state == "approved" else "Projet de commande"
        found += [
            Download(name=f"{order.number}.pdf", label=f"{word} à {order.name} (PDF)", media_type=_PDF),
            Download(name=f"{order.number}.csv", label=f"{word} à {order.name} (CSV)", media_type=_CSV),
        ]
    if output.orders:
        found.append(Download(name=_ALL, label="Toutes les lignes (CSV)", media_type=_CSV))
    return found


def paper(output: StockReplenishmentOutput, name: str) -> bytes:
    """The file of that name. Raises NotImplementedError where there is none."""
    if name == _ALL:
        return _table(output.orders)
    for order in output.orders:
        if name == f"{order.number}.csv":
            return _table([order])
        if name == f"{order.number}.pdf":
            return _document(output, order)
    raise NotImplementedError(name)


def _table(orders: list[Order]) -> bytes:
    states = {"approved": "validée", "proposed": "à valider", "wait": "à attendre"}
    return as_csv(_HEAD, (
        [order.name, order.number, states[order.state], line.code, line.name, line.quantity, line.packs, line.unit_cost, line.amount]
        for order in orders for line in order.lines
    ), decimals=4)  # fmt: skip


def _document(output: StockReplenishmentOutput, order: Order) -> bytes:
    from levier.printing import Column, Document  # noqa: PLC0415 - loads reportlab

    approved = order.state == "approved"
    title = f"Bon de commande {order.number}" if approved else f"Projet de commande {order.number}"
    unit = "€" if output.unit == "unités" else output.unit
    written = Document(
        title,
        output.company or "Notre entreprise",
        subtitle=f"À l'attention de {order.name}",
        footer=f"{order.number}, {output.proposal}",
    )
    written.facts(
        [
            ("Date", f"{output.day:%d/%m/%Y}"),
            ("Lignes", format_number(len(order.lines))),
            ("Montant hors taxes", f"{format_number(order.amount, 2)} {unit}"),
            ("État", f"validée par {output.approved_by}" if approved else "à valider avant envoi"),
        ]
    )
    if order.address or order.email:
        written.text(" · ".join(part for part in (order.address, order.email) if part))
    written.table(
        [
            Column("Code", share=1.3), Column("Désignation", share=3), Column("Quantité", numeric=True), Column("Colis", numeric=True),
            Column("Prix unitaire", numeric=True, share=1.2), Column("Montant", numeric=True, share=1.2),
        ],
        [*(_row(line) for line in order.lines), ["", "Total hors taxes", "", "", "", format_number(order.amount, 2)]],
        total=True,
    )  # fmt: skip
    if order.unpriced:
        written.note(
            f"Prix à confirmer pour {format_number(order.unpriced)} ligne(s) : le total ne les compte pas."
        )
    if not approved:
        written.note(
            "Projet établi par Levier à partir de vos ventes et de votre stock : il n'engage personne tant qu'un responsable ne l'a pas validé."
        )
    return written.bytes()


def _row(line: Line) -> list[str]:
    return [
        line.code, line.name, format_number(line.quantity), format_number(line.packs) if line.pack > 1 else "",
        "à confirmer" if line.unit_cost is None else format_number(line.unit_cost, 2),
        "" if line.amount is None else format_number(line.amount, 2),
    ]  # fmt: skip


__all__ = ["downloads", "paper"]
