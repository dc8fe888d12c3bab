"""Every call passes policy, budget and pseudonyms, and leaves a line in the ledger and in the journal."""

from decimal import Decimal

import pytest
from pydantic import BaseModel

from levier.core.errors import BadInput, NotAllowed, Unavailable
from levier.inference.language import (
    CompanyModels,
    add_endpoint,
    client,
    endpoints,
    keys,
    ledger,
    remove_endpoint,
)
from levier.inference.models import Budget, Endpoint, LedgerEntry
from levier.policy import destinations
from levier.policy.models import JournalEntry
from tests.cast import Person

pytestmark = pytest.mark.django_db
LOCAL, REMOTE = "http://127.0.0.1:8901/v1", "https://modele.exemple.fr/v1"


class Order(BaseModel):
    customer: str
    total: float


def ask(models: CompanyModels, prompt: str = "Bonjour", data_class: str = "internal") -> str:
    return models.complete(system="Répondez.", prompt=prompt, data_class=data_class)


def test_no_model_is_configured_by_default(owner: Person) -> None:
    models = CompanyModels(owner.actor, "table-query")
    assert not models.available
    with pytest.raises(NotAllowed, match="internes"):
        ask(models)
    assert LedgerEntry.objects.count() == 0


def test_a_local_model_needs_no_destination_and_its_call_is_written(owner: Person) -> None:
    add_endpoint(owner.actor, name="Maison", address=LOCAL, model="petit", price_in=1, price_out=2)
    models = CompanyModels(owner.actor, "table-query")
    assert models.available
    with client.scripted(lambda system, prompt: f"{system} {prompt}"):
        assert ask(models) == "Répondez. Bonjour"
    line = LedgerEntry.objects.get()
    assert (line.person, line.capability, line.model, line.data_class) == (
        owner.person_id,
        "table-query",
        "petit",
        "internal",
    )
    assert line.cost == ledger.cost_of(Endpoint.objects.get(), line.tokens_in, line.tokens_out) > 0
    assert models.spent == float(line.cost)
    journalled = JournalEntry.objects.filter(action="model.called").get()
    assert journalled.details["model"] == "petit"
    assert "Bonjour" not in str(journalled.details)
    assert destinations.destinations() == []


def test_the_cheapest_allowed_model_is_taken_for_each_class(owner: Person) -> None:
    add_endpoint(owner.actor, name="Maison", address=LOCAL, model="petit", price_out=3)
    add_endpoint(
        owner.actor, name="Loin", address=REMOTE, model="grand", price_out=1, data_classes=["public"]
    )
    with client.scripted(lambda system, prompt: "oui"):
        ask(CompanyModels(owner.actor), data_class="public")
        ask(CompanyModels(owner.actor), data_class="personal")
    assert list(LedgerEntry.objects.order_by("pk").values_list("model", flat=True)) == ["grand", "petit"]


def test_a_destination_forbidden_afterwards_stops_the_calls(owner: Person) -> None:
    add_endpoint(owner.actor, name="Loin", address=REMOTE, model="grand", data_classes=["internal"])
    destinations.forbid(owner.actor, REMOTE)
    assert not CompanyModels(owner.actor).available
    with pytest.raises(NotAllowed):
        ask(CompanyModels(owner.actor))


def test_personal_data_leave_only_as_pseudonyms_and_come_back(owner: Person) -> None:
    add_endpoint(owner.actor, name="Loin", address=REMOTE, model="grand", data_classes=["personal"])
    seen: list[str] = []

    def script(system: str, prompt: str) -> str:
        seen.append(prompt)
        return f"J'écris à {prompt.rsplit(maxsplit=1)[-1]}"

    models = CompanyModels(owner.actor, names=["Élodie Roux"])
    with client.scripted(script):
        answer = ask(models, "Élodie Roux, 06 12 34 56 78, elodie@martin.example", "personal")
    assert seen == ["[PERSONNE_1], [TEL_1], [EMAIL_1]"]
    assert answer == "J'écris à elodie@martin.example"
    assert JournalEntry.objects.filter(action="model.called").get().details["hidden"] == 3


def test_a_typed_answer_is_checked_and_restored(owner: Person) -> None:
    add_endpoint(owner.actor, name="Loin", address=REMOTE, model="grand", data_classes=["personal"])
    models = CompanyModels(owner.actor)
    with client.scripted(lambda system, prompt: '{"customer": "[EMAIL_1]", "total": 12.5}'):
        given = models.structured(Order, system="", prompt="Commande de a@b.fr", data_class="personal")
    assert given == Order(customer="a@b.fr", total=12.5)
    with client.scripted(lambda system, prompt: "pas du JSON"), pytest.raises(Unavailable):
        models.structured(Order, system="", prompt="Commande", data_class="personal")
    assert LedgerEntry.objects.exclude(failed="").count() == 1


def test_an_exhausted_budget_refuses_the_next_call(owner: Person, manager: Person) -> None:
    add_endpoint(owner.actor, name="Maison", address=LOCAL, model="petit", price_out=90_000)
    Budget.objects.create(company_id=owner.company_id, person=owner.person_id, euros=Decimal("0.10"))
    with client.scripted(lambda system, prompt: "une réponse de plusieurs mots"):
        ask(CompanyModels(owner.actor))
        with pytest.raises(NotAllowed, match="épuisé"):
            ask(CompanyModels(owner.actor))
        ask(CompanyModels(manager.actor))
    assert ledger.spent(owner.company_id, by="person")[str(owner.person_id)].calls == 1


def test_a_server_that_does_not_answer_gives_way_to_the_next(owner: Person) -> None:
    add_endpoint(owner.actor, name="Panne", address="http://127.0.0.1:9/v1", model="mort", timeout=2)
    with client.real_requests_allowed(), pytest.raises(Unavailable, match="Panne"):
        ask(CompanyModels(owner.actor))
    assert LedgerEntry.objects.get().failed


def test_the_key_is_in_a_file_of_its_own_and_goes_with_the_model(owner: Person, settings) -> None:  # type: ignore[no-untyped-def]
    endpoint = add_endpoint(owner.actor, name="Maison", address=LOCAL, model="petit", key="sk-très-secret")
    assert keys.read(endpoint.key_at) == "sk-très-secret"
    file = settings.HOME / "keys" / endpoint.key_at.removeprefix("file:")
    assert file.stat().st_mode & 0o777 == 0o600
    written = str(list(Endpoint.objects.values())) + str(list(JournalEntry.objects.values()))
    assert "sk-très-secret" not in written
    remove_endpoint(owner.actor, endpoint.pk)
    assert not file.exists()
    with pytest.raises(Unavailable, match="clé"):
        keys.read(endpoint.key_at)


def test_only_who_may_configure_adds_a_model_and_never_without_a_class(
    owner: Person, manager: Person
) -> None:
    with pytest.raises(NotAllowed):
        add_endpoint(manager.actor, name="Maison", address=LOCAL, model="petit")
    with pytest.raises(BadInput, match="classe"):
        add_endpoint(owner.actor, name="Loin", address=REMOTE, model="grand")
    with pytest.raises(BadInput, match="prix"):
        add_endpoint(owner.actor, name="Cher", address=LOCAL, model="petit", price_out=1_000_000)


def test_a_company_does_not_see_the_models_of_another(owner: Person, stranger: Person) -> None:
    add_endpoint(owner.actor, name="Maison", address=LOCAL, model="petit")
    assert endpoints(stranger.company_id) == []
    assert not CompanyModels(stranger.actor).available
