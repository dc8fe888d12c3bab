"""What a period brought in and cost: result, margins, turnover, payroll, seasons, fixed and variable costs."""

import polars as pl

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story, euros, money, percent
from levier.core.evidence import Scalar
from levier.core.french.numbers import format_number
from levier.core.result import Column, Series
from levier.tables.accounting.costs import split_costs
from levier.tables.accounting.months import (
    month_label,
    monthly_payroll,
    monthly_turnover,
    seasonality,
    short_month,
)
from levier.tables.accounting.selection import Selection, figure
from levier.tables.accounting.statements.income import IncomeStatement, income_statement, turnover_of

_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def _statement(story: Story, scope: Scope) -> tuple[IncomeStatement, str]:
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


def _statement_table(story: Story, made: IncomeStatement, proof: str) -> None:
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


def tell_result(story: Story, scope: Scope) -> None:
    made, proof = _statement(story, scope)
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
    _unfinished(story, scope)
    _statement_table(story, made, proof)
    _months_chart(story, scope)


def _unfinished(story: Story, scope: Scope) -> None:
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


def tell_margins(story: Story, scope: Scope) -> None:
    made, proof = _statement(story, scope)
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
    _unfinished(story, scope)
    _statement_table(story, made, proof)


def tell_turnover(story: Story, scope: Scope) -> None:
    found = turnover_of(scope.ledger, *scope.bounds, scope.flow_year)
    proof = story.prove_figure(found)
    story.output.figures["turnover"] = found.value
    story.say(
        f"{story.span[:1].upper()}{story.span[1:]}, le chiffre d’affaires comptabilisé est de {money(found.exact)} hors taxes.",
        proof,
    )
    _months_chart(story, scope)


def _months_chart(story: Story, scope: Scope) -> None:
    months = [
        month
        for month in monthly_turnover(scope.ledger, scope.year)
        if scope.start <= month.first <= scope.end
    ]
    if len(months) < 2:
        return
    chosen = Selection(accounts=("70",), start=scope.start, end=scope.end, sign=-1)
    rows: list[list[Scalar]] = [
        [month.first.isoformat(), month_label(month.first), euros(month.amount)] for month in months
    ]
    proof = story.prove(
        "courbe", "Chiffre d’affaires par mois", ("month", "label", "amount"), rows, chosen, {"amount": "€"}
    )
    best = max(months, key=lambda month: month.amount)
    story.chart(
        f"{month_label(best.first).capitalize()} est le mois le plus fort : {money(best.amount)}",
        [short_month(month.first) for month in months],
        [Series(name="Chiffre d’affaires", kind="bar", y=[euros(month.amount) for month in months])], proof,
    )  # fmt: skip


def tell_payroll(story: Story, scope: Scope) -> None:
    cost = figure(
        scope.ledger,
        "payroll",
        "Charges de personnel",
        Selection(accounts=("64",), start=scope.bounds[0], end=scope.bounds[1]),
        "Comptes 64",
        scope.flow_year,
    )
    sold = turnover_of(scope.ledger, *scope.bounds, scope.flow_year)
    proof = story.prove_figure(cost)
    story.prove_figure(sold)
    story.output.figures |= {"payroll": cost.value, "turnover": sold.value}
    story.say(
        f"{story.span[:1].upper()}{story.span[1:]}, les charges de personnel sont de {money(cost.exact)}.",
        proof,
    )
    if sold.exact > 0:
        weight = cost.exact / sold.exact
        story.output.figures["weight"] = weight
        value = {"payroll": cost.value, "turnover": sold.value, "weight_percent": round(weight * 100, 2)}
        ratio = story.compute(
            "poids",
            "Charges de personnel rapportées au chiffre d’affaires",
            value,
            "comptes 64 ÷ comptes 70",
            "€",
        )
        story.say(f"Elles pèsent {percent(weight)} du chiffre d’affaires de {money(sold.exact)}.", ratio)
    story.table(
        f"Charges de personnel {story.span}", [Column(key="account", label="Compte"), Column(key="label", label="Libellé"), Column(key="amount", label="Montant", unit="€")],
        [{"account": part.account, "label": part.label, "amount": part.amount} for part in cost.parts], proof,
    )  # fmt: skip
    months = [
        month
        for month in monthly_payroll(scope.ledger, scope.year)
        if scope.start <= month.first <= scope.end
    ]
    if len(months) > 1 and cost.exact:
        best = max(months, key=lambda month: month.amount)
        story.chart(
            f"Les charges de personnel culminent en {month_label(best.first)} : {money(best.amount)}", [short_month(month.first) for month in months],
            [Series(name="Charges de personnel", kind="bar", y=[euros(month.amount) for month in months])], proof,
        )  # fmt: skip


def tell_seasons(story: Story, scope: Scope) -> None:
    indices = seasonality(scope.ledger)
    if not indices:
        months = [month for month in monthly_turnover(scope.ledger, scope.year) if month.amount]
        known: list[list[Scalar]] = [[month_label(month.first), euros(month.amount)] for month in months]
        proof = story.prove(
            "mois",
            "Chiffre d’affaires par mois",
            ("month", "amount"),
            known,
            Selection(accounts=("70",), sign=-1),
            {"amount": "€"},
        )
        story.note(
            "La saisonnalité demande au moins un exercice complet de ventes ; vos écritures n’en couvrent pas encore."
        )
        if months:
            best = max(months, key=lambda month: month.amount)
            story.say(
                f"Parmi les mois connus, {month_label(best.first)} est le plus fort, avec {money(best.amount)} de chiffre d’affaires.",
                proof,
            )
        _months_chart(story, scope)
        return
    high, low = max(indices, key=lambda one: one[1]), min(indices, key=lambda one: one[1])
    latest = {
        month.first.month: month.first
        for year in scope.ledger.years
        for month in monthly_turnover(scope.ledger, year)[:12]
    }
    rows: list[list[Scalar]] = [
        [_MONTHS[number - 1], round(value * 100, 1), years, latest[number].isoformat()]
        for number, value, years in indices
    ]
    proof = story.prove(
        "saisons",
        f"Indice de chaque mois, {_MONTHS[high[0] - 1]} le plus fort, {_MONTHS[low[0] - 1]} le plus faible",
        ("label", "index", "years_count", "month"),
        rows,
        Selection(accounts=("70",), sign=-1),
    )
    story.output.figures |= {"highest": round(high[1] * 100, 1), "lowest": round(low[1] * 100, 1)}
    story.say(
        f"Le mois le plus fort est {_MONTHS[high[0] - 1]} (indice {format_number(round(high[1] * 100, 1), 1)} pour 100 en moyenne) et le plus faible "
        f"{_MONTHS[low[0] - 1]} (indice {format_number(round(low[1] * 100, 1), 1)}).", proof,
    )  # fmt: skip
    if indices[0][2] < 2:
        story.note(
            "Ces indices viennent d’un seul exercice : un mois exceptionnel ne s’y distingue pas d’une saison."
        )
    story.table(
        "Indices mensuels",
        [Column(key="month", label="Mois"), Column(key="index", label="Indice (100 = moyenne)")],
        [{"month": row[0], "index": row[1]} for row in rows],
        proof,
    )
    story.chart(
        f"{_MONTHS[high[0] - 1].capitalize()} pèse {format_number(round(high[1] * 100, 1), 1)} pour un mois moyen de 100", [str(row[0]) for row in rows],
        [Series(name="Indice", kind="bar", y=[round(value * 100, 1) for _, value, _ in indices])], proof, unit="", y_label="indice",
    )  # fmt: skip


def tell_costs(story: Story, scope: Scope) -> None:
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
