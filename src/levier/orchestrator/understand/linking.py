"""Things of the company named in a question: products, customers, suppliers by name or code; countries; what is left out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from levier.core.french.dates import FoundPeriod
from levier.core.french.text import STOPWORDS, flatten, fold
from levier.orchestrator.understand.claiming import claimed
from levier.orchestrator.understand.countries import names as country_names
from levier.orchestrator.understand.name_index import Name, NameIndex, index_of, level
from levier.orchestrator.understand.shapes import Entity

EXCLUDE = re.compile(
    r"(?<![a-z])(?:hors|sauf|excepte|hormis|a part|en dehors d[e'u]|a l'exception d[e'u]|exclu(?:ant|re|s)?|sans(?: compter)?|derriere|apres|autres? qu[e']|excluding|except|without|outside)\s+(?:l'|la |le |les |de |du |des |the |for )*$"
)
_CHAIN = re.compile(
    r"^[\s,]*(?:et|ou|and|or|,|&|ni)?[\s,]*(?:l'|la |le |les |de |du |des |d'|en |au |aux |the )*$"
)
_CUE = {
    "customer": re.compile(r"(?:clients?|customers?|compte)\s*(?:n ?°|numero|no|num)?\s*$"),
    "product_code": re.compile(
        r"(?:references?|refs?\.?|codes?(?: article| produit)?|articles?|produits?|sku|item)\s*(?:n ?°|numero|no|num)?\s*$"
    ),
    "supplier": re.compile(r"(?:fournisseurs?|suppliers?)\s*$"),
}
_ALL = re.compile(
    r"(?:tou(?:s|tes) (?:les|nos|mes)|l'ensemble des|all(?: the| our)?)\s+(?:produits |articles |references |products )?[«\"“ ]*$"
)
_TOKEN = re.compile(r"[a-z0-9]+")
# Words of questions themselves: they may be part of a full name, never name a product on their own.
ORDINARY = frozenset(
    level(fold(word))
    for word in (
        *STOPWORDS,
        *"""
        achat achats achete acheter annee annees article articles autre avril aout baisse besoin bien bon bonne bonjour ca
        carton categorie chaque cher chez chiffre affaire affaires client clients combien commande commandes commandent
        compare comparaison comparer compte conge conges contrat cout croissance date decembre delai delais depuis dernier
        derniere detail difference donne ecart email en entre entreprise envoi envoie euro euros evolution facture factures
        famille fevrier fin fournisseur frais garantie grand gros hausse heure hier homme information janvier jour jours
        juillet juin legal legaux ligne liste livraison livraisons loi magasin mai mail mars marche meilleur meilleure
        meilleurs meilleures mieux mois moins montant moyen moyenne nombre novembre octobre paiement paiements panier part
        pays petit petite piece pieces place plus politique pourcentage premier premiere prevision previsions prevoir prix
        procedure prochain produit produits professionnel professionnels pourquoi quantite quantites quantity rapport
        recette reference references remise repartition reste resultat retard retour retours salarie salaries semaine
        semaines septembre service stock tendance total toute transport travail trimestre unite unites vend vendre vendu
        vendue vendus vendues vente ventes vers volume bonne jeune age capitaine billet train voiture maison hotel temps
        sales sold sell revenue customer customers order orders product products month week year day top best worst last
        next forecast country countries between compare since average show give what which how many much our we did
        parmi president republique directeur gerant monsieur madame salaire wedding off
        billion million nouveau nouvelle ancien ancienne home business work payment terms legal leave paid manual
        declaration registre camera cameras mariage naissance deces point complet seule fois personne personnes gens
        entrepot bureau atelier equipe cadre cadres duree periode essai regle regles droit droits ensemble pareil idem
        montre affiche dire dis dit faut doit dois jamais toujours encore chose choses general generales condition conditions
        """.split(),
    )
)


_SURE_TYPO = 7
"""Letters from which a word mended, alone, is worth asking which name it is part of."""


@dataclass(frozen=True)
class _Token:
    word: str
    start: int
    end: int
    fuzzy: bool = False


def link(text: str, members: Mapping[str, tuple[str, ...]], periods: Sequence[FoundPeriod]) -> list[Entity]:
    """The entities named in a question, in order. Words of its periods (« mai », « l'été ») name nothing else."""
    index = index_of(members)
    flat = flatten(text)
    taken = [(period.start, period.end) for period in periods]
    found = _countries(text, flat, index, taken)
    taken += [(entity.start, entity.end) for entity in found]
    found += _codes(text, flat, index, taken)
    taken += [(entity.start, entity.end) for entity in found]
    found += _named(text, flat, index, taken)
    taken += [(entity.start, entity.end) for entity in found]
    found += claimed(text, flat, members, taken)
    return _with_exclusions(sorted(found, key=lambda entity: entity.start), flat)


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in taken)


