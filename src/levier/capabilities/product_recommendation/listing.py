"""The proposals as a CSV that a French spreadsheet opens: UTF-8 with its mark, semicolons."""

import csv
from io import StringIO

from levier.capabilities.product_recommendation import ProductRecommendationOutput
from levier.core.spreadsheets import as_text


def listed(output: ProductRecommendationOutput) -> bytes:
    """One line a product, in the order of the answer; a text that begins like a formula is kept a text."""
    written = StringIO()
    lines = csv.writer(written, delimiter=";", lineterminator="\r\n")
    lines.writerow(
        ["Rang", "Code", "Produit", "Catégorie", "Acheteurs", "Parce que", "Acheteurs des deux", "En stock"]
    )
    for rank, one in enumerate(output.recommended, 1):
        stock = "" if one.stock is None else f"{one.stock:g}".replace(".", ",")
        texts = [as_text(one.code), as_text(one.product), as_text(one.category)]
        lines.writerow([rank, *texts, one.buyers, as_text(" ; ".join(one.because)), one.shared or "", stock])
    return ("\ufeff" + written.getvalue()).encode()
