"""What an attacker tries on the pages: scripts in every word that is stored, ways out of the site, files that are
not what they say, other people's requests, and the pages of refusal.
"""

import importlib
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from levier.knowledge import storage
from levier.knowledge.models import Document, DocumentReader, DocumentVersion, Page, Source
from levier.operations.importing import keeping
from levier.orchestrator.models import Request
from levier.policy import journal
from levier.tables.importing import import_file
from levier.web.ask.markdown import to_html
from levier.web.data.imports import MOST_FILES
from tests.cast import PASSWORD, Person
from tests.web import hostile
from tests.web.answers import answered
from tests.web.world import SALES, World

LOGIN = "/compte/connexion/"


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


def shown(answer: Any, *, trap: bool = True) -> str:
    """The page, where nothing hostile runs; ``trap``: where the hostile words are nevertheless there, as text."""
    assert answer.status_code in (200, 422), answer.content[:300]
    html: str = answer.content.decode()
    assert hostile.running(html) == []
    assert "14{% debug" not in html
    if trap:
        assert hostile.SEEN in html
    return html


# ——— words that would like to be scripts ———


def test_the_reader_of_pages_sees_each_trap() -> None:
    for trap in (hostile.SCRIPT, hostile.IMAGE, hostile.DRAWING, hostile.BREAKING):
        assert hostile.running(f"<p>{trap}</p>")
    assert not hostile.running("<p>&lt;script&gt;</p>")


@pytest.fixture
def trapped_document(owner: Person) -> Document:
    source = Source.objects.create(company_id=owner.company_id, name=hostile.ALL[:200])
    document = Document.objects.create(
        company_id=owner.company_id,
        source=source,
        key="piege",
        title=hostile.ALL[:300],
        address=f"javascript:alert('{hostile.SEEN}')",
    )
    version = DocumentVersion.objects.create(
        document=document, number=1, sha256="0" * 64, name=hostile.BREAKING, format="html", size=3
    )
    Page.objects.create(version=version, number=1, text=f"Avant. {hostile.ALL} Après.")
    document.current = version
    document.save()
    DocumentReader.objects.create(document=document, token="all")
    return document


def test_a_hostile_document_is_read_as_text(trapped_document: Document, owner: Person) -> None:
    address = reverse("document", args=[trapped_document.pk])
    for query in ("", "?page=1&start=7&end=60", "?page=1&start=10&end=11"):
        shown(owner.client.get(address + query))
    shown(owner.client.get(reverse("document_remove", args=[trapped_document.pk])))
    shown(owner.client.get("/donnees/"))
    shown(
        owner.client.post(reverse("document_readers", args=[trapped_document.pk]), {"readers": hostile.ALL})
    )


def test_hostile_headings_and_cells_of_a_table_are_text(owner: Person, tmp_path: Path) -> None:
    lines = SALES.splitlines()
    quoted = hostile.ALL.replace('"', '""')
    lines[0] += f';"{quoted}"'
    lines[1:] = [f'{line};"{quoted}"' for line in lines[1:]]
    text = "\n".join(lines).replace("Baguette tradition", f'"{quoted}"') + "\n"
    path = tmp_path / f"{hostile.IMAGE}.csv"
    path.write_text(text, encoding="utf-8")
    done = import_file(owner.actor, path, name=hostile.ALL[:150])
    shown(owner.client.get(reverse("dataset", args=[done.dataset_id])))
    shown(owner.client.get(reverse("dataset_remove", args=[done.dataset_id])))
    shown(owner.client.get("/donnees/"))
    rejects = owner.client.get(reverse("dataset_rejects", args=[done.dataset_id, 1]))
    assert_is_a_download(rejects)
    file = SimpleUploadedFile(f"{hostile.IMAGE}.csv", text.encode())
    client = owner.client
    check = client.post("/donnees/importer/", {"files": [file], "readers": "all"}).headers["Location"]
    shown(client.get(check))
    typed = {"kind": "sales", "shown_kind": "sales", "map.product": hostile.ALL, "name": hostile.ALL}
    shown(client.post(check, typed))
    shown(client.get("/donnees/importer/"), trap=False)


