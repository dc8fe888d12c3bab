from django.urls import path

from levier.web.data.measures import views

urlpatterns = [
    path("donnees/mesures/", views.index, name="measures"),
    path("donnees/mesures/propres/<int:identifier>/", views.own, name="measure_own"),
    path("donnees/mesures/propres/<int:identifier>/modifier/", views.edit, name="measure_edit"),
    path("donnees/mesures/propres/<int:identifier>/supprimer/", views.remove, name="measure_remove"),
    path("donnees/mesures/<slug:name>/", views.kind, name="measures_kind"),
    path("donnees/mesures/<slug:name>/nouvelle/", views.add, name="measure_add"),
    path("donnees/mesures/<slug:name>/ensemble/", views.together, name="measures_together"),
]
