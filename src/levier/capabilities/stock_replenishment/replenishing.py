"""The recipe: tables → articles, waits, demand → rule judged on the past → orders by supplier → words and papers."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from levier.capabilities.stock_replenishment import StockReplenishmentInput, StockReplenishmentOutput
from levier.capabilities.stock_replenishment.basis import Basis
from levier.capabilities.stock_replenishment.proposing import propose
from levier.capabilities.stock_replenishment.reading.articles import read_articles
from levier.capabilities.stock_replenishment.reading.columns import Asides
from levier.capabilities.stock_replenishment.reading.incoming import read_incoming
from levier.capabilities.stock_replenishment.reading.positions import read_stock
from levier.capabilities.stock_replenishment.reading.sold import Sold, read_sold
from levier.capabilities.stock_replenishment.reading.suppliers import Suppliers
from levier.capabilities.stock_replenishment.reading.waits import Wait, learn_waits, read_purchases
from levier.capabilities.stock_replenishment.science.classes import abc, service, xyz
from levier.capabilities.stock_replenishment.science.demand import History, Values, pace
from levier.capabilities.stock_replenishment.science.judging import Judged, Past, judge
from levier.capabilities.stock_replenishment.science.season import shifts
from levier.capabilities.stock_replenishment.telling import tell
from levier.core.actor import Role
from levier.core.capability import Context, DatasetFacts
from levier.core.errors import BadInput, NotAllowed, NotEnoughData, NotFound
from levier.core.french.text import fold

_SEED = 20261123
_MOST_REPLAYED = 800
_LEAST_SALES = 2
_YEAR = 52


def replenish(ctx: Context, given: StockReplenishmentInput) -> StockReplenishmentOutput:
    """Raises BadInput, NotEnoughData, NotFound, NotAllowed, each in French."""
    if given.approve and ctx.actor.role not in (Role.OWNER, Role.MANAGER):
        raise NotAllowed(
            "Seul un responsable peut valider une commande", where="champ Commandes validées",
            mend="Transmettez-lui le numéro de la proposition.",
        )  # fmt: skip
    ctx.progress(0, 4, "lecture des tableaux")
    asides, read = Asides(), _Tables(ctx)
    stock = read_stock(read.needed("stock", "un état de stock"), ctx.today, asides)
    purchases = read.optional("purchases")
    bought = read_purchases(purchases, ctx.today, read.unit, asides) if purchases is not None else None
    suppliers = Suppliers(read.optional("suppliers"), bought)
    if bought is not None:
        keys = [suppliers.key(one) for one in bought["from"].to_list()]
        bought = bought.with_columns(pl.Series("from", keys, dtype=pl.String))
    articles = read_articles(stock.frame, read.optional("products"), bought, suppliers, asides)
    chosen = _chosen(given.suppliers, suppliers, articles)
    waits = _with_default(learn_waits(articles, bought, suppliers.told()), articles, given.lead_days)
    incoming = read_incoming(bought, articles, waits, ctx.today, asides)
    ctx.progress(1, 4, "demande de chaque référence")
    # A sale without a code is placed by its name, where one article alone bears it.
    alone = articles.filter(pl.col("name").is_unique())
    names = dict(zip(alone["name"].str.to_uppercase(), alone["ref"], strict=True))
    sold = read_sold(read.needed("sales", "des ventes"), articles["ref"].to_list(), names, ctx.today)
    usable = _usable(articles, waits, sold, asides)
    ctx.progress(2, 4, "règle rejouée sur vos ventes")
    basis = _basis(articles, waits, sold, usable, given)
    judged = _judged(basis, given)
    if ctx.cancelled():
        raise NotEnoughData("Le calcul a été interrompu", mend="Relancez la demande.")
    ctx.progress(3, 4, "propositions de commande")
    output = propose(ctx, given, basis, judged, stock, incoming, suppliers, asides, chosen, read.unit)
    output.touched = read.touched
    ctx.progress(4, 4, "")
    told = tell(output, asides, ctx.today, stock.day, _bias(basis, judged))
    # What is approved is computed again: under other settings it would be another proposal.
    settings = given.model_dump(exclude_defaults=True, exclude={"approve", "proposal"})
    for action in told.actions:
        action.input = {**settings, **action.input}
    return told


class _Tables:
    """The tables read, and what was read of them."""

    def __init__(self, ctx: Context) -> None:
        self._tables, self.touched, self.currency = ctx.tables, list[str](), "EUR"

    def needed(self, kind: str, what: str) -> pl.DataFrame:
        found = self.optional(kind)
        if found is None:
            label = {"stock": "Stock", "sales": "Ventes"}[kind]
            raise NotFound(
                f"Pour proposer des commandes, il faut {what}, et aucun ne vous est accessible",
                where="page « Données »",
                mend=f"Importez le tableau (modèle « {label} » à télécharger), ou demandez l'accès à un responsable.",
            )
        return found

    def optional(self, kind: str) -> pl.DataFrame | None:
        facts: DatasetFacts | None = self._tables.facts(kind)
        if facts is None:
            return None
        if kind in ("stock", "products"):
            self.currency = facts.currency
        self.touched.append(f"dataset:{facts.dataset}@{facts.version}")
        frame: pl.DataFrame = self._tables.frame(kind)
        return frame

    @property
    def unit(self) -> str:
        return self.currency


def _chosen(asked: list[str], suppliers: Suppliers, articles: pl.DataFrame) -> set[str] | None:
    """The keys of the suppliers asked for; None for all of them."""
    if not asked:
        return None
    known: dict[str, str] = {}
    for ref in articles["supplier"].unique().to_list():
        one = suppliers.get(ref)
        if ref:
            known |= {fold(name).strip(): ref for name in (one.code, one.name) if name}
    found = set()
    for name in asked:
        ref = known.get(fold(name).strip())
        if ref is None:
            near = process.extract(fold(name), list(known), scorer=fuzz.WRatio, limit=3, score_cutoff=70)
            guess = ", ".join(dict.fromkeys(f"« {suppliers.get(known[one]).label} »" for one, _, _ in near))
            raise BadInput(
                f"Aucun article n'a pour fournisseur « {name} »",
                where="champ Fournisseurs",
                mend=f"Vouliez-vous dire : {guess} ?" if guess else "Vérifiez le nom ou le code.",
            )
        found.add(ref)
    return found


def _with_default(waits: dict[str, Wait], articles: pl.DataFrame, days: float | None) -> dict[str, Wait]:
    if days is None:
        return waits
    seen = np.array([0.75 * days, days, 1.25 * days])
    default = Wait(days, float(seen.std()), seen, 0, "délai par défaut")
    return {ref: waits.get(ref, default) for ref in articles["ref"].to_list()}


def _usable(articles: pl.DataFrame, waits: dict[str, Wait], sold: Sold, asides: Asides) -> NDArray[np.int64]:
    """Places of the articles that can be judged. Raises NotEnoughData when none can."""
    kept = []
    for row, (ref, active) in enumerate(articles["ref", "active"].iter_rows()):
        if not active or not sold.sales[row] or ref in asides.reasons:
            continue
        if sold.sales[row] < _LEAST_SALES:
            asides.put(
                ref, "une seule vente connue : pas assez pour en tirer une quantité, décidez-en vous-même"
            )
        elif ref not in waits:
            asides.put(
                ref,
                "aucun délai de livraison connu : importez vos achats avec leurs dates de livraison, remplissez le délai sur la "
                "fiche de l'article ou du fournisseur, ou donnez un délai par défaut",
            )
        else:
            kept.append(row)
    if not kept:
        reasons = list(dict.fromkeys(asides.reasons.values()))
        if not sold.sales.sum():
            raise NotEnoughData(
                "Aucune vente ne porte le code d'un article de votre stock : il n'y a rien à en tirer",
                where="colonne « Code article » des ventes et du stock",
                mend="Vérifiez que les deux tableaux emploient les mêmes codes.",
            )
        raise NotEnoughData(
            "Aucune référence ne peut recevoir de proposition", where=f"{len(asides.reasons)} références mises de côté",
            mend=f"Première raison : {reasons[0]}." if reasons else "Vérifiez que des articles sont actifs.",
        )  # fmt: skip
    return np.array(kept, dtype=np.int64)


def _basis(
    articles: pl.DataFrame,
    waits: dict[str, Wait],
    sold: Sold,
    usable: NDArray[np.int64],
    given: StockReplenishmentInput,
) -> Basis:
    frame = articles[usable.tolist()]
    history = History(sold.weeks.demand[usable], sold.weeks.first[usable], _YEAR)
    kept = [waits[ref] for ref in frame["ref"].to_list()]
    cover = np.array([(one.mean + given.review_days) / 7 for one in kept])
    spread = np.array([one.deviation**2 / 49 for one in kept])
    costs: Values = frame["cost"].cast(pl.Float64).fill_null(float("nan")).to_numpy()
    priced = np.isfinite(costs)
    value = np.where(priced, costs, np.nanmedian(costs) if priced.any() else 1.0)
    year = history.demand[:, -52:].sum(axis=1)
    first, second = abc(year * value), xyz(history)
    levels = {"A": given.service_a / 100, "B": given.service_b / 100, "C": given.service_c / 100}
    return Basis(
        frame=frame, everything=articles, rows=usable, sold=sold, history=history, waits=kept, cover=cover, spread=spread,
        value=value, priced=bool(priced.mean() >= 0.5), abc=first, xyz=second, service=service(first, second, levels),
    )  # fmt: skip


def _judged(basis: Basis, given: StockReplenishmentInput) -> Judged:
    """The rule replayed on the articles, or on a fair sample of a big catalogue; risks for all of them."""
    count = basis.rows.size
    places = np.arange(count)
    if count > _MOST_REPLAYED:
        worth = np.argsort(-(basis.history.demand[:, -52:].sum(axis=1) * basis.value), kind="stable")
        places = np.sort(worth[np.linspace(0, count - 1, _MOST_REPLAYED).astype(int)])
    weeks = basis.history.periods
    random = np.random.default_rng(_SEED)
    waits = np.stack([np.round(random.choice(basis.waits[one].seen, weeks)) for one in places]).astype(
        np.int64
    )
    history = History(basis.history.demand[places], basis.history.first[places], _YEAR)
    days = basis.sold.days(basis.rows[places])
    # The first sale of a reference could not be foreseen by any rule: it is not held against either.
    born = history.first[:, None] == np.arange(weeks)[None, :]
    days = np.where(np.repeat(born, 7, axis=1), 0.0, days)
    past = Past(
        history=history, days=days, waits=waits, cover=basis.cover[places], spread=basis.spread[places],
        pack=basis.numbers("pack")[places], least=basis.numbers("least")[places],
        every=np.full(places.size, given.review_days // 7), value=basis.value[places],
    )  # fmt: skip
    groups = np.char.add(basis.abc, basis.xyz)
    judged = judge(past, basis.service[places], groups[places])
    if places.size == count:
        return judged
    by_group = {
        name: float(np.median(judged.risks[groups[places] == name])) for name in np.unique(groups[places])
    }
    middle = float(np.median(judged.risks))
    return judged.for_all(np.array([by_group.get(name, middle) for name in groups]))


def _bias(basis: Basis, judged: Judged) -> float | None:
    """How far the demand expected eight weeks ago was from what came, over what came, all references together."""
    weeks = 8
    at = basis.history.periods - weeks
    season = shifts(basis.history, np.array([at]), np.full(basis.rows.size, weeks), judged.setting.smoothing)
    then = pace(basis.history, at, judged.setting).moved(season[:, 0])
    expected = float((then.mean * basis.value).sum() * weeks)
    came = float((basis.history.demand[:, at:].sum(axis=1) * basis.value).sum())
    return expected / came - 1 if came > 0 else None


__all__ = ["replenish"]
