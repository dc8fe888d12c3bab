"""The customers, products and categories that people name: by code, by name, near enough; never a guess between two."""

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from levier.capabilities.product_recommendation.purchases import Purchases
from levier.core.errors import BadInput
from levier.core.french.text import fold

_NEAR = 88
_SUGGESTED = 3


def customer(purchases: Purchases, asked: str) -> int:
    """The row of a customer. Raises BadInput with the nearest names when there is none."""
    known = {fold(person): row for row, person in enumerate(purchases.people)}
    for row, person in enumerate(purchases.people):
        known.setdefault(fold(purchases.named.get(person, person)), row)
    return _found(known, asked, "client", [purchases.named.get(one, one) for one in purchases.people])


def products(purchases: Purchases, asked: Sequence[str]) -> list[int]:
    """The columns of products, in the order asked, once each. Raises BadInput for the first that is unknown."""
    known = _product_names(purchases)
    return list(
        dict.fromkeys(_found(known, one, "produit", purchases.products) for one in asked if one.strip())
    )


def excluded(purchases: Purchases, asked: Sequence[str]) -> set[int]:
    """The columns of the products and categories named. Raises BadInput for the first that is unknown."""
    categories = {fold(one): one for one in purchases.categories if one}
    known = _product_names(purchases)
    gone: set[int] = set()
    for one in asked:
        if not one.strip():
            continue
        if category := categories.get(fold(one)):
            gone |= {place for place, other in enumerate(purchases.categories) if other == category}
        else:
            gone.add(_found(known, one, "produit ou catégorie", purchases.products))
    return gone


def _product_names(purchases: Purchases) -> dict[str, int]:
    known = {fold(code): place for place, code in enumerate(purchases.codes)}
    for place, name in enumerate(purchases.products):
        known.setdefault(fold(name), place)
    return known


def _found(known: Mapping[str, int], asked: str, noun: str, shown: Sequence[str]) -> int:
    key = fold(asked)
    if key in known:
        return known[key]
    near = process.extract(key, list(known), scorer=fuzz.WRatio, limit=_SUGGESTED, score_cutoff=70)
    if (
        near
        and near[0][1] >= _NEAR
        and (len(near) == 1 or near[1][1] < near[0][1] or known[near[1][0]] == known[near[0][0]])
    ):
        return known[near[0][0]]
    names = " ou ".join(f"« {name} »" for name, _, _ in near)
    raise BadInput(
        f"Aucun {noun} de vos ventes ne s'appelle « {asked} »",
        mend=f"Vouliez-vous dire {names} ?"
        if names
        else "Vérifiez le nom ou le code dans votre tableau des ventes.",
    )
