"""The whole of a recommendation: purchases, the method that the past prefers, scores, exclusions, stock, words."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.product_recommendation import (
    ProductRecommendationInput,
    ProductRecommendationOutput,
    Recommended,
    Replayed,
    finding,
    learning,
    telling,
)
from levier.capabilities.product_recommendation.availability import active_products, stock_left
from levier.capabilities.product_recommendation.judging import Replay, best, replay
from levier.capabilities.product_recommendation.likeness import alike
from levier.capabilities.product_recommendation.purchases import COLUMNS, Purchases, ones, purchases
from levier.core.capability import Context
from levier.core.errors import BadInput, NotEnoughData, NotFound
from levier.core.result import Download

_FEWEST_PEOPLE, _FEWEST_PRODUCTS = 20, 10
_REASONS = 2


def recommend(ctx: Context, given: ProductRecommendationInput) -> ProductRecommendationOutput:
    """Products for ``given``, best first, with the replay of the past. Raises as :meth:`ProductRecommendation.run`."""
    facts = ctx.tables.facts("sales")
    if facts is None:
        raise NotFound(
            "Aucune vente n'est importée",
            mend="Importez vos ventes ligne à ligne, avec le client ou le n° de facture.",
        )
    ctx.progress(0, 4, "Lecture des achats")
    frame = ctx.tables.frame("sales")
    known = purchases(
        frame.select([name for name in COLUMNS if name in frame.columns]), active=active_products(ctx.tables)
    )
    enough(known)
    if given.customer and known.baskets:
        raise BadInput(
            "Vos ventes ne disent pas quel client a acheté",
            mend="Laissez « Client » vide et donnez des produits, ou importez des ventes qui portent le client.",
        )
    person = finding.customer(known, given.customer) if given.customer else None
    asked = finding.products(known, given.products)
    ctx.progress(1, 4, "Rejeu du passé")
    judged = replay(known, given.number)
    ctx.progress(2, 4, "Apprentissage des achats liés")
    name = judged.best if judged else "neighbours"
    day = int(known.lines["day"].max() or 0) + 1  # type: ignore[arg-type]
    learned = learning.METHODS[name](known.last, day)
    if (
        learned.goes is None and asked
    ):  # the best sellers say nothing of a product: what is bought with it does
        learned = learning.neighbours(known.last, day)
    profile = _profile(known, learned, person, asked)
    if given.goal == "similar":
        scores = alike(known, asked)
        scores[scores <= 0] = -np.inf
    else:
        scores = learned.scores(profile)[0]
        scores[learned.silent(profile)] = -np.inf
    ctx.progress(3, 4, "Choix des produits")
    stock = stock_left(ctx.tables)
    scores, hidden = _allowed(known, given, scores, person, asked, stock)
    output = ProductRecommendationOutput(
        customer=known.named.get(known.people[person], known.people[person]) if person is not None else "",
        asked=[known.products[place] for place in asked],
        goal=given.goal,
        method=learning.LABELS[learned.name]
        if given.goal == "together"
        else "mots, catégorie et acheteurs communs",
        recommended=_shown(
            known, learned, profile, best(scores[None, :], given.number)[0], asked, given, stock
        ),
        replayed=_replayed(judged, learned.name),
        people=len(known.people),
        catalogue=len(known.codes),
        without_stock=hidden,
        touched=[f"dataset:{facts.dataset}@{facts.version}"],
        downloads=[
            Download(
                name="produits-a-proposer.csv", label="Liste (CSV)", media_type="text/csv; charset=utf-8"
            )
        ],
    )
    return telling.tell(output, known, has_stock=stock is not None, wanted_stock=given.in_stock)


def enough(known: Purchases) -> None:
    """Raises NotEnoughData when there are too few people or products to learn from."""
    who = "factures" if known.baskets else "clients"
    if len(known.people) < _FEWEST_PEOPLE or len(known.codes) < _FEWEST_PRODUCTS:
        raise NotEnoughData(
            f"Trop peu d'achats pour apprendre des liens : {len(known.people)} {who} et {len(known.codes)} produits",
            mend=f"Il faut au moins {_FEWEST_PEOPLE} {who} et {_FEWEST_PRODUCTS} produits : importez un historique plus long.",
        )


def _profile(
    known: Purchases, learned: learning.Learned, person: int | None, asked: list[int]
) -> NDArray[np.float32]:
    """What the customer bought, the products asked for standing in it as bought today."""
    row = (
        learned.profile(known.last[person])
        if person is not None
        else np.zeros((1, len(known.codes)), np.float32)
    )
    row[0, asked] = 1.0
    return row


def _allowed(
    known: Purchases,
    given: ProductRecommendationInput,
    scores: NDArray[np.float32],
    person: int | None,
    asked: list[int],
    stock: dict[str, float] | None,
) -> tuple[NDArray[np.float32], int]:
    """The scores, −∞ for what must not be proposed, and how many products lack stock."""
    left = scores.astype(np.float32).copy()
    left[asked] = -np.inf
    left[list(finding.excluded(known, given.exclude))] = -np.inf
    if person is not None and not given.again:
        left[known.last[person].indices] = -np.inf
    if not given.in_stock or stock is None:
        return left, 0
    empty = np.array([stock.get(code, 0.0) <= 0 for code in known.codes])
    hidden = int((np.isfinite(left) & empty).sum())
    left[empty] = -np.inf
    return left, hidden


def _shown(
    known: Purchases,
    learned: learning.Learned,
    profile: NDArray[np.float32],
    places: list[int],
    asked: list[int],
    given: ProductRecommendationInput,
    stock: dict[str, float] | None,
) -> list[Recommended]:
    buyers = ones(known.last)
    bought = known.bought.tocsc()
    shown = []
    for place in places:
        reasons = asked if given.goal == "similar" else _reasons(learned, profile[0], place)
        shared = int(bought[:, place].multiply(bought[:, reasons[0]]).sum()) if reasons else 0
        shown.append(
            Recommended(
                code=known.codes[place],
                product=known.products[place],
                category=known.categories[place],
                buyers=int(buyers[place]),
                because=[known.products[one] for one in reasons[:_REASONS]],
                shared=shared,
                stock=None if stock is None else stock.get(known.codes[place], 0.0),
            )
        )
    return shown


def _reasons(learned: learning.Learned, profile: NDArray[np.float32], place: int) -> list[int]:
    """The products of the profile that speak most for ``place``."""
    if learned.goes is None:
        return []
    part = profile * learned.goes[:, place]
    return [int(one) for one in np.argsort(-part, kind="stable")[:_REASONS] if part[one] > 0]


def _replayed(judged: Replay | None, name: str) -> Replayed | None:
    if judged is None:
        return None
    low, high = judged.interval(name)
    return Replayed(
        start=_day(judged.day),
        end=_day(judged.end),
        people=judged.people,
        number=judged.number,
        share=round(judged.hits[name], 2),
        low=round(low, 2),
        high=round(high, 2),
        popular=round(judged.hits["popular"], 2),
        neighbours=round(judged.hits["neighbours"], 2),
    )


def _day(number: int) -> date:
    return date(1970, 1, 1) + timedelta(days=number)
