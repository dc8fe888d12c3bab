"""The list of alerts as a file for a spreadsheet, and as a report to print, check and sign."""

from levier.capabilities.fraud_detection import WHERE_LABELS, FraudDetectionOutput
from levier.capabilities.fraud_detection.telling import CSV, PDF, currency_of, labels
from levier.core.french.numbers import format_money
from levier.core.french.writing_dates import format_date
from levier.core.spreadsheets import as_csv


def render(output: FraudDetectionOutput, name: str) -> bytes:
    """Raises NotImplementedError for a name that is not one of the result's files."""
    if name == CSV:
        return _sheet(output)
    if name == PDF:
        return _report(output)
    raise NotImplementedError(name)


def _sheet(output: FraudDetectionOutput) -> bytes:
    head = ("Rang", "Alerte", "Table", "Date", "Tiers", "Pièce", "Montant", "En jeu", "Devise", "Signes", "Pourquoi", "Vérifié par", "Conclusion")  # fmt: skip
    return as_csv(head, (
        [place, alert.reference, WHERE_LABELS[alert.source], alert.day, alert.party, alert.document, alert.amount, alert.stake, alert.currency,
         labels(alert), " ; ".join(alert.reasons), None, None]
        for place, alert in enumerate(output.alerts, 1)
    ), decimals=2)  # fmt: skip


def _report(output: FraudDetectionOutput) -> bytes:
    from levier.printing.document import Column, Document  # noqa: PLC0415 - loads reportlab

    whole = output.summary
    paper = Document(
        "Opérations à vérifier", "Confidentiel", subtitle=f"Recherche dans : {WHERE_LABELS[output.where]}",
        footer="Une alerte n'est pas une preuve ; aucune personne n'est notée ni classée.",
    )  # fmt: skip
    paper.facts([
        ("Opérations examinées", f"{whole.examined:,}".replace(",", "\u202f")), ("Alertes", str(whole.alerts)),
        ("En jeu", format_money(whole.stake, currency_of(output))),
    ])  # fmt: skip
    rows = [
        [
            str(place),
            format_date(alert.day) if alert.day else "",
            alert.party or "—",
            format_money(alert.amount, alert.currency),
            " ; ".join(alert.reasons),
            "",
        ]
        for place, alert in enumerate(output.alerts, 1)
    ]
    columns = [
        Column("N°", share=0.35),
        Column("Date", share=0.9),
        Column("Tiers", share=1.3),
        Column("Montant", numeric=True, share=1.1),
        Column("Pourquoi", share=4.0),
        Column("Conclusion", share=1.2),
    ]
    paper.table(columns, rows)
    paper.note(
        "Vérifié par : ______________________    Le : ______________    Signature : ______________________"
    )
    return paper.bytes()
