"""What columns say of each other by arithmetic: quantity × price = amount, net + VAT = gross, debit or credit but not both."""

from dataclasses import dataclass

import polars as pl

_ENOUGH = 0.9
_ROWS = 5


@dataclass(frozen=True)
class Rule:
    """``form``: product (a × b = c), reduced (a × b × (1 − d/100) = c), sum (a + b = c), either (a or b, never both)."""

    form: str
    fields: tuple[str, ...]
    said: str


RULES = (
    Rule("reduced", ("quantity", "unit_price", "discount", "amount"), "quantité × prix − remise = montant"),
    Rule("product", ("quantity", "unit_price", "amount"), "quantité × prix = montant"),
    Rule("product", ("on_hand", "unit_cost", "value"), "quantité × coût = valeur"),
    Rule("sum", ("net", "vat", "gross"), "HT + TVA = TTC"),
    Rule("sum", ("amount", "vat", "gross"), "HT + TVA = TTC"),
    Rule("sum", ("net", "fee", "amount"), "net + frais = montant"),
    Rule("sum", ("paid", "remaining", "gross"), "réglé + reste = TTC"),
    Rule("sum", ("available", "reserved", "on_hand"), "disponible + réservé = stock"),
    Rule("either", ("debit", "credit"), "débit ou crédit, jamais les deux"),
)


def lessened(columns: list[pl.Series]) -> bool:
    """Whether a × b is c less a discount that no column tells: never more, often the same."""
    frame = pl.DataFrame([column.alias(f"c{index}") for index, column in enumerate(columns)]).drop_nulls()
    made = frame["c0"] * frame["c1"]
    frame = frame.with_columns((frame["c2"] / made).alias("share")).filter(made.abs() > 0)
    if frame.height < _ROWS:
        return False
    between = frame["share"].is_between(0.4, 1.002).mean()
    same = frame["share"].is_between(0.998, 1.002).mean()
    return float(between or 0) >= _ENOUGH and float(same or 0) >= 0.3  # type: ignore[arg-type]


def holds(rule: Rule, columns: list[pl.Series]) -> bool:
    """Whether the rule holds on nearly all rows where all its columns are filled (to a cent a unit)."""
    frame = pl.DataFrame([column.alias(f"c{index}") for index, column in enumerate(columns)])
    if rule.form == "either":
        given = frame.select(
            ((pl.col("c0").fill_null(0) != 0).cast(pl.Int8) + (pl.col("c1").fill_null(0) != 0).cast(pl.Int8)).alias("n")
        )["n"]  # fmt: skip
        used = frame.select((pl.col(name).fill_null(0) != 0).any() for name in frame.columns).row(0)
        return all(used) and len(given) >= _ROWS and float((given == 1).mean() or 0) >= _ENOUGH  # type: ignore[arg-type]
    frame = frame.drop_nulls()
    if frame.height < _ROWS or any(
        frame[name].n_unique() < 2 for name in (frame.columns[0], frame.columns[-1])
    ):
        return False
    a, b = frame["c0"], frame["c1"]
    if rule.form == "product":
        made, target = a * b, frame["c2"]
    elif rule.form == "reduced":
        made, target = a * b * (1 - frame["c2"].abs() / 100), frame["c3"]
    else:
        made, target = a + b.abs(), frame["c2"]
    slack = 0.011 * (1 + a.abs()) if rule.form in ("product", "reduced") else 0.021
    close = (made - target).abs() <= slack
    moving = float((b != 0).mean() or 0) >= 0.1 and float((target != a).mean() or 0) >= 0.1  # type: ignore[arg-type]
    return moving and float(close.mean() or 0) >= _ENOUGH  # type: ignore[arg-type]
