"""A question in plain French read as changes: « je baisse mes prix de 5 % et mes clients paient 15 jours plus tard ».

Each number with its unit opens a stretch of the question; the words of that stretch (else those just before it) tell the lever, and
the verb the direction. « Compare », « ou », « plutôt que » make scenarios apart; otherwise everything belongs to one.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pydantic import ValidationError

from levier.capabilities.scenario_simulation.changes import Change, Lever
from levier.core.errors import BadInput
from levier.core.french.numbers import FoundNumber, find_numbers
from levier.core.french.text import flatten

_DOWN = re.compile(
    r"(?<![a-z])(?:baiss\w*|dimin\w*|redui\w*|recul\w*|perd\w*|perte|chut\w*|moins|tomb\w*|raccourci\w*|effondr\w*|licenci\w*|depart\w*|part(?:ent|ait|aient)?|quitt\w*|"
    r"plus tot|plus vite|solde\w*|remise|rabais|promotion|fond\w*|se replie\w*)(?![a-z])"
)
_UP = re.compile(
    r"(?<![a-z])(?:augment\w*|hauss\w*|mont\w*|relev\w*|gagn\w*|progress\w*|croi\w*|major\w*|pren\w*|prend|plus cher\w*|plus tard|de plus|en plus|accroi\w*|bond\w*|retard\w*|allong\w*|rencheri\w*|"
    r"embauch\w*|recrut\w*|doubl\w*|ajout\w*|apprecie\w*)(?![a-z])"
)
_CUT = re.compile(
    r" (?:et|puis|mais|alors que|tandis que|pendant que|ainsi que|tout en|avec)(?= )|[,;?!]| ou (?=bien |a |de |si |une? |l|b|h|embauch|augment|baiss|recrut|\+|-|\d)|contre |plutot que | au lieu "
)
_APART = re.compile(
    r"(?<![a-z])(?:compare\w*|plutot que|ou bien|versus|vs|ou si|ou alors|soit .{3,80} soit)(?![a-z])"
)
_EITHER = re.compile(r" ou |plutot que|contre|versus| vs ")
_LEVERS: tuple[tuple[str, Lever], ...] = (
    (r"embauch|recrut|licenci|nouveaux? (?:salarie|poste|employe|vendeur|technicien|commercial)|creation de poste", "hiring"),
    (r"delai.{0,30}fournisseur|(?:paie|payons|payer|regle\w*|rembours\w*).{0,20}fournisseur|fournisseur.{0,30}(?:paye|regle)\w*|fournisseurs?.{0,15}jour", "supplier_delay"),
    (r"(?:clients?|encaiss\w*|creances?|reglements?|factures?|on me paie|delais? (?:de )?(?:paiement|reglement))", "customer_delay"),
    (r"dollar|livre sterling|taux de change|devise|yuan|yen|franc suisse|(?<![a-z])(?:usd|gbp|chf|cny|jpy)(?![a-z])", "exchange_rate"),
    (r"fournisseur", "supplier"),
    (r"prix (?:d'achat|des? matieres?|des? marchandises?|d'achats)|couts? (?:d'achat|matieres?|variables?|de revient|de production|des ventes|unitaires?)|"
     r"matieres? premieres?|(?:mes|nos|les|des) achats|marchandises|(?:mes|nos|les) couts(?! fixes)", "unit_cost"),
    (r"salaires?|remunerations?|masse salariale|augmentation generale|paies?(?! )", "payroll"),
    (r"charges? fixes?|frais (?:fixes?|generaux|de structure)|couts fixes|loyers?|energie|electricite|gaz|assurances?|publicite|marketing|honoraires|telephon\w*|entretien|maintenance|interim|sous-traitan\w*|abonnement|charges?(?! sociales)", "fixed_costs"),
    (r"prix|tarifs?|remise|rabais|solde", "price"),
    (r"volumes?|ventes|quantites?|activite|commandes?|chiffre d'affaires|(?<![a-z])ca(?![a-z])|demande|frequentation|clients?|vendre|vend\w*", "volume"),
    (r"invest\w*|machine|vehicule|materiel|equipement|travaux|achete\w*|achat d", "investment"),
)  # fmt: skip
_PEOPLE = re.compile(
    r"(?<![a-z])(?P<count>une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)? ?(?:nouve\w+ |autres? )?(?P<noun>personnes?|salarie\w*|employe\w*|postes?|vendeu\w+|technicien\w*|commercia\w+|collaborat\w+|apprenti\w*|cdi|temps pleins?|etp|ouvrier\w*|comptables?|assistant\w*)(?![a-z])"
)
_WORDS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10}  # fmt: skip
_COSTS = re.compile(
    r"(?<![a-z])(loyers?|energie|electricite|gaz|assurances?|publicite|marketing|honoraires|telephon\w*|entretien|maintenance|interim|sous-traitan\w*)(?![a-z])"
)
_CURRENCY = re.compile(r"dollar|livre|yuan|yen|franc suisse|(?<![a-z])(?:usd|gbp|chf|cny|jpy)(?![a-z])")
_SUPPLIER = re.compile(
    r"(?:[Ff]ournisseur|[Cc]hez)\s+(?:«\s*)?(?P<name>[A-ZÀ-Ý0-9][\w&'’.-]*(?:\s+(?:[A-ZÀ-Ý0-9&][\w&'’.-]*|et|de|du|&))*)"
)
_HORIZON = re.compile(r"(?:sur|pendant|a) (?:les )?(?P<n>\d+|un|deux|trois) (?:prochains? )?(?P<unit>mois|ans?|annees?)")  # fmt: skip
_AFTER = re.compile(r"(?:dans|d'ici|au bout de|apres) (?P<n>\d+|un|deux|trois|quatre|six) mois")
_MONTHS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre")  # fmt: skip
_SINCE = re.compile(rf"(?:a partir de|a compter de|des|en|depuis|a partir du mois de) (?P<month>{'|'.join(_MONTHS)})(?![a-z])")  # fmt: skip
_PLAIN = frozenset("que qui une des les mes nos ses aussi puis bien encore seulement plutot pour cent pourcent jours jour euros par mois etait sont est".split())  # fmt: skip
_YEARLY_LEAST = 8000
_HELP = (
    "Dites ce qui change et de combien, par exemple « Que se passe-t-il si je baisse mes prix de 5 % et que mes clients paient 15 jours plus "
    "tard ? », ou remplissez les changements sur la page du savoir-faire."
)


@dataclass(frozen=True)
class Asked:
    """What a question says: its changes, the horizon when it tells one (months), and the figures nothing explains."""

    changes: list[Change]
    horizon: int | None
    unread: tuple[str, ...] = ()


def read_question(question: str, first: date) -> Asked:
    """``first``: the first month simulated, to place « à partir de mars ». Raises BadInput when no change can be read."""
    flat = _aligned(question)
    horizon = _horizon(flat)
    pieces = _pieces(flat)
    apart = bool(_APART.search(flat)) or bool(_EITHER.search(flat) and len(pieces) > 1)
    found: list[tuple[int, Change]] = []
    unread: list[str] = []
    lever: Lever | None = None
    way = ""
    numbers = find_numbers(question)
    for start, end in pieces:
        text = flat[start:end]
        own = [one for one in numbers if start <= one.start < end and not _of_time(flat, one)]
        here = _lever(text, own)
        if here is None and own and _other_words(text):
            unread.append(question[start:end].strip(" ,;?!"))
            continue
        lever = here or lever
        way = _way(text) or way
        if lever is None:
            continue
        change = _change(lever, text, question[start:end], own, way, flat, first)
        if change is not None:
            found.append((start, change))
            if lever == "hiring":
                lever = None
    if not found:
        raise BadInput(_why(flat), where="champ Question", mend=_HELP)
    changes = [change for _, change in found]
    if apart and len(changes) > 1:
        changes = [one.model_copy(update={"scenario": f"Scénario {chr(65 + i)}"}) for i, one in enumerate(changes[:6])]  # fmt: skip
    return Asked(changes, horizon, tuple(unread))


def _other_words(text: str) -> bool:
    """Whether a stretch without a known lever speaks of something else, rather than going on with the last one."""
    rest = _UP.sub(" ", _DOWN.sub(" ", text))
    rest = re.sub(r"[\d.,%€+−–-]+", " ", rest)
    return any(word not in _PLAIN for word in re.findall(r"[a-z]{3,}", rest))


def _aligned(question: str) -> str:
    """Lowered and without accents, each character at the place it had, so that numbers found in the question fall in it."""
    flat = flatten(question)
    if len(flat) != len(question):
        flat = "".join((flatten(one) or " ")[:1] for one in question)
    return flat.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def _pieces(flat: str) -> list[tuple[int, int]]:
    cuts = [
        match.start()
        for match in _CUT.finditer(flat)
        if not re.search(r"\d$", flat[: match.start()]) or flat[match.start()] not in ","
    ]
    edges = [0, *cuts, len(flat)]
    return [(start, end) for start, end in pairwise(edges) if flat[start:end].strip()]


def _of_time(flat: str, number: FoundNumber) -> bool:
    """« sur 12 mois », « dans 3 mois », « 2 ans »: when, not how much."""
    return number.unit in ("mois", "an", "trimestre", "semestre", "semaine") or bool(
        re.match(r"20\d\d$", number.raw.strip())
    )


def _lever(text: str, numbers: list[FoundNumber]) -> Lever | None:
    units = {one.unit for one in numbers}
    for pattern, lever in _LEVERS:
        if not re.search(pattern, text):
            continue
        if lever in ("customer_delay", "supplier_delay") and "jour" not in units:
            continue
        if lever == "supplier" and "%" not in units:
            continue
        if lever == "investment" and "€" not in units:
            continue
        return lever
    leaves = re.search(
        r"de plus|en plus|supplementaires?|brut|en moins|part(?:ent|ait)?(?![a-z])|quitt", text
    )
    if _PEOPLE.search(text) and leaves:
        return "hiring"
    return None


def _way(text: str) -> str:
    down, up = _DOWN.search(text), _UP.search(text)
    if down and up:
        return "down" if down.start() < up.start() else "up"
    return "down" if down else "up" if up else ""


def _change(
    lever: Lever, text: str, words: str, numbers: list[FoundNumber], way: str, flat: str, first: date
) -> Change | None:
    start = _start(text, first) or _start(flat, first) or 1
    if lever == "hiring":
        return _hiring(text, numbers, way, start)
    unit = "jour" if lever.endswith("delay") else "€" if lever == "investment" else "%"
    one = next((number for number in numbers if number.unit == unit), None)
    if one is None and lever == "fixed_costs":
        one = next((number for number in numbers if number.unit == "€"), None)
        if one is not None:
            lever = "fixed_amount"
    if one is None and lever != "investment" and re.search(r"doubl", text):
        return _made(lever, 100.0, start)
    if one is None:
        return None
    value = abs(float(one.value)) if lever == "investment" else float(one.value)
    signed = bool(re.match(r"[+\-−–]", flat[max(0, one.start) : one.start + 1]))
    if not signed and re.search(r"[−–]\s*$", flat[: one.start]):
        value = -value
    if way == "down" and value > 0 and not signed and lever != "investment":
        value = -value
    if lever == "fixed_amount" and re.search(r"par an|annuel", text):
        value /= 12
    if lever == "fixed_amount":
        return _made(lever, value, start)
    lever, value, target = _targeted(lever, value, text, words, way)
    return _made(lever, value, start, target)


def _targeted(lever: Lever, value: float, text: str, words: str, way: str) -> tuple[Lever, float, str]:
    """The supplier, cost or currency a change names; a supplier without a name is every purchase."""
    if lever == "supplier":
        named = _SUPPLIER.search(words)
        return (lever, value, named["name"].strip()) if named else ("unit_cost", value, "")
    if lever == "fixed_costs" and (cost := _COSTS.search(text)):
        return lever, value, cost.group(1)
    if lever == "exchange_rate" and (currency := _CURRENCY.search(text)):
        # « l'euro perd 5 % face au dollar »: the currency of purchases rises.
        rises = way == "down" and re.search(r"euro [^,]*(?:perd|baiss|recul|chut|face)", text)
        return lever, abs(value) if rises else value, currency.group()
    return lever, value, ""


def _hiring(text: str, numbers: list[FoundNumber], way: str, start: int) -> Change | None:
    people = _PEOPLE.search(text)
    count = 1.0
    if people and people["count"]:
        count = float(_WORDS.get(people["count"]) or re.sub(r"\s", "", people["count"]))
    elif told := next((one for one in numbers if one.unit in ("personne", "salarié", "")), None):
        count = float(told.value)
    gross = next((float(one.value) for one in numbers if one.unit == "€"), None)
    if gross is None:
        gross = next((float(one.value) for one in numbers if not one.unit and one.value >= 1000), None)
    if gross is None:
        raise BadInput(
            "Pour simuler une embauche, il faut le salaire brut",
            where="champ Question",
            mend="Ajoutez-le, par exemple « j'embauche deux personnes à 32 000 € brut par an ».",
        )
    monthly = re.search(r"par mois|mensuel|/ ?mois", text) or gross < _YEARLY_LEAST
    leaving = way == "down" and not re.search(r"embauch|recrut", text)
    return _made("hiring", -count if leaving else count, start, amount=gross * 12 if monthly else gross)


def _made(lever: Lever, value: float, start: int, target: str = "", amount: float | None = None) -> Change:
    try:
        return Change(lever=lever, value=value, start=start, target=target, amount=amount)
    except ValidationError as fault:
        reason = str(fault.errors()[0].get("ctx", {}).get("error", "")) or "cette valeur ne convient pas"
        raise BadInput(reason[:1].upper() + reason[1:], where="champ Question", mend=_HELP) from None


def _start(text: str, first: date) -> int | None:
    if after := _AFTER.search(text):
        said = after["n"]
        return min(36, int(_WORDS.get(said) or said) + 1)
    if since := _SINCE.search(text):
        return (_MONTHS.index(since["month"]) + 1 - first.month) % 12 + 1
    return None


def _horizon(flat: str) -> int | None:
    found = _HORIZON.search(flat)
    if not found:
        return None
    said = int(_WORDS.get(found["n"]) or found["n"])
    months = said if found["unit"] == "mois" else said * 12
    if not 3 <= months <= 36:
        raise BadInput(
            f"Une simulation porte sur 3 à 36 mois, pas sur {months}",
            where="champ Question",
            mend="Demandez par exemple « sur 12 mois ».",
        )
    return months


def _why(flat: str) -> str:
    if _lever(flat, []) is not None or re.search(r"prix|delai|client", flat):
        return (
            "La question ne dit pas de combien : il manque le pourcentage, le montant ou le nombre de jours"
        )
    return "La question ne nomme aucun levier que ce modèle connaît (prix, volume, coût, embauche, fournisseur, devise, délai de paiement, investissement)"


__all__ = ["Asked", "read_question"]
