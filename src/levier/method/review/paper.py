"""The quarterly review on paper: what moved, the pilots under way, what was promised, what people concluded."""

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.french.dates import format_date
from levier.core.french.numbers import NBSP
from levier.method.review import closing
from levier.method.review.detailing import Detail, details_of
from levier.method.review.measuring import facts_of
from levier.method.review.models import Review
from levier.method.review.shape import Facts
from levier.operations.firms.signing import brand_of
from levier.printing import Document


def review_paper(actor: Actor, number: int | None = None) -> bytes:
    """The PDF of the current quarter as measured today, or of a closed review as it was kept. Raises NotAllowed, NotFound."""
    closed = closing.review_of(actor, number) if number else None
    facts = closing.kept(closed) if closed else facts_of(actor)
    company, brand = Company.objects.get(pk=actor.company_id), brand_of(actor.company_id)
    document = Document(
        "Bilan du trimestre", company.name, subtitle=f"{company.name} — {facts.label}, mesuré au {format_date(facts.day)}",
        footer=f"Bilan du {facts.label}{'' if brand else ', établi avec Levier'}", brand=brand,
    )  # fmt: skip
    review = closed or closing.current(actor)
    if review is not None:
        _conclusions(document, review)
    _facts(document, facts)
    if closed is None:
        details = details_of(actor)
        _details(document, "Pilotes en cours", details.pilots, "Aucun pilote n'est en cours.")
        _details(
            document,
            "Promis, et mesuré depuis",
            details.promises,
            "Rien de ce qui est en service n'a fait l'objet d'une promesse chiffrée.",
        )
    _reopenings(document, facts)
    document.note(
        "Les chiffres sont ceux des pages « Gains », « Pilotes », « Déploiement » et « Diagnostic » à la date du bilan ; intervalles à 95 %."
    )
    return document.bytes()


def _conclusions(document: Document, review: Review) -> None:
    document.heading("Conclusions")
    for line in review.conclusions.splitlines():
        if line.strip():
            document.text(line.strip())
    by = f" par {review.by}" if review.by else ""
    document.note(f"Clos le {format_date(review.day)}{by}.")


def _facts(document: Document, facts: Facts) -> None:
    document.heading("Ce qui a bougé")
    if not facts.anything:
        document.text(
            "**Rien n'est encore mesuré ce trimestre.** Commencez par un diagnostic, puis chronométrez trois dossiers d'une tâche."
        )
    for one in facts.findings:
        document.text(f"**{one.title.rstrip('.')}.** {one.said}")


def _details(document: Document, title: str, found: list[Detail], none: str) -> None:
    document.heading(title)
    for one in found:
        document.text(f"**{one.title}.** {one.said}")
    if not found:
        document.text(none)


def _reopenings(document: Document, facts: Facts) -> None:
    document.heading("Faut-il rouvrir ?")
    for one in facts.reopenings:
        why = " ".join(one.reasons) or "Aucune raison mesurée : ce qui existe tient."
        document.text(f"**{one.label}{NBSP}:** {'déjà en cours. ' if one.under_way else ''}{why}")
