"""The axes many kinds share: the calendar of their day, and members held in a column."""

from levier.tables.measures.model import Dimension


def calendar(*, hours: bool = False, day: str = "day") -> tuple[Dimension, ...]:
    """Day, week, month, quarter, year, weekday, and the hour where moments are known."""
    trunc = f"CAST(date_trunc('{{}}', {day}) AS DATE)"
    axes = (
        Dimension("day", "jour", "jours", day, "day", synonyms=("date", "quotidien", "jours")),
        Dimension(
            "week", "semaine", "semaines", trunc.format("week"), "week", synonyms=("hebdomadaire", "semaines"),
            feminine=True,
        ),
        Dimension("month", "mois", "mois", trunc.format("month"), "month", synonyms=("mensuel",)),
        Dimension(
            "quarter", "trimestre", "trimestres", trunc.format("quarter"), "quarter",
            synonyms=("trimestriel", "trimestres"),
        ),
        Dimension(
            "year", "année", "années", trunc.format("year"), "year", synonyms=("annuel", "an", "exercice", "années"),
            feminine=True,
        ),
        Dimension(
            "weekday", "jour de la semaine", "jours de la semaine", f"isodow({day})", "weekday",
            synonyms=("jours de semaine",),
        ),
    )  # fmt: skip
    if not hours:
        return axes
    hour = Dimension(
        "hour", "heure", "heures", "hour(date)", "hour", synonyms=("tranche horaire", "heures"), feminine=True
    )
    return (*axes, hour)


def axis(
    name: str,
    label: str,
    plural: str,
    sql: str = "",
    *,
    columns: tuple[str, ...] | None = None,
    synonyms: tuple[str, ...] = (),
    feminine: bool = False,
    ordered: tuple[str, ...] = (),
) -> Dimension:
    """A member axis; by default over the column of its own name."""
    needed = (sql or name,) if columns is None else columns
    return Dimension(
        name,
        label,
        plural,
        sql or name,
        columns=needed,
        synonyms=synonyms,
        feminine=feminine,
        ordered=ordered,
    )
