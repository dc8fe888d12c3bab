from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "levier.governance.approvals"
    label = "approvals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from levier.governance.approvals import arriving, forgetting, releasing  # noqa: F401, PLC0415 - they register
