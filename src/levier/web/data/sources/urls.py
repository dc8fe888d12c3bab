from django.urls import path

from levier.web.data.sources import views

urlpatterns = [
    path("donnees/sources/", views.sources, name="sources"),
    path("donnees/sources/ajouter/<slug:connector>/", views.add, name="source_add"),
    path("donnees/sources/<int:connection>/", views.source, name="source"),
    path("donnees/sources/<int:connection>/modifier/", views.edit, name="source_edit"),
    path("donnees/sources/<int:connection>/suite/", views.events, name="source_events"),
    path("donnees/sources/<int:connection>/supprimer/", views.remove, name="source_remove"),
    path("donnees/sources/<int:connection>/<slug:what>/", views.act, name="source_act"),
]
