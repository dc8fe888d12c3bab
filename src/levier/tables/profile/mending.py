"""What to mend first: each fault, what to do about it, and the points of score that it would give back."""

from levier.core.french.numbers import format_number, format_percent
from levier.tables.kinds import Kind
from levier.tables.profile.shape import ColumnProfile, Mend, Profile

_LEAST_GAIN = 0.05
_MOST = 8


def mends(found: Profile, kind: Kind, weights: dict[str, float]) -> list[Mend]:
    """The faults, the most rewarding first; at most eight, each worth at least a twentieth of a point."""
    total = sum(weights[dimension.name] for dimension in found.dimensions) or 1.0
    scores = {dimension.name: dimension.score for dimension in found.dimensions}
    part = {name: weights[name] / total for name in scores}
    listed = [
        *_holes(found, kind, part.get("completeness", 0)),
        *_wrong(found, part.get("validity", 0), scores.get("validity", 100)),
        *_repeated(found, kind, part.get("uniqueness", 0), scores.get("uniqueness", 100)),
        *_old(found, part.get("freshness", 0), scores.get("freshness", 100)),
        *_short(found, part.get("history", 0), scores.get("history", 100)),
    ]
    kept = [mend for mend in listed if mend.gain >= _LEAST_GAIN]
    return sorted(kept, key=lambda mend: -mend.gain)[:_MOST]


def _holes(found: Profile, kind: Kind, part: float) -> list[Mend]:
    required = {name for group in kind.requires for name in group}
    weights = {column.name: 2 if column.name in required else 1 for column in found.columns}
    whole = sum(weights.values()) or 1
    return [
        Mend(
            what=f"« {column.label} » n'est remplie qu'à {format_percent(column.filled)}",
            how="Complétez-la dans le logiciel d'où vient le fichier, ou rendez-la obligatoire à la saisie.",
            gain=round(100 * part * weights[column.name] * (1 - column.filled) / whole, 2),
            lines=round((1 - column.filled) * found.rows),
            column=column.name,
        )
        for column in found.columns
    ]


def _wrong(found: Profile, part: float, score: float) -> list[Mend]:
    faults = [(column, column.invalid + column.outside, column.outliers) for column in found.columns]
    weight = sum(wrong + 0.5 * odd for _, wrong, odd in faults) or 1.0
    listed = []
    for column, wrong, odd in faults:
        if not wrong and not odd:
            continue
        gain = part * (100 - score) * (wrong + 0.5 * odd) / weight
        listed.append(
            Mend(
                what=_words(column, wrong, odd),
                how=_how(column, wrong),
                gain=round(gain, 2),
                lines=wrong + odd,
                column=column.name,
            )
        )
    return listed


def _words(column: ColumnProfile, wrong: int, odd: int) -> str:
    said = []
    if wrong:
        said.append(
            f"{format_number(wrong)} valeur{'s' if wrong > 1 else ''} illisible{'s' if wrong > 1 else ''} ou hors bornes"
        )
    if odd:
        said.append(
            f"{format_number(odd)} valeur{'s' if odd > 1 else ''} très éloignée{'s' if odd > 1 else ''} des autres"
        )
    return f"« {column.label} » : {' et '.join(said)}"


def _how(column: ColumnProfile, wrong: int) -> str:
    if wrong:
        return "Corrigez ces lignes dans le fichier (elles sont listées à l'import), puis réimportez-le."
    farthest = f", par exemple {column.odd[0].value}" if column.odd else ""
    return f"Vérifiez-les{farthest} : une faute de frappe fausse les moyennes ; une vraie exception se garde."


def _repeated(found: Profile, kind: Kind, part: float, score: float) -> list[Mend]:
    count = found.repeated_keys if kind.key else found.duplicates
    if not count:
        return []
    keys = " + ".join(kind.field(name).label for name in kind.key)
    what = (
        f"{format_number(count)} lignes ont la même clé ({keys})"
        if keys
        else f"{format_number(count)} lignes sont en double"
    )
    how = "Supprimez les doubles à la source ; s'ils sont voulus (deux lignes identiques d'une même facture), n'y touchez pas."
    return [Mend(what=what, how=how, gain=round(part * (100 - score), 2), lines=count)]


def _old(found: Profile, part: float, score: float) -> list[Mend]:
    if score >= 100 or found.age_days is None:
        return []
    what = f"La dernière ligne date d'il y a {format_number(found.age_days)} jours"
    return [
        Mend(
            what=what,
            how="Importez un fichier plus récent, ou reliez la source pour qu'elle se mette à jour.",
            gain=round(part * (100 - score), 2),
        )
    ]


def _short(found: Profile, part: float, score: float) -> list[Mend]:
    if score >= 100:
        return []
    gain = round(part * (100 - score), 2)
    if found.weeks and found.empty_weeks / found.weeks > 0.1:
        what = (
            f"{format_number(found.empty_weeks)} semaines sur {format_number(found.weeks)} n'ont aucune ligne"
        )
        return [Mend(what=what, how="Vérifiez que l'export couvre toute la période, sans trou.", gain=gain)]
    what = f"{format_number(found.weeks)} semaines d'historique seulement"
    return [
        Mend(what=what, how="Exportez aussi les années passées : deux ans montrent deux saisons.", gain=gain)
    ]
