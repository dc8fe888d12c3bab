"""Which capability a question is for: its words first, then its likeness to the capabilities' examples."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from levier.core.french.dates import tense_of
from levier.core.french.numbers import find_numbers
from levier.core.french.text import stems
from levier.orchestrator.planning.local import words
from levier.orchestrator.planning.local.reading import blanked
from levier.orchestrator.planning.planner import AnyCapability
from levier.orchestrator.understand import Clause
from levier.orchestrator.understand.cues import (
    FORECAST,
    KNOWLEDGE,
    MEASURE,
    RANKING,
    SUPPOSING,
    SUPPOSING_SOFTLY,
    cue_text,
)

TABLE, FORECASTING, KNOWING = "table-query", "sales-forecast", "knowledge-search"
_BUILT_IN = frozenset({TABLE, FORECASTING, KNOWING})
_RULE = re.compile(
    r"(?<![a-z])(?:faut[- ]il|doit[- ]on|dois[- ]je|peut[- ]on|puis[- ]je|est[- ]il (?:obligatoire|possible|permis|interdit)|a[- ]t[- ]on le droit|"
    r"combien (?:coute|coutent|coutera|couterait) une?(?! commande)|obligatoire|comment (?:faire|retourner|proceder|declarer|obtenir|contester)|que (?:dit|prevoit|faire|doit)|qu'est-ce que|c'est quoi|c quoi|c koi|definition|"
    r"quelle est (?:la|notre) (?:procedure|politique|regle|duree)|quelles sont les (?:regles|conditions|mentions|obligations)|"
    r"is it (?:legal|allowed|mandatory)|must we|can we|should we|are we allowed|qui (?:doit|paie|est responsable)|combien de (?:jours|temps|semaines) (?:de|doit|faut|peut|pour|avant))(?![a-z])"
)
_ACTION = re.compile(
    r"^(?:merci de |veuillez |tu peux |vous pouvez |peux[- ]tu |pouvez[- ]vous |pourrais[- ]tu |pourriez[- ]vous |il faut |please )?(?:me |m'|nous )?"
    r"(?:reserve|reserver|reservez|envoie|envoyer|envoyez|appelle|appeler|appelez|telephone|traduis|traduire|traduisez|translate|"
    r"supprime|supprimer|supprimez|efface|delete|imprime|imprimer|exporte|exporter|exportez|paie|payer|payez|vire|virer|virement|achete|achetez|commande(?=[- ]moi)|commandez|"
    r"ecris|ecrire|ecrivez|redige|rediger|redigez|write|dessine|dessiner|raconte|chante|joue|allume|eteins|ouvre|ferme|book|send|call|buy|order me|"
    r"ignore|ignorez|oublie|oubliez|disregard|forget|publie|publier|tweete|poste|programme|planifie|installe|telecharge|modifie|modifier|change|cree|creer|embauche|licencie|"
    r"programme-moi|organise|prends rendez)(?:[- ](?:moi|nous|toutes|tous|un|une|le|la|les|l'|du|des|a|all|your|the))?(?![a-z])"
)
_OUTSIDE = re.compile(
    r"(?<![a-z])(?:meteo|quel temps (?:fera|fait)|quelle heure (?:est|il)|heure est-il|what time is it|weather|horoscope|blague|poeme|recette de (?:cuisine|gateau)|"
    r"resultat du match|qui a gagne|loto|cours de (?:la )?bourse|bitcoin)(?![a-z])"
)


@dataclass(frozen=True)
class Choice:
    """The capability chosen (None: nothing covers the question), how sure, and how near it is to each."""

    capability: str | None
    confidence: float
    nearness: Mapping[str, float]


def choose(clause: Clause, catalogue: Sequence[AnyCapability], nearness: Mapping[str, float]) -> Choice:
    """The capability for a question that stands alone."""
    flat = cue_text(clause.text).strip()
    nearness = _claimed(clause, catalogue, nearness)
    supposed = supposing(clause, catalogue, nearness)
    if supposed:
        # No figure of the past answers what would happen: its own capability does, or says what it lacks.
        return Choice(supposed, 0.85, {**nearness, supposed: 1.0})
    available = {capability.name for capability in catalogue}
    measured = next((one.name for one in catalogue if one.about_method), None)
    if measured and words.GAINED.search(flat):
        return Choice(measured, 0.8, {**nearness, measured: 1.0})
    if TABLE in available and words.LEAVING.search(flat):
        return Choice(TABLE, 0.8, nearness)
    doing, near = _third_party(nearness, available)
    if words.HOW_TO.match(flat) and near >= _DOING:
        return Choice(doing, near, nearness)
    moving = words.RISING.search(flat) and (words.ASKED.search(flat) or words.MOST.search(flat))
    if TABLE in available and (moving or words.WEEKENDS.search(flat)):
        return Choice(TABLE, 0.8, nearness)
    if (own := _opened_by(clause, catalogue, nearness)) and not _foreign_object(clause, flat, own, catalogue):
        return Choice(own, 0.8, nearness)
    scores = {name: nearness.get(name, 0.0) for name in available}
    cues = _cues(clause, flat)
    for name, bonus in cues.items():
        if name in scores:
            scores[name] += bonus
    other, likeness = _third_party(nearness, available)
    strong = max((scores[name] for name in scores if name in _BUILT_IN), default=0.0)
    ours = max((nearness[name] for name in nearness if name in _BUILT_IN), default=0.0)
    clear = likeness > 0.62 and likeness >= ours - 0.02
    apart = likeness > 0.25 and likeness > ours + 0.12
    if (
        other
        and (clear or apart)
        and likeness + 0.45 > strong
        and not _foreign_object(clause, flat, other, catalogue)
    ):
        return Choice(other, max(0.5, min(1.0, likeness + 0.2)), nearness)
    if _OUTSIDE.search(flat) or _ACTION.match(flat):
        return Choice(None, 0.9, nearness)
    here = max((cues[name] for name in cues if name in available), default=0.0)
    if any(cues[name] > here for name in cues if name not in available):
        # A question of contracts must not be answered by a forecast because the documents cannot be searched.
        return Choice(None, 0.9, nearness)
    scores = {name: score for name, score in scores.items() if name in _BUILT_IN}
    if not scores:
        return Choice(None, 0.5, nearness)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    name, best = ranked[0]
    margin = best - ranked[1][1] if len(ranked) > 1 else best
    return Choice(name, max(0.3, min(1.0, 0.6 + margin)), nearness)


_WHATEVER = re.compile(r"[ -]*(?:moi |nous )?(?:tout )?ce (?:qui|que|qu'|dont)")
"""« commande-moi ce qui manque »: nothing is named, so nothing is foreign."""


def _foreign_object(clause: Clause, flat: str, name: str, catalogue: Sequence[AnyCapability]) -> bool:
    """« commande-moi une pizza »: an order to act whose object is no name of the company's tables, and no word that the capability
    is ever asked with. Its verb alone says nothing of what it is about.
    """
    order = _ACTION.match(flat)
    if order is None or any(not one.candidates for one in clause.entities):
        return False
    rest = flat[order.end() :]
    if _WHATEVER.match(rest):
        return False
    asked = set(stems(rest))
    capability = next(one for one in catalogue if one.name == name)
    own = {
        stem for text in (capability.title, capability.summary, *capability.examples) for stem in stems(text)
    }
    return bool(asked) and not asked & (own - set(stems(order.group())))


def supposing(
    clause: Clause, catalogue: Sequence[AnyCapability], nearness: Mapping[str, float] | None = None
) -> str | None:
    """The capability that answers suppositions (``supposes``), when the question is one and gives the change a figure."""
    able = [one.name for one in catalogue if one.supposes]
    flat = cue_text(clause.text).strip()
    if not able or not any(one.unit in _CHANGED_BY for one in find_numbers(clause.text)):
        return None
    strong = SUPPOSING.search(flat)
    rule = _RULE.search(flat.replace("peut-on se permettre", ""))
    softly = SUPPOSING_SOFTLY.search(flat) and not KNOWLEDGE.search(flat)
    if rule or not (strong or softly):
        return None
    return max(able, key=lambda name: (nearness or {}).get(name, 0.0))


_CHANGED_BY = frozenset({"%", "point", "€", "jour", "personne", "salarié"})
_DOING = 0.6
"""Likeness from which a capability does what « comment réduire … ? » asks for."""
_CLAIMED, _LIKELY = 0.3, 0.5
"""What a capability's own verb adds to its likeness, once the question is at least so near to its examples."""


