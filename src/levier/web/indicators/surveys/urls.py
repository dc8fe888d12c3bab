from django.urls import path

from levier.web.indicators.surveys import views

urlpatterns = [
    path("indicateurs/enquetes/", views.surveys, name="surveys"),
    path("indicateurs/enquetes/<int:survey>/", views.survey, name="survey"),
    path("indicateurs/enquetes/<int:survey>/envoyer/", views.survey_send, name="survey_send"),
    path("enquete/<str:link>/", views.survey_answer, name="survey_answer"),
]
