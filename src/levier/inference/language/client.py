"""The only file that knows pydantic-ai: one call to one endpoint, in text or in a typed shape.

It follows no redirect and reads no proxy from the environment: either would be a destination nobody allowed.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import httpx2
from openai import AsyncOpenAI
from pydantic import BaseModel
from pydantic_ai import Agent, NativeOutput, PromptedOutput
from pydantic_ai.exceptions import AgentRunError, UserError
from pydantic_ai.messages import ModelMessage, ModelResponse, SystemPromptPart, TextPart, UserPromptPart
from pydantic_ai.models import Model, override_allow_model_requests
from pydantic_ai.models.function import AgentInfo, FunctionModel
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles import ModelProfile
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.settings import ModelSettings

from levier.core.errors import Unavailable
from levier.inference.models import Endpoint

Value = TypeVar("Value")
Script = Callable[[str, str], str]
_script: ContextVar[Script | None] = ContextVar("script", default=None)
_CONNECT_SECONDS = 5.0


@dataclass(frozen=True)
class Reply(Generic[Value]):
    """What a model said, with its use. Tokens are those the server counted (0 when it does not say)."""

    value: Value
    tokens_in: int
    tokens_out: int
    seconds: float


def complete(endpoint: Endpoint, key: str, *, system: str, prompt: str, max_tokens: int) -> "Reply[str]":
    """Text in answer to a prompt. Raises Unavailable when the server is down, late or refuses."""
    return _call(endpoint, key, str, system=system, prompt=prompt, max_tokens=max_tokens)


def structured(
    endpoint: Endpoint, key: str, shape: type[BaseModel], *, system: str, prompt: str, max_tokens: int = 1500
) -> "Reply[BaseModel]":
    """A value of ``shape``. Raises Unavailable also when what the model wrote does not fit the shape after two tries."""
    output = NativeOutput(shape) if endpoint.structured == "native" else PromptedOutput(shape)
    return _call(endpoint, key, output, system=system, prompt=prompt, max_tokens=max_tokens)


@contextmanager
def scripted(script: Script) -> Iterator[None]:
    """Within this block no server is called: ``script(system, prompt)`` gives the model's words (tests, demonstrations)."""
    token = _script.set(script)
    try:
        yield
    finally:
        _script.reset(token)


@contextmanager
def real_requests_allowed() -> Iterator[None]:
    """Lift the tests' ban on real calls, for a test that talks to a server of its own."""
    with override_allow_model_requests(True):
        yield


def _call(
    endpoint: Endpoint, key: str, output: Any, *, system: str, prompt: str, max_tokens: int
) -> "Reply[Any]":
    started = time.perf_counter()
    try:
        result = _run(_ask(endpoint, key, _Question(output, system, prompt, max_tokens)))
    except (AgentRunError, UserError, OSError, TimeoutError) as error:
        raise Unavailable(
            f"Le modèle « {endpoint.name} » n'a pas répondu comme il faut : {type(error).__name__}",
            where=endpoint.address,
            mend="Vérifiez que son serveur est démarré, ou désactivez-le dans Réglages, Modèles.",
        ) from error
    usage = result.usage
    return Reply(result.output, usage.input_tokens, usage.output_tokens, time.perf_counter() - started)


@dataclass(frozen=True)
class _Question:
    output: Any
    system: str
    prompt: str
    max_tokens: int


async def _ask(endpoint: Endpoint, key: str, question: _Question) -> Any:
    settings = ModelSettings(max_tokens=question.max_tokens, temperature=0.0, timeout=float(endpoint.timeout))
    script = _script.get()
    if script is not None:
        return await _agent(_scripted_model(script), question).run(question.prompt, model_settings=settings)
    timeout = httpx2.Timeout(float(endpoint.timeout), connect=_CONNECT_SECONDS)
    async with httpx2.AsyncClient(timeout=timeout, follow_redirects=False, trust_env=False) as http:
        client = AsyncOpenAI(
            base_url=endpoint.address, api_key=key or "local", http_client=http, max_retries=1
        )
        model = OpenAIChatModel(endpoint.model, provider=OpenAIProvider(openai_client=client))
        async with asyncio.timeout(endpoint.timeout * 2):
            return await _agent(model, question).run(question.prompt, model_settings=settings)


def _agent(model: Model, question: _Question) -> "Agent[None, Any]":
    return Agent(model, output_type=question.output, system_prompt=question.system, retries=1)


def _scripted_model(script: Script) -> FunctionModel:
    def answer(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        parts = [part for message in messages for part in message.parts]
        system = "\n".join(part.content for part in parts if isinstance(part, SystemPromptPart))
        prompt = "\n".join(str(part.content) for part in parts if isinstance(part, UserPromptPart))
        return ModelResponse(parts=[TextPart(script(system, prompt))])

    return FunctionModel(
        answer, model_name="scripted", profile=ModelProfile(supports_json_schema_output=True)
    )


def _run(work: Coroutine[Any, Any, Value]) -> Value:
    """Run to the end, also when this thread already has a running loop (a server's)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(copy_context().run, asyncio.run, work).result()
