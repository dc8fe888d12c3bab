"""The proposals as a file for a French spreadsheet."""

from levier.capabilities.product_recommendation import ProductRecommendationOutput
from levier.core.spreadsheets import as_csv

_HEAD = ("Rang", "Code", "Produit", "Catégorie", "Acheteurs", "Parce que", "Acheteurs des deux", "En stock")


def listed(output: ProductRecommendationOutput) -> bytes:
    """One line a product, in the order of the answer."""
    return as_csv(_HEAD, (
        [rank, one.code, one.product, one.category, one.buyers, " ; ".join(one.because), one.shared or None, one.stock]
        for rank, one in enumerate(output.recommended, 1)
    ))  # fmt: skip
