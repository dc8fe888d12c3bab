"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("", include("levier.api.urls")),
    path("", include("levier.web.urls")),
]

handler400 = "levier.web.errors.bad_request"
handler404 = "levier.web.errors.not_found"
handler500 = "levier.web.errors.server_error"
