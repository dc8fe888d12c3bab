from django.apps import AppConfig


class BiasConfig(AppConfig):
    name = "levier.governance.bias"
    label = "bias"
    default_auto_field = "django.db.models.BigAutoField"
