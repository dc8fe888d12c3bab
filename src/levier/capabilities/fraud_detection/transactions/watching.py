"""Card payments: a model learnt where frauds are known, else the anomaly model; as many alerts a day as can be checked."""

from collections import Counter

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.capabilities.fraud_detection import (
    AlertFound,
    FraudDetectionInput,
    FraudDetectionOutput,
    Learnt,
    Summary,
)
from levier.capabilities.fraud_detection.amounts import check_amounts
from levier.capabilities.fraud_detection.anomaly.ensemble import anomaly_scores, rarity
from levier.capabilities.fraud_detection.clues import Clue
from levier.capabilities.fraud_detection.lessons import lessons_of, reference_of
from levier.capabilities.fraud_detection.operations import of_payments
from levier.capabilities.fraud_detection.ranking import Alert
from levier.capabilities.fraud_detection.telling import Told, rows_of, tell
from levier.capabilities.fraud_detection.transactions.features import (
    Transactions,
    features,
    label_of,
    transactions_of,
)
from levier.capabilities.fraud_detection.transactions.learning import (
    LEAST_FRAUDS,
    Split,
    average_precision,
    daily_alerts,
    fitted,
    split_of,
)
from levier.capabilities.fraud_detection.transactions.windows import Values
from levier.core.capability import Context, DatasetFacts, RaisedAlert
from levier.core.errors import NotEnoughData, NotFound
from levier.core.evidence import Computed
from levier.core.french.numbers import format_count, format_number, format_percent
from levier.core.result import Sentence, Signal

_LEAST = 200
_DAYS = 14
_LOOKED = 4
"""Times the alerts wanted that are looked at: those that people's verdicts silence leave their place to the next."""


def watch(ctx: Context, given: FraudDetectionInput) -> FraudDetectionOutput:
    """The alerts of the last days. Raises NotFound (no payments), NotEnoughData (too few, or nobody told apart)."""
    facts = ctx.tables.facts("payments")
    if facts is None:
        raise NotFound(
            "Aucune table de paiements ne vous est accessible",
            mend="Importez vos transactions (date et heure, montant, payeur, terminal, et « fraude » oui/non si vous la connaissez).",
        )
    frame: pl.DataFrame = ctx.tables.frame("payments")
    known = transactions_of(frame)
    _enough(known, frame)
    check_amounts(pl.Series(known.amount), facts.title)
    ctx.progress(1, 4, "Habitudes des payeurs et des terminaux")
    table, names = features(known, given.delay)
    labelled = int(np.nansum(known.fraud))
    output = FraudDetectionOutput(
        where="transactions", alerts=[], summary=Summary(examined=len(known), alerts=0, stake=0.0)
    )
    split = _split(known, given)
    ctx.progress(2, 4, "Apprentissage" if labelled else "Recherche de ce qui est atypique")
    if labelled >= LEAST_FRAUDS and split is not None:
        scores, shown = _learnt(output, known, table, split, given)
        detector = "model"
    else:
        scores, shown = rarity(anomaly_scores(table)), None
        detector = "anomaly"
    ctx.progress(3, 4, "Choix des alertes du jour")
    last = int(known.days.max()) + 1
    start = (
        split.start if split is not None and shown is not None else max(int(known.days.min()), last - _DAYS)
    )
    inside = np.flatnonzero((known.days >= start) & _wanted(known, given))
    chosen = inside[daily_alerts(known.days[inside], scores[inside], given.per_day)]
    chosen = chosen[np.argsort(-scores[chosen], kind="stable")][: _LOOKED * given.limit]
    _alerts(ctx, output, known, table, names, scores, chosen, detector, frame, facts, given.limit)
    told = tell(output, [Told(facts, ledger=False)], given)
    _say(told, labelled, len(known))
    return told


