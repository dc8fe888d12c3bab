from importlib import import_module

from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "levier.tables"
    label = "tables"
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        """The models of some rooms stand in these rooms."""
        super().import_models()
        import_module("levier.tables.profile.models")
