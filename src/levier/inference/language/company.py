"""The language models of a company, for one person and one capability: policy, budget, pseudonyms, call, ledger, journal."""

from collections.abc import Callable, Iterable
from typing import Any

from pydantic import BaseModel

from levier.core.actor import Actor
from levier.core.errors import LevierError, NotAllowed, Unavailable
from levier.inference.language import endpoints, keys, ledger
from levier.inference.models import Endpoint, LedgerEntry
from levier.policy import destinations, journal
from levier.policy.pseudonyms import Vault


class CompanyModels:
    """The models the policy allows for this person (``core.capability.LanguageModelAccess``).

    Every call takes the cheapest allowed endpoint, then the next one when a server does not answer. Nothing is sent
    before the class of data was checked against the destination and the budgets; every call is in the ledger and in
    the journal, which hold its cost but none of its words.

    Args:
        capability: the name of what asks, for the ledger and the budgets.
        names: people and customers of the company's tables, hidden when a text is pseudonymised.
    """

    def __init__(self, actor: Actor, capability: str = "", names: Iterable[str] = ()) -> None:
        self.actor = actor
        self.capability = capability
        self.spent = 0.0
        self._names = tuple(names)

    @property
    def available(self) -> bool:
        """Whether a model may receive at least public data."""
        return self.allows("public") or self.allows("internal")

    def allows(self, data_class: str) -> bool:
        """Whether a model may receive this class of data."""
        return bool(endpoints.allowed(self.actor.company_id, data_class))

    def complete(
        self, *, system: str, prompt: str, data_class: str, max_tokens: int = 800, purpose: str = ""
    ) -> str:
        """Text in answer to a prompt. Raises NotAllowed (no model for this class, budget), Unavailable (no answer)."""

        def call(endpoint: Endpoint, key: str, vault: Vault | None) -> Any:
            client = _client()
            return client.complete(
                endpoint, key, system=_out(vault, system), prompt=_out(vault, prompt), max_tokens=max_tokens
            )

        return str(self._cheapest(data_class, purpose or "complete", call))

    def structured(
        self, shape: type[BaseModel], *, system: str, prompt: str, data_class: str, purpose: str = ""
    ) -> BaseModel:
        """A value of ``shape``. Raises as :meth:`complete`, and Unavailable when no model gives that shape."""

        def call(endpoint: Endpoint, key: str, vault: Vault | None) -> Any:
            client = _client()
            return client.structured(
                endpoint, key, shape, system=_out(vault, system), prompt=_out(vault, prompt)
            )

        return shape.model_validate(self._cheapest(data_class, purpose or "structured", call))

    def _cheapest(
        self, data_class: str, purpose: str, call: Callable[[Endpoint, str, Vault | None], Any]
    ) -> Any:
        allowed = endpoints.allowed(self.actor.company_id, data_class)
        if not allowed:
            raise NotAllowed(
                f"Aucun modèle de langage ne peut recevoir des données {destinations.IN_FRENCH[destinations.DataClass(data_class)]}",
                mend="Ajoutez-en un dans Réglages, Modèles, ou continuez sans.",
            )
        last: Unavailable | None = None
        for endpoint in allowed:
            try:
                return self._one(endpoint, data_class, purpose, call)
            except Unavailable as down:
                last = down
        raise last or Unavailable("Aucun modèle n'a répondu")

    def _one(
        self,
        endpoint: Endpoint,
        data_class: str,
        purpose: str,
        call: Callable[[Endpoint, str, Vault | None], Any],
    ) -> Any:
        hide = destinations.check(data_class, endpoint.address, company_id=self.actor.company_id)
        ledger.check_budget(self.actor, self.capability, endpoint)
        vault = Vault(self._names) if hide else None
        use = ledger.Use()
        try:
            reply = call(endpoint, keys.read(endpoint.key_at), vault)
            use = ledger.Use(reply.tokens_in, reply.tokens_out, reply.seconds)
        except LevierError as error:
            use = ledger.Use(failed=error.what)
            raise
        finally:
            line = ledger.write(
                self.actor, self.capability, endpoint, use, purpose=purpose, data_class=data_class
            )
            self.spent += float(line.cost)
            self._record(line, endpoint.address, vault.hidden if vault else None)
        value = reply.value.model_dump(mode="json") if isinstance(reply.value, BaseModel) else reply.value
        return vault.restore_all(value) if vault else value

    def _record(self, line: LedgerEntry, address: str, hidden: int | None) -> None:
        details = {
            "model": line.model, "address": address, "data_class": line.data_class, "capability": line.capability, "purpose": line.purpose,
            "hidden": hidden, "tokens": [line.tokens_in, line.tokens_out], "cost": str(line.cost), "failed": line.failed,
        }  # fmt: skip
        journal.record(self.actor.company_id, self.actor.person_id, "model.called", line.endpoint, details)


def _out(vault: Vault | None, text: str) -> str:
    return vault.hide(text) if vault else text


def _client() -> Any:
    # pydantic-ai costs 1.5 s and 70 MB: paid at the first call, never at the start of the web process.
    from levier.inference.language import client  # noqa: PLC0415

    return client
