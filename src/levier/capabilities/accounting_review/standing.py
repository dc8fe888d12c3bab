"""What stands at a day: who owes what, cash, VAT, purchases, working capital; and the conformity of the file."""

import polars as pl

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story, euros, money, percent
from levier.core.evidence import Scalar
from levier.core.french.numbers import format_number
from levier.core.french.writing_dates import format_date
from levier.core.result import Column, Series
from levier.tables.accounting.conformity.quick import quick_findings
from levier.tables.accounting.months import (
    cash_by_month,
    month_label,
    short_month,
    vat_by_month,
    vat_selections,
)
from levier.tables.accounting.open_items import BANDS, Ageing, Party, ageing
from levier.tables.accounting.purchases import purchases_by_supplier
from levier.tables.accounting.selection import Selection
from levier.tables.accounting.statements.income import turnover_of
from levier.tables.accounting.working_capital import working_capital

_MONEY = {"amount": "€", "due": "€", "total": "€"}


def tell_third_parties(topic: str, story: Story, scope: Scope, older_than: int | None, limit: int) -> None:
    found = ageing(scope.ledger, "receivables" if topic == "receivables" else "payables", scope.end)
    days = older_than or 0
    parties = sorted(
        ((party, party.over(days, found.items) if days else party.due) for party in found.parties),
        key=lambda one: -one[1],
    )
    parties = [(party, amount) for party, amount in parties if amount > 0]
    total = found.over(days) if days else found.due
    rows: list[list[Scalar]] = [
        [party.label, party.code, euros(amount), party.oldest] for party, amount in parties
    ]
    units = {"amount": "€", "oldest_days": "jours"}
    title = (
        "Créances clients" if topic == "receivables" else "Dettes fournisseurs"
    ) + f" au {format_date(found.day)}"
    proof = story.prove(
        "tiers", title, ("name", "code", "amount", "oldest_days"), rows, found.selection, units
    )
    whole = story.prove(
        "total",
        f"{title}, total",
        ("asked", "due", "older_than_days"),
        [[euros(total), euros(found.due), days]],
        found.selection,
        {"asked": "€", "due": "€", "older_than_days": "jours"},
    )
    story.output.figures |= {
        "due": euros(found.due),
        "asked": euros(total),
        "advances": euros(found.advances),
        "parties_count": len(parties),
    }
    _owed_sentence(topic, story, found, days, total, len(parties), (whole, proof))
    if parties:
        named = "; ".join(f"{party.label} ({money(amount)})" for party, amount in parties[:3]).replace(
            ";", " ;"
        )
        story.say(f"{'Le premier est' if len(parties) == 1 else 'Les plus gros montants'} : {named}.", proof)
    bands = story.prove(
        "ages",
        f"{title}, par âge",
        ("age", "amount"),
        [[label, euros(amount)] for label, amount in found.bands()],
        found.selection,
        {"amount": "€"},
    )
    story.table(title, _band_columns(), [_band_row(party) for party, _ in parties[:limit]], proof)
    if found.due:
        late = sum(amount for label, amount in found.bands()[2:])
        story.chart(
            f"{money(late)} datent de plus de 60 jours" if late else "Rien ne date de plus de 60 jours", [label for label, _ in found.bands()],
            [Series(name="Reste dû", kind="bar", y=[euros(amount) for _, amount in found.bands()])], bands,
        )  # fmt: skip
    if found.advances:
        what = (
            "avances ou avoirs de clients" if topic == "receivables" else "avances ou avoirs de fournisseurs"
        )
        advance = story.compute(
            "avances",
            f"{what.capitalize()} non imputés",
            {"amount": euros(found.advances)},
            "soldes du sens contraire, tiers par tiers",
            "€",
        )
        story.say(
            f"À part, {money(found.advances)} sont des {what} : ils ne sont pas déduits des autres.", advance
        )
    how = (
        "lettrage, puis règlements affectés aux plus anciennes factures"
        if found.lettered
        else "règlements affectés aux plus anciennes factures, faute de lettrage"
    )
    story.note(
        f"Âges comptés depuis la date de la facture, car les écritures ne donnent pas les échéances ; factures ouvertes selon : {how}."
    )


def _owed_sentence(
    topic: str, story: Story, found: Ageing, days: int, total: int, count: int, proof: tuple[str, str]
) -> None:
    day = format_date(found.day)
    who = ("client", "clients") if topic == "receivables" else ("fournisseur", "fournisseurs")
    since = f" depuis plus de {days} jours" if days else ""
    if not total:
        story.say(f"Au {day}, aucun {who[0]} n’a de facture ouverte{since} (total : {money(total)}).", *proof)
    elif topic == "receivables":
        many = f"{count} {who[1]} nous doivent" if count > 1 else f"{count} client nous doit"
        story.say(f"Au {day}, {many} {money(total)}{since}.", *proof)
    else:
        story.say(
            f"Au {day}, nous devons {money(total)} à {count} {who[0] if count < 2 else who[1]}{since}.",
            *proof,
        )


def _band_columns() -> list[Column]:
    return [
        Column(key="name", label="Tiers"), Column(key="due", label="Reste dû", unit="€"),
        *[Column(key=f"band_{place}", label=label.capitalize(), unit="€") for place, (label, _, _) in enumerate(BANDS)],
        Column(key="oldest", label="Plus ancienne", unit="jours"),
    ]  # fmt: skip


