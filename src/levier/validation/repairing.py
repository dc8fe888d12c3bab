"""What to say instead of a claim that could not be proved: what the capability said, else the document's own words."""

from collections.abc import Sequence
from typing import Protocol

from levier.core.evidence import Evidence, Passage, WebPage
from levier.core.french.text import sentences
from levier.core.result import Sentence
from levier.validation import wording
from levier.validation.injected import without_orders
from levier.validation.verdict import Claim, Verdict

_NEAR = 0.4


class Repairer(Protocol):
    """Gives another sentence for one whose claims failed, or None when there is nothing to say instead."""

    def __call__(
        self, sentence: Sentence, failed: Sequence[Claim], evidence: Sequence[Evidence]
    ) -> Sentence | None: ...


class DropToSource:
    """The default repair: the capability's statement on the same evidence, then the nearest extract of a cited text,
    then the part of the sentence that was proved."""

    def __init__(self, statements: Sequence[Sentence] = ()) -> None:
        self.statements = statements

    def __call__(
        self, sentence: Sentence, failed: Sequence[Claim], evidence: Sequence[Evidence]
    ) -> Sentence | None:
        return (
            self._statement(sentence) or self._extract(sentence, evidence) or _proved_part(sentence, failed)
        )

    def _statement(self, sentence: Sentence) -> Sentence | None:
        near = [other for other in self.statements if set(other.evidence) & set(sentence.evidence)]
        near = [other for other in near if other.text != sentence.text]
        meaning = wording.meaning(sentence.text)
        return max(
            near, key=lambda other: wording.coverage(wording.meaning(other.text), set(meaning)), default=None
        )

    def _extract(self, sentence: Sentence, evidence: Sequence[Evidence]) -> Sentence | None:
        meaning = wording.meaning(sentence.text)
        chosen: tuple[float, str, str] = (_NEAR, "", "")
        for item in evidence:
            if item.id not in sentence.evidence or not isinstance(item, Passage | WebPage):
                continue
            text = without_orders(item.quote)
            for start, end in sentences(text):
                score = wording.coverage(
                    meaning, {wording.canonical(s) for s in wording.meaning(text[start:end])}
                )
                if score > chosen[0]:
                    chosen = (score, text[start:end], item.id)
        return Sentence(text=chosen[1], evidence=[chosen[2]], kind="extract") if chosen[1] else None


def _proved_part(sentence: Sentence, failed: Sequence[Claim]) -> Sentence | None:
    """A compound sentence loses its last claims when only they failed; its first words keep their grammar."""
    first = next((claim for claim in failed if claim.verdict is not Verdict.SUPPORTED), None)
    if first is None:
        return None
    place = sentence.text.find(first.text)
    kept = sentence.text[:place].rstrip(" ,;") if place > 0 else ""
    for joint in (" et", " mais", " tandis que", " alors que"):
        kept = kept.removesuffix(joint).rstrip(" ,;")
    return sentence.model_copy(update={"text": f"{kept}."}) if len(wording.meaning(kept)) >= 2 else None
