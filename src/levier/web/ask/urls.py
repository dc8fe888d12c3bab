from django.urls import path

from levier.web.ask import views

urlpatterns = [
    path("demander/", views.ask, name="ask"),
    path("demander/<int:id>/", views.ask_request, name="ask_request"),
    path("demander/<int:id>/suivi/", views.ask_events, name="ask_events"),
    path("demander/<int:id>/pourquoi/", views.ask_why, name="ask_why"),
    path("demander/<int:id>/preuves/<int:number>/", views.ask_evidence, name="ask_evidence"),
    path("demander/<int:id>/preuves/<int:number>/lignes/", views.ask_rows, name="ask_rows"),
    path("demander/<int:id>/fichiers/<slug:step>/<str:name>", views.ask_file, name="ask_file"),
    path("demander/<int:id>/reponse.md", views.ask_export, name="ask_export"),
    path("demander/<int:id>/supprimer/", views.ask_delete, name="ask_delete"),
    path("demander/<int:id>/arreter/", views.ask_cancel, name="ask_cancel"),
    path("demander/<int:id>/avis/", views.ask_feedback, name="ask_feedback"),
]