def _countries(text: str, flat: str, index: NameIndex, taken: Sequence[tuple[int, int]]) -> list[Entity]:
    if not index.countries:
        return []
    found: list[Entity] = []
    forms = country_names()
    matches = [
        (match.start(), match.start() + len(form), code)
        for match in re.finditer(r"(?<![a-z])[a-z]", flat)
        for form, code in _forms_at(flat, match.start(), forms)
    ]
    for start, end, code in sorted(matches, key=lambda item: (item[0], item[0] - item[1])):
        value = index.countries.get(code)
        # A country's name in capitals inside a product's name (« UNION JACK FRANCE ») is left to the product.
        if value and not _overlaps(start, end, [*taken, *((e.start, e.end) for e in found)]):
            found.append(Entity("country", value, start, end, text[start:end], 1.0, (value,)))
    return found


def _forms_at(flat: str, start: int, forms: Mapping[str, tuple[str, bool]]) -> list[tuple[str, str]]:
    """The longest country form that begins here and ends at a word's end."""
    for length in (3, 2, 1):
        match = re.match(rf"[a-z]+(?:[ '\-][a-z]+){{{length - 1}}}(?![a-z])", flat[start:])
        if (
            match
            and match.group() in forms
            and not (len(match.group()) <= 2 and match.group() not in ("uk", "us"))
        ):
            return [(match.group(), forms[match.group()][0])]
    return []


def _codes(text: str, flat: str, index: NameIndex, taken: Sequence[tuple[int, int]]) -> list[Entity]:
    found = []
    for match in re.finditer(r"(?<![\w.,/-])[a-z0-9][a-z0-9\-_/.]*[a-z0-9](?![\w])", flat):
        holders = index.codes.get(match.group(), [])
        if not holders or _overlaps(*match.span(), taken):
            continue
        before = flat[: match.start()]
        cued = [(dim, value) for dim, value in holders if dim in _CUE and _CUE[dim].search(before)]
        long_enough = len(match.group()) >= 5 or any(char.isalpha() for char in match.group())
        chosen = cued or (
            [holder for holder in holders if holder[0] != "customer"] or holders if long_enough else []
        )
        if chosen:
            dimension, value = chosen[0]
            found.append(Entity(dimension, value, *match.span(), text[slice(*match.span())], 1.0, (value,)))
    return found


def _named(text: str, flat: str, index: NameIndex, taken: Sequence[tuple[int, int]]) -> list[Entity]:
    tokens = _tokens(flat, index, taken)
    found: list[Entity] = []
    position = 0
    while position < len(tokens):
        run = _run(tokens, position, index, flat)
        entity = _best(text, flat, run, index) if run else None
        if entity is None:
            position += 1
            continue
        found.append(entity)
        position = next((i for i, token in enumerate(tokens) if token.start >= entity.end), len(tokens))
    return found


def _tokens(flat: str, index: NameIndex, taken: Sequence[tuple[int, int]]) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(flat):
        start, end = match.span()
        if _overlaps(start, end, taken):
            tokens.append(_Token("", start, end))
            continue
        word = level(match.group())
        if word in index.by_token:
            tokens.append(_Token(word, start, end))
        elif word in index.glued:
            left, right = index.glued[word]
            tokens += [_Token(left, start, end), _Token(right, start, end)]
        elif word in ORDINARY:
            tokens.append(_Token("", start, end))
        else:
            near = index.nearest(word)
            tokens.append(_Token(near or "", start, end, fuzzy=True))
    return tokens


def _run(tokens: list[_Token], position: int, index: NameIndex, flat: str) -> list[_Token]:
    """Known words in a row from here that can belong to one same name."""
    run: list[_Token] = []
    shared: set[int] | None = None
    for token in tokens[position:]:
        if not token.word:
            break
        if run and re.search(r"[,;?!«»\"“”:]", flat[run[-1].end : token.start]):
            break
        holders = index.by_token[token.word]
        both = holders if shared is None else shared & holders
        if not both:
            break
        shared = both
        run.append(token)
    while run and _ordinary(run[-1].word) and not _full(run, index):
        run.pop()
    return run


