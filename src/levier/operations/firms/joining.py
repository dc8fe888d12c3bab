"""Who is of a firm. Somebody founds it; a colleague is proposed, and is of it once they accept."""

from django.db import IntegrityError, transaction

from levier.accounts.models import Membership, User
from levier.accounts.people import checked_email
from levier.core.actor import Role
from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.operations.firms.models import Firm, FirmPerson


def is_consultant(person: int) -> bool:
    """Whether the person is the accountant or consultant of a company at least."""
    return Membership.objects.filter(user=person, role=Role.ACCOUNTANT).exists()


def firm_of(person: int) -> Firm | None:
    """The firm that the person is of."""
    found = FirmPerson.objects.select_related("firm").filter(user=person, joined=True).first()
    return found.firm if found else None


def own_firm(person: int) -> Firm:
    """The same. Raises NotFound when there is none."""
    found = firm_of(person)
    if found is None:
        raise NotFound(
            "Vous n'avez pas encore de cabinet", mend="Créez-le dans « Vos entreprises », « Cabinet »."
        )
    return found


def led_firm(person: int) -> Firm:
    """The firm that the person leads. Raises NotFound, NotAllowed."""
    firm = own_firm(person)
    if not firm.people.filter(user=person, leads=True).exists():
        raise NotAllowed(
            "Seule la personne qui dirige le cabinet peut le modifier",
            mend=f"Demandez à {firm.people.filter(leads=True)[0].user}.",
        )
    return firm


def found(person: int, name: str) -> Firm:
    """Make a firm, led by the person. Raises NotAllowed (a consultant founds one), BadInput (no name, already of one)."""
    if not is_consultant(person):
        raise NotAllowed(
            "Un cabinet se crée quand on suit une entreprise comme comptable ou consultant",
            mend="Demandez à une entreprise de vous inviter avec ce rôle.",
        )
    name = " ".join(name.split())[:120]
    if not name:
        raise BadInput(
            "Il manque le nom du cabinet", where="nom", mend="Écrivez celui que vos clients connaissent."
        )
    try:
        with transaction.atomic():
            FirmPerson.objects.filter(user=person, joined=False).delete()
            made = Firm.objects.create(name=name)
            FirmPerson.objects.create(firm=made, user_id=person, leads=True, joined=True)
    except IntegrityError:
        raise BadInput("Vous êtes déjà d'un cabinet", mend="Quittez-le d'abord.") from None
    return made


def propose(person: int, email: str) -> None:
    """Propose a colleague to join. Says nothing of whether the address is known here. Raises NotFound, NotAllowed, BadInput."""
    firm, email = led_firm(person), checked_email(email)
    user = User.objects.filter(email=email, is_active=True).first()
    if user and is_consultant(user.pk) and not FirmPerson.objects.filter(user=user).exists():
        FirmPerson.objects.create(firm=firm, user=user)


def proposal_to(person: int) -> FirmPerson | None:
    """The firm that waits for the person's answer."""
    return FirmPerson.objects.select_related("firm").filter(user=person, joined=False).first()


def answer(person: int, accepts: bool) -> None:
    """Join the firm that proposed, or not. Raises NotFound."""
    waiting = proposal_to(person)
    if waiting is None:
        raise NotFound("Aucun cabinet ne vous attend", mend="La proposition a pu être retirée.")
    if not accepts:
        waiting.delete()
        return
    waiting.joined = True
    waiting.save(update_fields=["joined"])


def take_out(person: int, other: int) -> None:
    """Take a colleague out, or a proposal back. Raises NotFound, NotAllowed."""
    firm = led_firm(person)
    if other == person:
        raise BadInput("Vous dirigez ce cabinet", mend="Pour partir, quittez-le.")
    if not firm.people.filter(user=other).delete()[0]:
        raise NotFound("Cette personne n'est pas de votre cabinet")


def leave(person: int) -> None:
    """Leave one's firm: the next one leads; the last one takes it away with its templates and signatures. Raises NotFound."""
    firm = own_firm(person)
    with transaction.atomic():
        firm.people.filter(user=person).delete()
        left = firm.people.filter(joined=True)
        if not left.exists():
            firm.delete()
        elif not left.filter(leads=True).exists():
            first = left[0]
            first.leads = True
            first.save(update_fields=["leads"])
