"""Trading margin, value added, gross operating surplus."""

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story, money, percent
from levier.capabilities.accounting_review.topics.statement import statement, statement_table, unfinished


def tell_margins(story: Story, scope: Scope) -> None:
    """The three margins, in euros and as a share of turnover."""
    made, proof = statement(story, scope)
    names = {
        "commercial_margin": "la marge commerciale",
        "added_value": "la valeur ajoutée",
        "ebitda": "l’excédent brut d’exploitation",
    }
    told = []
    for key, name in names.items():
        line = made.line(key)
        if key == "commercial_margin" and not line.exact and not made.line("merchandise_sales").exact:
            continue
        told.append(f"{name} est de {money(line.exact)}")
    text = ", ".join(told[:-1]) + f" et {told[-1]}" if len(told) > 1 else told[0]
    story.say(f"{story.span[:1].upper()}{story.span[1:]}, {text}.", proof)
    rate = made.share("added_value")
    if rate is not None:
        story.output.figures["added_value_rate"] = rate
        value = {"rate_percent": round(rate * 100, 2), "turnover": made.turnover.value}
        ratio = story.compute(
            "ratio",
            "Valeur ajoutée rapportée au chiffre d’affaires",
            value,
            "valeur ajoutée ÷ chiffre d’affaires",
            "€",
        )
        story.say(
            f"La valeur ajoutée représente {percent(rate)} du chiffre d’affaires de {money(made.turnover.exact)}.",
            ratio,
        )
    unfinished(story, scope)
    statement_table(story, made, proof)
