"""How much money the cycle of business keeps, and how many days."""

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story, euros, money
from levier.core.evidence import Scalar
from levier.core.french.numbers import format_number
from levier.core.french.writing_dates import format_date
from levier.core.result import Column
from levier.tables.accounting.selection import Selection
from levier.tables.accounting.statements.income import turnover_of
from levier.tables.accounting.working_capital import working_capital


def tell_working_capital(story: Story, scope: Scope) -> None:
    """Stock, receivables and payables, in euros and in days."""
    found = working_capital(scope.ledger, scope.year, scope.end)
    rows: list[list[Scalar]] = [
        ["Stocks", euros(found.stocks)],
        ["Créances d’exploitation", euros(found.receivables)],
        ["Dettes d’exploitation", euros(found.debts)],
        ["Besoin en fonds de roulement", euros(found.need)],
        ["Créances clients", euros(found.customers)],
        ["Dettes fournisseurs", euros(found.suppliers)],
    ]
    chosen = Selection(
        basis="standing",
        accounts=("3", "40", "41", "42", "43", "44", "47", "486", "487", "488"),
        exclude=("404", "405", "4084", "444"),
        end=found.day,
    )
    keys = ("stocks", "receivables", "debts", "need", "customers", "suppliers")
    proof = story.prove(
        "bfr",
        f"Besoin en fonds de roulement au {format_date(found.day)}",
        keys,
        [[row[1] for row in rows]],
        chosen,
        dict.fromkeys(keys, "€"),
    )
    story.output.figures |= {
        "need": euros(found.need),
        "stocks": euros(found.stocks),
        "receivables": euros(found.receivables),
        "debts": euros(found.debts),
    }
    turnover = turnover_of(scope.ledger, None, scope.end, scope.year).exact
    days = found.in_days_of_turnover(turnover)
    ids = [proof]
    told = ""
    if days is not None:
        story.output.figures["need_days"] = round(days, 1)
        ids.append(
            story.compute(
                "jours",
                "BFR en jours de chiffre d’affaires",
                {"need_days": round(days)},
                f"BFR ÷ chiffre d’affaires × {found.days} jours",
                "jours",
            )
        )
        told = f", soit {format_number(round(days))} jours de chiffre d’affaires"
    story.say(
        f"Au {format_date(found.day)}, le besoin en fonds de roulement est de {money(found.need)}{told}.",
        *ids,
    )
    story.say(
        f"Il réunit {money(found.stocks)} de stocks et {money(found.receivables)} de créances, moins {money(found.debts)} de dettes d’exploitation.",
        proof,
    )
    if found.dso is not None and found.dpo is not None:
        story.output.figures |= {"dso": round(found.dso, 1), "dpo": round(found.dpo, 1)}
        delays = story.compute(
            "delais",
            "Délais de règlement moyens",
            {"dso_days": round(found.dso), "dpo_days": round(found.dpo)},
            "créances (dettes) TTC ÷ ventes (achats) TTC × jours de la période",
            "jours",
        )
        story.say(
            f"Les clients paient en {format_number(round(found.dso))} jours en moyenne et les fournisseurs sont payés en {format_number(round(found.dpo))} jours.",
            delays,
        )
    story.table(
        "Besoin en fonds de roulement",
        [Column(key="label", label="Élément"), Column(key="amount", label="Montant", unit="€")],
        [{"label": row[0], "amount": row[1]} for row in rows],
        proof,
    )
