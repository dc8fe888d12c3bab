from django.apps import AppConfig


class FirmsConfig(AppConfig):
    name = "levier.operations.firms"
    label = "firms"
    default_auto_field = "django.db.models.BigAutoField"
