from importlib import import_module

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "levier.knowledge"
    label = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        """The models of the documents' life stand in their own room."""
        super().import_models()
        import_module("levier.knowledge.lifecycle.models")
