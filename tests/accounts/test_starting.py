import threading

import pytest
from django.db import connection

from levier.accounts.models import Company, Membership, User
from levier.accounts.naf import activities, checked_naf, find_activities
from levier.accounts.starting import Owner, never_started, start
from levier.core.errors import BadInput, NotAllowed
from tests.cast import PASSWORD

OWNER = Owner("Claire Martin", "Claire@Martin.example", PASSWORD)


@pytest.mark.django_db
def test_a_first_start_makes_the_owner_and_the_company() -> None:
    started = start(OWNER, company="Boulangerie Martin", siren="552 100 554", naf="1071c")
    assert started.user.check_password(PASSWORD)
    assert (started.company.siren, started.company.naf) == ("552100554", "10.71C")
    assert Membership.objects.get().role == "owner"
    assert not never_started()


@pytest.mark.django_db
def test_a_second_first_start_is_refused_and_changes_nothing() -> None:
    start(OWNER, company="Boulangerie Martin")
    with pytest.raises(NotAllowed, match="déjà installé"):
        start(Owner("Intrus", "intrus@ailleurs.example", PASSWORD), company="Ailleurs")
    assert User.objects.count() == Company.objects.count() == 1


@pytest.mark.parametrize(
    ("owner", "company", "siren", "says"),
    [
        (Owner("", "a@b.example", PASSWORD), "X", "", "Votre nom manque"),
        (Owner("A", "pas-une-adresse", PASSWORD), "X", "", "adresse e-mail"),
        (Owner("A", "a@b.example", "court"), "X", "", "trop court"),
        (Owner("A", "a@b.example", "password123"), "X", "", "trop courant"),
        (OWNER, "  ", "", "nom de l'entreprise manque"),
        (OWNER, "X", "552100555", "erreur de frappe"),
    ],
)
@pytest.mark.django_db
def test_a_wrong_first_start_says_why_in_french_and_creates_nothing(
    owner: Owner, company: str, siren: str, says: str
) -> None:
    with pytest.raises(BadInput) as refused:
        start(owner, company=company, siren=siren)
    assert says in refused.value.message
    assert not User.objects.exists()
    assert not Company.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_start_at_the_same_moment_one_wins() -> None:
    outcomes: list[str] = []
    barrier = threading.Barrier(4)

    def attempt(number: int) -> None:
        barrier.wait()
        try:
            start(Owner(f"P{number}", f"p{number}@ici.example", PASSWORD), company=f"Entreprise {number}")
            outcomes.append("won")
        except NotAllowed:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "refused", "refused", "won"]
    assert User.objects.count() == Company.objects.count() == 1


def test_every_activity_of_the_naf_is_there_and_found_by_code_or_words() -> None:
    assert len(activities()) == 732
    assert find_activities("10.71")[2].code == "10.71C"
    assert "10.71C" in {a.code for a in find_activities("boulangerie patisserie")}
    assert find_activities("") == []


@pytest.mark.parametrize("typed", ["1071C", "10.71c", "10.71C — Boulangerie et boulangerie-pâtisserie"])
def test_an_activity_is_read_however_it_is_typed(typed: str) -> None:
    assert checked_naf(typed) == "10.71C"
