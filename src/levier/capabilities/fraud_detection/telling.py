"""What a search says: sentences bound to evidence, the list, a picture of where the money is, and the signals."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from levier.capabilities.fraud_detection import (
    DETECTOR_LABELS,
    WHERE_LABELS,
    AlertFound,
    FraudDetectionInput,
    FraudDetectionOutput,
)
from levier.core.capability import DatasetFacts
from levier.core.evidence import Computed, Rows, Scalar
from levier.core.french.numbers import format_money, format_number
from levier.core.french.writing_dates import format_date
from levier.core.result import Chart, Column, Download, Sentence, Series, Signal, Table
from levier.tables.accounting.selection import Selection

_SPOKEN = 3
_PROVED = 30
CSV, PDF = "alertes.csv", "alertes.pdf"


@dataclass(frozen=True)
class Told:
    """A table that was examined, whether it is a ledger (whose lines open by entry), and how many of its lines bear no date
    or no amount.
    """

    facts: DatasetFacts
    ledger: bool
    unread: int = 0


def tell(
    output: FraudDetectionOutput, tables: list[Told], given: FraudDetectionInput
) -> FraudDetectionOutput:
    """``output`` with its sentences, evidence, table, chart, signals and files."""
    output.touched = [f"dataset:{one.facts.dataset}@{one.facts.version}" for one in tables]
    by_kind = {one.facts.kind: one for one in tables}
    _summary(output, tables)
    for place, alert in enumerate(output.alerts[:_PROVED]):
        _prove(output, place, alert, by_kind[alert.source])
    for place, alert in enumerate(output.alerts[:_SPOKEN]):
        _speak(output, place, alert)
    _rehearsal(output)
    _unread(output, tables)
    _caveats(output, given)
    if output.alerts:
        output.tables = [_list(output)]
        output.charts = [_chart(output)]
        output.downloads = [
            Download(name=CSV, label="La liste pour un tableur", media_type="text/csv"),
            Download(name=PDF, label="Le rapport à imprimer", media_type="application/pdf"),
        ]
    return output


def currency_of(output: FraudDetectionOutput) -> str:
    """The currency of the money at stake; the euro where tables differ."""
    found = {alert.currency for alert in output.alerts}
    return found.pop() if len(found) == 1 else "EUR"


def _summary(output: FraudDetectionOutput, tables: list[Told]) -> None:
    whole = output.summary
    names = ", ".join(f"« {one.facts.title} »" for one in tables)
    output.evidence.append(
        Computed(
            id="bilan", path="summary", title=f"Ce qui a été examiné dans {names}",
            value={"examined_count": whole.examined, "alert_count": whole.alerts, "stake": whole.stake, "silenced_count": whole.silenced, "judged_count": whole.judged},
            unit=currency_of(output), method="opérations examinées par tous les détecteurs ; montant en jeu = somme des alertes montrées",
        )
    )  # fmt: skip
    many = format_number(whole.examined, 0)
    if not output.alerts:
        text = f"Levier a examiné {many} opérations dans {names} et n'a rien trouvé d'anormal."
    else:
        s = "s" if whole.alerts > 1 else ""
        text = f"Levier a examiné {many} opérations dans {names} et vous propose d'en vérifier {whole.alerts} alerte{s}, pour {format_money(whole.stake, currency_of(output))} en jeu."
        text = text.replace("d'en vérifier", "de vérifier")
    output.sentences.append(Sentence(text=text, evidence=["bilan"]))
    if whole.silenced:
        output.sentences.append(
            Sentence(text=f"{format_number(whole.silenced, 0)} signe{'s' if whole.silenced > 1 else ''} de même nature que ce que vous avez jugé normal {'sont passés' if whole.silenced > 1 else 'est passé'} sous silence.", evidence=["bilan"])
        )  # fmt: skip


def facts_of(alert: AlertFound) -> dict[str, Any]:
    """An alert as the value of its proof."""
    return {
        "reference": alert.reference, "day": alert.day.isoformat() if alert.day else None, "party": alert.party,
        "document": alert.document, "amount": alert.amount, "stake": alert.stake, "detector": labels(alert), "reasons": " ; ".join(alert.reasons),
    }  # fmt: skip


def labels(alert: AlertFound) -> str:
    """« doublon probable, montant rond »."""
    return ", ".join(DETECTOR_LABELS[name] for name in alert.detectors)


def rows_of(alert: AlertFound, *, ledger: bool) -> dict[str, Any]:
    """The question whose answer is the alert's own lines, then those they are compared with."""
    lines = [*alert.lines, *alert.beside]
    if ledger:
        return Selection(basis="entries", keys=tuple(lines)).model_dump(mode="json", exclude_none=True)
    return {"kind": alert.source, "lines": lines}


