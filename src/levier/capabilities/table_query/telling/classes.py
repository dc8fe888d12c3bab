"""Members in classes A, B, C: how many in each, and what they make."""

from levier.capabilities.table_query.asked import Asked, capital
from levier.core.french.numbers import format_number, format_percent
from levier.core.result import Sentence
from levier.tables.measures.classing import CLASS


def weights(asked: Asked) -> dict[str, dict[str, float]]:
    """By class: ``count`` of its members, their part of all of them (0–1), their part of what all make (0–1)."""
    if asked.every is None:
        return {}
    place = {name: index for index, name in enumerate(asked.every.columns)}
    rows = asked.every.rows
    made = sum(max(0.0, float(row[place[asked.measure.name]] or 0)) for row in rows)
    found = {}
    for name in "ABC":
        mine = [row for row in rows if row[place[CLASS]] == name]
        value = sum(max(0.0, float(row[place[asked.measure.name]] or 0)) for row in mine)
        found[name] = {
            "count": float(len(mine)),
            "of_members": round(len(mine) / len(rows), 6) if rows else 0.0,
            "of_measure": round(value / made, 6) if made else 0.0,
        }
    return found


def classes(asked: Asked) -> list[Sentence]:
    """« Classe A : 520 clients (17,2 %) font 80 % du chiffre d'affaires. »"""
    dimension = asked.dimensions[0]
    told = []
    for name, one in weights(asked).items():
        count = int(one["count"])
        noun, verb = (dimension.plural, "font") if count > 1 else (dimension.label, "fait")
        text = (
            f"Classe {name} : {format_number(count)} {noun} ({format_percent(one['of_members'])} d'entre "
            f"{'elles' if dimension.feminine else 'eux'}) {verb} {format_percent(one['of_measure'])} de {asked.measure.phrase}"
        )
        told.append(Sentence(text=_elided(capital(text)) + f"{asked.about}.", evidence=["classes"]))
    return told


def _elided(text: str) -> str:
    return text.replace(" de le ", " du ").replace(" de les ", " des ")
