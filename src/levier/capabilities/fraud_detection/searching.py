"""The recipe of a search: the tables, their operations, what each detector says, one list, what people taught."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from levier.capabilities.fraud_detection import (
    DETECTOR_LABELS,
    AlertFound,
    FraudDetectionInput,
    FraudDetectionOutput,
    Rehearsed,
    Source,
    Summary,
)
from levier.capabilities.fraud_detection.amounts import check_amounts
from levier.capabilities.fraud_detection.anomaly import entries as atypical
from levier.capabilities.fraud_detection.clues import Clue
from levier.capabilities.fraud_detection.examining import DETECTORS, Known, examine
from levier.capabilities.fraud_detection.lessons import Lessons, lessons_of, reference_of
from levier.capabilities.fraud_detection.operations import of_invoices, of_ledger, of_payments, of_purchases
from levier.capabilities.fraud_detection.ranking import Alert
from levier.capabilities.fraud_detection.rehearsing import rehearse
from levier.capabilities.fraud_detection.telling import Told, rows_of, tell
from levier.core.capability import Context, DatasetFacts, RaisedAlert
from levier.core.errors import BadInput, NotEnoughData, NotFound, Unavailable
from levier.core.french.numbers import format_count
from levier.core.french.text import fold
from levier.core.french.writing_dates import format_date
from levier.core.period import Period
from levier.tables.accounting.ledger import Ledger, ledger_of

SOURCES: tuple[Source, ...] = ("journal_entries", "invoices", "purchases", "payments")
_BUILD: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "invoices": of_invoices, "purchases": of_purchases, "payments": of_payments,
}  # fmt: skip
_LEAST = 20
_PAY = re.compile(r"salaire|paie\b|paye\b|note de frais|remboursement de frais|payroll")


@dataclass(frozen=True)
class Looked:
    """A table made ready. ``ledger``: its entries, when it is one; ``unread``: its lines without a date or an amount."""

    facts: DatasetFacts
    operations: pl.DataFrame
    ledger: Ledger | None
    unread: int = 0


def search(ctx: Context, given: FraudDetectionInput) -> FraudDetectionOutput:
    """The alerts of the tables asked for. Raises NotFound, NotEnoughData, BadInput."""
    if given.where == "transactions":
        from levier.capabilities.fraud_detection.transactions.watching import watch  # noqa: PLC0415 - scikit-learn

        return watch(ctx, given)
    looked = _tables(ctx, given)
    lessons = lessons_of(ctx.alerts.judged()) if ctx.alerts is not None else lessons_of(())
    steps = _Steps(ctx, len(looked) * (DETECTORS + 1))
    found: list[tuple[float, AlertFound, RaisedAlert]] = []
    examined = silenced = 0
    rehearsal = Rehearsed(added=0, found=0, by_amount=0, looked=0)
    known = _known(ctx, looked, given.threshold)
    for table in looked:
        mine = replace(known, currency=table.facts.currency)
        result = examine(table.operations, table.ledger, mine, lessons, steps)
        tried = rehearse(table.operations, mine, max(given.limit, table.operations.height // 100))
        steps()
        examined, silenced = examined + table.operations.height, silenced + result.silenced
        if tried:
            rehearsal = Rehearsed(
                added=rehearsal.added + tried.added, found=rehearsal.found + tried.found,
                by_amount=rehearsal.by_amount + tried.by_amount, looked=rehearsal.looked + tried.looked,
            )  # fmt: skip
        inside = [alert for alert in result.alerts if _inside(table.operations, alert, given.period)]
        found += [_shown(alert, table, lessons) for alert in inside[: given.limit]]
    best = sorted(found, key=lambda one: -one[0])[: given.limit]
    if ctx.alerts is not None:
        ctx.alerts.remember([raised for _, _, raised in best])
    shown = [alert for _, alert, _ in best]
    output = FraudDetectionOutput(
        where=given.where, alerts=shown, rehearsed=rehearsal if rehearsal.added else None, weights=lessons.weights,
        summary=Summary(
            examined=examined, alerts=len(shown), stake=round(sum(one.stake for one in shown), 2), silenced=silenced,
            judged=len(lessons.verdicts),
        ),
    )  # fmt: skip
    return tell(
        output, [Told(table.facts, table.ledger is not None, table.unread) for table in looked], given
    )


class _Steps:
    """Progress, and the place where a cancelled run stops."""

    def __init__(self, ctx: Context, total: int) -> None:
        self._ctx, self._total, self._done = ctx, total, 0

    def __call__(self) -> None:
        self._done += 1
        self._ctx.progress(min(self._done, self._total), self._total, "Examen des opérations")
        if self._ctx.cancelled():
            raise Unavailable("La recherche a été arrêtée à votre demande")


def _tables(ctx: Context, given: FraudDetectionInput) -> list[Looked]:
    wanted = SOURCES if given.where == "all" else (given.where,)
    looked: list[Looked] = []
    small: list[str] = []
    for kind in wanted:
        facts = ctx.tables.facts(kind)
        if facts is None:
            continue
        table = _read(ctx, facts)
        if table.operations.height < _LEAST:
            small.append(
                f"« {facts.title} » ({format_count(table.operations.height, 'opération datée et chiffrée', 'opérations datées et chiffrées')})"
            )
        else:
            check_amounts(table.operations["amount"], facts.title)
            looked.append(table)
    if looked:
        _check_period(looked, given.period)
        return looked
    if small:
        raise NotEnoughData(
            f"Trop peu d'opérations pour dire ce qui est inhabituel chez vous : {', '.join(small)} ; il en faut au moins {_LEAST}",
            mend="Importez un exercice entier d'écritures, de factures, d'achats ou de paiements.",
        )
    raise NotFound(
        "Aucune table à examiner ne vous est accessible",
        mend=(
            "Importez dans « Données » un fichier des écritures comptables (FEC), vos factures (n°, date, tiers, HT, TVA, TTC, IBAN), vos achats (commande, date, "
            "fournisseur, montant) ou vos paiements (date, montant, tiers, IBAN) : un modèle de chaque se télécharge sur la page d'import."
        ),
    )


def _read(ctx: Context, facts: DatasetFacts) -> Looked:
    frame = ctx.tables.frame(facts.kind)
    if facts.kind == "journal_entries":
        if not {"date", "account"} <= set(frame.columns) or frame["date"].null_count() == frame.height:
            return Looked(facts, of_invoices(pl.DataFrame(schema={"date": pl.Date})), None)
        ledger = ledger_of(frame)
        return Looked(facts, of_ledger(ledger), ledger, frame["date"].null_count())
    operations = _BUILD[facts.kind](frame)
    undated = frame["date"].null_count() if "date" in frame.columns else 0
    lost = undated if facts.kind == "purchases" else frame.height - operations.height
    return Looked(facts, operations, None, lost)


def _check_period(looked: list[Looked], period: Period | None) -> None:
    if period is None:
        return
    first = min(table.operations["day"].min() for table in looked)  # type: ignore[type-var]
    last = max(table.operations["day"].max() for table in looked)  # type: ignore[type-var]
    if period.end < first or period.start > last:  # type: ignore[operator]
        raise BadInput(
            f"Aucune opération entre le {format_date(period.start)} et le {format_date(period.end)} : les vôtres vont du {format_date(first)} au {format_date(last)}",  # type: ignore[arg-type]
            where="Période",
            mend="Choisissez des jours que vos tables couvrent.",
        )


def _known(ctx: Context, looked: list[Looked], threshold: float | None) -> Known:
    """People of the company (accounts of staff, wages paid) and the IBANs on file."""
    people: set[str] = set()
    for table in looked:
        if table.ledger is not None:
            staff = table.ledger.frame.filter(
                pl.col("account").str.contains("^42[1-8]") & (pl.col("auxiliary_label") != "")
            )
            people |= set(staff["auxiliary_label"].unique().to_list())
        elif table.facts.kind == "payments":
            wages = table.operations.filter(
                pl.col("label").map_elements(fold, return_dtype=pl.String).str.contains(_PAY.pattern)
            )
            people |= set(wages["name"].unique().to_list())
    on_file: dict[str, str] = {}
    if ctx.tables.facts("suppliers") is not None:
        frame: Any = ctx.tables.frame("suppliers")
        if "iban" in frame.columns:
            clean = frame["iban"].cast(pl.String).str.replace_all(r"[\s\u00a0\u202f-]", "").str.to_uppercase()
            for column in ("supplier", "supplier_name"):
                if column in frame.columns:
                    pairs = zip(frame[column].cast(pl.String).to_list(), clean.to_list(), strict=True)
                    on_file |= {
                        (fold(name) if column == "supplier_name" else name): iban
                        for name, iban in pairs
                        if name and iban
                    }
    return Known(tuple(sorted(people - {""})), on_file, threshold)


def _inside(operations: pl.DataFrame, alert: Alert, period: Period | None) -> bool:
    if period is None:
        return True
    days = operations.filter(pl.col("row").is_in(list(alert.rows)))["day"].to_list()
    return any(period.start <= day <= period.end for day in days)


def _shown(alert: Alert, table: Looked, lessons: Lessons) -> tuple[float, AlertFound, RaisedAlert]:
    rows = table.operations.filter(pl.col("row").is_in(list(alert.rows))).to_dicts()
    first = next(row for row in rows if row["row"] == alert.rows[0])
    reference = reference_of(alert, table.operations)
    told = _distinct(alert.clues)
    reasons = [clue.reason for clue in told] or [atypical.told(table.operations, alert.rows[0])]
    detectors = [clue.detector for clue in told] or ["anomaly"]
    found = AlertFound(
        reference=reference, source=table.facts.kind, day=first["day"], party=first["name"] or first["party"],
        document=first["reference"] or first["number"], amount=round(alert.amount, 2), stake=round(abs(alert.stake), 2),
        currency=table.facts.currency, score=round(alert.score, 2), detectors=detectors, reasons=reasons,
        lines=list(alert.rows), beside=list(alert.beside), verdict=lessons.verdicts.get(reference, ""),
    )  # fmt: skip
    title = (
        f"{DETECTOR_LABELS[detectors[0]]} — {found.party}" if found.party else DETECTOR_LABELS[detectors[0]]
    )
    shapes = {clue.detector: dict(clue.shape) for clue in told} or {
        "anomaly": {"party": first["party"], "group": first["group"]}
    }
    raised = RaisedAlert(
        reference, table.facts.dataset, title[:1].upper() + title[1:], " ; ".join(reasons), found.day, found.amount,
        found.currency, found.score,
        {"clues": shapes, "stake": found.stake, "version": table.facts.version, "rows": rows_of(found, ledger=table.ledger is not None)},
    )  # fmt: skip
    return alert.score, found, raised


def _distinct(clues: tuple[Clue, ...]) -> list[Clue]:
    seen: dict[str, Clue] = {}
    for clue in clues:
        seen.setdefault(clue.detector, clue)
    return list(seen.values())
