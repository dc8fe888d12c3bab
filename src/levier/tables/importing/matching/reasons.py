"""Why a column is to be checked, in French, in the words of the page."""

from levier.tables.importing.matching.doubt import CLOSE, Rival, Table
from levier.tables.importing.matching.met import Met
from levier.tables.importing.matching.pairs import Pair

_TWIN = 0.5
"""From this score of its name on, another column is a rival."""
_HINT = 0.2


def why_checked(table: Table, met: Met, column: str, field: str) -> str:
    """Of a column that is used, without certainty."""
    pair = table.pairs.get((column, field)) or Pair(0.0, 0.0, 0.0, ())
    label = table.kind.field(field).label
    if other := _rival_column(table, column, field, pair):
        return f"deux colonnes se disputent « {label} » : « {other.name} » pourrait convenir aussi"
    if other := _rival_field(table, column, field, pair):
        return f"pourrait être « {table.kind.field(other.name).label} »"
    if pair.values < 0.8 and len(pair.why) > 1 and pair.why[1]:
        return f"valeurs inattendues pour « {label} » : {pair.why[1]}"
    said = met.says(column, table.kind.name, field)
    if said.seen and said.here < 0 and said.anywhere < 0:
        return f"ce nom désigne d'ordinaire autre chose que « {label} »"
    if pair.why and pair.why[0] == "nom connu":
        return "ce nom peut désigner plusieurs choses"
    return "nom proche, jamais rencontré tel quel" if pair.name > 0.15 else "reconnue à ses seules valeurs"


def why_left(table: Table, column: str) -> tuple[str, str]:
    """Of a column left aside that may be wanted: the field it would rather fill (or « »), and why."""
    filled = {name: used for used, name in table.used.items()}
    fields = sorted(table.fields_for(column), key=lambda item: (-item[1].score, item[0]))
    free = next((name for name, pair in fields if name not in filled and pair.score >= _HINT), "")
    if free:
        return free, f"ressemble à « {table.kind.field(free).label} »"
    taken = next((name for name, pair in fields if name in filled and pair.score >= _TWIN), "")
    if taken:
        label = table.kind.field(taken).label
        return taken, f"deux colonnes se disputent « {label} » : « {filled[taken]} » a été préférée"
    return "", "aucun champ ne porte ce nom : elle vous est peut-être utile"


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
