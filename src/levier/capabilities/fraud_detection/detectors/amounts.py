"""Amounts out of the ordinary for a third party, shifted by a factor of ten, or suspiciously round."""

import math

import numpy as np
import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded, surprise
from levier.core.french.numbers import format_money

UNUSUAL, ROUND = "unusual_amount", "round_amount"
_ENOUGH = 4
_FLOOR = 0.2
_LEAN = 0.5
_ROUND_LEVELS = (100, 500, 1000, 5000)
_USUAL_ROUND = {100: 0.03, 500: 0.012, 1000: 0.008, 5000: 0.004}
_SMALLEST_ROUND = 300.0


def find_unusual(operations: pl.DataFrame, currency: str = "EUR") -> list[Clue]:
    """Amounts far from the others of the same party.

    The distance is (ln amount − centre) / scale over the *other* operations of the party. The centre leans on that of the
    sort of operation where the party is little known (as if it were half an operation), and the scale is the spread
    of the parties of this sort around their own centres, widened for parties met once or twice. The probability is that of
    a Student law of 4 degrees of freedom, whose tails are heavy as those of amounts are.
    """
    clues: list[Clue] = []
    data = operations.filter(pl.col("amount") > 0).with_columns(pl.col("amount").log().alias("log"))
    for part in data.partition_by("source", "group", maintain_order=True):
        everyone = part["log"].to_numpy()
        if len(everyone) < 2 * _ENOUGH:
            continue
        centre, wide = float(np.median(everyone)), max(0.5, _spread(everyone))
        groups = part.partition_by("party", maintain_order=True)
        inside = [group["log"].to_numpy() - float(np.median(group["log"].to_numpy())) for group in groups if group["party"][0] and group.height > 2]
        within = min(wide, max(_FLOOR, _spread(np.concatenate(inside)))) if inside else wide
        for group in groups:
            party, known = str(group["party"][0]), group.height - 1 if group["party"][0] else 0
            logs, amounts = group["log"].to_numpy(), group["amount"].to_numpy()
            own = _spread(logs) if known >= 2 * _ENOUGH else within
            for place, (row, amount, name) in enumerate(group.select("row", "amount", "name").iter_rows()):
                others = np.delete(logs, place) if known else everyone
                middle = (float(np.median(others)) * known + _LEAN * centre) / (known + _LEAN) if known else centre
                scale = max(_FLOOR, own, 0.7 * within) * math.sqrt(1 + 1 / known) if known else math.hypot(wide, within)
                distance = (logs[place] - middle) / scale
                if abs(distance) < 2.5:
                    continue
                odd = _student(abs(distance)) - 1.0
                shifted = _shifted(float(amount), np.delete(amounts, place)) if known else 0
                odd += 3.0 if shifted else 0.0
                if distance < 0 and not shifted:
                    odd *= 0.5
                usual = math.exp(middle)
                clues.append(
                    Clue(UNUSUAL, (row,), bounded(odd), _unusual(amount, usual, name, shifted, currency, alone=not known),
                         shape={"party": party, "group": str(group["group"][0])}, stake=abs(amount - usual) if distance > 0 else None)
                )  # fmt: skip
    return clues


def _spread(values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
    """A standard deviation that outliers do not move: 1.4826 × median absolute deviation, or 0.74 × the interquartile range."""
    middle = float(np.median(values))
    quartiles = float(np.subtract(*np.percentile(values, [75, 25])))
    return max(1.4826 * float(np.median(np.abs(values - middle))), 0.74 * quartiles)


def _student(distance: float) -> float:
    """−ln of the two-sided tail of Student's law with 4 degrees of freedom (closed form)."""
    root = math.sqrt(1.0 + distance * distance / 4.0)
    sine = distance / 2.0 / root
    tail = 1.0 - sine * (1.0 + 0.5 * (1.0 - sine * sine))
    return -math.log(max(tail, 1e-12))


def _shifted(amount: float, others: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> int:
    for factor in (10, 100, 1000):
        for moved in (amount / factor, amount * factor):
            if np.any(np.abs(others - moved) < 0.006):
                return factor
    return 0


def _unusual(amount: float, usual: float, name: str, shifted: int, currency: str, *, alone: bool) -> str:
    who = f"chez « {name} »" if name and not alone else "dans les opérations de même nature"
    more = "au-dessus" if amount > usual else "au-dessous"
    text = f"{format_money(amount, currency)} est très {more} de l'habitude {who} (autour de {format_money(usual, currency)})"
    if shifted:
        text += f", et c'est exactement un facteur {shifted} d'un autre montant : virgule mal placée ?"
    return text


def find_round(operations: pl.DataFrame, currency: str = "EUR") -> list[Clue]:
    """Round amounts where the company's operations of the same sort seldom are."""
    clues: list[Clue] = []
    for part in operations.filter(pl.col("amount") > 0).partition_by("source", "group", maintain_order=True):
        cents = (part["amount"] * 100).round().cast(pl.Int64)
        net = (part["net"].fill_null(0.0) * 100).round().cast(pl.Int64)
        counts = {level: int(((cents % (level * 100)) == 0).sum()) for level in _ROUND_LEVELS}
        for row, cent, bare, amount, name, party in zip(part["row"], cents, net, part["amount"], part["name"], part["party"], strict=True):
            level = max((one for one in _ROUND_LEVELS if cent % (one * 100) == 0 or (bare > 0 and bare % (one * 100) == 0)), default=0)
            if not level or amount < _SMALLEST_ROUND:
                continue
            odd = surprise(counts[level] - 1, part.height, _USUAL_ROUND[level])
            who = f" pour « {name} »" if name else ""
            clues.append(
                Clue(ROUND, (row,), odd, f"Montant rond de {format_money(amount, currency)}{who}, ce qui est rare dans ces opérations",
                     shape={"party": party, "group": str(part["group"][0])})
            )  # fmt: skip
    return clues
