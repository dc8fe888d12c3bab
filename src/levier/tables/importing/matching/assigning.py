"""The assignment of columns to fields whose scores add up to the most: never two columns for a field, nor two fields for one."""

from collections.abc import Mapping


def best_assignment(worth: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """``worth[column, field]`` > 0 → column → field. Ties fall by name, so that the order of the columns does not matter.

    The Hungarian method by shortest augmenting paths (Jonker & Volgenant 1987), O(n³).
    """
    columns = sorted({column for column, _ in worth})
    fields = sorted({field for _, field in worth})
    if not columns:
        return {}
    size = len(fields) + len(columns)  # one place « nothing » for each column
    best = max(worth.values())
    cost = [
        [best - worth.get((column, field), 0.0) for field in fields] + [best] * len(columns)
        for column in columns
    ]
    owner = _solved(cost, size)
    return {
        columns[row]: fields[place]
        for place, row in owner.items()
        if place < len(fields) and (columns[row], fields[place]) in worth
    }


def _solved(cost: list[list[float]], size: int) -> dict[int, int]:
    """Place → row, the cheapest."""
    infinity = float("inf")
    row_price, place_price = [0.0] * (len(cost) + 1), [0.0] * (size + 1)
    owner, came = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, len(cost) + 1):
        owner[0], place = row, 0
        nearest, seen = [infinity] * (size + 1), [False] * (size + 1)
        while owner[place]:
            seen[place] = True
            current, step, following = owner[place], infinity, 0
            for other in range(1, size + 1):
                if seen[other]:
                    continue
                reduced = cost[current - 1][other - 1] - row_price[current] - place_price[other]
                if reduced < nearest[other]:
                    nearest[other], came[other] = reduced, place
                if nearest[other] < step:
                    step, following = nearest[other], other
            for other in range(size + 1):
                if seen[other]:
                    row_price[owner[other]] += step
                    place_price[other] -= step
                else:
                    nearest[other] -= step
            place = following
        while place:
            owner[place] = owner[came[place]]
            place = came[place]
    return {place - 1: owner[place] - 1 for place in range(1, size + 1) if owner[place]}
