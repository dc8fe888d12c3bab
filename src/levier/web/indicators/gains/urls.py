from django.urls import path

from levier.web.indicators.gains import following, views

urlpatterns = [
    path("indicateurs/gains/", views.gains, name="gains"),
    path("indicateurs/gains/gains.pdf", views.gains_pdf, name="gains_pdf"),
    path("indicateurs/gains/depenses/", views.gains_costs, name="gains_costs"),
    path("indicateurs/gains/hypotheses/", views.gains_assume, name="gains_assume"),
    path("indicateurs/gains/mesures/", following.indicators, name="gains_indicators"),
    path("indicateurs/gains/mesures/maintenant/", following.measure_now, name="gains_measure"),
    path("indicateurs/gains/tache/<slug:task>/", views.gains_task, name="gains_task"),
]
