"""A question over any kind of table: the measure it names, its axes, filters, period — as a frame of the semantic layer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from levier.core.french.calendar import shift_period
from levier.core.french.dates import FoundPeriod, labelled
from levier.core.french.text import flatten, fold
from levier.core.measures import Filter, Inactivity
from levier.orchestrator.planning.local import words
from levier.orchestrator.planning.local.frames import TIME, Order, Said, TableFrame
from levier.orchestrator.planning.local.grammar import Grammar, grammar_of
from levier.orchestrator.planning.local.having import bounds, without_bounds
from levier.orchestrator.planning.local.lexicon import Mention, mentions
from levier.orchestrator.planning.local.reading import blanked, periods_of
from levier.orchestrator.planning.local.shaping import amounts
from levier.orchestrator.planning.planner import CompanyFacts
from levier.orchestrator.understand import Clause, Entity
from levier.orchestrator.understand.cues import KNOWLEDGE, cue_text
from levier.orchestrator.understand.linking import EXCLUDE
from levier.tables.measures.kinds import invoices
from levier.tables.measures.model import Measure, Model

_ASKS = re.compile(
    r"^(?:et |mais )?(?:(?:de|dans|a|en|chez|pour) )?(?:quels?|quelles?|combien|comment|what|which|how|est-ce|sommes)(?![a-z])"
)
_WHICH = re.compile(r"(?<![a-z])(?:quels?|quelles?|qui|which|who|liste[rz]?|list)(?![a-z])")
_ONE = re.compile(
    r"(?<![a-z])(?:quel|quelle|which)(?= (?:est |a ete )?(?:l[ea] |notre )?[a-z' ]*?(?:l[ea] (?:plus|moins|meilleure?|pire|mieux)|plus |meilleure?|pire|best|most|worst|least))"
)
_LEGACY = frozenset({
    "revenue", "quantity", "orders", "customers", "average_basket", "average_price", "revenue_per_customer", "returns_value",
    "returns_quantity", "returns_rate", "products_sold", "lines",
})  # fmt: skip
_LEGACY_AXES = frozenset({"product", "product_code", "category", "customer", "country"}) | TIME
_RULES = re.compile(
    r"(?<![a-z])(?:legal\w*|legaux|loi|lois|contrat\w*|procedure\w*|penalit\w*|clause\w*|obligat\w*|obligations?|cgv|conditions? generales?|"
    r"reglement interieur|politique|droit|rgpd|cnil|prevoi[rt]|prevoyez|conge\w*|salarie\w*|preavis|faut[- ]il|doit[- ]on|devons[- ]nous|"
    r"peut[- ]on|puis[- ]je|que faire|comment (?:faire|relancer|declarer|traiter|contester|proceder)|que dit|mention|garantie\w*|retractation|"
    r"indemnite\w*|maximum autorise|a-t-on le droit|contract|legal|policy|law|notice)(?![a-z])"
)


_THEY_BUY = re.compile(r"(?<![a-z])(?:clients?|customers?|acheteurs?|pays)(?![a-z])")
_WE = re.compile(r"(?<![a-z])(?:nous|on|achetons|we|notre|nos fournisseurs)(?![a-z])")


def of_rules(flat: str) -> bool:
    """Whether the words are those of laws, contracts and procedures."""
    return bool(_RULES.search(flat))


@dataclass(frozen=True)
class Found:
    """What a question asks of a kind. ``sure``: how strongly its words say so (number of telling words)."""

    kind: str
    said: Said
    sure: int
    mention: Mention

    def about(self, measure: str) -> "Found":
        """The same question of another measure of the kind."""
        return replace(self, said=replace(self.said, measures=(measure,)))


_UNPAID = re.compile(
    r"(?<![a-z])n(?:e |')(?:nous |m')?(?:sont|ont|a|est) (?:toujours )?pas (?:encore )?(?:ete )?(?:paye|regle|solde|encaisse)\w*"
    r"(?: (?:leurs?|sa|ses|la|les|nos|notre|une|des) factures?)?"
)
_COUNTS = re.compile(
    r"(?:(?:combien|nombre|nb|nbre|effectif|total|liste[rz]?|number|how many|list)(?: (?:y a-t-il|existe-t-il|of))?(?: (?:de|d'|des|du|nos|tous|toutes|les))*"
    r"|(?:quel(?:le)?s sont|qui sont|avons-nous|a-t-on|ai-je)(?: (?:de|des|nos|les|mes|tous|toutes))*) ?[\w']+ ?$"
)


def unpaid(flat: str) -> bool:
    """« quels clients n'ont pas payé ? »: of the invoices, not of any rule."""
    return bool(_UNPAID.search(flat)) and not _RULES.search(flat) and not KNOWLEDGE.search(flat)


