"""What a finished result says of people: its lists, joined with the company's table that holds their groups.

Nothing here knows a capability: any list of any output is read, those of packages installed later included.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl
from django.db.models import QuerySet

from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotEnoughData, NotFound
from levier.core.french.numbers import format_count, format_number
from levier.governance.explaining.letters import results_of
from levier.orchestrator.models import StepRecord, StepStatus

CHOSEN = "retenu"
_SHARED = (
    "sentences",
    "evidence",
    "tables",
    "charts",
    "unanswered",
    "actions",
    "downloads",
    "signals",
    "touched",
)
_VALUE = "value"
_LEAST_MATCHED = 0.5
_MOST_DEEP = 3


@dataclass(frozen=True)
class Listed:
    """A list of a result: where it stands in the output, its title, the label of each column, its lines in order."""

    path: str
    title: str
    labels: dict[str, str]
    rows: list[dict[str, Any]]

    @cached_property
    def frame(self) -> pl.DataFrame:
        """One column a label; text and numbers only."""
        made: dict[str, list[Any]] = {}
        for key, label in self.labels.items():
            values = [one.get(key) for one in self.rows]
            plain = all(
                one is None or (isinstance(one, int | float) and not isinstance(one, bool)) for one in values
            )
            made[label] = values if plain else [None if one is None else _said(one) for one in values]
        return pl.DataFrame(made, strict=False)


@dataclass(frozen=True)
class Outcome:
    """What to examine. ``listed``: the path of a list (guessed when one alone names people of the table); ``key`` and
    ``table_key``: the columns that name the person on each side (guessed). ``decision``: a column of the list; empty: being in
    the list, among everybody of the table. ``at_least``: the score that counts as chosen. ``against``: being chosen, or
    scoring high, is what people do not wish for.
    """

    request: int
    dataset: int
    step: str = ""
    listed: str = ""
    key: str = ""
    table_key: str = ""
    decision: str = ""
    at_least: float | None = None
    against: bool = False


@dataclass(frozen=True)
class Joined:
    """The frame to examine, the names of its decision and score, and how the two sides met (French)."""

    frame: pl.DataFrame
    decision: str
    favourable: str
    score: str
    listed: Listed
    met: tuple[str, ...]


def examinable(actor: Actor) -> list[tuple[StepRecord, list[Listed]]]:
    """The last finished results that name things, those made on personal data first. Raises NotAllowed."""
    found = [(one, lists_of(one)) for one in results_of(actor).select_related("request")[:100]]
    kept = [(one, lists) for one, lists in found if lists]
    return sorted(kept, key=lambda one: not personal(one[0].capability))


def personal(capability: str) -> bool:
    """Whether its card says that it works on people's data."""
    known = registry.catalogue().get(capability)
    return known is None or not known.card.personal_data.startswith("aucune")


def step_of(actor: Actor, request: int, step: str = "") -> StepRecord:
    """The finished step of a request whose result is examined. Raises NotFound, NotEnoughData, BadInput."""
    every: QuerySet[StepRecord] = results_of(actor, finished=False).filter(request=request)
    steps = list(every.select_related("request").order_by("position"))
    if not steps:
        raise NotFound(
            "Cette demande n'existe pas, ou ne vous est pas accessible",
            mend="Choisissez l'un de vos résultats, ou l'un de ceux que vous validez.",
        )
    if step and step not in {one.step for one in steps}:
        raise NotFound(
            f"Cette demande n'a pas d'étape « {step} »",
            mend=f"Ses étapes : {', '.join(one.step for one in steps)}.",
        )
    wanted = [one for one in steps if not step or one.step == step]
    done = [one for one in wanted if one.status == StepStatus.DONE and one.output]
    if not done:
        running = any(one.status in (StepStatus.WAITING, StepStatus.RUNNING) for one in wanted)
        said = (
            "n'est pas encore terminé" if running and not wanted[0].request.is_finished else "n'a pas abouti"
        )
        raise NotEnoughData(
            f"Ce résultat {said}",
            where=f"demande {request}",
            mend="Attendez sa fin, ou relancez le savoir-faire.",
        )
    with_lists = [one for one in done if lists_of(one)]
    if len(with_lists) > 1:
        names = ", ".join(f"{one.step} ({one.label})" for one in with_lists)
        raise BadInput("Plusieurs étapes ont un résultat", where="étape", mend=f"Choisissez parmi : {names}.")
    if not with_lists:
        raise NotEnoughData(
            "Ce résultat ne liste, ne note et ne classe rien",
            mend="Choisissez un résultat qui tient en lignes.",
        )
    return with_lists[0]


