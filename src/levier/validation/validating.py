"""The recipe: judge every sentence, repair what failed as long as it helps, remove the rest and say so."""

from collections.abc import Callable, Sequence
from datetime import date

from levier.core.evidence import Evidence
from levier.core.result import Sentence
from levier.validation.judging import Judge
from levier.validation.repairing import DropToSource, Repairer
from levier.validation.verdict import Claim, Validated, Verdict

ONE_REMOVED = "Une affirmation qui n'a pas pu être prouvée a été retirée."
SOME_REMOVED = "{count} affirmations qui n'ont pas pu être prouvées ont été retirées."

Judged = tuple[Sentence, list[Claim]]


def validate(
    draft: Sequence[Sentence],
    evidence: Sequence[Evidence],
    *,
    repair: Repairer | None = None,
    rounds: int = 2,
    statements: Sequence[Sentence] = (),
    today: date | None = None,
) -> Validated:
    """What of ``draft`` may be shown, given ``evidence``.

    Args:
        statements: the capabilities' own sentences, when a language model rewrote them: the wording of the draft is
            then held to theirs, and a sentence that fails falls back on them.
        repair: another sentence for one that failed; by default the capability's statement, then an exact extract.
        rounds: at most this many rounds of repair; a round that leaves as many failures as before is the last.
        today: the company's day, for words such as « en mai » without a year.
    """
    judge = Judge(evidence, statements, today)
    mend = repair or DropToSource(statements)
    judged = [(sentence, judge.judge(sentence)) for sentence in draft]
    removed: list[Claim] = []
    done = 0
    while done < rounds and any(_failures(claims) for _, claims in judged):
        better = [
            _mended(each, lambda s, failed: mend(s, failed, evidence), judge, removed) for each in judged
        ]
        if sum(map(_weight, better)) >= sum(map(_weight, judged)):
            break
        judged, done = better, done + 1
    kept = [(sentence, claims) for sentence, claims in judged if not _unsupported(claims)]
    removed += [claim for _, claims in judged for claim in _unsupported(claims)]
    return _validated(_once(kept), _distinct(removed), done)


def _mended(
    judged: Judged,
    mend: Callable[[Sentence, list[Claim]], Sentence | None],
    judge: Judge,
    removed: list[Claim],
) -> Judged:
    """The sentence, or a better one: a repair that fails as much is not kept."""
    sentence, claims = judged
    failures = _failures(claims)
    other = mend(sentence, failures) if failures else None
    if other is None:
        return judged
    again = judge.judge(other)
    if _weight((other, again)) >= _weight(judged):
        return judged
    removed += _unsupported(claims)
    return other, again


def _failures(claims: Sequence[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.verdict is not Verdict.SUPPORTED]


def _unsupported(claims: Sequence[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.verdict is Verdict.UNSUPPORTED]


def _weight(judged: Judged) -> int:
    """An unsupported claim weighs more than any number of claims only partly supported."""
    return sum(1000 if claim.verdict is Verdict.UNSUPPORTED else 1 for claim in _failures(judged[1]))


def _once(kept: Sequence[Judged]) -> list[Judged]:
    """Two sentences that fell back on the same words are said once."""
    seen: dict[str, Judged] = {}
    for sentence, claims in kept:
        seen.setdefault(sentence.text, (sentence, claims))
    return list(seen.values())


def _distinct(removed: Sequence[Claim]) -> list[Claim]:
    return list({claim.text: claim for claim in removed}.values())


def _validated(kept: Sequence[Judged], removed: list[Claim], rounds: int) -> Validated:
    sentences = [sentence for sentence, _ in kept]
    if removed:
        text = ONE_REMOVED if len(removed) == 1 else SOME_REMOVED.format(count=len(removed))
        sentences.append(Sentence(text=text, kind="notice"))
    return Validated(
        sentences=sentences,
        claims=[claim for _, claims in kept for claim in claims],
        removed=removed,
        rounds=rounds,
    )
