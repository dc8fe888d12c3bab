from django.apps import AppConfig


class ImpactConfig(AppConfig):
    name = "levier.governance.impact"
    label = "impact"
    default_auto_field = "django.db.models.BigAutoField"
