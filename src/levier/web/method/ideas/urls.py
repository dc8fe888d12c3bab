from django.urls import path

from levier.web.method.ideas import views

_AT = "methode/idees/"
urlpatterns = [
    path(_AT, views.ideas, name="ideas"),
    path(f"{_AT}lecons/", views.lessons, name="idea_lessons"),
    path(f"{_AT}regles/", views.rules, name="idea_rules"),
    path(f"{_AT}<int:idea>/", views.idea, name="idea"),
    path(f"{_AT}<int:idea>/voter/", views.vote, name="idea_vote"),
]
