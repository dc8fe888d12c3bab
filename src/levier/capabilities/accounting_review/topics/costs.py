"""The greatest charges."""

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story, euros, money, percent
from levier.core.evidence import Scalar
from levier.core.result import Column
from levier.tables.accounting.costs import split_costs
from levier.tables.accounting.selection import Selection


def tell_costs(story: Story, scope: Scope) -> None:
    """The accounts that weigh most, fixed and variable told apart."""
    split = split_costs(scope.ledger, scope.year, *scope.bounds)
    chosen = Selection(
        accounts=("60", "61", "62", "63", "64", "65", "66", "681", "686"),
        start=scope.bounds[0],
        end=scope.bounds[1],
    )
    rows: list[list[Scalar]] = [
        [account, label, "variable" if follows else "fixe", euros(amount)]
        for account, label, follows, amount in split.accounts
    ]
    rows += [
        ["total", "Charges variables", "variable", euros(split.variable)],
        ["total", "Charges fixes", "fixe", euros(split.fixed)],
        ["total", "Chiffre d’affaires", "", euros(split.turnover)],
    ]
    proof = story.prove(
        "charges",
        "Charges fixes et variables",
        ("account", "label", "behaviour", "amount"),
        rows,
        chosen,
        {"amount": "€"},
    )
    story.output.figures |= {
        "variable": euros(split.variable),
        "fixed": euros(split.fixed),
        "turnover": euros(split.turnover),
    }
    story.say(
        f"{story.span[:1].upper()}{story.span[1:]}, les charges variables sont de {money(split.variable)} et les charges fixes de {money(split.fixed)}.",
        proof,
    )
    if split.margin_rate is not None and split.break_even is not None:
        story.output.figures |= {"margin_rate": split.margin_rate, "break_even": euros(split.break_even)}
        ratio = story.compute(
            "seuil", "Seuil de rentabilité", {"margin_percent": round(split.margin_rate * 100, 2), "break_even": euros(split.break_even), "turnover": euros(split.turnover)},
            "charges fixes ÷ taux de marge sur coûts variables", "€",
        )  # fmt: skip
        over = "au-dessus" if split.turnover >= split.break_even else "en dessous"
        story.say(
            f"La marge sur coûts variables est de {percent(split.margin_rate)} : le seuil de rentabilité est à {money(split.break_even)}, et le chiffre d’affaires ({money(split.turnover)}) est {over}.",
            ratio,
        )
    story.note(
        "Partage d’usage : les achats, la sous-traitance, l’intérim, les transports et les commissions suivent l’activité, le reste est fixe ; discutez-le avec votre comptable."
    )
    columns = [
        Column(key="account", label="Compte"),
        Column(key="label", label="Libellé"),
        Column(key="behaviour", label="Comportement"),
        Column(key="amount", label="Montant", unit="€"),
    ]
    story.table(
        f"Charges fixes et variables {story.span}",
        columns,
        [dict(zip(("account", "label", "behaviour", "amount"), row, strict=True)) for row in rows[:-3]],
        proof,
    )
