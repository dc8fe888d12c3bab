"""Who owes us, whom we owe, and since when."""

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story, euros, money
from levier.core.evidence import Scalar
from levier.core.french.writing_dates import format_date
from levier.core.result import Column, Series
from levier.tables.accounting.open_items import BANDS, Ageing, Party, ageing


def tell_third_parties(topic: str, story: Story, scope: Scope, older_than: int | None, limit: int) -> None:
    """Open items by third party and by age, those older than ``older_than`` days when it is given."""
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
