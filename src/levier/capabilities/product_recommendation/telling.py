"""What a recommendation says: French sentences bound to computed evidence, a table with reasons, the replay as a chart."""

from levier.capabilities.product_recommendation import ProductRecommendationOutput, Replayed
from levier.capabilities.product_recommendation.purchases import MOST_PRODUCTS, Purchases
from levier.core.evidence import Computed
from levier.core.french.dates import format_long_date
from levier.core.french.numbers import format_number, format_percent
from levier.core.result import Chart, Column, Sentence, Series, Signal, Table

_NAMED = 3


def tell(
    output: ProductRecommendationOutput, known: Purchases, *, has_stock: bool, wanted_stock: bool
) -> ProductRecommendationOutput:
    """``output`` with its sentences, evidence, table, chart and signal."""
    if output.recommended:
        output.evidence.append(_found(output))
        output.sentences.append(Sentence(text=_first(output), evidence=["produits"]))
        output.tables.append(_table(output, has_stock))
    else:
        output.sentences.append(Sentence(text=_nothing(output, has_stock and wanted_stock), kind="notice"))
    if output.replayed and output.goal == "together":
        _tell_replay(output, output.replayed, known.baskets)
    output.evidence.append(
        Computed(id="cadre", path="", title="Ce qui a été considéré", value={"without_stock_count": output.without_stock, "most_count": MOST_PRODUCTS})
    )  # fmt: skip
    output.sentences += [
        Sentence(text=text, kind="notice", evidence=["cadre"])
        for text in _caveats(output, known, has_stock, wanted_stock)
    ]
    return output


def _found(output: ProductRecommendationOutput) -> Computed:
    value = {
        "customer": output.customer,
        "asked": output.asked,
        "products": [one.product for one in output.recommended],
        "buyers": [one.buyers for one in output.recommended],
        "shared": [one.shared for one in output.recommended],
        "because": [one.because for one in output.recommended],
        "count": len(output.recommended),
    }
    return Computed(
        id="produits", path="recommended", title="Produits à proposer", value=value, method=output.method
    )


def _first(output: ProductRecommendationOutput) -> str:
    names = [f"« {one.product} »" for one in output.recommended[:_NAMED]]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"
    if output.goal == "similar":
        return f"À la place de {_quoted(output.asked)}, nous proposerions d'abord {listed}."
    if output.customer and output.asked:
        return f"Au client {output.customer}, à côté de {_quoted(output.asked)}, nous proposerions d'abord {listed}."
    if output.customer:
        return f"Au client {output.customer}, nous proposerions d'abord {listed}."
    if output.asked:
        return f"Avec {_quoted(output.asked)}, nous proposerions d'abord {listed}."
    return f"À un nouveau client, nous proposerions d'abord {listed}."


def _quoted(names: list[str]) -> str:
    shown = [f"« {name} »" for name in names[:_NAMED]]
    return " et ".join(shown) + (" …" if len(names) > _NAMED else "")


def _nothing(output: ProductRecommendationOutput, by_stock: bool) -> str:
    if by_stock and output.without_stock:
        return "Aucun des produits qui conviendraient n'est en stock : décochez « En stock seulement » pour les voir."
    return "Rien dans vos ventes ne permet de proposer un produit ici : donnez d'autres produits, ou moins d'exclusions."


def _tell_replay(output: ProductRecommendationOutput, replayed: Replayed, baskets: bool) -> None:
    output.evidence.append(
        Computed(
            id="rejeu",
            path="replayed",
            title="Méthode rejouée sur vos dernières ventes",
            value={
                "people_count": replayed.people,
                "product_count": replayed.number,
                "share_percent": round(100 * replayed.share),
                "low_percent": round(100 * replayed.low),
                "high_percent": round(100 * replayed.high),
                "popular_percent": round(100 * replayed.popular),
                "neighbours_percent": round(100 * replayed.neighbours),
                "start": replayed.start.isoformat(),
                "end": replayed.end.isoformat(),
                "level_percent": 95,
            },
            unit="%",
            method="chaque client n'est jugé que sur ce qui était connu avant son retour ; seuls comptent les produits qu'il "
            "n'avait jamais achetés",
        )
    )
    text = (
        f"Rejoué sur les {replayed.people} clients revenus du {format_long_date(replayed.start)} au {format_long_date(replayed.end)}, au moins un des "
        f"{replayed.number} produits proposés a été acheté pour la première fois par {format_percent(replayed.share, 0)} d'entre eux "
        f"(entre {format_percent(replayed.low, 0)} et {format_percent(replayed.high, 0)}) ; la liste des meilleures ventes en "
        f"touchait {format_percent(replayed.popular, 0)}."
    )
    output.sentences.append(Sentence(text=text, evidence=["rejeu"]))
    output.charts.append(
        Chart(
            title=f"{format_percent(replayed.share, 0)} des clients revenus touchés, contre "
            f"{format_percent(replayed.popular, 0)} par les meilleures ventes",
            x=["Méthode retenue", "Produits des mêmes clients", "Meilleures ventes"],
            series=[
                Series(
                    name="Clients touchés",
                    kind="bar",
                    y=[replayed.share, replayed.neighbours, replayed.popular],
                )
            ],
            unit="%",
            layout="horizontal",
            evidence=["rejeu"],
        )
    )
    output.signals.append(
        Signal(
            name="better-than-popular",
            label="Avance sur la liste des meilleures ventes",
            value=round(replayed.low - replayed.popular, 4),
            limit=0.0,
            unit="%",
            above=False,
            means="L'avance sur la simple liste des meilleures ventes n'est pas sûre : il faut plus d'achats.",
        )
    )


def _caveats(
    output: ProductRecommendationOutput, known: Purchases, has_stock: bool, wanted: bool
) -> list[str]:
    told = []
    if output.replayed is None:
        told.append(
            "Trop peu de clients sont revenus pour juger la méthode sur votre passé : prenez ces propositions pour un essai."
        )
    if wanted and not has_stock:
        told.append(
            "Vous n'avez pas importé de tableau des stocks : rien ne dit que ces produits sont disponibles."
        )
    if wanted and has_stock and output.without_stock and output.recommended:
        told.append(
            f"{format_number(output.without_stock)} produits qui conviendraient aussi ne sont pas en stock."
        )
    if known.left_out:
        told.append(f"Seuls les {format_number(MOST_PRODUCTS)} produits les plus achetés sont considérés.")
    if known.baskets:
        told.append("Vos ventes ne disent pas le client : les liens sont appris facture par facture.")
    return told


def _table(output: ProductRecommendationOutput, has_stock: bool) -> Table:
    rows = [
        {
            "rank": rank,
            "product": one.product,
            "code": one.code,
            "because": " ; ".join(one.because) or "meilleures ventes",
            "shared": one.shared or None,
            "buyers": one.buyers,
            "stock": one.stock,
        }
        for rank, one in enumerate(output.recommended, 1)
    ]
    columns = [
        Column(key="rank", label="Rang"),
        Column(key="product", label="Produit"),
        Column(key="code", label="Code"),
        Column(key="because", label="Ressemble à" if output.goal == "similar" else "Parce que acheté"),
        Column(key="shared", label="Acheteurs des deux"),
        Column(key="buyers", label="Acheteurs"),
        *([Column(key="stock", label="En stock")] if has_stock else []),
    ]
    return Table(title="Produits à proposer", columns=columns, rows=rows, evidence=["produits"])
