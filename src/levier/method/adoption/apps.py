from importlib import import_module

from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    name = "levier.method.adoption"
    label = "adoption"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A solved question lets go of its document when that is deleted."""
        import_module("levier.method.adoption.forgetting")
