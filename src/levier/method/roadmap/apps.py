from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    name = "levier.method.roadmap"
    label = "roadmap"
    default_auto_field = "django.db.models.BigAutoField"