def affirmed(flat: str) -> str:
    """« les factures qui ne sont pas payées » as « impayées », « qui n'a pas payé » as « impayés », of the same length."""
    return _UNPAID.sub(
        lambda match: ("impayees" if "facture" in flat[: match.start()] else "impayes").ljust(
            len(match.group())
        ),
        flat,
    )


def of_kinds(clause: Clause, company: CompanyFacts, before: TableFrame | None = None) -> Found | None:
    """The question over one of the company's tables, None when the words are those of the sales alone or of a document."""
    models = company.models
    if not models:
        return None
    flat = affirmed(cue_text(clause.text))
    bare = without_bounds(clause, _without_periods(flat, clause))
    found = mentions(
        bare,
        models,
        lambda one: _allowed(one, clause, bare) and not _across_axis(one, bare, models[one.kind]),
    )
    best = _best(found, bare, company)
    if best is not None and _gone_silent(bare, best, models):
        return None
    if best is None and before is not None and before.kind in models:
        measure = before.measures[0]
        best = Mention(before.kind, measure, 0, 0, 0, 0, False)
    if best is None or _of_documents(flat, best, clause, grammar_of(models[best.kind])):
        return None
    model = models[best.kind]
    said = _read(clause, company, model, best, bare, found)
    if (
        best.kind == "sales"
        and set(said.measures) <= _LEGACY
        and before is None
        and set(said.dimensions) <= _LEGACY_AXES
    ):
        return None
    return Found(best.kind, said, best.words, best)


def frame_of_kind(found: Found) -> TableFrame:
    """A question that stands alone."""
    said = found.said
    return TableFrame(
        kind=found.kind, measures=said.measures, dimensions=said.dimensions, filters=said.filters, period=said.period,
        compare=said.compare, share=said.share, inactive=said.inactive, order=said.order or "desc", limit=said.limit,
        dataset=said.dataset, having=said.having,
    )  # fmt: skip


def _without_periods(flat: str, clause: Clause) -> str:
    text = list(flat)
    for period in clause.periods:
        for place in range(period.start, min(period.end, len(text))):
            text[place] = "\u2400" if text[place] != " " else " "
    return "".join(text)


def _allowed(mention: Mention, clause: Clause, flat: str) -> bool:
    """A measure's word inside the name of a product or a customer names nothing, nor does what the customers buy."""
    if mention.kind == "purchases" and flat.startswith("achet", mention.start) and mention.words == 1:
        return bool(_WE.search(flat)) and not _THEY_BUY.search(flat)
    return not any(
        entity.score >= 0.95 and entity.values and entity.start <= mention.start and mention.end <= entity.end
        for entity in clause.entities
    )


def _across_axis(mention: Mention, flat: str, model: Model) -> bool:
    """« chiffre d'affaires par segment de clients » is no « chiffre d'affaires par client »."""
    if not mention.loose:
        return False
    return any(
        match.start() < mention.end and mention.start < match.end()
        for match in grammar_of(model).grouped.finditer(flat)
    )


