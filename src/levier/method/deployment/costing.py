"""What each way of installing Levier would cost over three years: measured consumption times unit prices, as ranges.

Each price is drawn between its bounds; the total shown is its 10 % to 90 % range, and how often each way is the cheapest of the
same draws. What is not a price (control, sovereignty, skills) is said in words, never scored.
"""

import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from django.db import transaction

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.core.result import Chart, Series
from levier.method.deployment.measuring import Consumption, measure
from levier.method.deployment.models import OwnPrice
from levier.method.money import about
from levier.method.typed import amount
from levier.operations.boards.locking import check_revision
from levier.policy import journal
from levier.policy.rights import Permission, require

_DRAWS = 4_000
_HOURS = 8_766
CURRENCY = "EUR"
"""Of the unit prices, whatever the company counts in."""
_CORES, _LEAST_MEMORY = 2, 4.0
"""The smallest machine Levier is tried on."""


@dataclass(frozen=True)
class Price:
    """A unit price as a range. ``own``: the company's; ``revision``: 0 while it is the public one."""

    key: str
    label: str
    unit: str
    low: float
    high: float
    source: str
    on: date
    own: bool = False
    revision: int = 0


@dataclass(frozen=True)
class Way:
    """A way of installing, with its total over three years (10 %, middle, 90 %) and how often it is the cheapest (0–1)."""

    key: str
    label: str
    control: str
    sovereignty: str
    skills: str
    parts: dict[str, float]
    low: float = 0.0
    middle: float = 0.0
    high: float = 0.0
    cheapest: float = 0.0

    @property
    def said_low(self) -> str:
        """« 4 900 € »."""
        return about(self.low, CURRENCY)

    @property
    def said_high(self) -> str:
        return about(self.high, CURRENCY)

    @property
    def often(self) -> str:
        """« 84 fois sur 100 »."""
        return f"{round(self.cheapest * 100)} fois sur 100"


_WAYS = (
    Way("cloud", "Nuage public", "Le fournisseur tient la machine ; vous tenez Levier et vos clés.",
        "Selon le fournisseur : pour un groupe soumis à un droit hors de l'Union, un accès extraterritorial reste possible (à vérifier avec votre conseil).",
        "Peu : ouvrir, sauvegarder, mettre à jour.", {}),
    Way("private", "Serveur dédié hébergé en France", "Vous tenez la machine ; l'hébergeur tient les murs.",
        "Données en France, chez un hébergeur de droit français si vous le choisissez tel.",
        "Un peu d'administration d'un système Linux.", {}),
    Way("site", "Sur place", "Vous tenez tout, la machine comprise.",
        "Rien ne sort de vos murs ; la sauvegarde ailleurs reste nécessaire, chiffrée.",
        "Administration, matériel, pannes : quelqu'un doit pouvoir venir.", {}),
)  # fmt: skip


@dataclass(frozen=True)
class Options:
    """The finding: measured consumption, prices, ways (cheapest middle first), one sentence, a chart."""

    measured: Consumption
    prices: list[Price]
    ways: list[Way]
    said: str
    chart: Chart
    review_on: date


@lru_cache(maxsize=1)
def _public() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(__package__).joinpath("prices.json").read_text(encoding="utf-8"))
    return found


def prices_of(actor: Actor) -> list[Price]:
    """The company's own where it gave one, else the public range. Raises NotAllowed."""
    require(actor, Permission.STEER)
    read = date.fromisoformat(_public()["read_on"])
    own = {one.key: one for one in OwnPrice.objects.filter(company_id=actor.company_id)}
    found = []
    for given in _public()["prices"]:
        price = Price(
            given["key"], given["label"], given["unit"], given["low"], given["high"], given["source"], read
        )
        mine = own.get(price.key)
        if mine is not None:
            price = replace(
                price,
                low=float(mine.low),
                high=float(mine.high),
                source=mine.source,
                on=mine.on,
                own=True,
                revision=mine.revision,
            )
        found.append(price)
    return found


def set_price(actor: Actor, key: str, low: Any, high: Any, source: str, revision: int) -> OwnPrice:
    """Keep the company's own range. Raises NotAllowed, NotFound, BadInput, Conflict (somebody gave one in between)."""
    require(actor, Permission.STEER)
    known = {one["key"]: one["label"] for one in _public()["prices"]}
    if key not in known:
        raise NotFound("Ce prix n'existe pas", mend="Revenez à la comparaison.")
    bounds = amount(low, "au moins"), amount(high, "au plus")
    if bounds[0] > bounds[1]:
        raise BadInput("Le prix le plus bas dépasse le plus haut", where=known[key], mend="Échangez-les.")
    words = " ".join(source.split())[:200]
    if not words:
        raise BadInput(
            "D'où vient ce prix ?", where=known[key], mend="Écrivez par exemple « devis du 12/11/2026 »."
        )
    today = Company.objects.get(pk=actor.company_id).today
    with transaction.atomic():
        kept = OwnPrice.objects.select_for_update().filter(company_id=actor.company_id, key=key).first()
        if kept is None:
            kept = OwnPrice(company_id=actor.company_id, key=key, revision=0)
        else:
            check_revision(kept, revision, f"« {known[key]} »")
        kept.low, kept.high, kept.source, kept.on = Decimal(bounds[0]), Decimal(bounds[1]), words, today
        kept.revision, kept.changed_by_id = kept.revision + 1, actor.person_id
        kept.save()
        journal.record(
            actor.company_id,
            actor.person_id,
            "deployment.price",
            known[key],
            {"low": str(low), "high": str(high)},
        )
    return kept


