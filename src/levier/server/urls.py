"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("compte/", include("allauth.urls")),
    path("", include("levier.web.urls")),
]
