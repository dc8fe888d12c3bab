"""An own definition as a measure of the semantic layer: identifiers from the kinds, values bound, nothing else."""

from datetime import date
from typing import Any

from levier.core.errors import BadInput
from levier.core.french.numbers import parse_number
from levier.tables.kinds import kind_named
from levier.tables.kinds.kind import Field
from levier.tables.measures.model import Measure, Model
from levier.tables.measures.own.definition import OPERATIONS, PAIRINGS, TESTS, Condition, OwnDefinition

_NUMERIC = ("sum", "mean", "median")
_SQL = {
    "sum": "ROUND(COALESCE(FSUM({0}){1}, 0) + 0.0, 4)",
    "count": "COUNT(*){1}",
    "mean": "ROUND(AVG({0}){1}, 6)",
    "median": "ROUND(MEDIAN({0}){1}, 6)",
    "min": "MIN({0}){1}",
    "max": "MAX({0}){1}",
    "distinct": "COUNT(DISTINCT {0}){1}",
}
_COMPARED = {"above": ">", "at_least": ">=", "below": "<", "at_most": "<=", "after": ">=", "before": "<"}


def make(model: Model, given: OwnDefinition, identifier: int) -> Measure:
    """The measure that a definition makes. Raises BadInput naming what cannot be."""
    return _paired(model, given, identifier) if given.pairing else _aggregated(given, identifier)


def _aggregated(given: OwnDefinition, identifier: int) -> Measure:
    kind = kind_named(given.kind)
    parameters: list[tuple[str, Any]] = []
    tests = [
        _test(_field(given.kind, one.field), one, f"own{identifier}_{place}", parameters)
        for place, one in enumerate(given.conditions)
    ]
    where = " AND ".join(tests)
    column = ""
    needed = [one.field for one in given.conditions if one.test != "empty"]
    if given.operation != "count":
        field = _field(given.kind, given.field)
        if given.operation in _NUMERIC and not field.is_number:
            raise BadInput(
                f"« {field.label} » n'est pas une colonne de nombres",
                mend="Choisissez une colonne de nombres, ou « nombre de valeurs différentes ».",
            )
        if given.operation in ("min", "max") and not field.is_number:
            raise BadInput(
                f"« {field.label} » n'est pas une colonne de nombres",
                mend="Choisissez une colonne de nombres.",
            )
        column = f'"{field.name}"'
        needed.append(field.name)
    condition = f" FILTER (WHERE {where})" if where else ""
    sql = _SQL[given.operation].format(column, condition)
    additive = given.operation in ("sum", "count")
    asked = tuple(dict.fromkeys(name for name in needed if name in {field.name for field in kind.fields}))
    return _measure(given, identifier, sql, additive, asked, tuple(parameters), where)


def _paired(model: Model, given: OwnDefinition, identifier: int) -> Measure:
    for name in (given.left, given.right):
        if name == f"own_{identifier}":
            raise BadInput("Une mesure ne peut pas se définir par elle-même", mend="Choisissez-en une autre.")
    left, right = model.measure(given.left), model.measure(given.right)
    if left.cumulative != right.cumulative:
        raise BadInput(
            "Un solde et un mouvement de la période ne se combinent pas",
            mend="Choisissez deux mesures de même nature.",
        )
    if given.pairing != "ratio" and left.unit != right.unit:
        raise BadInput(
            f"« {left.label} » et « {right.label} » n'ont pas la même unité",
            mend="Divisez l'une par l'autre, ou choisissez deux mesures de même unité.",
        )
    if given.pairing == "ratio":
        sql = f"ROUND(CAST({left.sql} AS DOUBLE) / NULLIF({right.sql}, 0), 8)"
    else:
        sign = "-" if given.pairing == "difference" else "+"
        sql = f"ROUND({left.sql} {sign} {right.sql}, 6)"
    additive = given.pairing != "ratio" and left.additive and right.additive
    columns = tuple(dict.fromkeys((*left.columns, *right.columns)))
    made = _measure(given, identifier, sql, additive, columns, (*left.parameters, *right.parameters), "")
    return made if not left.cumulative else Measure(**{**made.__dict__, "cumulative": True})


def _measure(
    given: OwnDefinition,
    identifier: int,
    sql: str,
    additive: bool,
    columns: tuple[str, ...],
    parameters: tuple[tuple[str, Any], ...],
    lines: str,
) -> Measure:
    label = given.label[0].lower() + given.label[1:] if not given.label[:2].isupper() else given.label
    return Measure(
        name=f"own_{identifier}",
        label=label,
        phrase=f"« {label} »",
        definition=given.definition,
        sql=sql,
        unit=given.unit,
        additive=additive,
        columns=columns,
        synonyms=given.synonyms,
        better=given.better,
        lines=lines,
        parameters=parameters,
        own=identifier,
    )


def _field(kind: str, name: str) -> Field:
    try:
        return kind_named(kind).field(name)
    except KeyError:
        raise BadInput(
            f"La colonne « {name} » n'existe pas dans ce type de tableau", mend="Choisissez-la dans la liste."
        ) from None


def _test(field: Field, given: Condition, prefix: str, parameters: list[tuple[str, Any]]) -> str:
    column = f'"{field.name}"'
    if given.test == "filled":
        return f"{column} IS NOT NULL"
    if given.test == "empty":
        return f"{column} IS NULL"
    values = [_typed(field, value) for value in given.values]
    places = []
    for number, value in enumerate(values):
        name = f"{prefix}_{number}"
        parameters.append((name, value))
        places.append(f"${name}")
    if given.test in ("is", "is_not"):
        text = field.type in ("text", "code")
        left = f"upper(trim({column}))" if text else column
        listed = ", ".join(f"upper(trim({place}))" if text else place for place in places)
        return f"COALESCE({left} {'NOT ' if given.test == 'is_not' else ''}IN ({listed}), {given.test == 'is_not'})"
    ordered = field.is_date if given.test in ("after", "before") else field.is_number
    if not ordered:
        raise BadInput(
            f"« {field.label} {TESTS[given.test]} » ne va pas avec cette colonne",
            mend="Choisissez une condition qui convient à son contenu.",
        )
    return f"{column} {_COMPARED[given.test]} {places[0]}"


def _typed(field: Field, text: str) -> Any:
    """The value as the column holds it. Raises BadInput."""
    try:
        if field.is_number:
            return float(parse_number(text))
        if field.is_date:
            return date.fromisoformat(text.strip())
    except (ValueError, ArithmeticError):
        raise BadInput(
            f"« {text} » ne convient pas à la colonne « {field.label} »",
            mend="Écrivez un nombre, ou une date comme 2026-11-23.",
        ) from None
    if field.type == "boolean":
        return text.strip().lower() in ("oui", "vrai", "true", "1", "yes")
    return text.strip()


def in_words(model: Model, given: OwnDefinition) -> str:
    """The formula in French: « somme de « Montant » des lignes où « Pays » est France »."""
    if given.pairing:
        left, right = model.measures.get(given.left), model.measures.get(given.right)
        names = [one.label if one else name for one, name in ((left, given.left), (right, given.right))]
        return f"« {names[0]} » {PAIRINGS[given.pairing]} « {names[1]} »"
    text = OPERATIONS[given.operation]
    if given.operation != "count":
        text += f" de « {_field(given.kind, given.field).label} »"
    tests = [
        f"« {_field(given.kind, one.field).label} » {TESTS[one.test]}"
        + (f" {' ou '.join(one.values)}" if one.values else "")
        for one in given.conditions
    ]
    return text + (f", des lignes où {' et '.join(tests)}" if tests else "")