def _enough(known: Transactions, frame: pl.DataFrame) -> None:
    if len(known) < _LEAST:
        raise NotEnoughData(
            f"Trop peu de transactions pour connaître les habitudes : {format_count(len(known), 'datée et chiffrée', 'datées et chiffrées')}, il en faut au moins {_LEAST}",
            mend="Importez plusieurs semaines de transactions.",
        )
    if "party" not in frame.columns and "terminal" not in frame.columns:
        raise NotEnoughData(
            "Vos transactions ne disent ni qui paie ni sur quel terminal",
            mend="Ajoutez une colonne « Tiers » (le payeur ou sa carte) ou « Terminal ».",
        )


def _split(known: Transactions, given: FraudDetectionInput) -> Split | None:
    try:
        return split_of(known, given.delay)
    except ValueError:
        return None


def _wanted(known: Transactions, given: FraudDetectionInput) -> NDArray[np.bool_]:
    if given.period is None:
        return np.ones(len(known), np.bool_)
    from datetime import date  # noqa: PLC0415

    origin = date(1970, 1, 1).toordinal()
    inside: NDArray[np.bool_] = (known.days >= given.period.start.toordinal() - origin) & (
        known.days <= given.period.end.toordinal() - origin
    )
    return inside


def _learnt(
    output: FraudDetectionOutput, known: Transactions, table: Values, split: Split, given: FraudDetectionInput
) -> tuple[Values, Learnt]:
    """Scores by a model that saw only the days before ``split.until``; its measure on the days after is what is told."""
    fraud = np.nan_to_num(known.fraud, nan=0.0)
    learning = (known.days >= split.first) & (known.days < split.until)
    unseen = (known.days >= split.start) & (known.days < split.end)
    scores = np.zeros(len(known))
    if fraud[learning].sum() < LEAST_FRAUDS // 2:
        scores = rarity(anomaly_scores(table))
    else:
        scores[unseen] = fitted(table[learning], fraud[learning]).score(table[unseen])
    best = daily_alerts(known.days[unseen], scores[unseen], given.per_day)
    said = fraud[unseen]
    shown = Learnt(
        average_precision=round(average_precision(said, scores[unseen]), 3),
        by_amount=round(average_precision(said, known.amount[unseen]), 3), frauds=int(said.sum()), caught=int(said[best].sum()),
        alerts=len(best), per_day=given.per_day, days=len(np.unique(known.days[unseen])),
    )  # fmt: skip
    output.learnt = shown
    return scores, shown