@pytest.fixture
def trapped_request(world: World, owner: Person) -> Request:
    request = answered(world, owner)
    evil = hostile.ALL
    whole: dict[str, Any] = request.answer or {}
    links = " ".join(
        f"[cliquez{n}]({address})"
        for n, address in enumerate(
            [
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "java\tscript:alert(1)",
                "&#106;avascript:alert(1)",
                "data:text/html,<script>alert(1)</script>",
                "vbscript:x",
                "//evil.example/x",
            ]
        )
    )
    whole["answer"] += (
        f"\n\n{evil}\n\n{links}\n\n![x](http://evil.example/x.png)\n\n<javascript:alert(1)>\n\n```\n{evil}\n```\n\n[1]: javascript:alert(1)"
    )
    whole["asked"] = evil
    whole["claims"][0]["text"] = evil
    whole["removed"][0] |= {"text": evil, "reason": evil}
    whole["unanswered"][0] |= {"question": evil, "reason": evil}
    whole["plan"]["rewritten"] = evil
    for step in whole["plan"]["steps"]:
        step |= {"label": evil, "input": {"question": evil}}
    for question in whole["plan"]["questions"]:
        question["text"] = evil
    whole["charts"][0] |= {"title": evil, "x": [evil, "b"], "x_label": evil}
    whole["charts"][0]["series"][0]["name"] = evil
    whole["tables"] = [
        {"title": evil, "columns": [{"key": "a", "label": evil}], "rows": [{"a": evil}], "evidence": []}
    ]
    whole["actions"][0] |= {"label": evil, "input": {"items": [evil]}}
    rows, passage, computed = whole["evidence"]
    rows |= {"title": evil, "values": [[evil, 37.0]]}
    passage |= {
        "title": evil,
        "quote": evil,
        "source": evil,
        "section": evil,
        "address": "javascript:alert(1)",
    }
    computed |= {"title": evil, "method": evil, "value": evil}
    page = {"kind": "webpage", "id": "s2.e2", "number": 4, "read_at": "2026-11-01T10:00:00", "title": evil}
    whole["evidence"].append(page | {"address": " javascript:alert(1)", "quote": evil})
    request.text = evil
    request.conversation.title = evil[:200]
    request.conversation.save()
    request.save()
    request.steps.update(label=evil, input={"question": evil}, output={"rows": evil}, reason=evil)
    return request


def test_nothing_hostile_runs_in_an_answer_its_proofs_and_its_reasons(
    trapped_request: Request, owner: Person
) -> None:
    client, number = owner.client, trapped_request.pk
    shown(client.get(reverse("ask_request", args=[number])))
    shown(client.get(reverse("ask_request", args=[number]), headers={"X-Fragment": "turn"}))
    shown(client.get(reverse("ask_why", args=[number])))
    for proof in (1, 2, 3, 4):
        address = reverse("ask_evidence", args=[number, proof])
        shown(client.get(address))
        shown(client.get(address, headers={"X-Fragment": "proof"}))
    shown(client.get(reverse("ask")))
    shown(client.get("/"))


def test_a_hostile_question_stays_words_wherever_it_is_typed(world: World, owner: Person) -> None:
    client = owner.client
    shown(client.get("/demander/", {"q": hostile.ALL, "cherche": hostile.ALL, "page": hostile.ALL}))
    answer = client.post("/demander/", {"text": hostile.ALL * 40})
    shown(answer)
    form = reverse("capability", args=["sales-forecast"])
    shown(client.get(form, {"items": hostile.ALL, "horizon": hostile.ALL}))
    shown(client.post(form, {"items": hostile.ALL, "horizon": hostile.ALL, "grain": hostile.ALL}))
    shown(client.get("/donnees/", {"source": hostile.ALL}), trap=False)


def test_a_hostile_name_in_the_journal_and_the_people_is_text(owner: Person) -> None:
    owner.user.name = hostile.ALL[:150]
    owner.user.save()
    journal.record(
        owner.company_id,
        owner.person_id,
        "document.readers",
        hostile.ALL,
        {"name": hostile.ALL, "readers": [hostile.ALL]},
    )
    shown(owner.client.get("/confiance/journal/"))
    shown(
        owner.client.get(
            "/confiance/journal/", {"action": hostile.ALL, "person": hostile.ALL, "cherche": hostile.ALL}
        )
    )
    shown(owner.client.get(reverse("settings_people")))
    shown(owner.client.get("/mon-compte/"))
    shown(owner.client.get("/"))


def test_the_words_of_an_answer_keep_no_way_to_run_anything() -> None:
    for trap in (
        *hostile.TRAPS,
        "[a](javascript:alert(1))",
        "[a](data:text/html,x)",
        "![a](x)",
        '[a](x "\\" onclick=1")',
    ):
        html = to_html(trap, lambda number: ("/x/", '" onmouseover="alert(1)'))
        assert hostile.running(html) == [], html


