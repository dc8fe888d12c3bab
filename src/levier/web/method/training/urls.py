from django.urls import path

from levier.web.method.training import quiz, sessions, views

_AT = "methode/formation/"
urlpatterns = [
    path(_AT, views.training, name="training"),
    path(f"{_AT}plan/", views.plan, name="training_plan"),
    path(f"{_AT}registre.pdf", views.register, name="training_register"),
    path(f"{_AT}attestations/<int:attendance>.pdf", views.attested, name="training_attestation"),
    path(f"{_AT}seances/nouvelle/", sessions.add, name="training_session_add"),
    path(f"{_AT}seances/<int:session>/", sessions.session, name="training_session"),
    path(f"{_AT}quiz/", quiz.take, name="training_quiz"),
    path(f"{_AT}quiz/<int:attempt>/", quiz.result, name="training_attempt"),
]
