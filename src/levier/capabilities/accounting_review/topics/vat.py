"""VAT collected, deductible and to be paid."""

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story, euros, money
from levier.core.evidence import Scalar
from levier.core.result import Column, Series
from levier.tables.accounting.months import (
    month_label,
    short_month,
    vat_by_month,
    vat_selections,
)
from levier.tables.accounting.selection import Selection


def tell_vat(story: Story, scope: Scope) -> None:
    """The VAT of each month and what remains to be paid."""
    months = [
        month
        for month in vat_by_month(scope.ledger, scope.year)
        if scope.start.replace(day=1) <= month.first <= scope.end
    ]
    collected, deductible = (
        sum(month.collected for month in months),
        sum(month.deductible_goods + month.deductible_assets for month in months),
    )
    due = collected - deductible
    chosen = vat_selections(scope.start, scope.end)
    rows: list[list[Scalar]] = [
        [
            month.first.isoformat(),
            month_label(month.first),
            euros(month.collected),
            euros(month.deductible_goods),
            euros(month.deductible_assets),
            euros(month.due),
            euros(month.settled),
        ]
        for month in months
    ]
    units = dict.fromkeys(("collected", "goods", "assets", "due", "settled"), "€")
    every = Selection(
        basis="movements",
        accounts=("4457", "4452", "4456"),
        exclude=("44567",),
        start=scope.start,
        end=scope.end,
        sign=-1,
        settling=False,
    )
    columns = ("month", "label", "collected", "goods", "assets", "due", "settled")
    total: list[Scalar] = [
        None,
        "total",
        euros(collected),
        None,
        euros(deductible),
        euros(due),
        euros(sum(month.settled for month in months)),
    ]
    proof = story.prove("tva", "TVA par mois", columns, [*rows, total], every, units)
    story.prove(
        "collectee",
        "TVA collectée (comptes 4457 et 4452)",
        ("label", "amount"),
        [["TVA collectée", euros(collected)]],
        chosen["collected"],
        {"amount": "€"},
    )
    story.prove(
        "deductible",
        "TVA déductible (comptes 4456)",
        ("label", "amount"),
        [["TVA déductible", euros(deductible)]],
        chosen["deductible"],
        {"amount": "€"},
    )
    story.output.figures |= {
        "collected": euros(collected),
        "deductible": euros(deductible),
        "due": euros(due),
    }
    when = f"pour {month_label(months[0].first)}" if len(months) == 1 else story.span
    word = f"la TVA due est de {money(due)}" if due >= 0 else f"il y a un crédit de TVA de {money(-due)}"
    if due < 0:
        story.compute(
            "credit", "Crédit de TVA", {"amount": euros(-due)}, "TVA déductible − TVA collectée", "€"
        )
    ids = ["collectee", "deductible", proof, *(["credit"] if due < 0 else [])]
    story.say(
        f"{when[:1].upper()}{when[1:]}, {word} : {money(collected)} de TVA collectée moins {money(deductible)} de TVA déductible.",
        *ids,
    )
    settled = [month for month in months if month.settled]
    if len(months) == 1 and settled:
        month = settled[0]
        told = (
            f"{money(month.settled)} à décaisser"
            if month.settled > 0
            else f"un crédit de {money(-month.settled)}"
        )
        if month.settled > 0:
            story.say(f"L’écriture de liquidation passée dans le mois porte {told}.", proof)
    story.note(
        "Taxe comptée dans le mois des écritures ; la déclaration peut porter sur un autre mois quand elle est due à l’encaissement."
    )
    shown = [
        Column(key="label", label="Mois"),
        *[
            Column(key=key, label=label, unit="€")
            for key, label in (
                ("collected", "Collectée"),
                ("goods", "Déductible (biens et services)"),
                ("assets", "Déductible (immobilisations)"),
                ("due", "Due"),
                ("settled", "Liquidée"),
            )
        ],
    ]
    story.table("TVA par mois", shown, [dict(zip(columns, row, strict=True)) for row in rows], proof)
    if len(months) > 1:
        worst = max(months, key=lambda month: month.due)
        story.chart(
            f"{month_label(worst.first).capitalize()} porte le plus de TVA due : {money(worst.due)}", [short_month(month.first) for month in months],
            [Series(name="Collectée", kind="bar", y=[euros(month.collected) for month in months]), Series(name="Déductible", kind="bar", y=[-euros(month.deductible_goods + month.deductible_assets) for month in months], role="other"), Series(name="Due", kind="line", y=[euros(month.due) for month in months])], proof,
        )  # fmt: skip
