import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from levier.orchestrator.models import Conversation, Request
from tests.api.conftest import Program
from tests.cast import Person
from tests.orchestrator import scripted as script
from tests.orchestrator.conftest import scripted  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
Programs = Callable[[Person | None], Program]
CHAT = "/v1/chat/completions"


def said(*texts: str) -> list[dict[str, str]]:
    roles = ["user", "assistant"]
    return [{"role": roles[place % 2], "content": text} for place, text in enumerate(texts)]


async def _whole(parts: AsyncIterator[bytes]) -> str:
    return b"".join([part async for part in parts]).decode()


def test_the_only_model_is_the_orchestrator(owner: Person, program: Programs) -> None:
    assert [one["id"] for one in program(owner).get("/v1/models").json()["data"]] == ["levier"]


@pytest.mark.parametrize("path", ["/v1/models", CHAT])
def test_a_stranger_to_the_installation_gets_an_error_in_the_clients_shape(
    company: Any, program: Programs, path: str
) -> None:
    caller = program(None)
    response = caller.get(path) if path == "/v1/models" else caller.post(path, {"messages": said("Bonjour")})
    assert response.status_code == 401
    assert response.json()["error"]["message"]


def test_a_request_is_answered_with_its_proofs(owner: Person, program: Programs, scripted: None) -> None:  # noqa: F811
    response = program(owner).post(
        CHAT, {"model": "levier", "messages": said(script.CONTRACT), "temperature": 0}
    )
    assert response.status_code == 200, response.content
    found = response.json()
    text = found["choices"][0]["message"]["content"]
    assert "pénalité de 2" in text
    assert "Contrat fournisseur, page 4" in text
    assert found["levier"]["status"] == "answered"
    assert found["choices"][0]["finish_reason"] == "stop"


def test_the_next_turn_continues_the_conversation(owner: Person, program: Programs, scripted: None) -> None:  # noqa: F811
    caller = program(owner)
    caller.post(CHAT, {"messages": said(script.SALES)})
    caller.post(CHAT, {"messages": said(script.SALES, "1 500,50 €", script.CONTRACT)})
    assert Conversation.objects.count() == 1
    assert Request.objects.count() == 2


def test_nobody_continues_the_conversation_of_another(
    owner: Person,
    employee: Person,
    program: Programs,
    scripted: None,  # noqa: F811
) -> None:
    program(owner).post(CHAT, {"messages": said(script.SALES)})
    program(employee).post(CHAT, {"messages": said(script.SALES, "…", script.CONTRACT)})
    assert Conversation.objects.count() == 2


def test_the_answer_is_streamed_as_clients_expect(owner: Person, program: Programs, scripted: None) -> None:  # noqa: F811
    response = program(owner).post(CHAT, {"messages": said(script.SALES), "stream": True})
    assert response["Content-Type"] == "text/event-stream"
    lines = [line for line in asyncio.run(_whole(response.streaming_content)).split("\n\n") if line]
    assert lines[-1] == "data: [DONE]"
    chunks = [json.loads(line[6:]) for line in lines[:-1] if line.startswith("data: ")]
    text = "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks)
    assert "1 500,50" in text.replace("\u202f", " ")
    assert chunks[-1]["choices"][0]["finish_reason"] == "stop"
    assert any(line.startswith(": ") for line in lines)


@pytest.mark.parametrize(
    "body",
    [
        {"messages": []},
        {"messages": [{"role": "system", "content": "Sois bref"}]},
        {"model": "gpt-4", "messages": said("Bonjour")},
        {"messages": "Bonjour"},
    ],
)
def test_a_wrong_call_is_refused_in_the_clients_shape(owner: Person, program: Programs, body: Any) -> None:
    response = program(owner).post(CHAT, body)
    assert response.status_code == 422
    assert response.json()["error"]["message"]


def test_typed_parts_are_read(owner: Person, program: Programs, scripted: None) -> None:  # noqa: F811
    parts = [{"type": "text", "text": script.SALES}, {"type": "image_url", "image_url": {"url": "x"}}]
    response = program(owner).post(CHAT, {"messages": [{"role": "user", "content": parts}]})
    assert response.json()["levier"]["asked"] == script.SALES
