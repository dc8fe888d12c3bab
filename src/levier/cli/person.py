"""Who runs a command: the person and the company a terminal acts for."""

from levier.accounts.models import Membership
from levier.core.actor import Actor, Role
from levier.core.errors import BadInput, NotFound


def membership(company: str | None = None, email: str | None = None) -> Membership:
    """The membership a command acts with.

    Without ``company``, the only company of this installation; without ``email``, its owner — whoever may run commands
    on this machine already holds its files. Raises NotFound when there is none, BadInput when there are several.
    """
    found = Membership.objects.select_related("user", "company").order_by("company__id", "id")
    if company:
        found = found.filter(company__slug=company)
        if not found.exists():
            known = ", ".join(
                Membership.objects.order_by().values_list("company__slug", flat=True).distinct()
            )
            raise NotFound(
                f"L'entreprise « {company} » n'existe pas",
                mend=f"Entreprises connues : {known}." if known else "Créez-la avec « levier init ».",
            )
    companies = {item.company_id for item in found}
    if not companies:
        raise NotFound(
            "Aucune entreprise n'est encore créée", mend="Lancez « levier init » ou « levier demo »."
        )
    if len(companies) > 1:
        names = ", ".join(sorted({item.company.slug for item in found}))
        raise BadInput(
            "Plusieurs entreprises existent", mend=f"Ajoutez « --company » avec l'une de : {names}."
        )
    if email:
        person = found.filter(user__email__iexact=email).first()
        if person is None:
            raise NotFound(
                f"« {email} » n'est pas une personne de cette entreprise", mend="Voyez « levier people »."
            )
        return person
    owner = found.filter(role=Role.OWNER).first() or found.first()
    if owner is None:
        raise NotFound("Cette entreprise n'a aucune personne", mend="Lancez « levier init ».")
    return owner


def actor(company: str | None = None, email: str | None = None) -> Actor:
    """The actor of :func:`membership`."""
    return membership(company, email).actor()
