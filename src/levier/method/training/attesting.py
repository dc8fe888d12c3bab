"""Attestations and the register of AI literacy, on paper: who learned what, when, how long, whether the quiz was passed."""

from hashlib import sha256

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.core.french.dates import format_date, format_long_date
from levier.core.french.numbers import NBSP, format_number
from levier.method.holding import title_of
from levier.method.training.covering import coverage_of
from levier.method.training.models import Attempt, Attendance, Tier
from levier.method.training.reference import literacy
from levier.policy.rights import Permission, require
from levier.printing import Column, Document


def attendance_of(actor: Actor, pk: int) -> Attendance:
    """One's own, or any of the company for those who steer. Raises NotAllowed, NotFound."""
    require(actor, Permission.ASK)
    found = Attendance.objects.visible_to(actor).select_related("session", "person").filter(pk=pk).first()
    if found is None:
        raise NotFound(
            "Cette attestation n'existe pas, ou n'est pas la vôtre", mend="Revenez à la formation."
        )
    return found


def attestation(actor: Actor, pk: int) -> bytes:
    """The PDF. It says whether the quiz was passed and when, never the score. Raises NotAllowed, NotFound, BadInput."""
    seat = attendance_of(actor, pk)
    if not seat.came:
        raise BadInput(
            "Une attestation suppose d'être venu",
            where=seat.session.title,
            mend="Faites noter la présence à cette séance.",
        )
    company, session = Company.objects.get(pk=actor.company_id), seat.session
    passed = _passed(company.pk, seat.person_id)
    if session.tier == Tier.EXPERT and passed is None:
        raise BadInput(
            "Le niveau expert demande aussi le quiz", where=session.title, mend="Passez d'abord le quiz."
        )
    page = Document(
        "Attestation de formation",
        company.name,
        subtitle=f"{company.name} atteste que",
        footer=f"Référence {reference(seat)}",
    )
    page.space(4).heading(str(seat.person))
    page.text(f"a suivi la séance « **{session.title}** » (niveau : {session.get_tier_display()}).")
    page.facts(
        [
            ("Date", format_date(session.day)), ("Durée", f"{format_number(float(session.hours))}{NBSP}h"),
            ("Animée par", session.trainer), ("Quiz", f"réussi le {format_date(passed.taken_on)}" if passed else "—"),
        ]
    )  # fmt: skip
    taught = session.capabilities or (passed.capabilities if passed else [])
    if taught:
        page.heading("Outils enseignés").text(" ; ".join(title_of(one) for one in taught) + ".")
    if passed:
        page.heading("Quiz").text(
            f"{passed.total} questions tirées des outils en usage dans l'entreprise, réussi. Le détail des réponses n'appartient qu'à"
            " la personne."
        )
    page.space(8).text(f"Fait le {format_long_date(company.today)}.").space(16).text("Signature :")
    page.space(10)
    _law(page)
    return page.bytes()


def reference(seat: Attendance) -> str:
    """Ten signs that change with anything the attestation says of the presence."""
    told = f"{seat.pk}|{seat.person_id}|{seat.session_id}|{seat.session.day}|{seat.session.hours}|{seat.came}"
    return sha256(told.encode()).hexdigest()[:10].upper()


def register_on_paper(actor: Actor) -> bytes:
    """Every presence noted, for whoever asks how AI literacy is ensured. Raises NotAllowed."""
    require(actor, Permission.STEER)
    company = Company.objects.get(pk=actor.company_id)
    seats = list(
        Attendance.objects.filter(session__company=company, came=True)
        .select_related("session", "person")
        .order_by("session__day", "person__name")
    )
    passed = {
        one.person_id: one
        for one in Attempt.objects.filter(company=company, passed=True).order_by("-taken_on", "-pk")
    }
    page = Document(
        "Registre de la maîtrise de l'IA",
        company.name,
        subtitle=f"Formations suivies, au {format_date(company.today)}",
        footer="Établi avec Levier",
    )
    page.facts([(one.label, f"{one.trained} sur {one.target}") for one in coverage_of(company.pk)])
    if not seats:
        page.text("Aucune présence n'est encore notée.")
    else:
        page.table(
            [Column("Personne", share=1.6), Column("Séance", share=2.2), Column("Niveau", share=1.3), Column("Date"),
             Column("Durée", numeric=True, share=0.7), Column("Quiz", share=1.1), Column("Référence", share=1.5)],
            [
                [str(one.person), one.session.title, one.session.get_tier_display(), format_date(one.session.day),
                 f"{format_number(float(one.session.hours))}{NBSP}h",
                 f"réussi le {format_date(passed[one.person_id].taken_on)}" if one.person_id in passed else "—", reference(one)]
                for one in seats
            ],
        )  # fmt: skip
    _law(page)
    return page.bytes()


def _passed(company: int, person: int) -> Attempt | None:
    return (
        Attempt.objects.filter(company_id=company, person_id=person, passed=True)
        .order_by("taken_on", "pk")
        .first()
    )


def _law(page: Document) -> None:
    fact = literacy()
    page.note(
        f"{fact.cited}, applicable depuis le {format_date(fact.applies_from)} : {fact.says} Source : {fact.address} ;"
        f" {fact.status} (lecture du {format_date(fact.read_on)}, à relire avant le {format_date(fact.review_by)})."
    )
