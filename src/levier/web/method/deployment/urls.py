from django.urls import path

from levier.web.method.deployment import views

_AT = "methode/deploiement/"
urlpatterns = [
    path(_AT, views.deployment, name="deployment"),
    path(f"{_AT}options/", views.options, name="deployment_options"),
    path(f"{_AT}branchements/", views.checklist, name="deployment_checklist"),
    path(f"{_AT}nouveau/<slug:name>/", views.add, name="deployment_add"),
    path(f"{_AT}<int:service>/", views.service, name="deployment_service"),
    path(f"{_AT}<int:service>/reglage/", views.settings, name="deployment_settings"),
    path(f"{_AT}<int:service>/candidate/", views.candidate, name="deployment_candidate"),
    path(f"{_AT}<int:service>/conduite/", views.paper, name="deployment_paper"),
    path(f"{_AT}<int:service>/faire/", views.act, name="deployment_act"),
]
