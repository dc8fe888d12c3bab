"""Whose reports bear a firm's name: chosen by the firm, seen by everyone in the company, refused by its head if they wish."""

from collections.abc import Sequence

from django.db import transaction

from levier.accounts.models import Company
from levier.core.actor import Actor, Role
from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.operations.firms.joining import firm_of
from levier.operations.firms.models import FirmPerson, Signature
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.printing.branding import Brand


def brand_of(company_id: int) -> Brand | None:
    """Of the reports of a company; None where Levier signs itself."""
    found = signature_of(company_id)
    return found.firm.brand if found and not found.refused else None


def signature_of(company_id: int) -> Signature | None:
    """The firm that signs for the company and still follows it, or was refused."""
    return signatures_of([company_id]).get(company_id)


def signatures_of(companies: Sequence[int]) -> dict[int, Signature]:
    """Company → the signature that holds there: one of the firm's people is still its accountant or consultant. Two queries."""
    follows = FirmPerson.objects.filter(
        joined=True, user__memberships__company__in=companies, user__memberships__role=Role.ACCOUNTANT
    ).values_list("firm", "user__memberships__company")
    holding = set(follows)
    found = Signature.objects.filter(company__in=companies).select_related("firm", "company", "chosen_by")
    return {one.company_id: one for one in found if (one.firm_id, one.company_id) in holding}


def sign(actor: Actor, on: bool) -> None:
    """Have the person's firm sign the reports of the company they act in, or no longer.

    Raises NotAllowed (only its accountant or consultant), NotFound (no firm), BadInput (another firm signs, or it was refused).
    """
    require(actor, Permission.STEER)
    if actor.role != Role.ACCOUNTANT:
        raise NotAllowed(
            "Un cabinet signe les rapports des entreprises qu'il suit comme comptable ou consultant",
            mend="Votre rôle ici est un autre : le choix revient au cabinet.",
        )
    firm = firm_of(actor.person_id)
    if firm is None:
        raise NotFound(
            "Vous n'avez pas encore de cabinet", mend="Créez-le dans « Vos entreprises », « Cabinet »."
        )
    with transaction.atomic():
        company = Company.objects.select_for_update().get(pk=actor.company_id)
        now = signature_of(company.pk)
        if now and now.firm != firm:
            raise BadInput(
                f"Les rapports de {company.name} portent déjà le nom d'un autre cabinet",
                where=now.firm.name,
                mend="Demandez au dirigeant de l'entreprise de le retirer.",
            )
        if on and now and now.refused:
            raise BadInput(
                f"Le dirigeant de {company.name} a refusé cette signature",
                mend="Parlez-lui-en : lui seul peut l'accepter de nouveau, dans « Signature des rapports ».",
            )
        if now and now.refused:
            return
        Signature.objects.filter(company=company).delete()
        if on:
            Signature.objects.create(
                firm=firm, company=company, chosen_by_id=actor.person_id, since=company.today
            )
        journal.record(actor.company_id, actor.person_id, "firm.signs" if on else "firm.unsigns", firm.name)


def refuse(actor: Actor, refused: bool) -> None:
    """The company's head refuses the firm's name on its reports, or accepts it again. Raises NotAllowed, NotFound."""
    require(actor, Permission.MANAGE_COMPANY)
    found = signature_of(actor.company_id)
    if found is None:
        raise NotFound("Aucun cabinet ne signe vos rapports", mend="Il n'y a rien à refuser.")
    with transaction.atomic():
        Signature.objects.filter(pk=found.pk).update(refused=refused)
        journal.record(
            actor.company_id, actor.person_id, "firm.refused" if refused else "firm.accepted", found.firm.name
        )
