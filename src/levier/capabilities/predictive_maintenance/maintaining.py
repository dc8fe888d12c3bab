"""The recipe: tables → lives → what the past allows to learn, judged → each machine's outlook and rules → words and papers."""

from datetime import date

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process

from levier.capabilities.predictive_maintenance import PredictiveMaintenanceInput, PredictiveMaintenanceOutput
from levier.capabilities.predictive_maintenance.assembling import Basis, assemble
from levier.capabilities.predictive_maintenance.reading.failures import Failures, read_failures
from levier.capabilities.predictive_maintenance.reading.readings import Clock, Readings, read_readings
from levier.capabilities.predictive_maintenance.reading.remarks import Remarks, count
from levier.capabilities.predictive_maintenance.reading.said import read_thresholds, read_words
from levier.capabilities.predictive_maintenance.science.learning import Learned, learn
from levier.capabilities.predictive_maintenance.science.lives import Life, Observed, live, observe
from levier.capabilities.predictive_maintenance.science.predicting import Costs
from levier.capabilities.predictive_maintenance.telling import tell
from levier.core.capability import Context
from levier.core.errors import BadInput, NotEnoughData, NotFound
from levier.core.french.text import fold

_DAYS = 30.0
_SHARE_OF_LIFE = 0.15
_STEPS = 20
_QUIET_DAYS = 45
_NO_READINGS = pl.DataFrame(
    schema={"machine": pl.String, "sensor": pl.String, "t": pl.Float64, "value": pl.Float64}
)
_NO_EVENTS = pl.DataFrame(
    schema={
        "machine": pl.String,
        "t": pl.Float64,
        "back": pl.Float64,
        "failed": pl.Boolean,
        "renews": pl.Boolean,
    }
)


def maintain(ctx: Context, given: PredictiveMaintenanceInput) -> PredictiveMaintenanceOutput:
    """Raises BadInput, NotEnoughData, NotFound, each in French."""
    ctx.progress(0, _STEPS, "lecture des relevés et des pannes")
    remarks, touched = Remarks(), list[str]()
    readings, failures, clock = _read(ctx, remarks, touched)
    names = (failures.machines if failures else {}) | (readings.machines if readings else {})
    chosen = _chosen(given, names)
    said = read_words(given.words, clock)
    lives = _lives(readings, failures, given, clock, remarks, ctx.today)
    horizon = _horizon(given.horizon or said.horizon, lives, clock)
    rules = read_thresholds(
        given.thresholds, sorted(readings.frame["sensor"].unique().to_list()) if readings else []
    )
    costs, costs_from = _costs(given, said.failure_cost, said.preventive_cost, failures)
    strict = bool(readings and failures and readings.hours and not failures.hours)
    frame = readings.frame if readings else _NO_READINGS
    if strict and failures:
        frame = _without_failure_days(frame, failures)
    observed = observe(frame, lives, horizon, strict=strict)
    learned = _learn(ctx, observed, horizon, clock)
    if readings is None and learned.engine == "none":
        raise NotEnoughData(
            f"Trop peu de données : {count(learned.failures, 'panne')} à la fin d'une vie connue ; il en faut 5 pour une loi d'âge, "
            "10 et des relevés de capteurs pour apprendre les signes avant-coureurs",
            where="tableau des pannes", mend="Ajoutez les pannes plus anciennes, ou importez des relevés de capteurs.",
        )  # fmt: skip
    ctx.progress(_STEPS - 2, _STEPS, "risque de chaque machine")
    basis = Basis(
        ctx.today, clock, readings, failures, observed, learned, costs, costs_from, given.risk_limit / 100, given.interval, rules, chosen,
        names, _currency(ctx),
    )  # fmt: skip
    output = assemble(basis, remarks)
    output.touched = touched
    told = tell(output, basis)
    ctx.progress(_STEPS, _STEPS, "")
    return told


def _read(
    ctx: Context, remarks: Remarks, touched: list[str]
) -> tuple[Readings | None, Failures | None, Clock]:
    sensed, failed = (_table(ctx, kind, touched) for kind in ("sensor_readings", "failures"))
    if sensed is None and failed is None:
        raise NotFound(
            "Pour prévoir les pannes, il faut des relevés de capteurs (machine, date ou cycle, capteur, valeur) et, pour des "
            "probabilités, les pannes passées ; aucun de ces tableaux ne vous est accessible",
            where="page « Données »",
            mend="Importez-les (modèles « Relevés de capteurs » et « Pannes et interventions » à télécharger), ou demandez l'accès à un "
            "responsable.",
        )  # fmt: skip
    readings = read_readings(sensed, ctx.today, remarks) if sensed is not None else None
    clock: Clock = readings.clock if readings else "days"
    failures = None
    if failed is not None and failed.height:
        failures, clock = read_failures(failed, clock if readings else None, ctx.today, remarks)
    if readings is not None and failures is not None and failures.machines:
        _matched(readings, failures, remarks)
    return readings, failures, clock


