from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "levier.operations.boards"
    label = "boards"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Boards follow the tables: an import is looked at once it is written, a deletion is remembered."""
        from levier.operations.boards import following  # noqa: PLC0415 - needs the models

        following.connect()