def lists_of(record: StepRecord) -> list[Listed]:
    """The lists of a result: the tables shown, then the typed values of its capability."""
    output: dict[str, Any] = record.output or {}
    found = []
    for number, table in enumerate(output.get("tables", [])):
        labels = {one["key"]: one["label"] or one["key"] for one in table.get("columns", [])}
        found.append(Listed(f"tables.{number}", table["title"], labels, table.get("rows", [])))
    titles = _titles(record.capability)
    for key, value in output.items():
        if key not in _SHARED:
            found += [Listed(path, path, labels, rows) for path, labels, rows in _walk(key, value, titles)]
    return [one for one in found if one.rows and one.labels]


def join(
    record: StepRecord, asked: Outcome, table: pl.DataFrame, named: str, reserved: Sequence[str]
) -> Joined:
    """One line a person. ``reserved``: columns of the table that are groups, truth … and so cannot name the person.

    Raises BadInput (a list, a column), NotEnoughData (nobody of the list is in the table).
    """
    lists = _chosen(lists_of(record), asked.listed)
    pairs = [pair for one in lists if (pair := _meeting(one, asked, table, reserved)) is not None]
    if not pairs:
        sides = (
            f" (« {asked.key or '…'} » et « {asked.table_key or '…'} »)"
            if asked.key or asked.table_key
            else ""
        )
        raise NotEnoughData(
            f"Les lignes de ce résultat ne se retrouvent pas dans « {named} »{sides}",
            mend="Choisissez un tableau où chaque personne porte le même nom ou code que dans le résultat.",
        )
    listed, key, table_key, matched = max(pairs, key=lambda one: one[3])
    people = _one_each(table, table_key)
    lines = _one_each(listed.frame, key)
    met = (
        f"{format_count(matched, 'ligne')} du résultat sur {format_number(lines.height)} "
        f"{'se retrouve' if matched == 1 else 'se retrouvent'} dans « {named} », par « {key} » et « {table_key} ».",
    )
    if not asked.decision:
        if asked.at_least is not None:
            raise BadInput(
                "Un seuil demande une colonne de note", where="decision", mend="Nommez la colonne de la note."
            )
        chosen = people.with_columns(_yes(pl.col("_who").is_in(lines["_who"].to_list())).alias(CHOSEN))
        among = f"La décision est d'être dans la liste « {listed.title} », parmi {format_count(people.height, 'personne')}."
        return Joined(
            chosen.drop("_who"), CHOSEN, "non" if asked.against else "oui", "", listed, (*met, among)
        )
    return _decided(lines, people, listed, asked, met)


def _decided(
    lines: pl.DataFrame, people: pl.DataFrame, listed: Listed, asked: Outcome, met: tuple[str, ...]
) -> Joined:
    column = asked.decision
    if column not in lines.columns or column == "_who":
        raise BadInput(
            f"La colonne « {column} » n'est pas dans ce résultat", where="decision",
            mend=f"Ses colonnes : {', '.join(listed.frame.columns)}.",
        )  # fmt: skip
    keep = [one for one in people.columns if one == "_who" or one not in lines.columns]
    both = lines.join(people.select(keep), on="_who", how="inner").drop("_who")
    values = both[column].drop_nulls()
    if not values.dtype.is_numeric() or (asked.at_least is None and values.n_unique() <= 2):
        return Joined(both.with_columns(pl.col(column).cast(pl.String)), column, "", "", listed, met)
    if values.is_empty():
        raise NotEnoughData(f"« {column} » est vide", mend="Choisissez une autre colonne.")
    limit = asked.at_least if asked.at_least is not None else float(values.median())  # type: ignore[arg-type]
    name = f"{column} ≥ {format_number(limit, 3)}"
    signed = -pl.col(column) if asked.against else pl.col(column)
    both = both.with_columns(_yes(pl.col(column) >= limit).alias(name), signed.cast(pl.Float64).alias("note"))
    said = (
        "" if asked.at_least is not None else " (la valeur médiane : donnez votre seuil si vous en avez un)"
    )
    told = f"Est retenue une personne dont « {column} » vaut au moins {format_number(limit, 3)}{said}."
    return Joined(both, name, "non" if asked.against else "oui", "note", listed, (*met, told))


