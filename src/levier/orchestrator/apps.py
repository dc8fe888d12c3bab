from django.apps import AppConfig


class OrchestratorConfig(AppConfig):
    name = "levier.orchestrator"
    label = "orchestrator"
    default_auto_field = "django.db.models.BigAutoField"
