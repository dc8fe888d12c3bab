from django.urls import path

from levier.web.data.models_of_tables import views

urlpatterns = [
    path("donnees/modeles/", views.models, name="table_models"),
    path("donnees/modeles/<slug:name>/", views.model, name="table_model"),
    path("donnees/modeles/<slug:name>/modele.<str:form>", views.download, name="table_model_file"),
    path("donnees/modeles/oublier/<int:lesson>/", views.forget_lesson, name="table_model_forget"),
]
