from django.urls import path

from levier.web.data.quality import views

urlpatterns = [
    path("donnees/tableaux/<int:dataset>/qualite/", views.quality_page, name="dataset_quality"),
]
