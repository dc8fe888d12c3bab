"""Why a column is to be checked, in French, in the words of the page, and the choice that comes next."""

from dataclasses import dataclass

from levier.tables.importing.matching.doubt import CLOSE, Rival, Table
from levier.tables.importing.matching.met import Met
from levier.tables.importing.matching.pairs import Pair

_TWIN = 0.5
"""From this score of its name on, another column is a rival."""
_HINT = 0.2


@dataclass(frozen=True)
class Doubt:
    """``said``: in French. ``column`` in ``field``: what would be right if the choice is wrong; « » when nothing is likelier."""

    said: str
    field: str = ""
    column: str = ""


def why_checked(table: Table, met: Met, column: str, field: str) -> Doubt:
    """Of a column that is used, without certainty."""
    pair = table.pairs.get((column, field)) or Pair(0.0, 0.0, 0.0, ())
    label = table.kind.field(field).label
    if other := _rival_column(table, column, field, pair):
        return Doubt(
            f"deux colonnes se disputent « {label} » : l'autre est « {other.name} »", field, other.name
        )
    if other := _rival_field(table, column, field, pair):
        return Doubt(f"pourrait aussi être « {table.kind.field(other.name).label} »", other.name, column)
    if pair.values < 0.8 and len(pair.why) > 1 and pair.why[1]:
        return Doubt(f"valeurs inattendues pour « {label} » : {pair.why[1]}")
    said = met.says(column, table.kind.name, field)
    if said.seen and said.here < 0 and said.anywhere < 0:
        return Doubt(f"ce nom désigne souvent autre chose que « {label} »")
    if pair.why and pair.why[0] == "nom connu":
        return Doubt("ce nom peut désigner plusieurs choses")
    return Doubt(
        "nom proche, jamais rencontré tel quel" if pair.name > 0.15 else "reconnue à ses seules valeurs"
    )


def why_left(table: Table, column: str) -> Doubt:
    """Of a column left aside that may be wanted."""
    filled = {name: used for used, name in table.used.items()}
    fields = sorted(table.fields_for(column), key=lambda item: (-item[1].score, item[0]))
    free = next((name for name, pair in fields if name not in filled and pair.score >= _HINT), "")
    if free:
        return Doubt(f"ressemble à « {table.kind.field(free).label} »", free, column)
    taken = next((name for name, pair in fields if name in filled and pair.score >= _TWIN), "")
    if taken:
        label = table.kind.field(taken).label
        said = f"deux colonnes se disputent « {label} » : « {filled[taken]} » a été préférée"
        return Doubt(said, taken, column)
    return Doubt("aucun champ ne porte ce nom : vous est-elle utile ?")


def _rival_column(table: Table, column: str, field: str, pair: Pair) -> Rival | None:
    others = [
        Rival(other, found.score)
        for other, found in table.columns_for(field, column)
        if other not in table.used and (found.name >= _TWIN or found.score > pair.score - CLOSE)
    ]
    return max(others, key=lambda rival: (rival.score, rival.name), default=None)


def _rival_field(table: Table, column: str, field: str, pair: Pair) -> Rival | None:
    filled = set(table.used.values())
    others = [
        Rival(name, found.score)
        for name, found in table.fields_for(column, field)
        if name not in filled and found.score > pair.score - 2 * CLOSE
    ]
    return max(others, key=lambda rival: (rival.score, rival.name), default=None)