# ——— ways out of the site, and into the server's files ———


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "\t//evil.example",
    ],
)
def test_logging_in_never_leads_out_of_the_site(owner: Person, target: str) -> None:
    form = {"login": owner.user.email, "password": PASSWORD, "next": target}
    for answer in (Client().post(LOGIN, form), Client().post(LOGIN, form, query_params={"next": target})):
        where = answer.headers.get("Location", "/")
        assert where.startswith("/"), where
        assert "evil" not in where
    left = owner.client.post("/compte/deconnexion/", {"next": target})
    assert "evil" not in left.headers.get("Location", "")


def test_another_host_name_gets_a_french_refusal(owner: Person) -> None:
    answer = owner.client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "LEVIER_HOSTS" in answer.content.decode()
    claimed = Client().get("/", headers={"x-forwarded-host": "evil.example"})
    assert "evil" not in claimed.headers.get("Location", "") + claimed.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret.key",
        "/static/%2e%2e/%2e%2e/server/settings.py",
        "/static/..%2f..%2fserver/settings.py",
        "/static//etc/passwd",
        "/static/levier/../../../server/settings.py",
        "/static/%5c..%5c..%5cserver%5csettings.py",
        "/static/levier/mark.svg%00.js",
    ],
)
def test_static_addresses_give_only_static_files(company: Any, owner: Person, path: str) -> None:
    answer = owner.client.get(path)
    assert answer.status_code in (400, 404)
    assert b"SECRET_KEY" not in answer.content


def assert_is_a_download(answer: Any) -> str:
    assert answer.status_code == 200
    found: str = answer.headers["Content-Disposition"]
    assert found.startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "\n" not in found
    assert "\r" not in found
    return found


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "..\\..\\boot.ini", 'a".html\r\nX-Evil: 1', "page.svg", "/etc/passwd"]
)
def test_the_original_of_a_document_is_a_download_whatever_its_name(
    trapped_document: Document, owner: Person, name: str
) -> None:
    version = trapped_document.current
    assert version is not None
    version.name = name
    version.stored = storage.store(hostile.SCRIPT.encode(), owner.company_id, trapped_document.pk, 1, "html")
    version.save()
    answer: Any = owner.client.get(reverse("document_original", args=[trapped_document.pk]))
    found = assert_is_a_download(answer)
    assert ".." not in found
    assert "/" not in found
    assert "X-Evil" not in answer.headers
    assert b"".join(answer.streaming_content) == hostile.SCRIPT.encode()


@pytest.mark.parametrize("stored", ["../../etc/passwd", "/etc/passwd", "documents/../../x", "secret.key"])
def test_an_original_is_never_read_outside_the_documents(
    trapped_document: Document, owner: Person, stored: str
) -> None:
    version = trapped_document.current
    assert version is not None
    version.stored = stored
    version.save()
    answer = owner.client.get(reverse("document_original", args=[trapped_document.pk]))
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "name", ["../../evasion.csv", "..\\..\\evasion.csv", "/etc/evasion.csv", "a\x00b.csv"]
)
def test_a_dropped_file_chooses_no_folder(owner: Person, name: str) -> None:
    before = set(Path(site.HOME).rglob("*evasion*"))
    file: Any = SimpleUploadedFile("x.csv", SALES.encode())
    file._name = name  # as a program would send it: Django cleans the names that it parses itself
    answer = owner.client.post("/donnees/importer/", {"files": [file], "readers": "all"})
    assert answer.status_code in (200, 302, 422)
    for path in set(Path(site.HOME).rglob("*evasion*")) - before:
        assert path.is_relative_to(Path(site.HOME) / "arrivals")


@given(name=st.text(max_size=300) | st.text(alphabet="./\\ \x00a", max_size=12))
def test_no_name_of_a_file_is_a_path(name: str) -> None:
    plain = keeping.plain_name(name)
    assert Path(plain).name == plain
    assert not {"/", "\\", "\x00"} & set(plain)
    assert len(plain) <= 150


def test_downloads_of_a_table_and_an_answer_are_downloads(world: World, owner: Person) -> None:
    assert_is_a_download(owner.client.get(reverse("dataset_original", args=[world.open_dataset, 1])))
    assert_is_a_download(owner.client.get(reverse("dataset_rejects", args=[world.open_dataset, 1])))
    request = answered(world, owner)
    assert_is_a_download(owner.client.get(reverse("ask_export", args=[request.pk])))
    assert_is_a_download(owner.client.get(reverse("trust_export")))


# ——— headers and cookies ———


