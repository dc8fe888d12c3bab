"""What an attacker tries on the interfaces for programs: no or wrong tokens, bodies of every wrong shape, data of
others. Every refusal is a problem in French JSON.
"""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from levier.accounts.models import Membership
from levier.api import dataset_operations
from levier.capabilities import registry, running
from levier.core.actor import Role
from levier.core.errors import LevierError, NotAllowed
from levier.knowledge.adding import add_text
from levier.orchestrator.models import Request
from levier.policy import tokens
from levier.policy.models.tokens import ApiToken
from levier.tables.importing import import_file
from tests.api.conftest import Program
from tests.cast import Person
from tests.embedding_model import embedding_model, model_folder  # noqa: F401

Programs = Callable[[Person | None], Program]
RUN = "/api/v1/capabilities/sales-forecast"
OPEN = [
    "/api/v1/capabilities",
    RUN,
    "/api/v1/requests",
    "/api/v1/requests/1",
    "/api/v1/datasets",
    "/v1/models",
]


def is_problem(response: Any, *statuses: int) -> dict[str, Any]:
    assert response.status_code in statuses, (response.status_code, response.content[:300])
    assert response.headers["Content-Type"].startswith("application/json")
    found: dict[str, Any] = response.json()
    told = found.get("error", found)
    assert {"code", "what", "where", "mend"} <= set(told)
    assert told["what"]
    assert "Traceback" not in response.content.decode()
    return told


# ——— who calls ———


@pytest.mark.parametrize("path", OPEN)
def test_no_expired_revoked_or_strange_token_opens_anything(owner: Person, path: str) -> None:
    expired, old = tokens.create(owner.actor, "vieux")
    ApiToken.objects.filter(pk=expired.pk).update(expires=timezone.now() - timedelta(seconds=1))
    revoked, ended = tokens.create(owner.actor, "retiré")
    tokens.revoke(owner.actor, revoked.pk)
    _, good = tokens.create(owner.actor, "bon")
    for secret in (
        None,
        old,
        ended,
        "levier_",
        good[:-1],
        good.upper(),
        f"{good}x",
        revoked.digest,
        "\u00e9",
    ):
        found = is_problem(Program(secret).get(path), 401)
        assert found["code"] == "non-identifié"
    assert is_problem(Client(headers={"authorization": f"Basic {good}"}).get(path), 401)
    assert is_problem(Client().get(f"{path}?token={good}"), 401)


def test_a_wrong_token_is_refused_even_beside_a_good_session(owner: Person) -> None:
    browser = owner.client
    assert browser.get("/api/v1/datasets").status_code == 200
    is_problem(browser.get("/api/v1/datasets", headers={"authorization": "Bearer levier_faux"}), 401)


def test_a_token_ends_with_its_person_and_follows_their_role(owner: Person, manager: Person) -> None:
    program = Program(tokens.create(manager.actor, "essai")[1])
    file = {"date": "x"}
    assert program.get("/api/v1/datasets").status_code == 200
    Membership.objects.filter(user=manager.user).update(role=Role.EMPLOYEE)
    is_problem(program.upload("/api/v1/datasets", file=_csv(), **file), 403)
    manager.user.is_active = False
    manager.user.save()
    is_problem(program.get("/api/v1/datasets"), 401)
    manager.user.is_active = True
    manager.user.save()
    Membership.objects.filter(user=manager.user).delete()
    is_problem(program.get("/api/v1/datasets"), 401)


def test_a_token_of_another_company_sees_neither_tables_nor_requests(
    owner: Person, employee: Person, stranger: Person, program: Programs, sales_file: Path
) -> None:
    import_file(owner.actor, sales_file)
    request = _request(owner)
    assert program(stranger).get("/api/v1/datasets").json() == []
    for who in (stranger, employee):
        is_problem(program(who).get(f"/api/v1/requests/{request.pk}"), 404)
        assert program(who).get("/api/v1/requests").json() == []
        body = {"text": "Et en mars ?", "conversation": request.conversation_id}
        is_problem(program(who).post("/api/v1/requests", body), 404, 422)
    is_problem(program(stranger).post(RUN), 404)


# ——— what is sent ———


