from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "levier.tables.alerts"
    label = "alerts"
    default_auto_field = "django.db.models.BigAutoField"