def _table(ctx: Context, kind: str, touched: list[str]) -> pl.DataFrame | None:
    facts = ctx.tables.facts(kind)
    if facts is None:
        return None
    touched.append(f"dataset:{facts.dataset}@{facts.version}")
    frame: pl.DataFrame = ctx.tables.frame(kind)
    return frame


def _currency(ctx: Context) -> str:
    facts = ctx.tables.facts("failures")
    return facts.currency if facts else "EUR"


def _matched(readings: Readings, failures: Failures, remarks: Remarks) -> None:
    """Raises BadInput when no failure is of a machine that is read."""
    failed = set(failures.machines)
    common = failed & set(readings.machines)
    if not common:
        raise BadInput(
            "Aucune panne ne porte le nom d'une machine relevée : "
            f"« {sorted(failures.machines.values())[0]} » dans les pannes, « {sorted(readings.machines.values())[0]} » dans les relevés",
            where="colonne « Machine » des deux tableaux", mend="Employez les mêmes noms dans les deux tableaux.",
        )  # fmt: skip
    if strangers := len(failed - common):
        remarks.add(
            f"{count(strangers, 'machine')} du tableau des pannes, sans aucun relevé, à ne compter que par leur âge."
        )


def _chosen(given: PredictiveMaintenanceInput, names: dict[str, str]) -> set[str] | None:
    """The machines asked for (keys); None for all of them. Raises BadInput with the nearest names."""
    known = {fold(told).strip(): key for key, name in names.items() for told in (key, name)}
    asked: set[str] = set()
    for name in given.machines:
        key = known.get(fold(name).strip())
        if key is None and not given.words:
            near = process.extract(fold(name), list(known), scorer=fuzz.WRatio, limit=3, score_cutoff=70)
            guess = ", ".join(f"« {names[known[one]]} »" for one, _, _ in near)
            raise BadInput(
                f"Aucune machine ne s'appelle « {name} »", where="champ Machines",
                mend=f"Vouliez-vous dire : {guess} ?" if guess else "Vérifiez le nom dans vos relevés.",
            )  # fmt: skip
        if key is not None:
            asked.add(key)
    words = f" {fold(given.words)} "
    asked |= {key for name, key in known.items() if len(name) > 2 and f" {name} " in _spaced(words)}
    return asked or None


def _spaced(words: str) -> str:
    return "".join(" " if one in "?!,;:.()«»\"'" else one for one in words)


def _lives(
    readings: Readings | None, failures: Failures | None, given: PredictiveMaintenanceInput, clock: Clock, remarks: Remarks, ctx_today: date
) -> list[Life]:  # fmt: skip
    events = failures.frame if failures else _NO_EVENTS
    frame = readings.frame if readings else _NO_READINGS
    if readings is not None and readings.flagged.height:
        noted = readings.flagged.with_columns(
            pl.col("t").alias("back"), pl.lit(value=True).alias("failed"), pl.lit(value=True).alias("renews")
        )
        if events.is_empty():
            events = noted.select(events.columns)
            remarks.add(
                "Les pannes sont lues dans le relevé qui les note (0 ou 1) ; il ne sert pas à les annoncer."
            )
        else:
            remarks.add(
                "Un relevé qui note la panne elle-même est laissé de côté : les pannes viennent de leur tableau."
            )
    if readings is not None and failures is not None and failures.unplaced:
        events = _at_last_cycle(events, frame, failures.unplaced, remarks)
    if readings is not None and failures is not None and readings.hours and not failures.hours:
        # The hour of the failure is not known: the machine starts anew on the next day at the earliest.
        events = events.with_columns(pl.max_horizontal("back", pl.col("t") + 1.0).alias("back"))
    _before_readings(events, frame, remarks)
    ended = given.ends_in_failure and events.filter("failed").is_empty()
    ends = [float(one.to_numpy().max()) for one in (frame["t"], events["t"]) if one.len()]
    common = max(ends) if clock == "days" and ends else None
    if (
        common is not None
        and readings is None
        and 0 <= (today := (ctx_today - date(1970, 1, 1)).days) - common <= _QUIET_DAYS
    ):
        common = float(today)  # no failure noted since the last one: the machines went on until today
    return live(frame, events, ended=ended, common_end=common)