def test_bodies_of_every_wrong_shape_are_refused_in_french(owner: Person, program: Programs) -> None:
    caller = program(owner)
    for path in (RUN, "/api/v1/requests", "/v1/chat/completions", "/api/v1/capabilities/table-query"):
        for body in ("{", "[]", '"x"', "nul", "3", '{"a": }', '{"horizon": NaN', "\x00", "{" * 3000):
            is_problem(caller.post(path, body), 400, 422)
    for given in ({"colour": "red"}, {"horizon": 1e400}, {"horizon": "x" * 5000}, {"__class__": "x"}):
        is_problem(caller.post(RUN, json.dumps(given)), 400, 422)
    is_problem(caller.post("/api/v1/requests", {"text": ""}), 422)
    is_problem(caller.post("/api/v1/requests", {"text": "x" * 5000}), 422)
    is_problem(caller.post("/api/v1/requests", {"text": "a\x00b", "conversation": 10**30}), 404, 422)


def test_a_deeply_nested_body_does_no_harm(owner: Person, program: Programs) -> None:
    for depth in (500, 100_000):
        body = '{"items":' + "[" * depth + "]" * depth + "}"
        is_problem(program(owner).post(RUN, body), 400, 422)


def test_an_unknown_field_is_refused_in_every_operation(owner: Person, program: Programs) -> None:
    for name in registry.catalogue():
        is_problem(program(owner).post(f"/api/v1/capabilities/{name}", {"inconnu": 1}), 422)
    is_problem(program(owner).post("/api/v1/requests", {"text": "Bonjour", "inconnu": 1}), 422)


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded", ""])
def test_a_body_that_is_not_json_is_refused(owner: Person, kind: str) -> None:
    _, secret = tokens.create(owner.actor, "essai")
    client = Client(headers={"authorization": f"Bearer {secret}"})
    for path in (RUN, "/api/v1/requests", "/v1/chat/completions"):
        is_problem(client.post(path, data="horizon=4", content_type=kind), 400, 415, 422)


def test_what_is_too_big_is_refused_in_french(
    owner: Person, program: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    big = {"text": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 10)}
    for path in (RUN, "/api/v1/requests", "/v1/chat/completions"):
        is_problem(program(owner).post(path, big), 413)
    monkeypatch.setattr(dataset_operations, "_LARGEST", 3)
    is_problem(program(owner).upload("/api/v1/datasets", file=_csv()), 413)


@pytest.mark.parametrize("name", ["../../evasion.csv", "..", "…", "a\x00b.csv", "programme.exe"])
def test_a_file_sent_chooses_no_folder_and_is_read_for_what_it_is(
    owner: Person, program: Programs, name: str
) -> None:
    file = _csv()
    file._name = name
    is_problem(program(owner).upload("/api/v1/datasets", file=file, kind="inconnu"), 400, 404, 422)
    assert not list(Path(settings.HOME).parent.glob("evasion*"))


def test_a_form_that_cannot_be_read_is_refused_in_french(owner: Person, program: Programs) -> None:
    _, secret = tokens.create(owner.actor, "essai")
    client = Client(headers={"authorization": f"Bearer {secret}"})
    for body in (b"", b"--x\r\n", b"--x\r\nContent-Disposition: form-data\r\n\r\n", b"\xff" * 50):
        for kind in (
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "multipart/form-data; boundary=\xe9",
        ):
            is_problem(client.post("/api/v1/datasets", data=body, content_type=kind), 400, 422)
    is_problem(program(owner).upload("/api/v1/datasets", file=[_csv() for _ in range(501)]), 400)
    is_problem(program(owner).upload("/api/v1/datasets", **{f"f{n}": "x" for n in range(1500)}), 400, 413)


def test_an_address_or_a_method_that_does_not_exist_is_a_problem_too(
    owner: Person, program: Programs
) -> None:
    is_problem(program(owner).get("/api/v1/absente"), 404)
    is_problem(program(owner).get("/v1/absente"), 404)
    is_problem(program(owner).get("/api/v1/requests/abc"), 404, 422)
    is_problem(program(owner).get("/api/v1/requests?limit=beaucoup"), 422)
    response = Client(headers={"authorization": f"Bearer {tokens.create(owner.actor, 'x')[1]}"}).delete(RUN)
    assert response.status_code == 405


