"""Companies, and who may act in them.

The public services of this floor; rights are checked by the callers' floor.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from levier.accounts.models import Company, Membership, User
from levier.accounts.siren import checked_siren
from levier.core.actor import Actor, Role
from levier.core.errors import BadInput, NotFound


def memberships_of(user: User) -> list[Membership]:
    """The person's memberships, with their companies, in the order of the companies' names."""
    return list(user.memberships.select_related("company", "user").order_by("company__name", "company_id"))


def companies_of(user: User) -> list[Company]:
    """The companies the person belongs to, by name."""
    return [membership.company for membership in memberships_of(user)]


def actor_for(user: User, company_slug: str | None = None) -> Actor:
    """The person acting in the named company, or in the first one they belong to.

    Raises NotFound when they belong to none, or not to that one (whether it exists is not told).
    """
    memberships = memberships_of(user) if user.is_active else []
    for membership in memberships:
        if company_slug is None or membership.company.slug == company_slug:
            return membership.actor()
    if company_slug is None:
        raise NotFound(
            "Votre compte n'est rattaché à aucune entreprise", mend="Demandez une invitation à son dirigeant."
        )
    known = ", ".join(membership.company.slug for membership in memberships)
    raise NotFound(
        f"L'entreprise « {company_slug} » est introuvable parmi les vôtres",
        mend=f"Vos entreprises : {known}." if known else "Demandez une invitation à son dirigeant.",
    )


def create_company(
    name: str,
    *,
    owner: User | None = None,
    siren: str = "",
    naf: str = "",
    currency: str = "EUR",
    slug: str | None = None,
    is_demo: bool = False,
    own_today: date | None = None,
) -> Company:
    """A new company, with its owner. Its slug is made from the name, and made unique.

    Raises BadInput for an empty name, a wrong SIREN, or one that another company of this installation has.
    """
    name = " ".join(name.split())
    if not name:
        raise BadInput(
            "Le nom de l'entreprise manque",
            where="champ Nom de l'entreprise",
            mend="Saisissez sa raison sociale.",
        )
    siren = checked_siren(siren)
    if siren and Company.objects.filter(siren=siren).exists():
        raise BadInput(
            "Une entreprise de ce SIREN existe déjà ici",
            where="champ SIREN",
            mend="Demandez une invitation à son dirigeant.",
        )
    with transaction.atomic():
        company = _with_free_slug(
            Company(name=name, siren=siren, naf=naf, currency=currency, is_demo=is_demo, own_today=own_today),
            slug or slugify(name)[:70] or "entreprise",
        )
        if owner is not None:
            Membership.objects.create(user=owner, company=company, role=Role.OWNER)
    return company


def _with_free_slug(company: Company, wanted: str) -> Company:
    """Save with ``wanted``, else ``wanted-2``, ``wanted-3`` … The database decides, so that two writers
    never collide.
    """
    for number in range(1, 1000):
        company.slug = wanted if number == 1 else f"{wanted}-{number}"
        if Company.objects.filter(slug=company.slug).exists():
            continue
        try:
            with transaction.atomic():
                company.save(force_insert=True)
        except IntegrityError:
            continue
        return company
    raise BadInput(
        f"Trop d'entreprises portent le nom « {company.name} »", mend="Choisissez un nom plus précis."
    )
