"""The people of the company: who is in, with what role; invite, change, remove."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from levier.accounts.letters import send_invitation
from levier.accounts.models import Membership
from levier.accounts.people import invite, people_of, remove, set_role
from levier.core.actor import Role
from levier.core.errors import BadInput
from levier.policy import journal
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs

ROLES = [
    (Role.OWNER, "Dirigeant", "Tout : données, personnes, réglages, journal."),
    (
        Role.MANAGER,
        "Responsable",
        "Demander, importer, voir les documents réservés aux responsables et le journal.",
    ),
    (Role.EMPLOYEE, "Collaborateur", "Demander et voir ce qui est ouvert à tous."),
    (
        Role.ACCOUNTANT,
        "Comptable ou consultant",
        "Demander, importer, voir la comptabilité ; peut suivre plusieurs entreprises.",
    ),
]


@needs(Permission.MANAGE_PEOPLE)
def people(request: LevierRequest) -> HttpResponse:
    """Everybody, owners first."""
    return _page(request)


@require_POST
@needs(Permission.MANAGE_PEOPLE)
def invite_person(request: LevierRequest) -> HttpResponse:
    """Invite by e-mail.

    The one-time link is shown when this company is the person's only one, mailed in any case.
    """
    try:
        invitation = invite(
            request.company,
            request.POST.get("email", ""),
            _role(request),
            name=request.POST.get("name", "")[:150],
        )
    except BadInput as error:
        return _page(request, error=error, status=422)
    site = f"{request.scheme}://{request.get_host()}"
    mailed = True
    try:
        send_invitation(invitation, by=str(request.user), site=site)
    except OSError:
        mailed = False
    journal.record(
        request.company.pk,
        request.actor.person_id,
        "person.invited",
        str(invitation.user),
        {"person": invitation.user.pk, "role": invitation.membership.role},
    )
    shown = f"{site}{invitation.path}" if invitation.path and not invitation.private else ""
    return _page(request, invitation=invitation, link=shown, mailed=mailed)


@require_POST
@needs(Permission.MANAGE_PEOPLE)
def change_role(request: LevierRequest, person: int) -> HttpResponse:
    """Give a person another role."""
    try:
        membership = set_role(request.company, person, _role(request))
    except BadInput as error:
        return _page(request, error=error, status=422)
    details = {"person": person, "role": membership.role}
    journal.record(request.company.pk, request.actor.person_id, "person.role", str(membership.user), details)
    messages.success(request, f"{membership.user} a maintenant le rôle « {membership.get_role_display()} ».")
    return redirect("settings_people")


@needs(Permission.MANAGE_PEOPLE)
def remove_person(request: LevierRequest, person: int) -> HttpResponse:
    """Ask, naming what is lost, then take the person out of the company."""
    leaving = (
        Membership.objects.filter(company=request.company, user_id=person).select_related("user").first()
    )
    if request.method != "POST" and leaving is not None:
        return render(request, "settings/remove_person.html", {"leaving": leaving, "tab": "people"})
    try:
        remove(request.company, person)
    except BadInput as error:
        return _page(request, error=error, status=422)
    journal.record(
        request.company.pk,
        request.actor.person_id,
        "person.removed",
        str(leaving.user if leaving else person),
    )
    messages.success(
        request, f"{leaving.user if leaving else 'Cette personne'} n'a plus accès à l'entreprise."
    )
    return redirect("/" if person == request.actor.person_id else "settings_people")


def _role(request: LevierRequest) -> Role:
    try:
        return Role(request.POST.get("role", ""))
    except ValueError:
        raise BadInput(
            "Ce rôle n'existe pas", where="champ Rôle", mend="Choisissez un rôle de la liste."
        ) from None


def _page(request: LevierRequest, *, status: int = 200, **more: object) -> HttpResponse:
    page = {
        "people": people_of(request.company),
        "roles": ROLES,
        "typed": request.POST,
        "tab": "people",
        **more,
    }
    return render(request, "settings/people.html", page, status=status)