def guarded(answer: Any) -> None:
    policy = answer.headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["script-src"] == "'self'"
    assert rules["object-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_every_kind_of_answer_carries_the_guards(world: World, owner: Person) -> None:
    client = owner.client
    request = answered(world, owner)
    pages = [
        "/",
        "/demander/",
        "/savoir-faire/",
        "/donnees/",
        "/reglages/",
        "/confiance/journal/",
        "/mon-compte/",
        "/absente/",
    ]
    pages += [reverse("dataset", args=[world.open_dataset]), reverse("document", args=[world.open_document])]
    pages += [reverse("ask_request", args=[request.pk]), reverse("ask_why", args=[request.pk])]
    pages += ["/api/v1/datasets", "/api/v1/docs", "/api/v1/openapi.json"]
    for path in pages:
        answer = client.get(path)
        guarded(answer)
        assert answer.headers["X-Frame-Options"] == "DENY", path
    for path in (LOGIN, "/donnees/", "/compte/mot-de-passe/oublie/", "/api/v1/datasets"):
        guarded(Client().get(path))
    static = client.get("/static/levier/levier.js")
    assert static.headers["X-Content-Type-Options"] == "nosniff"
    # A drawing opened alone is a page: it may not run anything either.
    assert "script-src 'self'" in client.get("/static/levier/mark.svg").headers["Content-Security-Policy"]


def test_private_pages_are_not_kept_by_shared_caches(world: World, owner: Person) -> None:
    for path in ("/", "/donnees/", "/demander/", reverse("document", args=[world.open_document])):
        kept = owner.client.get(path).headers.get("Cache-Control", "")
        assert "private" in kept or "no-store" in kept, path


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(owner: Person) -> None:
    client = Client()
    client.get(LOGIN)
    client.post(LOGIN, {"login": owner.user.email, "password": PASSWORD})
    session, csrf = client.cookies["sessionid"], client.cookies["csrftoken"]
    assert session["httponly"]
    assert csrf["httponly"]
    assert session["samesite"] == csrf["samesite"] == "Lax"
    assert not session["secure"]
    assert not session["domain"]


def test_logging_in_changes_the_session_and_logging_out_ends_it(owner: Person) -> None:
    client = Client()
    client.post("/langue/", {"language": "fr"})
    client.post(LOGIN, {"login": owner.user.email, "password": PASSWORD})
    stolen = client.cookies["sessionid"].value
    client.post("/compte/deconnexion/")
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/donnees/").status_code == 302


@pytest.mark.parametrize(
    ("environment", "secure"),
    [
        ({}, False),
        ({"LEVIER_ORIGINS": "https://levier.martin.example"}, True),
        ({"LEVIER_ORIGINS": "https://levier.martin.example,http://10.0.0.5:8000"}, False),
        ({"LEVIER_ORIGINS": "http://10.0.0.5:8000"}, False),
        ({"LEVIER_SECURE_COOKIES": "1"}, True),
        ({"LEVIER_ORIGINS": "https://levier.martin.example", "LEVIER_SECURE_COOKIES": "0"}, False),
    ],
)
def test_cookies_travel_only_encrypted_where_the_site_is_https(
    environment: dict[str, str], secure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from levier.server import settings as module  # noqa: PLC0415

    for name in ("LEVIER_ORIGINS", "LEVIER_SECURE_COOKIES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    fresh = importlib.reload(module)
    assert (secure,) * 3 == (
        fresh.SESSION_COOKIE_SECURE,
        fresh.CSRF_COOKIE_SECURE,
        fresh.LANGUAGE_COOKIE_SECURE,
    )


# ——— what is too big, or not what it says ———


def dropped(client: Client, *files: SimpleUploadedFile) -> Any:
    return client.post("/donnees/importer/", {"files": list(files), "readers": "all"}, follow=True)


@pytest.mark.parametrize(
    ("name", "words"), [("ventes.csv", "dépasse"), ("contrat.pdf", "dépasse"), ("classeur.xlsx", "dépasse")]
)
def test_a_file_too_big_is_refused_in_french(
    owner: Person, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    monkeypatch.setattr(keeping, "LARGEST", 10)
    page = dropped(owner.client, SimpleUploadedFile(name, b"x" * 11))
    assert words in page.content.decode()


def test_an_empty_file_and_too_many_files_are_refused_in_french(owner: Person) -> None:
    assert "Le fichier est vide" in dropped(owner.client, SimpleUploadedFile("a.csv", b"")).content.decode()
    crowd = [SimpleUploadedFile(f"{n}.csv", b"a") for n in range(MOST_FILES + 1)]
    refused = dropped(owner.client, *crowd)
    assert refused.status_code == 400
    assert "trop volumineux" in refused.content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("programme.exe", b"MZ\x90\x00\x03" + b"\x00" * 60),
        ("page.csv", b"<html><script>alert(1)</script></html>"),
        ("classeur.xlsx", b"PK\x03\x04 pas un classeur"),
        ("tableau.parquet", b"PAR1 rien"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_in_french(
    importing: None, owner: Person, name: str, data: bytes
) -> None:
    from levier import durable  # noqa: PLC0415
    from levier.operations.importing.models import Batch  # noqa: PLC0415

    client = owner.client
    answer = client.post("/donnees/importer/", {"files": [SimpleUploadedFile(name, data)], "readers": "all"})
    where = answer.headers["Location"]
    if "/imports/" in where:
        batch = Batch.objects.get()
        if batch.finished is None:  # a page under the name of a table is refused before anything runs
            durable.wait(batch.run, 60)
    html = shown(client.get(where), trap=False)
    assert 'class="error' in html or "error-card" in html or 'role="alert"' in html or "n'" in html
    assert "Traceback" not in html


def test_a_form_too_big_is_refused_in_french(owner: Person) -> None:
    answer = owner.client.post("/demander/", {"text": "x" * (site.DATA_UPLOAD_MAX_MEMORY_SIZE + 10)})
    assert answer.status_code == 400
    assert "trop volumineux" in answer.content.decode()
    guarded(answer)


# ——— other people's requests ———

OF_A_REQUEST = ["ask_request", "ask_why", "ask_export", "ask_feedback", "ask_cancel", "ask_delete"]


@pytest.mark.parametrize("name", OF_A_REQUEST)
def test_a_request_of_somebody_else_does_not_exist(
    name: str,
    world: World,
    owner: Person,
    manager: Person,
    employee: Person,
    accountant: Person,
    stranger: Person,
) -> None:
    request = answered(world, owner)
    address = reverse(name, args=[request.pk])
    for who in (manager, employee, accountant, stranger):
        client = who.client
        answer = client.post(address) if name in OF_A_REQUEST[3:] else client.get(address)
        assert answer.status_code == 404, who.name
        assert "50,00" not in answer.content.decode()
    assert Request.objects.filter(pk=request.pk).exists()


def test_the_events_proofs_and_lines_of_somebody_else_do_not_exist(
    world: World, owner: Person, employee: Person, stranger: Person
) -> None:
    request = answered(world, owner)
    for who in (employee, stranger):
        for name, args in (
            ("ask_events", [request.pk]),
            ("ask_evidence", [request.pk, 1]),
            ("ask_rows", [request.pk, 1]),
        ):
            answer = who.client.get(reverse(name, args=args))
            assert answer.status_code == 404, (who.name, name)
    assert Client().get(reverse("ask_events", args=[request.pk])).status_code == 302


def test_a_person_cannot_continue_the_conversation_of_another(
    world: World, owner: Person, employee: Person
) -> None:
    request = answered(world, owner)
    answer = employee.client.post(
        "/demander/", {"text": "Et en mars ?", "conversation": request.conversation_id}
    )
    assert answer.status_code in (404, 422)
    assert Request.objects.filter(person=employee.user).count() == 0
    assert employee.client.post("/demander/", {"text": "Et ?", "conversation": "1 OR 1=1"}).status_code in (
        404,
        422,
    )


def test_a_proof_closes_when_the_right_to_its_document_is_taken_back(
    world: World, owner: Person, employee: Person
) -> None:
    request = answered(world, employee)
    Document.objects.get(pk=world.open_document).readers.update(token="managers")
    html = employee.client.get(reverse("ask_evidence", args=[request.pk, 2])).content.decode()
    assert "Le tribunal de Vichy" not in html


# ——— the pages of refusal ———


def test_the_pages_of_refusal_speak_french(owner: Person) -> None:
    absent = owner.client.get("/absente/")
    assert (absent.status_code, "Cette page n'existe pas" in absent.content.decode()) == (404, True)
    client = Client(enforce_csrf_checks=True)
    refused = client.post(LOGIN, {"login": "a", "password": "b"})
    assert (refused.status_code, "Cette page a expiré" in refused.content.decode()) == (403, True)
    guarded(refused)


def test_a_fault_of_ours_tells_nothing_of_the_inside(owner: Person) -> None:
    client = owner.client
    client.raise_request_exception = False
    with patch("levier.web.home.views.render", side_effect=RuntimeError("mot-de-passe-interne")):
        answer = client.get("/")
    html = answer.content.decode()
    assert answer.status_code == 500
    assert "Levier a rencontré une panne" in html
    assert "mot-de-passe-interne" not in html
    assert "Traceback" not in html
    guarded(answer)