def _ordinary(word: str) -> bool:
    return word in ORDINARY or (len(word) < 3)


def _full(run: list[_Token], index: NameIndex) -> bool:
    words = {token.word for token in run}
    holders = set.intersection(*(index.by_token[word] for word in words))
    return any(set(index.names[holder].tokens) == words for holder in holders)


def _best(text: str, flat: str, run: list[_Token], index: NameIndex) -> Entity | None:
    """The name a run of words means: the one it covers wholly, else the only one that holds it, else a choice."""
    words = [token.word for token in run]
    telling = [word for word in words if not _ordinary(word)]
    start, end = run[0].start, run[-1].end
    holders = sorted(set.intersection(*(index.by_token[word] for word in words)))
    names = [index.names[holder] for holder in holders]
    whole = [name for name in names if len(set(name.tokens)) == len(set(words))]
    raw = text[start:end]
    if whole:
        return _whole(text, flat, whole, words, start, end, run)
    if not telling or not _in_place(raw, flat, start, telling, names):
        return None
    score = max(_coverage(name, words, index) for name in names) * (
        0.9 if any(token.fuzzy for token in run) else 1
    )
    dimension = names[0].dimension
    same = [name for name in names if name.dimension == dimension]
    ranked = sorted(same, key=lambda name: (-_coverage(name, words, index), len(name.value), name.value))
    values = tuple(name.value for name in ranked)
    if len(values) == 1 or _coverage(ranked[0], words, index) > 0.8 > 1.5 * _coverage(
        ranked[1], words, index
    ):
        return Entity(dimension, values[0], start, end, raw, score, values[:1])
    if len(words) == 1 and run[0].fuzzy and len(raw) < _SURE_TYPO:
        # « coûte » is near « CUTE », « banque » near « BANQUET »: a short word mended that several names hold names none.
        return None
    if _ALL.search(flat[:start]):
        return Entity(dimension, raw, start, end, raw, score, values[:500])
    return Entity(dimension, raw, start, end, raw, score, (), values)


def _whole(
    text: str, flat: str, whole: list[Name], words: list[str], start: int, end: int, run: list[_Token]
) -> Entity | None:
    raw = text[start:end]
    ordered = [name for name in whole if list(name.tokens) == words] or whole
    single = len(words) == 1
    # A one-word name that is an ordinary word counts only when it is written as a name: capitals or quotes.
    if (
        single
        and _ordinary(words[0])
        and not (raw.isupper() and len(raw) > 2)
        and text[start - 1 : start] not in '«"“'
    ):
        return None
    if single and not _in_place(raw, flat, start, words, ordered):
        return None
    exact = [name for name in ordered if fold(name.value).split() == fold(raw).split()]
    value = (exact or ordered)[0].value
    score = 0.9 if any(token.fuzzy for token in run) else 1.0
    return Entity(ordered[0].dimension, value, start, end, raw, score, (value,))


def _coverage(name: Name, words: list[str], index: NameIndex) -> float:
    """The part of a name, by weight, that the words said."""
    said = set(words)
    total = sum(index.weight(token) for token in set(name.tokens))
    return sum(index.weight(token) for token in set(name.tokens) & said) / total if total else 0.0


_SLOT = re.compile(
    r"(?:de|du|des|d'|le|la|les|l'|pour|produits?|references?|articles?|combien|clients?|client|fournisseurs?|nos|notre|a|chez|par|et|ou|sauf|hors|sans|excepte|hormis|except|excluding|of|for|the|and|many|sell|sold|categorie|famille|qte|avec)[ «\"“']*$"
)


def _in_place(raw: str, flat: str, start: int, telling: list[str], names: list[Name]) -> bool:
    """A partial or one-word name must stand where a name stands, or be written like one."""
    if raw.isupper() and len(raw) > 3:
        return True
    if len(telling) >= 2:
        return True
    alone = not flat[:start].strip() and flatten(raw) == telling[0]
    return len(telling[0]) >= 4 and (alone or bool(_SLOT.search(flat[:start])))


def _with_exclusions(entities: list[Entity], flat: str) -> list[Entity]:
    """« hors Royaume-Uni et Irlande »: the exclusion holds for the names joined to the first one."""
    marked: list[Entity] = []
    for entity in entities:
        excluded = bool(EXCLUDE.search(flat[: entity.start]))
        if not excluded and marked and marked[-1].exclude:
            excluded = bool(_CHAIN.match(flat[marked[-1].end : entity.start]))
        marked.append(replace(entity, exclude=excluded))
    return marked