def _meeting(
    one: Listed, asked: Outcome, table: pl.DataFrame, reserved: Sequence[str]
) -> tuple[Listed, str, str, int] | None:
    """The two columns by which most people of the list are found in the table, and how many are; None under one half."""
    for name, columns, where in (
        (asked.key, one.frame.columns, "clé du résultat"),
        (asked.table_key, table.columns, "clé du tableau"),
    ):
        if name and name not in columns:
            if where == "clé du résultat" and not asked.listed:
                return None
            raise BadInput(
                f"La colonne « {name} » n'existe pas",
                where=where,
                mend=f"Choisissez parmi : {', '.join(columns[:40])}.",
            )
    ours = [asked.key] if asked.key else [name for name in one.frame.columns if _may_name(one.frame[name])]
    theirs = [asked.table_key] if asked.table_key else [
        name for name in table.columns if name not in reserved and _may_name(table[name])
    ]  # fmt: skip
    known = {name: set(_names(table[name]).drop_nulls().to_list()) for name in theirs}
    best: tuple[Listed, str, str, int] | None = None
    for key in ours:
        names = set(_names(one.frame[key]).drop_nulls().to_list())
        for table_key, values in known.items():
            matched = len(names & values)
            enough = matched if asked.key and asked.table_key else matched >= _LEAST_MATCHED * len(names)
            if matched and enough and (best is None or matched > best[3]):
                best = (one, key, table_key, matched)
    return best


def _chosen(lists: list[Listed], path: str) -> list[Listed]:
    found = [one for one in lists if not path or path in (one.path, one.title)]
    if not found:
        known = ", ".join(f"{one.path} (« {one.title} »)" for one in lists)
        raise BadInput(
            f"Ce résultat n'a pas de liste « {path} »", where="liste", mend=f"Choisissez parmi : {known}."
        )
    return found


def _one_each(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    """One line a person, the first of each column that says something; ``_who`` names them."""
    named = frame.with_columns(_names(frame[key]).alias("_who")).filter(pl.col("_who").is_not_null())
    return named.group_by("_who", maintain_order=True).agg(pl.all().drop_nulls().first())


def _names(values: pl.Series) -> pl.Series:
    """Names and codes as they are compared: without case nor needless spaces; a code read as a number without its « .0 »."""
    if values.dtype.is_float() and _may_name(values):
        values = values.cast(pl.Int64, strict=False)
    plain = (
        values.cast(pl.String).str.replace_all(r"[\s\u00a0\u202f]+", " ").str.strip_chars().str.to_lowercase()
    )
    return pl.select(pl.when(plain == "").then(None).otherwise(plain)).to_series()


def _may_name(values: pl.Series) -> bool:
    """Whether a column may hold names or codes: texts, whole numbers, codes read as numbers."""
    if values.dtype.is_float():
        known = values.drop_nulls()
        return bool(known.len() and known.is_finite().all() and known.eq(known.floor()).all())
    return values.dtype == pl.String or values.dtype.is_integer()


def _yes(condition: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(pl.lit("oui")).when(condition.is_not_null()).then(pl.lit("non"))


def _walk(
    path: str, value: Any, titles: dict[str, str], deep: int = 0
) -> Iterator[tuple[str, dict[str, str], list[dict[str, Any]]]]:
    """Every list of records (or of names) inside a value; those of a list's records are put end to end."""
    if deep > _MOST_DEEP:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(f"{path}.{key}", inner, titles, deep + 1)
    elif isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        yield path, {_VALUE: titles.get(path, path)}, [{_VALUE: one} for one in value]
    elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        keys = list(dict.fromkeys(key for one in value for key in one))
        flat = [key for key in keys if not any(isinstance(one.get(key), list | dict) for one in value)]
        if flat:
            yield (
                path,
                {key: titles.get(key, key) for key in flat},
                [{key: one.get(key) for key in flat} for one in value],
            )
        for key in keys:
            inner = [one for record in value if isinstance(record.get(key), list) for one in record[key]]
            yield from _walk(f"{path}.{key}", inner, titles, deep + 1)


def _titles(capability: str) -> dict[str, str]:
    """The French label of each field of a capability's output, those of the records it holds included."""
    known = registry.catalogue().get(capability)
    if known is None:
        return {}
    schema = known.Output.model_json_schema()
    shapes = [schema, *schema.get("$defs", {}).values()]
    return {
        key: str(one["title"])
        for shape in shapes
        for key, one in shape.get("properties", {}).items()
        if "title" in one
    }


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return str(value)