def test_a_fault_of_ours_tells_nothing_of_the_inside(
    owner: Person, program: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("mot-de-passe-interne")

    monkeypatch.setattr(running, "run", broken)
    response = program(owner).post(RUN)
    is_problem(response, 500)
    assert "mot-de-passe-interne" not in response.content.decode()


# ——— the description ———


def test_the_description_is_sound_openapi_and_names_each_capability(owner: Person, program: Programs) -> None:
    for path in ("/api/v1/openapi.json",):
        document = program(owner).get(path).json()
        assert document["openapi"].startswith("3.1.")
        assert {"title", "version"} <= set(document["info"])
        schemes = document["components"]["securitySchemes"]
        assert any(one.get("scheme") == "bearer" for one in schemes.values())
        seen: set[str] = set()
        for address, methods in document["paths"].items():
            assert address.startswith("/api/v1/")
            for method, operation in methods.items():
                assert method in {"get", "post", "put", "patch", "delete"}
                assert operation["operationId"] not in seen
                seen.add(operation["operationId"])
                assert operation["responses"]
                assert operation["security"]
                declared = {one["name"] for one in operation.get("parameters", []) if one["in"] == "path"}
                assert declared == set(re.findall(r"{(\w+)}", address))
        for pointer in _pointers(document):
            node: Any = document
            assert pointer.startswith("#/")
            for part in pointer[2:].split("/"):
                node = node[part.replace("~1", "/").replace("~0", "~")]
        for name in registry.catalogue():
            assert f"/api/v1/capabilities/{name}" in document["paths"]


def _pointers(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [one for value in node.values() for one in _pointers(value)]
    return [one for value in node for one in _pointers(value)] if isinstance(node, list) else []


# ——— data of others, by every way in ———


def test_every_way_in_refuses_a_table_that_is_closed_to_the_person(
    owner: Person, employee: Person, program: Programs, sales_file: Path
) -> None:
    import_file(owner.actor, sales_file, readers=("managers",))
    assert program(owner).post(RUN, {"horizon": 4}).status_code == 200
    given: dict[str, dict[str, Any]] = {
        "table-query": {"measures": ["revenue"]},
        "sales-forecast": {"horizon": 4},
    }
    for name, body in given.items():
        with pytest.raises(LevierError) as refused:
            running.run(name, body, employee.actor)
        assert refused.value.http_status in (403, 404, 422)
        found = is_problem(program(employee).post(f"/api/v1/capabilities/{name}", body), 403, 404, 422)
        assert "Produit" not in json.dumps(found)
    assert program(employee).get("/api/v1/datasets").json() == []


def test_who_may_not_run_gets_not_allowed(accountant: Person, employee: Person, program: Programs) -> None:
    with pytest.raises(NotAllowed):
        import_file(employee.actor, Path("inutile.csv"))
    is_problem(program(employee).upload("/api/v1/datasets", file=_csv()), 403)


@pytest.mark.usefixtures("embedding_model")
def test_an_employees_question_never_cites_a_managers_document(
    owner: Person, employee: Person, stranger: Person, program: Programs
) -> None:
    secret = "Le salaire du directeur est de 5 000 € par mois."
    closed = add_text(owner.actor, "Salaires", secret, readers=("managers",)).document_id
    add_text(
        owner.actor, "Cantine", "La cantine ouvre à midi. Le directeur y mange souvent.", readers=("all",)
    )
    body = {"question": "Quel est le salaire du directeur ?"}
    path = "/api/v1/capabilities/knowledge-search"
    told = program(owner).post(path, body).json()
    assert closed in {one["document"] for one in told["evidence"]}
    for who in (employee, stranger):
        response = program(who).post(path, body)
        words = response.content.decode()
        assert "5 000" not in words
        assert "Salaires" not in words
        if response.status_code == 200:
            assert closed not in {one.get("document") for one in response.json()["evidence"]}


def _request(who: Person) -> Request:
    from levier.orchestrator.models import Conversation  # noqa: PLC0415

    conversation = Conversation.objects.create(company=who.company, person=who.user, title="x")
    return Request.objects.create(
        company=who.company,
        person=who.user,
        conversation=conversation,
        text="x",
        today="2026-11-23",
        status="failed",
    )


def _csv() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    return SimpleUploadedFile("ventes.csv", b"date;quantite\n01/01/2026;3\n")
