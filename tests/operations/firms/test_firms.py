"""Who is of a firm, how it looks, and whose reports it signs."""

from io import BytesIO

import pypdfium2
import pytest

from levier.accounts.models import Membership
from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.operations.firms import identity, joining, signing
from levier.operations.firms.models import Firm
from levier.policy.models.journal import JournalEntry
from levier.printing import Document
from levier.printing.branding import Brand, checked_accent, contrast, darker
from tests.cast import Person
from tests.operations.firms.test_logos import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(accountant: Person) -> Firm:
    return joining.found(accountant.person_id, "Cabinet Comptant")


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_firm_is_founded_by_somebody_who_follows_a_company(
    owner: Person, firm: Firm, accountant: Person
) -> None:
    assert joining.firm_of(accountant.person_id) == firm
    with pytest.raises(NotAllowed, match="comptable ou consultant"):
        joining.found(owner.person_id, "À moi")
    with pytest.raises(BadInput, match="déjà"):
        joining.found(accountant.person_id, "Un autre")


def test_a_colleague_is_of_the_firm_once_they_accept_and_a_stranger_never(
    firm: Firm, accountant: Person, owner: Person, stranger: Person
) -> None:
    colleague = Membership.objects.create(user=stranger.user, company=owner.company, role="accountant")
    joining.propose(accountant.person_id, stranger.user.email)
    assert joining.firm_of(stranger.person_id) is None
    joining.answer(stranger.person_id, accepts=True)
    assert joining.firm_of(colleague.user_id) == firm
    with pytest.raises(NotAllowed, match="dirige"):
        joining.propose(stranger.person_id, "x@y.example")
    joining.propose(accountant.person_id, owner.user.email)  # no consultant: nothing happens, nothing is told
    assert joining.proposal_to(owner.person_id) is None


def test_the_last_one_out_takes_the_firm_away_and_else_the_next_one_leads(
    firm: Firm, accountant: Person, owner: Person, stranger: Person
) -> None:
    Membership.objects.create(user=stranger.user, company=owner.company, role="accountant")
    joining.propose(accountant.person_id, stranger.user.email)
    joining.answer(stranger.person_id, accepts=True)
    joining.leave(accountant.person_id)
    assert joining.led_firm(stranger.person_id) == firm
    joining.leave(stranger.person_id)
    assert not Firm.objects.exists()


def test_the_colour_is_dark_enough_to_read_or_a_darker_one_is_proposed() -> None:
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#777777") == pytest.approx(4.48, abs=0.01)
    assert checked_accent("0D5C63") == "#0d5c63"
    assert checked_accent("#a00") == "#aa0000"
    with pytest.raises(BadInput, match="trop claire") as refused:
        checked_accent("#ffd400")
    proposed = refused.value.mend.split(": ")[1].rstrip(".")
    assert checked_accent(proposed) == proposed == darker("#ffd400")
    with pytest.raises(BadInput, match="couleur"):
        checked_accent("red; }")


def test_two_people_who_edit_the_firm_lose_nothing(firm: Firm, accountant: Person) -> None:
    given = identity.GivenIdentity("Cabinet C", "#7a1f4b", logo=png())
    saved = identity.save_identity(accountant.person_id, given, firm.revision)
    assert saved.logo
    with pytest.raises(identity.FirmChanged):
        identity.save_identity(accountant.person_id, given, firm.revision)
    with pytest.raises(BadInput, match="110"):
        identity.save_identity(accountant.person_id, identity.GivenIdentity("C", "#7a1f4b", footer="x" * 111))
    assert bytes(Firm.objects.get().logo) == bytes(saved.logo)


def test_a_firm_signs_only_where_it_follows(
    firm: Firm, accountant: Person, owner: Person, stranger: Person
) -> None:
    with pytest.raises(NotAllowed):
        signing.sign(owner.actor, on=True)
    signing.sign(accountant.actor, on=True)
    assert signing.brand_of(owner.company_id) == firm.brand
    assert signing.brand_of(stranger.company_id) is None
    assert JournalEntry.objects.filter(company_id=owner.company_id, action="firm.signs").exists()
    Membership.objects.filter(user=accountant.user, company=owner.company).delete()
    assert signing.brand_of(owner.company_id) is None


def test_the_head_of_the_company_refuses_and_only_they_accept_again(
    firm: Firm, accountant: Person, owner: Person, manager: Person
) -> None:
    signing.sign(accountant.actor, on=True)
    with pytest.raises(NotAllowed):
        signing.refuse(manager.actor, refused=True)
    signing.refuse(owner.actor, refused=True)
    assert signing.brand_of(owner.company_id) is None
    with pytest.raises(BadInput, match="refusé"):
        signing.sign(accountant.actor, on=True)
    signing.sign(accountant.actor, on=False)  # nor by taking it back first
    with pytest.raises(BadInput, match="refusé"):
        signing.sign(accountant.actor, on=True)
    signing.refuse(owner.actor, refused=False)
    assert signing.brand_of(owner.company_id) is not None
    with pytest.raises(NotFound):
        signing.refuse(
            Person(
                owner.user, Membership.objects.filter(user=accountant.user).last().company, owner.role
            ).actor,
            refused=True,
        )  # type: ignore[union-attr]


def test_another_firm_cannot_take_the_place(
    firm: Firm, accountant: Person, owner: Person, stranger: Person
) -> None:
    signing.sign(accountant.actor, on=True)
    there = Membership.objects.create(user=stranger.user, company=owner.company, role="accountant")
    joining.found(stranger.person_id, "Rival")
    with pytest.raises(BadInput, match="déjà le nom"):
        signing.sign(there.actor(), on=True)


def test_the_document_bears_the_firm_on_every_page_and_levier_in_small() -> None:
    brand = Brand("Cabinet Comptant", "#7a1f4b", png(), "12 rue des Carmes", "SARL au capital de 20 000 €")
    page = Document("Rapport", "Boulangerie Martin", brand=brand).text("Un").page_break().text("Deux")
    pdf = page.bytes()
    told = words(pdf)
    assert told.count("12 rue des Carmes") == told.count("Produit avec Levier") == 2
    assert told.count("Établi par") == 1
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Author"] == "Cabinet Comptant"
    plain = Document("Rapport", "Boulangerie Martin").text("Un").bytes()
    assert "Produit avec" not in words(plain)
    assert BytesIO(plain).read(5) == b"%PDF-"