def _alerts(
    ctx: Context, output: FraudDetectionOutput, known: Transactions, table: Values, names: list[str], scores: Values,
    chosen: NDArray[np.int64], detector: str, frame: pl.DataFrame, facts: DatasetFacts, most: int,
) -> None:  # fmt: skip
    lessons = lessons_of(ctx.alerts.judged()) if ctx.alerts is not None else lessons_of(())
    operations = of_payments(frame)
    wanted = known.row[chosen].tolist()
    by_row = {row["row"]: row for row in operations.filter(pl.col("row").is_in(wanted)).to_dicts()}
    sample = np.sort(table[:: max(1, len(table) // 5000)], axis=0)
    raised: list[RaisedAlert] = []
    for at in chosen.tolist():
        if len(output.alerts) == most:
            break
        row = by_row.get(int(known.row[at]))
        if row is None:
            continue
        why = _why(table[at], sample, names)
        shape = {"party": row["party"]}
        clue = Clue(detector, (row["row"],), float(scores[at]), why, shape=shape)
        if lessons.silences(clue, row["amount"]):
            output.summary.silenced += 1
            continue
        reference = reference_of(
            Alert("payments", (row["row"],), (), (clue,), float(scores[at]), row["amount"], row["amount"]),
            operations,
        )
        found = AlertFound(
            reference=reference, source="payments", day=row["day"], party=row["name"] or row["party"], document=row["number"] or row["reference"],
            amount=round(row["amount"], 2), stake=round(row["amount"], 2), currency=facts.currency, score=round(float(scores[at]), 3),
            detectors=[detector], reasons=[why], lines=[row["row"]], verdict=lessons.verdicts.get(reference, ""),
        )  # fmt: skip
        output.alerts.append(found)
        raised.append(
            RaisedAlert(
                reference, facts.dataset, f"Transaction à vérifier{f' — {found.party}' if found.party else ''}", why, row["day"], row["amount"], facts.currency, float(scores[at]),
                {"clues": {detector: shape}, "stake": row["amount"], "version": facts.version, "rows": rows_of(found, ledger=False)},
            )
        )  # fmt: skip
    output.summary.alerts = len(output.alerts)
    output.summary.stake = round(sum(one.stake for one in output.alerts), 2)
    output.summary.judged = len(lessons.verdicts)
    if ctx.alerts is not None:
        ctx.alerts.remember(raised)


def _why(values: Values, sample: Values, names: list[str]) -> str:
    """The three features whose value is the rarest on the high side."""
    above = [
        1 - np.searchsorted(sample[:, column], values[column], "left") / len(sample)
        for column in range(len(names))
    ]
    order = [
        column for column in np.argsort(above, kind="stable") if above[column] < 0.2 and values[column] > 0
    ]
    told: Counter[str] = Counter()
    for column in order:
        label = label_of(names[column])
        if not any(label.split(" sur ")[0] == known.split(" sur ")[0] for known in told):
            told[
                f"{label} parmi les {format_percent(max(0.001, float(above[column])), 1)} les plus élevés"
            ] += 1
        if len(told) == 3:
            break
    return " ; ".join(told) or "ensemble inhabituel, sans un signe qui domine"


def _say(output: FraudDetectionOutput, labelled: int, many: int) -> None:
    learnt = output.learnt
    if learnt is None:
        text = (
            "Aucune fraude connue n'est indiquée dans la colonne « Fraude avérée »"
            if not labelled
            else "Trop peu de fraudes connues, ou trop peu de jours, pour apprendre"
        )
        output.evidence.append(
            Computed(id="modele", path="learnt", title="Ce qui manque pour apprendre des fraudes connues", value={"known_count": labelled, "missing": text})
        )  # fmt: skip
        output.sentences.append(
            Sentence(
                evidence=["modele"],
                text=f"{text} : les transactions sont classées par ce qui les rend atypiques, et rien ne permet de mesurer combien sont des fraudes.",
                kind="notice",
            )
        )
        return
    output.evidence.append(
        Computed(
            id="modele", path="learnt", title="Modèle mesuré sur des jours qu'il n'avait jamais vus",
            value={
                "precision": learnt.average_precision, "amount_precision": learnt.by_amount, "fraud_count": learnt.frauds, "caught_count": learnt.caught,
                "alert_count": learnt.alerts, "per_day_count": learnt.per_day, "day_count": learnt.days, "right_share": round(learnt.caught / max(1, learnt.alerts), 3),
            },
            unit="%", method="appris sur les jours d'avant, délai de découverte laissé de côté ; précision moyenne (aire sous précision et rappel)",
        )
    )  # fmt: skip
    output.sentences.insert(
        1,
        Sentence(
            text=f"Sur {learnt.days} jours jamais vus, à {format_number(learnt.per_day, 0)} alertes par jour, le modèle a signalé {format_number(learnt.caught, 0)} des {format_number(learnt.frauds, 0)} fraudes ; {format_percent(learnt.caught / max(1, learnt.alerts), 1)} de ses alertes étaient justes.",
            evidence=["modele"],
        ),
    )  # fmt: skip
    output.sentences.insert(
        2,
        Sentence(
            text=f"Sa précision moyenne est de {format_percent(learnt.average_precision, 1)} ; trier par montant donne {format_percent(learnt.by_amount, 1)}.",
            evidence=["modele"],
        ),
    )
    output.signals.append(
        Signal(
            name="card-precision", label="Alertes justes sur les derniers jours", value=round(learnt.caught / max(1, learnt.alerts), 3), limit=0.1, unit="%", above=False,
            means="Moins d'une alerte sur dix était juste : baissez le nombre de contrôles quotidiens, ou importez des fraudes plus récentes.",
        )
    )  # fmt: skip