def _best(found: Sequence[Mention], flat: str, company: CompanyFacts) -> Mention | None:
    if not found:
        return None
    telling = [one for one in found if not _is_axis(one, flat, company.models[one.kind])]
    # « combien de véhicules » counts them; « combien de kilomètres par véhicule » asks for another figure.
    telling = telling or [one for one in found if one.words > 1 or _COUNTS.search(flat[: one.end])]
    if not telling:
        return None
    strongest = max(one.weight for one in telling)
    top = [one for one in telling if one.weight == strongest]
    axes = {kind: set(grammar_of(model).axes(flat).names) - TIME for kind, model in company.models.items()}
    widest = max(len(names) for names in axes.values())

    def rank(one: Mention) -> tuple[int, int, int, int]:
        # A table whose axes the question names comes first, then the sales, then the order of the kinds.
        return (
            -len(axes[one.kind]) if widest else 0,
            one.loose,
            0 if one.kind == "sales" else 1,
            found.index(one),
        )

    return min(top, key=rank)


def _is_axis(mention: Mention, flat: str, model: Model) -> bool:
    """« les 3 clients qui ont le plus d'impayés »: the word is what to split by, not what to count."""
    if mention.words > 1:
        return False
    nouns = grammar_of(model).axis_spans(flat)
    return any(start <= mention.start and mention.end <= end for start, end in nouns)


def _gone_silent(flat: str, mention: Mention, models: Mapping[str, Model]) -> bool:
    """« les clients qui n'ont plus acheté depuis 60 jours »: of the sales, whatever one word names elsewhere."""
    if "sales" in models and words.LEAVING.search(flat):
        return True
    if (
        mention.words > 1
        or "sales" not in models
        or "$idle" in models[mention.kind].measure(mention.measure).sql
    ):
        return False
    return bool(words.INACTIVE.search(flat)) and bool(
        re.search(r"clients?|customers?|produits?|products?|references?", flat)
    )


def _of_documents(flat: str, mention: Mention, clause: Clause, grammar: Grammar) -> bool:
    """Words of rules outside the measure's own words: a question to the documents."""
    outside = flat if mention.loose else flat[: mention.start] + " · " + flat[mention.end :]
    split = grammar.axes(flat).names
    if _RULES.search(outside) and not (clause.periods and mention.words > 1):
        return True
    told = len({match.group() for match in KNOWLEDGE.finditer(outside)})
    return told > 0 and mention.words == 1 and not clause.periods and not split


def _read(
    clause: Clause, company: CompanyFacts, model: Model, best: Mention, flat: str, found: Sequence[Mention]
) -> Said:
    measure = model.measure(best.measure)
    own = flat[: best.start] + "·" * (best.end - best.start) + flat[best.end :]
    grammar = grammar_of(model)
    axes = grammar.axes(flat)
    # An axis that is only part of the measure's name (« par machine » in its label) is none.
    names = tuple(name for name in axes.names if name in grammar.axes(own).names)
    if not names and axes.asked and re.search(r"(?<![a-z])(?:quels|quelles|which)(?![a-z])", flat):
        names = axes.names
    filters = tuple(_filters(clause, company, model, best, flat))
    alone = {part.dimension for part in filters if not part.exclude and len(part.values) == 1}
    names = tuple(name for name in names if name not in alone or axes.asked)
    if not names:
        names = _implied(measure, grammar, flat, own, alone)
    if names == (measure.listed,) and measure.beside and measure.beside not in alone:
        names = (measure.listed, measure.beside)
    inactive = None
    periods = list(clause.periods)
    if _is_state(model, measure) and any(
        one.period.end == company.today == one.period.start for one in periods
    ):
        periods = []
    if "$idle" in measure.sql:
        since = next((one for one in periods if one.open_end), None)
        if since is not None:
            days = max(1, (since.period.end - since.period.start).days)
            inactive, periods = Inactivity(days=days), [one for one in periods if one is not since]
    trend = bool(words.TREND.search(own)) and "evolution" not in flatten(measure.label)
    if measure.day:
        periods = [_coming(one, company.today) for one in periods]
    period, compare, by_month = periods_of(blanked(clause), periods, None, trend, company.today)
    calendar = any(name in TIME for name in names)
    if (trend or by_month) and not calendar and compare is None and "month" in model.dimensions:
        names = (*names, "month")
    limit = axes.limit
    if (
        limit is None
        and names
        and _ONE.search(flat)
        and not re.search(r"(?<![a-z])(?:quels|quelles)(?![a-z])", flat)
    ):
        limit = 1
    share = bool(words.SHARE.search(own)) and measure.additive and "%" not in own
    measures = _measures(best, found, flat, model)
    having = bounds(clause, measures, model.measures, best.measure if measure.unit == "money" else "")
    if having and not names:
        names = tuple(filter(None, [measure.listed or grammar.first(flat.strip(" ?.!"))]))
    if having and names:
        bound = tuple(dict.fromkeys(one.measure for one in having))
        measures = (*bound, *(name for name in measures if name not in bound and f"{name}_rate" not in bound))
    measures += amounts(flat, measures, model)
    return Said(
        measures=measures, having=having if names else (), dimensions=names[:3], filters=filters, period=period,
        compare=compare, compares=bool(words.COMPARE.search(flat)), share=share, inactive=inactive,
        order=_order(flat, names, axes.limit), limit=limit, dataset=_dataset(flat, company, model.kind),
    )  # fmt: skip


