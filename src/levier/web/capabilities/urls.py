from django.urls import path

from levier.web.capabilities import views

urlpatterns = [
    path("savoir-faire/", views.capabilities, name="capabilities"),
    path("savoir-faire/<slug:name>/", views.capability, name="capability"),
]
