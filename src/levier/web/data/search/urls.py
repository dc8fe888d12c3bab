from django.urls import path

from levier.web.data.search import views

urlpatterns = [path("donnees/chercher/", views.search, name="data_search")]
