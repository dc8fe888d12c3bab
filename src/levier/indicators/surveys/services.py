"""Make a survey, send it, take one answer from each, and say what they think with its interval."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db import transaction
from django.forms import ValidationError
from django.utils import timezone

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound, Unavailable
from levier.core.french.writing_dates import format_date
from levier.indicators.effects import recommendation, wilson
from levier.indicators.surveys.models import Invitation, Question, Reply, Survey, SurveyQuerySet
from levier.policy import journal
from levier.policy.rights import Permission, require

_SALT = "levier.survey"
_MOST = 500
_SHOWN = 5
"""Fewer comments than this are not shown: their authors would be guessed."""


@dataclass(frozen=True)
class Results:
    """What was answered. ``value``, ``low``, ``high``: points (NPS) or percent (CSAT), None under three answers."""

    sent: int
    answered: int
    value: float | None
    low: float | None
    high: float | None
    counts: list[tuple[int, int]]
    comments: list[tuple[int, str]]
    said: str


def visible(actor: Actor) -> SurveyQuerySet:
    """The company's surveys. Raises NotAllowed."""
    require(actor, Permission.SEE_DATA)
    found: SurveyQuerySet = Survey.objects.visible_to(actor).select_related("company")
    return found


def get(actor: Actor, pk: int) -> Survey:
    """Raises NotFound."""
    found = visible(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("Cette enquête n'existe pas, ou n'est pas de votre entreprise")
    return found


def create(
    actor: Actor, *, title: str, question: str, closes: date, about: str = "", message: str = ""
) -> Survey:
    """Raises NotAllowed, BadInput."""
    require(actor, Permission.STEER)
    company = Company.objects.get(pk=actor.company_id)
    title = " ".join(title.split())[:120]
    if not title:
        raise BadInput("Une enquête a besoin d'un nom", where="champ Nom")
    if question not in Question.values:
        raise BadInput(
            "La question est : recommandation (nps) ou satisfaction (csat)", where="champ Question"
        )
    if not company.today <= closes or (closes - company.today).days > 366:
        raise BadInput(
            f"La fin ({format_date(closes)}) doit être entre aujourd'hui et dans un an", where="champ Fin",
            mend=f"Nous sommes le {format_date(company.today)} ; deux semaines suffisent d'ordinaire.",
        )  # fmt: skip
    made = Survey.objects.create(
        company=company,
        title=title,
        question=question,
        closes=closes,
        about=" ".join(about.split())[:120],
        message=message.strip()[:1500],
    )
    journal.record(company.pk, actor.person_id, "survey.created", f"survey:{made.pk}", {"question": question})
    return made


def invite(actor: Actor, pk: int, addresses: Sequence[str], site: str) -> int:
    """Write to each address once; how many were written to. ``site``: « https://host ». Raises NotAllowed, BadInput, Unavailable."""
    require(actor, Permission.STEER)
    survey = get(actor, pk)
    _open(survey)
    wanted = list(dict.fromkeys(one.strip().lower() for one in addresses if one.strip()))
    if not wanted:
        raise BadInput("Il manque les adresses", where="champ Adresses", mend="Une par ligne.")
    if survey.invitations.count() + len(wanted) > _MOST:
        raise BadInput(f"Une enquête s'envoie à {_MOST} adresses au plus", where="champ Adresses")
    wrong = [one for one in wanted if not _is_address(one)]
    if wrong:
        raise BadInput(
            f"« {wrong[0]} » n'est pas une adresse e-mail", where="champ Adresses",
            mend=f"Corrigez-la{f' et les {len(wrong) - 1} autres' if len(wrong) > 1 else ''} ; rien n'a été envoyé.",
        )  # fmt: skip
    already = set(survey.invitations.values_list("email", flat=True))
    new = [one for one in wanted if one not in already]
    try:
        with transaction.atomic(), get_connection() as connection:
            for address in new:
                made = Invitation.objects.create(survey=survey, email=address, sent=timezone.now())
                _letter(survey, address, f"{site}/enquete/{token_of(made)}/", connection).send()
            journal.record(
                survey.company_id,
                actor.person_id,
                "survey.sent",
                f"survey:{survey.pk}",
                {"invitations": len(new)},
            )
    except OSError:
        raise Unavailable(
            "Le courrier ne peut pas partir",
            where="serveur de messagerie",
            mend="Vérifiez les réglages d'envoi ; aucune invitation n'est comptée.",
        ) from None
    return len(new)


def links(actor: Actor, pk: int, count: int, site: str) -> list[str]:
    """``count`` links without address, to print or hand over (a receipt, a card), one answer each. Raises NotAllowed, BadInput."""
    require(actor, Permission.STEER)
    survey = get(actor, pk)
    _open(survey)
    if not 1 <= count <= 100 or survey.invitations.count() + count > _MOST:
        raise BadInput("De 1 à 100 liens à la fois", where="champ Liens")
    made = [Invitation.objects.create(survey=survey) for _ in range(count)]
    return [f"{site}/enquete/{token_of(one)}/" for one in made]


def token_of(invitation: Invitation) -> str:
    """The signed words of a link: nobody can make another one."""
    return signing.dumps(invitation.pk, salt=_SALT, compress=False)


def invited(token: str) -> Invitation:
    """Raises NotFound for a link that Levier did not sign, or whose survey is gone."""
    try:
        key = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        key = None
    found = (
        Invitation.objects.select_related("survey__company").filter(pk=key).first()
        if isinstance(key, int)
        else None
    )
    if found is None:
        raise NotFound(
            "Ce lien d'enquête n'est pas valable", mend="Vérifiez que vous l'avez ouvert en entier."
        )
    return found


def reply(token: str, note: str, comment: str = "") -> Survey:
    """Keep one answer; the invitation only says that it came. Raises NotFound, BadInput (already, closed, no such note)."""
    with transaction.atomic():
        invitation = invited(token)
        survey = invitation.survey
        _open(survey)
        if not note.isdigit() or int(note) not in survey.notes:
            raise BadInput(f"Choisissez une note de {survey.notes[0]} à {survey.notes[-1]}", where="note")
        if not Invitation.objects.filter(pk=invitation.pk, answered=False).update(answered=True):
            raise BadInput("Vous avez déjà répondu à cette enquête : merci")
        Reply.objects.create(
            survey=survey, note=int(note), comment=comment.strip()[:1000], day=survey.company.today
        )
    return survey


def results(survey: Survey) -> Results:
    """With the interval; comments in no order in which they came."""
    replies = list(survey.replies.all())
    notes = [one.note for one in replies]
    sent = survey.invitations.count()
    value = low = high = None
    if len(notes) >= 3:
        if survey.question == Question.NPS:
            value, low, high = recommendation(notes)
        else:
            good = sum(note >= 4 for note in notes)
            first, last = wilson(good, len(notes))
            value, low, high = 100 * good / len(notes), 100 * first, 100 * last
    comments = [(one.note, one.comment) for one in replies if one.comment]
    secrets.SystemRandom().shuffle(comments)
    shown = comments if len(replies) >= _SHOWN else []
    counts = [(note, notes.count(note)) for note in survey.notes]
    return Results(
        sent, len(notes), value, low, high, counts, shown, _said(survey, len(notes), sent, value, low, high)
    )


def forget_addresses() -> int:
    """Erase the addresses of surveys that are over."""
    done = 0
    for survey in Survey.objects.select_related("company").exclude(
        invitations__email="", invitations__isnull=False
    ):
        if survey.closes < survey.company.today:
            done += survey.invitations.exclude(email="").update(email="")
    return done


def _said(
    survey: Survey, n: int, sent: int, value: float | None, low: float | None, high: float | None
) -> str:
    rate = f"{n} réponse{'s' if n > 1 else ''} sur {sent} invitation{'s' if sent > 1 else ''}"
    if value is None or low is None or high is None:
        return f"{rate} : trois réponses au moins pour un premier chiffre."
    if survey.question == Question.NPS:
        return f"NPS de {value:+.0f} (entre {low:+.0f} et {high:+.0f}), {rate}.".replace("-", "−")
    return f"{value:.0f} % de clients satisfaits (entre {low:.0f} et {high:.0f} %), {rate}."


def _open(survey: Survey) -> None:
    if survey.closes < survey.company.today:
        raise BadInput(f"Cette enquête est terminée depuis le {format_date(survey.closes)}")


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _letter(survey: Survey, address: str, link: str, connection: object) -> EmailMessage:
    greeting = (
        survey.message or "Votre avis nous aide à mieux vous servir : une seule question, moins d'une minute."
    )
    words = (
        f"Bonjour,\n\n{greeting}\n\n{survey.asked}\n{link}\n\n"
        f"Ce lien sert une fois, jusqu'au {format_date(survey.closes)}. Votre note n'est pas rattachée à votre nom ; votre adresse est "
        f"effacée à la fin de l'enquête.\n\n{survey.company.name}"
    )
    return EmailMessage(
        f"{survey.company.name} — votre avis",
        words,
        settings.DEFAULT_FROM_EMAIL,
        [address],
        connection=connection,  # type: ignore[arg-type]
    )
