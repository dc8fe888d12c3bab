"""What the two walks from an empty Levier to a measured gain share: the minutes played, and the figures they must lead to."""

from datetime import date
from statistics import fmean

from levier.indicators.effects import welch

MONDAYS = (date(2011, 7, 4), date(2011, 7, 11), date(2011, 7, 18), date(2011, 7, 25),
           date(2011, 8, 1), date(2011, 8, 8), date(2011, 8, 15), date(2011, 8, 22))  # fmt: skip
WITHOUT = (41, 35, 48, 38, 44, 36, 39, 45)
"""Minutes of one weekly forecast done by hand. Played: no table holds them; the stopwatch of the page counts them."""
WITH = ((8, 5), (7, 5), (6, 4), (7, 4), (5, 4), (6, 3), (5, 4), (5, 3))
"""The same with Levier, a Monday each: work, then checking."""
TRAINING = 130.0
"""Paid once, to learn."""
HOUR = 37.3
"""Of work, in money: the reference of the road map, kept as it is proposed."""
RUNS = len(MONDAYS)

EFFECT = welch([float(sum(one)) for one in WITH], [float(one) for one in WITHOUT])
SAVED = fmean(WITHOUT) - fmean(sum(one) for one in WITH)
HOURS, LOW, HIGH = (RUNS * minutes / 60 for minutes in (SAVED, -EFFECT.high, -EFFECT.low))
NET = HOURS * HOUR - TRAINING
