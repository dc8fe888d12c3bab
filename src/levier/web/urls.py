"""The pages, area by area. An area's addresses live beside its views."""

from django.urls import include, path

urlpatterns = [
    path("", include("levier.web.account.urls")),
    path("", include("levier.web.setup.urls")),
    path("", include("levier.web.data.sources.urls")),
    path("", include("levier.web.data.urls")),
    path("", include("levier.web.settings.urls")),
    path("", include("levier.web.trust.urls")),
    path("", include("levier.web.home.urls")),
    path("", include("levier.web.ask.urls")),
    path("", include("levier.web.shop.urls")),
    path("", include("levier.web.capabilities.urls")),
    path("", include("levier.web.alerts.urls")),
    path("", include("levier.web.method.urls")),
    path("", include("levier.web.method.assessment.urls")),
    path("", include("levier.web.method.roadmap.urls")),
    path("", include("levier.web.method.ideas.urls")),
    path("", include("levier.web.method.review.urls")),
    path("", include("levier.web.method.pilots.urls")),
    path("", include("levier.web.method.deployment.urls")),
    path("", include("levier.web.indicators.gains.urls")),
    path("", include("levier.web.indicators.surveys.urls")),
    path("", include("levier.web.boards.urls")),
    path("", include("levier.web.method.adoption.urls")),
    path("", include("levier.web.method.training.urls")),
    path("", include("levier.web.companies.urls")),
]
