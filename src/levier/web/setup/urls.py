from django.urls import path

from levier.web.setup import views

urlpatterns = [
    path("demarrage/", views.setup, name="setup"),
    path("demarrage/entreprise/", views.company, name="setup_company"),
    path("demarrage/fichier/", views.first_file, name="setup_file"),
    path("demarrage/activites/", views.activities, name="setup_activities"),
]
