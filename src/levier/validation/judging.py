"""The verdict on one sentence: its citations, then its facts exactly, then its wording."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from levier.core.evidence import Computed, Evidence, Passage, Rows, WebPage
from levier.core.result import Sentence
from levier.validation import claims as claim_rules
from levier.validation import figures, moments, names, polarity, wording
from levier.validation.injected import is_order, without_orders
from levier.validation.quantities import Quantity, quantities
from levier.validation.structured import Structured, read_computed, read_rows
from levier.validation.verdict import Claim, Verdict


@dataclass(frozen=True)
class Cited:
    """The evidence a sentence cites, read once: tables and results, texts, and the words around them. ``phrases``: results
    that are words rather than figures (« périmé depuis le 30/10/2026 »).
    """

    tables: tuple[Structured, ...]
    texts: tuple[str, ...]
    spans: tuple[wording.Span, ...]
    titles: str
    everything: str
    statements: tuple[str, ...]
    today: date | None
    phrases: str = ""


class Judge:
    """Judges the sentences of one answer. ``statements``: what the capabilities said themselves, when a model rewrote it."""

    def __init__(
        self, evidence: Iterable[Evidence], statements: Sequence[Sentence] = (), today: date | None = None
    ):
        self.evidence: Mapping[str, Evidence] = {item.id: item for item in evidence}
        self.statements = statements
        self.today = today
        self._read: dict[tuple[str, ...], Cited] = {}

    def judge(self, sentence: Sentence) -> list[Claim]:
        """The claims of a sentence with their verdicts; a notice that states no fact makes none."""
        if sentence.kind == "notice" and not states_fact(sentence.text):
            return []
        if not sentence.evidence and sentence.text.rstrip().endswith(":") and not states_fact(sentence.text):
            return []
        refused = self._citations(sentence)
        if refused:
            return [_claim(sentence, sentence.text, refused, 0.0)]
        cited = self._cited(tuple(dict.fromkeys(sentence.evidence)))
        if sentence.kind == "extract":
            reason = "" if _quoted(sentence.text, cited) else "l'extrait n'est pas dans le document cité"
            return [_claim(sentence, sentence.text, reason, 0.0 if reason else 1.0)]
        if sentence.kind == "notice" and not self.statements:
            # A remark of the capability on its own proof (« texte public du 01/07/2020 : vérifiez … »): its numbers,
            # dates and names are checked; its advice is nowhere in the proof, and need not be.
            reason = _fact_fault(sentence.text, cited, None)
            return [_claim(sentence, sentence.text, reason, 0.0 if reason else 1.0)]
        parts = [sentence.text] if cited.tables else claim_rules.split(sentence.text)
        return [_judged(sentence, part, cited) for part in parts]

    def _citations(self, sentence: Sentence) -> str:
        if not sentence.evidence:
            return "aucune preuve n'est citée"
        if any(name not in self.evidence for name in sentence.evidence):
            return "la preuve citée n'existe pas"
        return ""

    def _cited(self, ids: tuple[str, ...]) -> Cited:
        if ids not in self._read:
            items = [self.evidence[name] for name in ids]
            said = [s.text for s in self.statements if set(s.evidence) & set(ids)]
            self._read[ids] = _read(items, said, self.today)
        return self._read[ids]


def states_fact(text: str) -> bool:
    """Whether a text holds something to check: a number, a fixed date, a name, a reference, a quotation."""
    named = [name for name in names.names(text) if name.sure and name.text != "Levier"]
    return bool(
        named or quantities(text) or moments.moments(text, None) or names.references(text) or "«" in text
    )


def _read(items: Sequence[Evidence], statements: Sequence[str], today: date | None) -> Cited:
    tables = tuple(
        read_rows(item) if isinstance(item, Rows) else read_computed(item)
        for item in items
        if isinstance(item, Rows | Computed)
    )
    quoted = [item for item in items if isinstance(item, Passage | WebPage)]
    texts = tuple(without_orders(item.quote) for item in quoted)
    titles = "\n".join(_title(item) for item in items)
    spans = tuple(
        span for item, text in zip(quoted, texts, strict=True) for span in wording.spans(text, item.id)
    )
    everything = "\n".join([*texts, titles, *(table.text for table in tables), *statements])
    now = today or next((table.today for table in tables if table.today), None)
    phrases = "\n".join(
        item.value for item in items if isinstance(item, Computed) and isinstance(item.value, str)
    )
    return Cited(tables, texts, spans, titles, everything, tuple(statements), now, phrases)


def _title(item: Evidence) -> str:
    parts = [item.title]
    if isinstance(item, Passage):
        parts += [item.source, item.section, f"page {item.page}" if item.page else ""]
        parts += [item.dated.strftime("%d/%m/%Y")] if item.dated else []
    if isinstance(item, WebPage):
        parts += [item.address, item.read_at]
    return "\n".join(filter(None, parts))


def _quoted(text: str, cited: Cited) -> bool:
    return any(names.is_quote(text, names.quotable(source)) for source in cited.texts) and not is_order(text)


def _judged(sentence: Sentence, text: str, cited: Cited) -> Claim:
    """Facts first; the wording only of what could be shown."""
    meaning = wording.own_meaning(text, _exact(text, cited))
    titles = {wording.canonical(stem) for stem in wording.meaning(cited.titles)}
    digits = wording.digits_of(text)
    span, score = wording.best(meaning, cited.spans, titles, digits)
    reason = _fact_fault(text, cited, span)
    if reason:
        return _claim(sentence, text, reason, score)
    if cited.tables and not cited.statements:
        return _claim(sentence, text, "", 1.0)
    pool = (
        [*cited.spans, *(s for said in cited.statements for s in wording.spans(said))]
        if cited.statements
        else cited.spans
    )
    also = titles | (
        {s for table in cited.tables for s in wording.meaning(table.text)} if cited.statements else set()
    )
    span, score = wording.best(meaning, pool, also, digits)
    if cited.statements and score < 1:
        score = max(
            score, wording.coverage(meaning, set(wording.meaning("\n".join(cited.statements))) | also)
        )
    if span is not None:
        opposite = polarity.contradiction(text, span.text)
        if opposite:
            return _claim(sentence, text, opposite, score)
    if score >= wording.SUPPORTED_FROM:
        return _claim(sentence, text, "", score)
    verdict = Verdict.PARTIAL if score >= wording.PARTIAL_FROM else Verdict.UNSUPPORTED
    return _claim(sentence, text, "la formulation dit plus que la preuve", score, verdict)


def _fact_fault(text: str, cited: Cited, span: wording.Span | None) -> str:
    """The French reason why a name, reference, quotation, date, number or their order is not that of the evidence."""
    near = "" if span is None else span.sentence if wording.nearly_same(text, span.sentence) else span.around
    here = f"{near}\n{cited.titles}" if span or not cited.tables else cited.phrases
    return (
        _name_fault(text, cited)
        or _value_fault(text, cited, here)
        or (_order_fault(text, span) if span else "")
    )


def _name_fault(text: str, cited: Cited) -> str:
    absent = names.missing(text, cited.everything) + names.missing_references(text, cited.everything)
    if absent:
        return f"« {absent[0]} » ne figure pas dans la preuve"
    unquoted = names.unquoted(text, cited.everything)
    return f"« {unquoted[0]} » n'est pas une citation exacte" if unquoted else ""


def _value_fault(text: str, cited: Cited, here: str) -> str:
    named = _names_with_digits(text, cited)
    said = [
        moment
        for moment in moments.moments(text, cited.today)
        if not any(start <= moment.start and moment.end <= end for start, end in named)
    ]
    late = _missing_moments(said, cited, here)
    if late:
        return f"« {late[0].raw} » ne correspond pas à la preuve"
    apart = [*((m.start, m.end) for m in said), *_named_numbers(text, cited)]
    left = quantities(text, apart)
    unread = _unread_digits(text, [*apart, *((q.start, q.end) for q in left)], cited)
    if unread:
        return f"« {unread} » ne correspond pas à la preuve"
    if cited.tables:
        left, reason = figures.check(text, left, cited.tables, said)
        if reason:
            return reason
    left = [quantity for quantity in left if not _written(quantity, here)]
    return f"« {left[0].raw.strip()} » ne correspond pas à la preuve" if left else ""


def _names_with_digits(text: str, cited: Cited) -> list[tuple[int, int]]:
    """Where the members of the tables stand whose name holds digits: « Côtes du Rhône 2022 » dates nothing."""
    labels = {
        label
        for table in cited.tables
        for line in table.lines
        for label in line.labels
        if any(char.isdigit() for char in label) and any(char.isalpha() for char in label)
    }
    named = [
        match.span() for label in labels for match in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", text)
    ]
    return [*named, *_filtered(text, cited)]


def _filtered(text: str, cited: Cited) -> list[tuple[int, int]]:
    """« (client : 14647) »: a code that the query kept, where a filter is told; elsewhere it is a number like any other."""
    kept = {value for table in cited.tables for value in table.kept if any(char.isdigit() for char in value)}
    return [
        match.span()
        for value in kept
        for match in re.finditer(rf"(?<=[:,][ \u00a0]){re.escape(value)}(?=[,;)])", text)
    ]


def _unread_digits(text: str, read: Sequence[tuple[int, int]], cited: Cited) -> str:
    """Digits that are no number, date or name (a score, a code): they must stand in the evidence as they are."""
    known = wording.digits_of(cited.everything)
    for match in re.finditer(r"\d+", text):
        if (
            not any(start < match.end() and match.start() < end for start, end in read)
            and match.group() not in known
        ):
            return match.group()
    return ""


def _order_fault(text: str, span: wording.Span) -> str:
    if not wording.swapped(
        text, span.sentence, names.words_of_names(text), names.words_of_names(span.sentence)
    ):
        return ""
    return "deux éléments ont échangé leur place par rapport à la preuve"


def _exact(text: str, cited: Cited) -> list[tuple[int, int]]:
    """What is checked exactly and so need not be found again by its words."""
    said = [(moment.start, moment.end) for moment in moments.moments(text, cited.today)]
    asked = [(quantity.start, quantity.end) for quantity in quantities(text, said)]
    return [*said, *asked, *((start, end) for _, start, end in names.references(text))]


def _missing_moments(said: Sequence[moments.Moment], cited: Cited, here: str) -> list[moments.Moment]:
    written = moments.moments(here, cited.today)
    if cited.tables:
        words = [
            m for table in cited.tables for m in moments.moments(table.text.split("\n", 1)[0], cited.today)
        ]
        return moments.missing_in_tables(said, cited.tables, [*written, *words])
    return moments.missing_in_text(said, written)


def _written(quantity: Quantity, text: str) -> bool:
    """Whether a text holds this quantity: same unit, same bound, same kind of day."""
    for other in quantities(text):
        same_unit = quantity.unit == other.unit or (not quantity.strong and not other.strong)
        if not same_unit and (quantity.unit or not other.strong):
            continue
        if {quantity.bound, other.bound} == {"least", "most"} or (
            quantity.bound and not other.bound and quantity.value == other.value
        ):
            continue
        if quantity.kind_of_day and quantity.kind_of_day != other.kind_of_day:
            continue
        if quantity.per and quantity.per != other.per:
            continue
        if quantity.is_written(other.value) and (quantity.signed or other.value >= 0 or quantity.value < 0):
            return True
    return False


def _named_numbers(text: str, cited: Cited) -> list[tuple[int, int]]:
    """Digits that belong to a name or a reference (« SET OF 6 », « art. L. 441-10 »), which are checked as such."""
    spans = [(start, end) for _, start, end in names.references(text)] + _filtered(text, cited)
    spans += [
        (m.start, m.end)
        for m in figures.mentions(text, [line for table in cited.tables for line in table.lines])
    ]
    return spans + [(n.start, n.end) for n in names.names(text)]


def _claim(sentence: Sentence, text: str, reason: str, score: float, verdict: Verdict | None = None) -> Claim:
    given = verdict or (Verdict.UNSUPPORTED if reason else Verdict.SUPPORTED)
    return Claim(
        text=text, evidence=list(sentence.evidence), verdict=given, reason=reason, score=round(score, 3)
    )


def facts_of(text: str) -> set[str]:
    """The numbers and sure names of a text, comparable whatever their writing."""
    figures_said = {f"{quantity.value.normalize()} {quantity.unit}" for quantity in quantities(text)}
    return figures_said | {name.text.casefold() for name in names.names(text) if name.sure}
