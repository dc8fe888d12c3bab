"""The result of a period and its management balances."""

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story, money, percent
from levier.capabilities.accounting_review.topics.statement import statement, statement_table, unfinished
from levier.capabilities.accounting_review.topics.turnover import months_chart


def tell_result(story: Story, scope: Scope) -> None:
    """The net result and the balances that lead to it."""
    made, proof = statement(story, scope)
    result, operating, ebitda = made.line("net_result"), made.line("operating_result"), made.line("ebitda")
    word = "un bénéfice" if result.exact >= 0 else "une perte"
    story.say(
        f"{story.span[:1].upper()}{story.span[1:]}, le résultat net est {word} de {money(abs(result.exact))}.",
        proof,
    )
    share = made.share("net_result")
    if share is not None:
        story.output.figures["result_share"] = share
        value = {"share_percent": round(abs(share) * 100, 2), "turnover": made.turnover.value}
        ratio = story.compute(
            "ratio",
            "Résultat net rapporté au chiffre d’affaires",
            value,
            "résultat net ÷ chiffre d’affaires",
            "€",
        )
        story.say(
            f"Cela représente {percent(abs(share))} du chiffre d’affaires de {money(made.turnover.exact)}.",
            ratio,
        )
    story.say(
        f"L’excédent brut d’exploitation est de {money(ebitda.exact)} et le résultat d’exploitation de {money(operating.exact)}.",
        proof,
    )
    story.prove_figure(made.turnover)
    unfinished(story, scope)
    statement_table(story, made, proof)
    months_chart(story, scope)
