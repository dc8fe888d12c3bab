"""The tables of a proposal."""

from levier.capabilities.stock_replenishment import Line, StockReplenishmentOutput
from levier.capabilities.stock_replenishment.telling.words import amount_unit
from levier.core.french.numbers import format_number
from levier.core.result import Column, Table

_SHOWN = 300
STATES = {"proposed": "à valider", "approved": "validée", "wait": "à attendre"}


def tables(output: StockReplenishmentOutput) -> list[Table]:
    """Orders, lines, classes, rhythms and surplus."""
    tables, unit = [], output.unit
    if output.orders:
        proofs = ["ensemble", *(f"commande{place + 1}" for place in range(len(output.orders)))]
        tables.append(
            Table(
                title="Commandes par fournisseur",
                columns=[
                    Column(key="name", label="Fournisseur"), Column(key="state", label="État"), Column(key="lines", label="Lignes"),
                    Column(key="urgent", label="Pressantes"), Column(key="amount", label="Montant", unit=amount_unit(unit)),
                    Column(key="missing", label="Manque pour le franco", unit=amount_unit(unit)), Column(key="note", label="À savoir"),
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
                Column(key="lines", label="Lignes à commander"), Column(key="amount", label="Montant", unit=amount_unit(unit)),
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
                    Column(key="surplus", label="En trop"), Column(key="money", label="Argent à libérer", unit=amount_unit(unit)),
                    Column(key="days", label="Écoulé en", unit="jours"),
                ],
                rows=[one.model_dump() for one in output.surplus[:50]],
                evidence=["surplus"],
            )
        )  # fmt: skip
    return tables


def _lines(lines: list[Line], output: StockReplenishmentOutput, proofs: list[str]) -> Table:
    return Table(
        title="Lignes à commander, les plus exposées d'abord",
        columns=[
            Column(key="code", label="Code"), Column(key="name", label="Article"), Column(key="supplier", label="Fournisseur"),
            Column(key="class", label="Classe"), Column(key="on_hand", label="Disponible"), Column(key="incoming", label="En route"),
            Column(key="demand", label="Demande attendue"), Column(key="demand_high", label="Au plus (9 fois sur 10)"),
            Column(key="quantity", label="À commander"),
            Column(key="amount", label="Montant", unit=amount_unit(output.unit)),
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


def _rhythm_table(output: StockReplenishmentOutput) -> Table:
    unit = amount_unit(output.unit)
    return Table(
        title="Rythme de commande le moins cher, par fournisseur",
        columns=[
            Column(key="name", label="Fournisseur"), Column(key="yearly", label="Achats par an", unit=unit),
            Column(key="days", label="Commander tous les", unit="jours"), Column(key="best", label="Coût par an alors", unit=unit),
            Column(key="now", label="Au rythme demandé", unit=unit),
        ],
        rows=[one.model_dump() for one in output.rhythms[:50]], evidence=["rythme"],
    )  # fmt: skip


__all__ = ["STATES", "tables"]