def _coming(found: FoundPeriod, today: date) -> FoundPeriod:
    """« les échéances de décembre » without a year: of the December to come, when the last one is over."""
    if found.period.end >= today or found.shift or re.search(r"\d{4}|dernier|passe", flatten(found.raw)):
        return found
    next_year = labelled(shift_period(found.period, "year", 1))
    return replace(found, period=next_year) if found.grain in ("month", "day") else found


_LATE_FOR = re.compile(r"(?<![a-z])plus (?:de |d')(?P<days>30|60|90) jours(?![a-z])")
_AGES_BEYOND = {"30": invoices.AGES[2:], "60": invoices.AGES[3:], "90": invoices.AGES[4:]}
_OF_AGES = frozenset({"overdue", "overdue_count", "outstanding", "payable", "payable_overdue"})


def _is_state(model: Model, measure: Measure) -> bool:
    """« l'encours aujourd'hui », « le stock actuel »: what stands, not what happened on that day."""
    now = "open_amount" in measure.sql or "$today" in measure.sql or "ARG_MAX" in measure.sql
    return bool(model.snapshot) or model.reference or measure.cumulative or now


def _measures(best: Mention, found: Sequence[Mention], flat: str, model: Model) -> tuple[str, ...]:
    """The measure named best, and another of the same table joined to it by « et »."""
    names = [best.measure]
    for other in found:
        apart = other.start >= best.end or other.end <= best.start
        if other.kind != best.kind or not apart or other.measure in names or len(names) > 2:
            continue
        between = flat[min(best.end, other.end) : max(best.start, other.start)]
        if re.fullmatch(r"[ ,]*(?:et|and|,)[ ]*(?:l[ea] |les |l'|du |de la |des |de )*", between):
            names.append(other.measure)
            break
    balance = model.measure(names[0]).cumulative
    return tuple(name for name in names if model.measure(name).cumulative == balance)


def _implied(measure: Measure, grammar: Grammar, flat: str, own: str, alone: set[str]) -> tuple[str, ...]:
    """« quelles factures sont en retard », « articles en rupture », « taux de service de nos fournisseurs »."""
    text = flat.strip(" ?.!")
    if measure.beside in grammar.names and re.match(r"^(?:et |mais )?qui (?!sont|est)", text):
        return (measure.beside,)  # « qui n'a pas payé ? »
    if measure.listed and measure.listed not in alone:
        opened = grammar.first(text) == measure.listed and not text.startswith(
            ("montant", "nombre", "part", "taux", "valeur")
        )
        if opened or (_WHICH.search(text) and not re.match(r"^(?:quel|quelle) (?:est|etait|sera) ", text)):
            return (measure.listed,)
    if (
        not measure.additive
        and not _ASKS.match(text)
        and (name := grammar.of_ours(text))
        and name not in alone
    ):
        return (name,)
    return ()