def _prove(output: FraudDetectionOutput, place: int, alert: AlertFound, table: Told) -> None:
    """The rows themselves: entries of the ledger, or lines of the table."""
    query = rows_of(alert, ledger=table.ledger)
    values: list[Scalar] = [alert.day, alert.party, alert.document, alert.amount]
    output.evidence.append(
        Rows(
            id=f"lignes{place + 1}", dataset=table.facts.dataset, version=table.facts.version,
            title=f"Alerte {alert.reference} : les lignes — {table.facts.title}", query=query,
            columns=["day", "party", "document", "amount"], values=[values], total_rows=len(alert.lines) + len(alert.beside), units={"amount": alert.currency},
        )
    )  # fmt: skip
    output.evidence.append(
        Computed(
            id=f"alerte{place + 1}", path=f"alerts.{place}", title=f"Alerte {alert.reference}", value=facts_of(alert), unit=alert.currency,
            method="chaque raison est comptée selon sa rareté dans vos propres opérations (−ln p), la plus forte d'abord",
        )
    )  # fmt: skip


def _speak(output: FraudDetectionOutput, place: int, alert: AlertFound) -> None:
    day = f" du {format_date(alert.day)}" if alert.day else ""
    party = f", « {alert.party} »" if alert.party else ""
    rank = ("La plus forte", "Ensuite", "Puis")[place]
    output.sentences.append(
        Sentence(
            text=f"{rank} : {labels(alert)}, opération{day}{party}, {format_money(alert.amount, alert.currency)} (alerte {alert.reference}).",
            evidence=[f"alerte{place + 1}", f"lignes{place + 1}"],
        )
    )  # fmt: skip


def _rehearsal(output: FraudDetectionOutput) -> None:
    tried = output.rehearsed
    if tried is None:
        return
    output.evidence.append(
        Computed(
            id="essai", path="rehearsed", title="Essai sur vos propres données",
            value={"added_count": tried.added, "found_count": tried.found, "by_amount_count": tried.by_amount, "looked_count": tried.looked},
            method="erreurs de six sortes ajoutées à une copie de vos opérations, puis recherchées",
        )
    )  # fmt: skip
    output.sentences.append(
        Sentence(
            text=f"Essai sur une copie de vos données : sur {tried.added} erreurs ajoutées exprès, {tried.found} ressortent parmi les {tried.looked} premières opérations de la liste ; lire les plus gros montants d'abord en montrerait {tried.by_amount}.",
            evidence=["essai"],
        )
    )  # fmt: skip
    output.signals.append(
        Signal(
            name="rehearsal", label="Erreurs d'essai retrouvées", value=round(tried.found / tried.added, 3), limit=0.5, unit="%", above=False,
            means="Vos données laissent passer trop d'erreurs d'essai : vérifiez aussi les opérations hors de la liste.",
        )
    )  # fmt: skip


