"""The pages, API and commands of a consultant who follows thirty companies."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from typer.testing import CliRunner

from levier.accounts.companies import create_company
from levier.accounts.models import Membership
from levier.cli import firm as firm_commands
from levier.cli import templates as template_commands
from levier.core.actor import Role
from levier.method.adoption import communicating
from levier.method.adoption.models import Message
from levier.method.reusing import keeping
from levier.operations.firms import joining, signing
from levier.operations.firms.models import Firm
from levier.policy import tokens
from tests.api.conftest import Program
from tests.cast import Person
from tests.operations.firms.test_logos import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(accountant: Person) -> Firm:
    return joining.found(accountant.person_id, "Cabinet Comptant")


def announce(person: Person) -> None:
    due = person.company.today + timedelta(days=9)
    communicating.save(
        person.actor,
        {
            "audience": "L'équipe",
            "why": "Moins de ruptures.",
            "body": "Claire vous dira tout.",
            "channel": "meeting",
            "due": due,
        },
    )


def test_thirty_companies_are_read_in_queries_that_grow_with_their_number_alone(accountant: Person) -> None:
    for number in range(28):
        Membership.objects.create(
            user=accountant.user, company=create_company(f"Cliente {number}"), role=Role.ACCOUNTANT
        )
    browser = accountant.client
    browser.get("/entreprises/")
    with CaptureQueriesContext(connection) as seen:
        page = browser.get("/entreprises/")
    assert page.context["total"] == 30
    assert len(seen) <= 30 * 40 + 30
    joining.found(accountant.person_id, "Cabinet")
    with CaptureQueriesContext(connection) as seen:
        assert browser.get("/entreprises/cabinet/").content.count(b'value="sign"') == 30
    assert len(seen) <= 25


def test_the_firm_gives_itself_a_look_and_signs_and_the_company_sees_it(
    firm: Firm, accountant: Person, owner: Person
) -> None:
    browser = accountant.client
    given = {
        "do": "save",
        "name": "Cabinet C",
        "accent": "#7a1f4b",
        "footer": "12 rue des Carmes",
        "legal": "SARL",
        "revision": "1",
    }
    logo = SimpleUploadedFile("logo.png", png(), "image/png")
    assert browser.post("/entreprises/cabinet/", {**given, "logo": logo}).status_code == 302
    assert browser.get("/entreprises/cabinet/logo.png").content.startswith(b"\x89PNG")
    assert browser.get("/entreprises/cabinet/exemple.pdf").content.startswith(b"%PDF")
    refused = browser.post("/entreprises/cabinet/", {**given, "accent": "#ffd400", "revision": "2"})
    assert refused.status_code == 422
    assert "trop claire" in refused.content.decode()
    assert "12 rue des Carmes" in refused.content.decode()
    assert (
        browser.post("/entreprises/cabinet/", {"do": "sign", "company": owner.company.slug}).status_code
        == 302
    )
    assert "Cabinet C" in owner.client.get("/entreprises/signature/").content.decode()
    assert owner.client.get("/entreprises/cabinet/logo.png?de=entreprise").status_code == 200
    assert owner.client.post("/entreprises/signature/", {"do": "refuse"}).status_code == 302
    assert signing.brand_of(owner.company_id) is None


def test_a_template_is_seen_kept_previewed_and_applied_by_page(
    firm: Firm, accountant: Person, owner: Person, stranger: Person
) -> None:
    announce(owner)
    browser = accountant.client
    seen = browser.post("/entreprises/modeles/", {"do": "look", "source": "communication"}).content.decode()
    assert "… vous dira tout." in seen
    assert "Claire" not in seen.split("ce qui partirait")[-1].split("<footer")[0].replace("Claire Martin", "")
    kept = browser.post(
        "/entreprises/modeles/", {"do": "save", "source": "communication", "title": "Annoncer"}
    )
    assert kept.status_code == 302
    browser.post("/entreprise/", {"company": stranger.company.slug})
    page = browser.get(kept["Location"])
    assert "… vous dira tout." in page.content.decode()
    nothing = browser.post(kept["Location"], {"do": "apply"})
    assert nothing.status_code == 422
    assert browser.post(kept["Location"], {"do": "apply", "with-m0": "on"}).status_code == 302
    assert Message.objects.filter(company=stranger.company).count() == 1
    assert owner.client.get(kept["Location"]).status_code == 404
    assert browser.post(kept["Location"], {"do": "remove"}).status_code == 302


def test_the_same_by_rest_with_a_token_of_each_company(
    firm: Firm, accountant: Person, owner: Person, stranger: Person
) -> None:
    announce(owner)
    there = Membership.objects.get(user=accountant.user, company=stranger.company).actor()
    here, other = (Program(tokens.create(one, "essai")[1]) for one in (accountant.actor, there))
    made = here.post("/api/v1/templates", {"kind": "communication", "title": "Annoncer"}).json()
    assert (made["version"], made["hidden"]) == (1, 1)
    lines = other.get(f"/api/v1/templates/{made['id']}/preview").json()
    assert lines[0]["what"] == "message"
    assert other.post(f"/api/v1/templates/{made['id']}/apply", {}).status_code == 200
    rival = Program(tokens.create(stranger.actor, "essai")[1])
    assert rival.get(f"/api/v1/templates/{made['id']}").status_code in (403, 404)
    assert rival.get("/api/v1/firm").status_code == 404
    assert here.get("/api/v1/firm").json()["name"] == "Cabinet Comptant"
    assert rival.get("/api/v1/firm/signature").json()["firm"] is None


def test_the_same_by_command(firm: Firm, accountant: Person, owner: Person, stranger: Person) -> None:
    announce(owner)
    run = CliRunner().invoke
    me = ["--as", accountant.user.email, "--json"]
    here, there = (["--company", one.company.slug, *me] for one in (owner, stranger))
    made = json.loads(run(template_commands.app, ["save", "communication", "Annoncer", *here]).output)
    lines = json.loads(run(template_commands.app, ["preview", str(made["id"]), *there]).output)
    assert [one["key"] for one in lines] == ["m0"]
    assert len(json.loads(run(template_commands.app, ["apply", str(made["id"]), *there]).output)) == 1
    assert json.loads(run(template_commands.app, here).output)[0]["title"] == "Annoncer"
    assert json.loads(run(firm_commands.app, ["sign", "on", *here]).output)["firm"] == "Cabinet Comptant"
    assert (
        json.loads(run(firm_commands.app, ["look", "--accent", "#7a1f4b", *here]).output)["accent"]
        == "#7a1f4b"
    )
    assert keeping.templates_of(accountant.actor).count() == 1


def test_the_gains_are_printed_for_those_who_steer(owner: Person, worked_company: Person) -> None:
    assert owner.client.get("/indicateurs/gains/gains.pdf").content.startswith(b"%PDF")
    assert worked_company.client.get("/indicateurs/gains/gains.pdf").status_code == 403