def _claimed(
    clause: Clause, catalogue: Sequence[AnyCapability], nearness: Mapping[str, float]
) -> Mapping[str, float]:
    """The nearness, raised for the capabilities whose own verbs (``said_by``) the question uses."""
    asked = set(stems(clause.text))
    own = {one.name for one in catalogue if one.said_by and asked & set(stems(" ".join(one.said_by)))}
    return {
        name: min(1.0, value + _CLAIMED) if name in own and value >= _LIKELY else value
        for name, value in nearness.items()
    }


def _opened_by(
    clause: Clause, catalogue: Sequence[AnyCapability], nearness: Mapping[str, float]
) -> str | None:
    """« Propose-moi des produits à vendre avec … »: the capability whose own verb the question begins with."""
    first = stems(clause.text)[:1]
    own = [
        one.name for one in catalogue
        if first and first[0] in stems(" ".join(one.said_by)) and nearness.get(one.name, 0.0) >= _LIKELY
    ]  # fmt: skip
    return own[0] if len(own) == 1 else None


def _third_party(nearness: Mapping[str, float], available: set[str]) -> tuple[str | None, float]:
    others = {name: value for name, value in nearness.items() if name in available and name not in _BUILT_IN}
    if not others:
        return None, 0.0
    name = max(others, key=lambda key: others[key])
    return name, others[name]


