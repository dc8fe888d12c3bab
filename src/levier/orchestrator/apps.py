from importlib import import_module

from django.apps import AppConfig


class OrchestratorConfig(AppConfig):
    name = "levier.orchestrator"
    label = "orchestrator"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What is deleted below is also forgotten in the answers that it proved."""
        import_module("levier.orchestrator.forgetting")