def _band_row(party: Party) -> dict[str, Scalar]:
    return {
        "name": party.label, "due": euros(party.due), **{f"band_{place}": euros(amount) for place, amount in enumerate(party.bands)}, "oldest": party.oldest,
    }  # fmt: skip


def tell_purchases(story: Story, scope: Scope, limit: int) -> None:
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


def tell_cash(story: Story, scope: Scope) -> None:
    months = [
        month
        for month in cash_by_month(scope.ledger, scope.year)
        if month.first <= scope.end and (scope.whole or month.first >= scope.start.replace(day=1))
    ]
    last = months[-1]
    chosen = Selection(
        basis="standing",
        accounts=("512", "514", "515", "516", "517", "53", "54", "511", "510"),
        end=scope.end,
    )
    rows: list[list[Scalar]] = [
        [
            month.first.isoformat(),
            month_label(month.first),
            euros(month.received),
            euros(month.paid),
            euros(month.closing),
        ]
        for month in months
    ]
    by_account = (
        chosen.lines(scope.ledger)
        .group_by("account")
        .agg(pl.col("account_label").last(), pl.col("balance").sum())
        .sort("account")
    )
    accounts: list[list[Scalar]] = [
        [account, label, euros(balance)] for account, label, balance in by_account.iter_rows()
    ]
    stands = sum(balance for *_, balance in by_account.iter_rows())
    proof = story.prove(
        "tresorerie",
        "Trésorerie par mois",
        ("month", "label", "received", "paid", "closing"),
        rows,
        chosen,
        dict.fromkeys(("received", "paid", "closing"), "€"),
    )
    now = story.prove(
        "comptes",
        f"Comptes de trésorerie au {format_date(scope.end)}",
        ("account", "label", "amount"),
        [*accounts, ["total", "Trésorerie", euros(stands)]],
        chosen,
        {"amount": "€"},
    )
    story.output.figures |= {"cash": euros(stands)}
    story.say(f"Au {format_date(scope.end)}, la trésorerie est de {money(stands)}.", now)
    if len(accounts) > 1:
        told = " ; ".join(
            f"{label} ({format_number(float(str(value)), 2)}\u00a0€)" for _, label, value in accounts[:4]
        )
        story.say(f"Elle se compose de : {told}.", now)
    low = min(months, key=lambda month: month.closing)
    if len(months) > 1:
        story.say(
            f"Le point le plus bas de fin de mois est {month_label(low.first)} : {money(low.closing)}.", proof
        )
        story.chart(
            f"La trésorerie finit {month_label(last.first)} à {money(last.closing)}", [short_month(month.first) for month in months],
            [Series(name="Encaissements", kind="bar", y=[euros(month.received) for month in months]), Series(name="Décaissements", kind="bar", y=[-euros(month.paid) for month in months], role="other"), Series(name="Solde de fin de mois", kind="line", y=[euros(month.closing) for month in months])], proof,
        )  # fmt: skip
    columns = [
        Column(key="label", label="Mois"),
        Column(key="received", label="Encaissé", unit="€"),
        Column(key="paid", label="Décaissé", unit="€"),
        Column(key="closing", label="Solde", unit="€"),
    ]
    story.table(
        "Trésorerie par mois",
        columns,
        [{"label": row[1], "received": row[2], "paid": row[3], "closing": row[4]} for row in rows],
        proof,
    )


def tell_vat(story: Story, scope: Scope) -> None:
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


def tell_working_capital(story: Story, scope: Scope) -> None:
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


def tell_conformity(story: Story, scope: Scope, limit: int) -> None:
    """The rules that can be checked on the stored lines; the page of the FEC has the whole report of the file."""
    findings, checked = quick_findings(scope.ledger)
    rows: list[list[Scalar]] = [
        [
            one.rule.title,
            {"blocking": "bloquant", "warning": "avertissement", "advice": "conseil"}[one.rule.gravity],
            one.count,
        ]
        for one in findings
    ]
    blocking = sum(one.rule.gravity == "blocking" for one in findings)
    counts = ("rules_count", "broken_count", "blocking_count")
    proof = story.prove(
        "regles",
        "Règles vérifiées sur les écritures (article A. 47 A-1 du LPF)",
        counts,
        [[checked, len(findings), blocking]],
        Selection(basis="movements"),
    )
    story.output.figures |= {"checked": checked, "broken": len(findings), "blocking": blocking}
    if not findings:
        story.say(f"Les {checked} règles vérifiées sur vos écritures sont respectées.", proof)
    else:
        verb = "n’est pas respectée" if len(findings) == 1 else "ne sont pas respectées"
        story.say(
            f"Sur {checked} règles vérifiées, {len(findings)} {verb}, dont {blocking} bloquante{'s' if blocking > 1 else ''}.",
            proof,
        )
    story.note(
        "Le rapport complet, avec la forme du fichier, les lignes en cause et les remèdes, est sur la page de comptabilité du fichier importé."
    )
    columns = [
        Column(key="rule", label="Règle"),
        Column(key="gravity", label="Gravité"),
        Column(key="count", label="Cas"),
    ]
    story.table(
        "Règles non respectées",
        columns,
        [dict(zip(("rule", "gravity", "count"), row, strict=True)) for row in rows[:limit]],
        proof,
    )