def _before_readings(events: pl.DataFrame, frame: pl.DataFrame, remarks: Remarks) -> None:
    """Failures that came before anything was read of their machine count for its age, and teach the sensors nothing."""
    if frame.is_empty():
        return
    first = frame.group_by("machine").agg(pl.col("t").min().alias("first"))
    early = events.filter("failed").join(first, on="machine").filter(pl.col("t") < pl.col("first")).height
    if early:
        s = "s" if early > 1 else ""
        remarks.add(
            f"{count(early, 'panne')} antérieure{s} au premier relevé de leur machine : comptée{s} pour l'âge, rien n'en est appris des capteurs."
        )


def _at_last_cycle(
    events: pl.DataFrame, frame: pl.DataFrame, unplaced: list[str], remarks: Remarks
) -> pl.DataFrame:
    """A failure that bears no cycle is put at the last cycle of its machine, and that is said."""
    last = frame.filter(pl.col("machine").is_in(unplaced)).group_by("machine").agg(pl.col("t").max())
    placed = last.filter(~pl.col("machine").is_in(events["machine"].unique().to_list())).select(
        "machine",
        "t",
        pl.col("t").alias("back"),
        pl.lit(value=True).alias("failed"),
        pl.lit(value=True).alias("renews"),
    )
    if placed.height:
        remarks.add(
            f"{count(placed.height, 'panne')} sans numéro de cycle, à placer au dernier cycle relevé de la machine."
        )
    return pl.concat([events, placed]).sort("machine", "t")


def _without_failure_days(frame: pl.DataFrame, failures: Failures) -> pl.DataFrame:
    """Readings of the very day of a failure whose hour is not known may come after it: they are left out."""
    days = failures.frame.filter("failed").select("machine", pl.col("t").floor().alias("day")).unique()
    return (
        frame.with_columns(pl.col("t").floor().alias("day"))
        .join(days, on=["machine", "day"], how="anti")
        .drop("day")
    )


def _horizon(asked: float | None, lives: list[Life], clock: Clock) -> float:
    if asked is not None:
        return float(asked)
    if clock == "days":
        return _DAYS
    lived = [one.end - one.start for one in lives if one.failed] or [one.end - one.start for one in lives]
    return float(max(1, round(_SHARE_OF_LIFE * float(np.median(lived))))) if lived else _DAYS


def _costs(
    given: PredictiveMaintenanceInput,
    failure_said: float | None,
    preventive_said: float | None,
    failures: Failures | None,
) -> tuple[Costs | None, str]:
    """The two costs and where they come from (French); None when either is unknown. Raises BadInput when they make no sense."""
    failure, source = given.failure_cost or failure_said, "donnés"
    if (
        failure is None
        and failures is not None
        and (failures.failure_cost or (given.hour_cost and failures.stopped_hours))
    ):
        stopped = (failures.stopped_hours or 0.0) * (given.hour_cost or 0.0)
        failure, source = (failures.failure_cost or 0.0) + stopped, "d'après vos pannes"
    preventive = given.preventive_cost or preventive_said
    if preventive is None and failures is not None and failures.planned_cost:
        preventive, source = failures.planned_cost, "d'après vos interventions"
    if failure is None or preventive is None or failure <= 0:
        return None, ""
    if preventive >= failure:
        if given.failure_cost or failure_said or given.preventive_cost or preventive_said:
            raise BadInput(
                f"Une intervention préventive ({preventive:.0f}\u00a0€) coûterait autant ou plus qu'une panne ({failure:.0f}\u00a0€) : "
                "intervenir avant la panne n'aurait pas de sens",
                where="coûts", mend="Vérifiez les deux coûts : celui d'une panne comprend l'arrêt et les retards.",
            )  # fmt: skip
        return None, ""
    return Costs(float(preventive), float(failure)), source


def _learn(ctx: Context, observed: Observed, horizon: float, clock: Clock) -> Learned:
    done = 1

    def step() -> None:
        nonlocal done
        done = min(done + 1, _STEPS - 3)
        ctx.progress(done, _STEPS, "apprentissage et jugement sur vos pannes passées")
        if ctx.cancelled():
            raise NotEnoughData("Le calcul a été interrompu", mend="Relancez la demande.")

    return learn(observed, horizon, clock == "days", step)


__all__ = ["maintain"]
