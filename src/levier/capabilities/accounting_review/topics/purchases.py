"""What was bought, by supplier."""

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story, euros, money, percent
from levier.core.evidence import Scalar
from levier.core.result import Column, Series
from levier.tables.accounting.purchases import purchases_by_supplier


def tell_purchases(story: Story, scope: Scope, limit: int) -> None:
    """The suppliers from whom most was bought, at most ``limit`` of them."""
    found = purchases_by_supplier(scope.ledger, scope.flow_year, *scope.bounds)
    rows: list[list[Scalar]] = [
        [one.label, one.code, euros(one.amount), one.entries, one.share] for one in found.suppliers
    ]
    rows += [
        ["sans compte fournisseur", "", euros(found.without), None, None],
        ["total", "", euros(found.total), None, None],
    ]
    proof = story.prove(
        "achats",
        "Achats par fournisseur, hors taxes",
        ("name", "code", "amount", "entries_count", "share"),
        rows,
        found.selection,
        {"amount": "€", "share": "%"},
    )
    story.output.figures |= {"total": euros(found.total), "without": euros(found.without)}
    top = found.suppliers[: min(limit, 3)]
    story.say(
        f"{story.span[:1].upper()}{story.span[1:]}, les achats et charges externes sont de {money(found.total)} hors taxes.",
        proof,
    )
    if top:
        named = " ; ".join(f"{one.label} ({money(one.amount)})" for one in top)
        story.say(
            f"{'Le premier fournisseur est' if len(top) == 1 else 'Les premiers fournisseurs sont'} {named}.",
            proof,
        )
    story.note(
        "Achats et charges externes rattachés au fournisseur crédité dans la même écriture, variations de stocks exclues."
    )
    columns = [
        Column(key="name", label="Fournisseur"),
        Column(key="amount", label="Achats HT", unit="€"),
        Column(key="share", label="Part", unit="%"),
        Column(key="entries", label="Pièces"),
    ]
    story.table(
        f"Achats par fournisseur {story.span}",
        columns,
        [
            {"name": one.label, "amount": euros(one.amount), "share": one.share, "entries": one.entries}
            for one in found.suppliers[:limit]
        ],
        proof,
    )
    if len(found.suppliers) > 1:
        first = found.suppliers[:10]
        story.chart(
            f"{first[0].label} représente {percent(first[0].share)} des achats",
            [one.label for one in first],
            [Series(name="Achats HT", kind="bar", y=[euros(one.amount) for one in first])],
            proof,
        )