def _unread(output: FraudDetectionOutput, tables: list[Told]) -> None:
    """What was not looked at, so that a silence about it is not taken for a sound line."""
    for place, one in enumerate(tables):
        if not one.unread:
            continue
        proof = f"illisibles{place + 1}"
        output.unread[one.facts.kind] = one.unread
        output.evidence.append(
            Computed(
                id=proof,
                path=f"unread.{one.facts.kind}",
                title=f"Lignes sans date ou sans montant de « {one.facts.title} »",
                value=one.unread,
                unit="",
            )
        )
        s = "s" if one.unread > 1 else ""
        also = " ; les écritures dont une ligne manque paraissent alors déséquilibrées" if one.ledger else ""
        text = f"{format_number(one.unread, 0)} ligne{s} de « {one.facts.title} » sans date ou sans montant n'{'ont' if s else 'a'} pas été examinée{s}{also}."
        output.sentences.append(Sentence(text=text, kind="notice", evidence=[proof]))


def _caveats(output: FraudDetectionOutput, given: FraudDetectionInput) -> None:
    if output.alerts:
        output.sentences.append(
            Sentence(
                text="Une alerte n'est pas une preuve : c'est une opération à vérifier avec les personnes concernées. Levier ne note ni ne classe personne.",
                kind="notice",
            )
        )
        output.sentences.append(
            Sentence(
                text="Donnez votre avis sur chaque alerte, erreur ou normale, dans la page des alertes : les semblables se tairont, et les détecteurs qui se trompent pèseront moins.",
                kind="notice",
            )
        )
    if given.threshold is None and output.where in ("all", "purchases", "invoices"):
        output.sentences.append(
            Sentence(
                text="Sans votre seuil d'approbation, les commandes découpées sont cherchées sous les seuils courants : indiquez le vôtre pour être plus précis.",
                kind="notice",
            )
        )


def _list(output: FraudDetectionOutput) -> Table:
    said = {"error": "c'était une erreur", "normal": "c'est normal"}
    rows: list[dict[str, Scalar]] = [
        {
            "rank": place, "day": alert.day, "party": alert.party, "document": alert.document, "amount": alert.amount, "stake": alert.stake,
            "why": " ; ".join(alert.reasons), "where": WHERE_LABELS[alert.source], "reference": alert.reference, "verdict": said.get(alert.verdict, ""),
        }
        for place, alert in enumerate(output.alerts, 1)
    ]  # fmt: skip
    unit = "€" if currency_of(output) == "EUR" else currency_of(output)
    columns = [
        Column(key="rank", label="Rang"), Column(key="day", label="Date", unit="date"), Column(key="party", label="Tiers"),
        Column(key="document", label="Pièce"), Column(key="amount", label="Montant", unit=unit), Column(key="stake", label="En jeu", unit=unit),
        Column(key="why", label="Pourquoi"), Column(key="where", label="Table"), Column(key="reference", label="Alerte"),
    ]  # fmt: skip
    if any(alert.verdict for alert in output.alerts):
        columns.append(Column(key="verdict", label="Votre avis"))
    return Table(
        title="Opérations à vérifier, la plus suspecte d'abord", columns=columns, rows=rows,
        evidence=["bilan", *(f"alerte{place + 1}" for place in range(min(_PROVED, len(output.alerts))))],
    )  # fmt: skip


def _chart(output: FraudDetectionOutput) -> Chart:
    stakes: Counter[str] = Counter()
    for alert in output.alerts:
        stakes[DETECTOR_LABELS[alert.detectors[0]]] += alert.stake  # type: ignore[assignment]
    ordered = sorted(stakes.items(), key=lambda one: -one[1])
    first = ordered[0][0]
    return Chart(
        title=f"L'essentiel de l'argent en jeu : {first}", x=[name[:1].upper() + name[1:] for name, _ in ordered],
        series=[Series(name="En jeu", kind="bar", y=[round(value, 2) for _, value in ordered], role="main")],
        unit="€" if currency_of(output) == "EUR" else currency_of(output), y_label="Montant en jeu", layout="horizontal", evidence=["bilan"],
    )  # fmt: skip
