"""Who calls the API: a program with a token, or a person's browser with its session (and its CSRF token)."""

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import APIKeyCookie, HttpBearer

from levier.api import limits
from levier.core.actor import Actor
from levier.core.errors import LevierError
from levier.policy import tokens


class NotIdentified(LevierError):
    """Nobody is behind the call, or their token opens nothing any more."""

    code = "non-identifié"
    http_status = 401
    exit_status = 2


class Token(HttpBearer):
    """``Authorization: Bearer levier_…``"""

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        actor = tokens.actor_of(token)
        if actor is None:
            # A wrong token is refused even beside a valid session: the program believes it is someone.
            raise NotIdentified(
                "Ce jeton n'est pas valable", mend="Il a peut-être expiré ou été révoqué : créez-en un autre."
            )
        limits.spend(actor)
        return actor


class Session(APIKeyCookie):
    """The session of the web pages; any call that may change something needs the CSRF token too."""

    param_name = "sessionid"

    def __call__(self, request: HttpRequest) -> Actor | None:
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None:
            return None
        try:
            self._get_key(request)
        except HttpError:
            raise NotIdentified(
                "Le jeton anti-falsification (CSRF) manque",
                mend="Envoyez l'en-tête « X-CSRFToken » de la page.",
            ) from None
        limits.spend(actor)
        return actor

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        return getattr(request, "actor", None)


CALLERS = [Token(), Session()]


def caller(request: HttpRequest) -> Actor:
    """The actor found by one of ``CALLERS``."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor
