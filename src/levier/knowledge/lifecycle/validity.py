"""What must be read again: texts that expired, that will soon, or that nobody has looked at for long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.core.french.dates import format_date
from levier.knowledge.lifecycle.models import SourceRule, Validity
from levier.knowledge.models import Document
from levier.knowledge.reading import readable_document, readable_documents
from levier.policy import journal
from levier.policy.rights import Permission, require

REVIEW_DAYS = 2 * 365
"""A text older than this is shown with a warning, unless its source has its own rule: law and prices change."""
SOON = timedelta(days=60)


class Why(StrEnum):
    """Why a document is to be read again."""

    EXPIRED = "expired"
    SOON = "soon"
    OLD = "old"


@dataclass(frozen=True)
class ToReview:
    """A document to read again. ``day``: when it expired, expires, or the day of its text (of its last check)."""

    document: Document
    why: Why
    day: date
    stated: bool = False

    def words(self, today: date) -> str:
        """The reason as people read it."""
        match self.why:
            case Why.EXPIRED:
                return f"périmé depuis le {format_date(self.day)}"
            case Why.SOON:
                return f"expire le {format_date(self.day)}"
        years = (today - self.day).days // 365
        return f"ce texte a plus de {years} ans" if years > 1 else "ce texte a plus d'un an"


def to_review(actor: Actor, today: date) -> list[ToReview]:
    """What the person may read and should check, the most pressing first."""
    documents = list(readable_documents(actor).select_related("validity"))
    rules = _review_days(actor.company_id)
    found = [one for document in documents if (one := _state(document, today, rules))]
    order = list(Why)
    return sorted(found, key=lambda one: (order.index(one.why), one.day, one.document.title))


def state_of(actor: Actor, document_id: int, today: date) -> ToReview | None:
    """Why this document should be read again, None when it is in order. Raises NotFound."""
    return _state(readable_document(actor, document_id), today, _review_days(actor.company_id))


def cautions(actor: Actor, documents: Iterable[int], today: date) -> dict[int, str]:
    """Why those of ``documents`` that are not in order should be read again, in words.

    The age of a public text counts to the real calendar: a company that lives at another date does not make it younger.
    """
    rules = _review_days(actor.company_id)
    chosen = readable_documents(actor).filter(pk__in=documents).select_related("validity")
    found = {}
    for document in chosen:
        day = max(today, date.today()) if document.data_class == "public" else today
        if state := _state(document, day, rules):
            found[document.pk] = state.words(day)
    return found


def validity_of(actor: Actor, document_id: int) -> Validity | None:
    """What is known of its validity. Raises NotFound."""
    return Validity.objects.filter(document=readable_document(actor, document_id)).first()


def set_expiry(actor: Actor, document_id: int, expires: date | None) -> None:
    """Say until when a document is valid (None: no end). Raises NotAllowed, NotFound, BadInput."""
    require(actor, Permission.IMPORT)
    document = readable_document(actor, document_id)
    if expires and not 1990 <= expires.year <= 2200:
        raise BadInput(
            "Cette date de fin de validité n'est pas plausible",
            where=format_date(expires),
            mend="Choisissez une date entre 1990 et 2200.",
        )
    Validity.objects.update_or_create(document=document, defaults={"expires": expires, "stated": False})
    _record(actor, "document.expiry", document, {"expires": expires.isoformat() if expires else None})


def confirm(actor: Actor, document_id: int, today: date) -> None:
    """Say that the document, read today, still holds. Raises NotAllowed, NotFound, BadInput when its own date has passed."""
    require(actor, Permission.IMPORT)
    document = readable_document(actor, document_id)
    known = Validity.objects.filter(document=document).first()
    if known and known.expires and known.expires < today:
        raise BadInput(
            f"Ce document est périmé depuis le {format_date(known.expires)}",
            where=document.title,
            mend="Choisissez d'abord une nouvelle date de fin de validité, ou retirez-la.",
        )
    Validity.objects.update_or_create(
        document=document, defaults={"confirmed": today, "confirmed_by_id": actor.person_id}
    )
    _record(actor, "document.confirmed", document, {})


def _state(document: Document, today: date, rules: dict[int, int | None]) -> ToReview | None:
    known = getattr(document, "validity", None)
    if known and known.expires:
        if known.expires < today:
            return ToReview(document, Why.EXPIRED, known.expires, known.stated)
        if known.expires - today <= SOON:
            return ToReview(document, Why.SOON, known.expires, known.stated)
    dated = document.current.dated if document.current else None
    checked = max(filter(None, (dated, known.confirmed if known else None)), default=None)
    days = rules.get(document.source_id, REVIEW_DAYS)
    if checked and days and (today - checked).days > days:
        return ToReview(document, Why.OLD, checked)
    return None


def _review_days(company: int) -> dict[int, int | None]:
    rules = SourceRule.objects.filter(source__company=company).exclude(review_days=None)
    return dict(rules.values_list("source_id", "review_days"))


def _record(actor: Actor, action: str, document: Document, details: dict[str, str | None]) -> None:
    journal.record(
        actor.company_id, actor.person_id, action, document.title[:200], {"document": document.pk, **details}
    )
