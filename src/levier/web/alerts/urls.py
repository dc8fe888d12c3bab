from django.urls import path

from levier.web.alerts import views

urlpatterns = [
    path("alertes/", views.alerts, name="alerts"),
    path("alertes/<slug:reference>/", views.alert_judge, name="alert_judge"),
    path("alertes/<slug:reference>/lignes/", views.alert_rows, name="alert_rows"),
]
