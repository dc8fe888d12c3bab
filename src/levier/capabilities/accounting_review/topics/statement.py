"""The income statement that the result and the margins share."""

import polars as pl

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story
from levier.core.evidence import Scalar
from levier.core.result import Column
from levier.tables.accounting.statements.income import IncomeStatement, income_statement


def statement(story: Story, scope: Scope) -> tuple[IncomeStatement, str]:
    """The income statement of the period, and the id of its proof."""
    made = income_statement(scope.ledger, scope.flow_year, *scope.bounds)
    rows: list[list[Scalar]] = [[line.figure.label, line.figure.value] for line in made.lines]
    rows.append([made.turnover.label, made.turnover.value])
    result = made.line("net_result")
    assert result.selection
    proof = story.prove(
        "sig",
        "Soldes intermédiaires de gestion",
        ("label", "amount"),
        rows,
        result.selection,
        {"amount": "€"},
    )
    story.output.figures |= {line.figure.key: line.figure.value for line in made.lines} | {
        "turnover": made.turnover.value
    }
    return made, proof


def statement_table(story: Story, made: IncomeStatement, proof: str) -> None:
    """The statement as a table, each line beside its share of turnover."""
    rows: list[dict[str, Scalar]] = [
        {"label": line.figure.label, "amount": line.figure.value, "share": made.share(line.figure.key)}
        for line in made.lines
        if line.balance or line.figure.exact
    ]
    columns = [
        Column(key="label", label="Solde"),
        Column(key="amount", label="Montant", unit="€"),
        Column(key="share", label="Part du chiffre d’affaires", unit="%"),
    ]
    story.table(f"Soldes intermédiaires de gestion {story.span}", columns, rows, proof)


def unfinished(story: Story, scope: Scope) -> None:
    """A result without depreciation or before the closing day is provisional: say so."""
    if scope.whole and scope.year.last < scope.year.end:
        story.note(
            "L’exercice n’est pas terminé dans ce fichier : les écritures de fin d’année (stocks, amortissements, provisions) peuvent manquer."
        )
    elif (
        scope.whole
        and not scope.ledger.flows(scope.year).filter(pl.col("account").str.starts_with("681")).height
    ):
        story.note(
            "Aucune dotation aux amortissements n’est comptabilisée sur la période : le résultat est sans doute provisoire."
        )
