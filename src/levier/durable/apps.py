from django.apps import AppConfig


class DurableConfig(AppConfig):
    name = "levier.durable"
    label = "durable"
    default_auto_field = "django.db.models.BigAutoField"