_AWAITED = re.compile(r"(?<![a-z])(?:attendre|esperer|escompter|tabler|expect)(?![a-z])")
_WHO = re.compile(r"clients?|customers?|produits?|references?|plus rien|acheteurs")
_KNOWN_FIGURES = re.compile(r"(?<![a-z])(?:ca|chiffre|ventes?|vendu\w*|panier|commandes?)(?![a-z])")


def _figures(clause: Clause, flat: str, inactive: bool) -> float:
    """How much the words speak of figures of the tables."""
    measured = bool(MEASURE.search(flat)) or any(pattern.search(flat) for _, pattern in words.MEASURES)
    ranked = bool(RANKING.search(flat) or words.RANKED.search(flat) or words.MOST.search(flat))
    counted = bool(words.SOLD_COUNT.search(blanked(clause)) or words.BEST_SALES.search(flat))
    named = any(entity.score >= 0.8 and not entity.candidates for entity in clause.entities)
    dated = any(not period.open_end or period.tense == "past" for period in clause.periods)
    if any(entity.candidates for entity in clause.entities) and (measured or ranked or counted):
        # A word that several names hold says little by itself: « le président » is no « PRESENT ».
        named = True
    about = 0.8 * measured + 0.5 * ranked + 0.5 * bool(words.GROUP.search(flat)) + 0.5 * counted
    if words.OTHER_FIGURES.search(flat) and not _KNOWN_FIGURES.search(flat):
        return 0.2 * bool(words.SHARE.search(flat) or words.TREND.search(flat))
    shaped = bool(words.SHARE.search(flat) or words.TREND.search(flat))
    sorted_out = any(
        pattern.search(flat)
        for pattern in (words.CLASSES, words.BOUGHT_THEN, words.WEEKENDS, words.ONE_ORDER)
    )
    about += 1.0 * sorted_out
    return about + 1.2 * inactive + 0.3 * named + 0.3 * dated + 0.2 * shaped


def _cues(clause: Clause, flat: str) -> dict[str, float]:
    """What the words themselves say for each built-in capability."""
    inactive = bool(words.INACTIVE.search(flat)) and bool(_WHO.search(flat))
    figures = _figures(clause, flat, inactive)
    told = len({match.group() for match in KNOWLEDGE.finditer(flat)})
    knowing = min(1.6, 0.6 * told) + (0.7 if _RULE.search(flat) else 0.0)
    future = bool(clause.periods) and any(period.tense == "future" for period in clause.periods)
    forecasting = 0.0
    if FORECAST.search(flat) or (future and _AWAITED.search(flat) and figures >= 0.8):
        forecasting = figures + 0.6
        knowing -= 0.7 if _AWAITED.search(flat) and _RULE.search(flat) else 0.0
    elif future and tense_of(clause.text) == "future" and figures >= 0.8:
        forecasting = figures + 0.5
    elif future and figures >= 0.8:
        forecasting = figures + 0.3
    if inactive:
        knowing -= 0.6
    return {TABLE: figures, FORECASTING: forecasting, KNOWING: knowing + 0.15}