def _order(flat: str, names: Sequence[str], limit: int | None) -> Order | None:
    if words.ASCENDING.search(flat):
        return "asc"
    if names and names[0] in TIME and limit is None:
        return "natural"
    return None


def _filters(clause: Clause, company: CompanyFacts, model: Model, best: Mention, flat: str) -> list[Filter]:
    grouped: dict[tuple[str, bool], list[str]] = {}
    if (late := _LATE_FOR.search(flat)) and "age" in model.dimensions and best.measure in _OF_AGES:
        grouped["age", False] = list(_AGES_BEYOND[late["days"]])
    # « température moyenne »: the measure's words name the sensor too.
    taken = [] if "sensor" in model.dimensions else [(best.start, best.end)]
    taken += [(one.start, one.end) for one in clause.periods]
    for name, value, start, end in _members(flat, company, model, taken):
        exclude = bool(EXCLUDE.search(flat[:start]))
        grouped.setdefault((name, exclude), []).append(value)
        taken.append((start, end))
    for entity in clause.entities:
        name = _axis_for(entity, model)
        inside = any(entity.start < stop and begin < entity.end for begin, stop in taken)
        if name and entity.values and not inside:
            grouped.setdefault((name, entity.exclude), []).extend(entity.values)
    return [
        Filter(dimension=name, values=list(dict.fromkeys(values)), exclude=exclude)
        for (name, exclude), values in grouped.items()
    ]


def _axis_for(entity: Entity, model: Model) -> str:
    """The axis of this kind that a company's name belongs to."""
    name = entity.dimension
    if name in model.dimensions:
        return name
    bare = name.removesuffix("_code")
    return bare if bare in model.dimensions else ""


def _members(
    flat: str, company: CompanyFacts, model: Model, taken: Sequence[tuple[int, int]]
) -> list[tuple[str, str, int, int]]:
    """Members of the kind's own axes that stand whole in the text: (axis, member, start, end), the longest first."""
    if company.members is None:
        return []
    found: list[tuple[str, str, int, int]] = []
    for dimension in model.dimensions.values():
        if dimension.grain or dimension.name in ("invoice", "order", "label"):
            continue
        for member in company.members(model.kind, dimension.name):
            words_of = fold(str(member)).strip()
            if len(words_of) < 3 or words_of not in flat:
                continue
            for match in re.finditer(rf"(?<![a-z0-9]){re.escape(words_of)}(?![a-z0-9])", flat):
                found.append((dimension.name, str(member), match.start(), match.end()))
    kept: list[tuple[str, str, int, int]] = []
    nouns = [match.span() for match in grammar_of(model).noun.finditer(flat)]
    for one in sorted(found, key=lambda item: item[2] - item[3]):
        spans = [*taken, *((start, end) for _, _, start, end in kept)]
        common = (one[2], one[3]) in nouns
        if common or any(one[2] < stop and begin < one[3] for begin, stop in spans):
            continue
        kept.append(one)
    return kept


def _dataset(flat: str, company: CompanyFacts, kind: str) -> str:
    """A table named in the question, when the company has several of the kind."""
    names = company.datasets.get(kind, ())
    if len(names) < 2:
        return ""
    return next((name for name in sorted(names, key=len, reverse=True) if fold(name) in flat), "")


def with_kind(frame: TableFrame, kind: str) -> TableFrame:
    """The same question of another kind keeps its period and filters, not its axes."""
    return frame if frame.kind == kind else replace(frame, kind=kind, dimensions=(), filters=())
