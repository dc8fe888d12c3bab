from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "levier.operations.importing"
    label = "importing"
    default_auto_field = "django.db.models.BigAutoField"