def options(actor: Actor) -> Options:
    """Raises NotAllowed."""
    measured, prices = measure(actor), prices_of(actor)
    drawn = _draw(prices)
    disk = np.random.default_rng(3).uniform(*measured.in_three_years, _DRAWS)
    totals = _totals(
        drawn, (disk + measured.files_gb + measured.database_gb) / 2, disk, memory_needed(measured)
    )
    sums = {key: sum(parts.values()) for key, parts in totals.items()}
    best = np.argmin(np.vstack([sums[one.key] for one in _WAYS]), axis=0)
    ways = []
    for place, way in enumerate(_WAYS):
        low, middle, high = (float(one) for one in np.quantile(sums[way.key], [0.1, 0.5, 0.9]))
        parts = {label: float(np.median(value)) for label, value in totals[way.key].items()}
        ways.append(
            replace(
                way, parts=parts, low=low, middle=middle, high=high, cheapest=float((best == place).mean())
            )
        )
    ways.sort(key=lambda one: one.middle)
    return Options(
        measured,
        prices,
        ways,
        _said(ways, all(one.own for one in prices)),
        _chart(ways),
        date.fromisoformat(_public()["review_on"]),
    )


def memory_needed(measured: Consumption) -> float:
    """GB: twice what this process held, 50 MB a person beyond, and never less than the smallest machine tried."""
    return max(_LEAST_MEMORY, 2 * (measured.memory_gb or 0.0) + 0.05 * measured.people)


def _draw(prices: list[Price]) -> dict[str, Any]:
    random = np.random.default_rng(2)
    return {one.key: random.uniform(one.low, max(one.high, one.low), _DRAWS) for one in prices}


def _totals(price: dict[str, Any], disk: Any, most: Any, memory: float) -> dict[str, dict[str, Any]]:
    """Euros over 36 months by way and part. ``disk``: mean GB over the three years, ``most``: GB at the end."""
    backup = 36 * price["backup-storage"] * disk
    return {
        "cloud": {
            "Machine": 36 * (price["cloud-core"] * _CORES + price["cloud-memory"] * memory),
            "Stockage et sauvegarde": 36 * price["cloud-storage"] * disk + backup,
            "Administration": 3 * price["cloud-days"] * price["day"],
        },
        "private": {
            "Machine": 36 * price["private-server"], "Stockage et sauvegarde": backup,
            "Administration": 3 * price["private-days"] * price["day"],
        },
        "site": {
            "Machine": price["site-server"], "Stockage et sauvegarde": price["site-disk"] * most + backup,
            "Électricité": 3 * _HOURS / 1_000 * price["site-watts"] * price["electricity"],
            "Administration": 3 * price["site-days"] * price["day"],
        },
    }  # fmt: skip


def _said(ways: list[Way], own: bool) -> str:
    first = ways[0]
    checked = "" if own else " Ces prix sont des ordres de grandeur, à vérifier."
    range_said = f"{about(first.low, CURRENCY)} à {about(first.high, CURRENCY)} sur trois ans"
    leads = max(ways, key=lambda one: one.cheapest)
    if leads.cheapest >= 0.8:
        return f"{leads.label} revient le moins cher dans {round(leads.cheapest * 100)} % des tirages : {range_said}.{checked}"
    return (
        f"Le prix ne tranche pas : {first.label.lower()} a le milieu le plus bas ({range_said}), mais n'est le moins cher que dans "
        f"{round(first.cheapest * 100)} % des tirages. Choisissez sur la maîtrise, la souveraineté et les compétences.{checked}"
    )


def _chart(ways: list[Way]) -> Chart:
    parts = list(dict.fromkeys(part for way in ways for part in way.parts))
    return Chart(
        title="L'administration pèse plus que la machine" if all(
            way.parts["Administration"] > way.parts["Machine"] for way in ways
        ) else "Coût médian sur trois ans, par poste",
        x=[way.label for way in ways],
        series=[Series(name=part, kind="bar", y=[round(way.parts.get(part, 0.0)) for way in ways]) for part in parts],
        unit="€",
        layout="stacked",
    )  # fmt: skip
