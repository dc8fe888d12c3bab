"""Turn hits into an answer: quotes with their proofs, warnings, or an honest « not found »."""

from dataclasses import dataclass, field
from datetime import date

from levier.capabilities.knowledge_search.choosing import choose, disagree, outdated
from levier.core.capability import Found, Hit
from levier.core.evidence import Computed, Passage
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_number
from levier.core.french.text import stems
from levier.core.result import Sentence, Unanswered

_NEAREST = 3


@dataclass
class Told:
    """The parts of the capability's output."""

    kept: list[Hit] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    evidence: list[Passage] = field(default_factory=list)
    unanswered: list[Unanswered] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    nearest: list[str] = field(default_factory=list)
    computed: list[Computed] = field(default_factory=list)
    """The proofs of the remarks that no passage holds: why to read a text again, what was searched for a word."""
    cautions: list[str] = field(default_factory=list)
    counted: str = ""
    """How many documents were searched, how many speak of it, how many are kept."""


def tell(question: str, source: str | None, found: Found, today: date) -> Told:
    """One extract by passage kept, then what a careful reader must know about them."""
    told = Told(nearest=_near(question, found))
    told.kept = choose(question, found.hits, found.threshold)
    told.counted = counted(found, told.kept)
    if not told.kept:
        told.unanswered.append(Unanswered(question=question, reason=_not_found(found, source, told.nearest)))
        return told
    for number, hit in enumerate(told.kept, 1):
        proof = evidence(f"e{number}", hit)
        told.evidence.append(proof)
        told.sentences.append(Sentence(text=hit.extract, evidence=[proof.id], kind="extract"))
    told.touched = list(dict.fromkeys(f"document:{hit.document}@{hit.version}" for hit in told.kept))
    told.sentences += _warnings(told, today)
    if found.widened:
        text = widened(found)
        told.computed.append(
            Computed(
                id="widened", path="widened", title="Mots cherchés", value=text,
                method="Le mot de vos documents le plus proche par son écriture, ou le sigle en toutes lettres.",
            )
        )  # fmt: skip
        told.sentences.append(Sentence(text=text, evidence=["widened"], kind="notice"))
    return told


def widened(found: Found) -> str:
    """« Recherche étendue à « licenciement » »: what was searched in place of words that no document holds."""
    words = ", ".join(f"«\u00a0{one.searched[0]}\u00a0»" for one in found.widened)
    said = ", ".join(f"«\u00a0{one.said}\u00a0»" for one in found.widened)
    return f"Recherche étendue à {words}\u00a0: aucun document ne contient {said}."


def counted(found: Found, kept: list[Hit]) -> str:
    """« 293 documents parcourus, 24 en parlent, 8 passages lus de près, 2 documents retenus. »"""
    several = "s" if found.documents_searched > 1 else ""
    parts = [f"{format_number(found.documents_searched)} document{several} parcouru{several}"]
    if found.considered:
        speak = "en parlent" if found.considered > 1 else "en parle"
        parts.append(f"{format_number(found.considered)} {speak} le plus")
    if found.read:
        many = "s" if found.read > 1 else ""
        parts.append(f"{found.read} passage{many} lu{many} de près")
    documents = len({hit.document for hit in kept})
    if not documents:
        return ", ".join(parts) + ", aucun retenu\u00a0: aucun passage ne répond assez sûrement."
    if documents == 1:
        return ", ".join(parts) + ", 1 retenu\u00a0: celui qui répond le plus sûrement."
    return ", ".join(parts) + f", {documents} retenus\u00a0: ceux qui répondent le plus sûrement."


def _near(question: str, found: Found) -> list[str]:
    """Titles of the nearest documents that share a word with the question: others would only puzzle."""
    asked = {stem[:5] for stem in stems(question) if len(stem) > 2}
    titles = dict.fromkeys(hit.title for hit in found.hits)
    return [title for title in titles if asked & {stem[:5] for stem in stems(title)}][:_NEAREST]


def evidence(name: str, hit: Hit) -> Passage:
    """The proof of a hit: its extract at its exact place."""
    return Passage(
        id=name,
        document=hit.document,
        version=hit.version,
        passage=hit.passage,
        title=hit.title,
        quote=hit.extract,
        source=hit.source,
        section=hit.section,
        page=hit.page,
        start=hit.start,
        end=hit.end,
        dated=hit.dated,
        address=hit.address,
    )


def _warnings(told: Told, today: date) -> list[Sentence]:
    warnings = []
    ids = [proof.id for proof in told.evidence]
    if disagree(told.kept):
        text = (
            "Ces documents ne donnent pas les mêmes valeurs\u00a0: comparez leurs dates avant de vous y fier."
        )
        warnings.append(Sentence(text=text, evidence=ids, kind="notice"))
    old = {name: hit.dated for hit, name in zip(told.kept, ids, strict=True) if outdated(hit, today)}
    days = sorted({day for day in old.values() if day is not None})
    if days:
        dates = " et du ".join(format_date(day) for day in days)
        text = (
            f"Texte public du {dates}\u00a0: vérifiez à sa source qu'il est toujours à jour."
            if len(days) == 1
            else f"Textes publics du {dates}\u00a0: vérifiez à leur source qu'ils sont toujours à jour."
        )
        warnings.append(Sentence(text=text, evidence=list(old), kind="notice"))
    unsure = {
        hit.title: (name, hit)
        for hit, name in zip(told.kept, ids, strict=True)
        if hit.caution and name not in old
    }
    for title, (name, hit) in unsure.items():
        proof = Computed(
            id=f"{name}.age", path=f"cautions.{len(told.cautions)}", title=title, value=hit.caution,
            method="La date du texte, ou celle de sa fin de validité, comparée à aujourd'hui.",
        )  # fmt: skip
        told.computed.append(proof)
        told.cautions.append(hit.caution)
        text = f"«\u00a0{title}\u00a0»\u00a0: {hit.caution}, vérifiez avant de vous y fier."
        warnings.append(Sentence(text=text, evidence=[name, proof.id], kind="notice"))
    return warnings


def _not_found(found: Found, source: str | None, nearest: list[str]) -> str:
    within = f" de la source «\u00a0{source}\u00a0»" if source else ""
    if not found.documents_searched:
        return (
            f"Aucun document{within} ne peut être consulté\u00a0: déposez des documents dans la page Données, "
            "ou demandez l'accès à ceux qui existent."
        )
    count = (
        f"le seul document{within} que vous pouvez consulter"
        if found.documents_searched == 1
        else f"les {found.documents_searched} documents{within} que vous pouvez consulter"
    )
    titles = ", ".join(f"«\u00a0{title}\u00a0»" for title in nearest)
    near = f" Les plus proches\u00a0: {titles}." if titles else ""
    return f"Levier n'a pas trouvé de réponse dans {count}.{near}"
