from typing import Any

from django.apps import AppConfig

from levier.core.actor import Actor


class FollowingConfig(AppConfig):
    name = "levier.method.following"
    label = "following"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Capabilities, which are lower, read the method through their context."""
        from levier.capabilities.context import provide  # noqa: PLC0415 - the registry of apps is not ready before

        provide("method", _method_of)


def _method_of(actor: Actor) -> Any:
    from levier.method.following.knowing import CompanyMethod  # noqa: PLC0415 - read at the first question

    return CompanyMethod(actor)
