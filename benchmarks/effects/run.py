"""Do the intervals cover, and is the planned length right? Pilots simulated with trend, season and few points.

Each coverage is over 2 000 pilots whose effect is known: its own standard error is 0.5 points at 95 %.
"""

import numpy as np
from numpy.typing import NDArray

from levier.indicators.effects.autoregression import regress
from levier.indicators.effects.designs import Model, model
from levier.indicators.effects.groups import newcombe, recommendation, welch
from levier.indicators.effects.power import (
    cases_for_means,
    cases_for_shares,
    periods_needed,
    power_of_means,
    power_of_pilot,
    power_of_shares,
)

PILOTS = 2_000
EFFECT = 1.3
PAIRS = 4_000


def errors(rng: np.random.Generator, n: int, memory: float, pilots: int) -> NDArray[np.float64]:
    """AR(1) noise of standard deviation 1, (n, pilots)."""
    made = rng.standard_normal((n, pilots))
    for period in range(1, n):
        made[period] = memory * made[period - 1] + np.sqrt(1 - memory**2) * made[period]
    return made


def simulated(
    rng: np.random.Generator, treated: NDArray[np.float64], memory: float, cycle: float | None
) -> NDArray[np.float64]:
    """Pilots with a trend of three standard deviations over the series, a season of two, and the effect."""
    n = len(treated)
    times = np.arange(n)
    world = 3 * times / n
    if cycle:
        world = world + 2 * np.sin(2 * np.pi * times / cycle) + np.cos(4 * np.pi * times / cycle)
    return errors(rng, n, memory, PILOTS) + (world + EFFECT * treated)[:, None]


def covered(values: NDArray[np.float64], made: Model) -> tuple[float, float, float]:
    """Share of intervals that hold the effect, bias, and (least squares, memory ignored) the share of a plain regression."""
    found = regress(values, made.columns, made.contrast)
    below = found.below(EFFECT)
    plain = regress(values, made.columns, made.contrast, memories=np.array([0.0])).below(EFFECT)
    return (
        float(((below > 0.025) & (below < 0.975)).mean()),
        float(found.mean.mean() - EFFECT),
        float(((plain > 0.025) & (plain < 0.975)).mean()),
    )


def over_time() -> None:
    rng = np.random.default_rng(1)
    print("**Over time.** The effect is 1.3 standard deviations; season known to exist, trend unknown.\n")
    print(
        "| design | before | during | memory | covered | bias | plain regression covers |\n|---|---|---|---|---|---|---|"
    )
    worst = 1.0
    for name, before, during, cycle in (
        ("before/after with trend", 8, 6, None), ("before/after with trend", 12, 6, None), ("before/after with trend", 26, 8, None),
        ("interrupted, months", 24, 6, 12.0), ("interrupted, weeks", 78, 8, 52.18), ("interrupted, weeks", 104, 12, 52.18),
        ("interrupted, days", 42, 21, 7.0), ("switchback", 12, 12, None), ("switchback", 20, 20, 7.0),
    ):  # fmt: skip
        n = before + during
        times = np.arange(n)
        treated = (times // 2 % 2 if name == "switchback" else times >= before).astype(float)
        made = model(treated, times, cycle=cycle)
        for memory in (0.0, 0.3, 0.6):
            share, bias, plain = covered(simulated(rng, treated, memory, cycle), made)
            worst = min(worst, share)
            print(f"| {name} | {before} | {during} | {memory} | {share:.1%} | {bias:+.2f} | {plain:.1%} |")
    print(f"\nWorst of these: {worst:.1%}; aim 90–98 %.\n")


def groups() -> None:
    rng = np.random.default_rng(2)
    print("**Groups and surveys.** 4 000 draws each.\n")
    print("| estimator | cases a side | covered |\n|---|---|---|")
    for n in (5, 10, 20, 60):
        hits = 0
        for _ in range(PAIRS):
            a, b = rng.lognormal(1.0, 0.5, n), rng.lognormal(1.4, 0.5, n)
            made = welch(a, b)
            hits += made.low <= np.exp(1.0 + 0.125) - np.exp(1.4 + 0.125) <= made.high
        print(f"| Welch, skewed durations | {n} | {hits / PAIRS:.1%} |")
    for n, p, q in ((12, 0.1, 0.3), (30, 0.05, 0.15), (100, 0.02, 0.06)):
        hits = 0
        for _ in range(PAIRS):
            made = newcombe(int(rng.binomial(n, p)), n, int(rng.binomial(n, q)), n)
            hits += made.low <= p - q <= made.high
        print(f"| Newcombe, {p:.0%} and {q:.0%} | {n} | {hits / PAIRS:.1%} |")
    for n in (8, 20, 60):
        hits = 0
        for _ in range(PAIRS):
            notes = rng.choice([3, 7, 10], size=n, p=[0.2, 0.3, 0.5])
            _, low, high = recommendation([int(note) for note in notes])
            hits += low <= 30 <= high
        print(f"| NPS of 30 | {n} | {hits / PAIRS:.1%} |")
    print()


def lengths() -> None:
    print("**Power computed beforehand**, against independent simulations (2 000 pilots, 4 000 pairs).\n")
    print("| design | planned | power told | power seen | gap |\n|---|---|---|---|---|")
    worst = 0.0
    rng = np.random.default_rng(3)
    for before, memory, effect, cycle in (
        (12, 0.0, 3.0, None), (26, 0.3, 2.2, None), (52, 0.3, 2.0, None), (78, 0.3, 2.0, 52.18), (104, 0.0, 1.2, 52.18), (104, 0.5, 2.0, 52.18),
    ):  # fmt: skip
        weeks = periods_needed(effect, 1.0, memory, before, cycle=cycle)
        if weeks is None:
            print(f"| {before} weeks before, memory {memory}, effect {effect} | none within 104 | | | |")
            continue
        told = power_of_pilot(effect, 1.0, memory, before, weeks, cycle=cycle)
        times = np.arange(before + weeks)
        made = model((times >= before).astype(float), times, cycle=cycle)
        values = errors(rng, len(times), memory, PILOTS) + effect * made.columns[:, [1]]
        below = regress(values, made.columns, made.contrast).below(0.0)
        seen = float(((below < 0.025) | (below > 0.975)).mean())
        worst = max(worst, abs(seen / told - 1))
        print(
            f"| {before} weeks before, memory {memory}, effect {effect} | {weeks} weeks | {told:.1%} | {seen:.1%} | {seen / told - 1:+.1%} |"
        )
    for effect in (0.5, 0.8, 1.2):
        each = cases_for_means(effect, 1.0)
        told = power_of_means(effect, 1.0, each)
        seen = np.mean(
            [welch(rng.normal(effect, 1, each), rng.normal(0, 1, each)).certain for _ in range(PAIRS)]
        )
        worst = max(worst, abs(seen / told - 1))
        print(
            f"| two means, {effect} sd | {each} a side | {told:.1%} | {seen:.1%} | {seen / told - 1:+.1%} |"
        )
    for without, with_it in ((0.1, 0.02), (0.3, 0.15), (0.5, 0.3)):
        each = cases_for_shares(without, with_it)
        told = power_of_shares(without, with_it, each)
        seen = np.mean(
            [
                newcombe(
                    int(rng.binomial(each, with_it)), each, int(rng.binomial(each, without)), each
                ).certain
                for _ in range(PAIRS)
            ]
        )
        worst = max(worst, abs(seen / told - 1))
        print(
            f"| two shares, {without:.0%} and {with_it:.0%} | {each} a side | {told:.1%} | {seen:.1%} | {seen / told - 1:+.1%} |"
        )
    print(f"\nWidest gap: {worst:.1%}; aim: within 10 %.")


if __name__ == "__main__":
    over_time()
    groups()
    lengths()
