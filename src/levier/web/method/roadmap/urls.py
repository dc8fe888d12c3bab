from django.urls import path

from levier.web.method.roadmap import objectives, planning, projects, views

_AT = "methode/feuille-de-route/"
urlpatterns = [
    path(_AT, views.roadmap, name="roadmap"),
    path(f"{_AT}rapport.pdf", views.report, name="roadmap_report"),
    path(f"{_AT}projet/<slug:key>/", views.project, name="roadmap_project"),
    path(f"{_AT}objectif/", objectives.add, name="objective_add"),
    path(f"{_AT}objectif/<int:objective>/", objectives.edit, name="objective"),
    path(f"{_AT}objectif/<int:objective>/supprimer/", objectives.remove, name="objective_remove"),
    path(f"{_AT}cas/", projects.add, name="use_case_add"),
    path(f"{_AT}cas/retenir/", projects.take_up, name="use_case_take"),
    path(f"{_AT}cas/<int:case>/", projects.edit, name="use_case"),
    path(f"{_AT}cas/<int:case>/supprimer/", projects.remove, name="use_case_remove"),
    path(f"{_AT}plan/", planning.plan, name="roadmap_plan"),
    path(f"{_AT}hypotheses/", planning.assumptions, name="roadmap_assumptions"),
]
