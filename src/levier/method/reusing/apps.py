from django.apps import AppConfig


class ReusingConfig(AppConfig):
    name = "levier.method.reusing"
    label = "reusing"
    default_auto_field = "django.db.models.BigAutoField"
