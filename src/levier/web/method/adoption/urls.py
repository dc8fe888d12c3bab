from django.urls import path

from levier.web.method.adoption import helping, people, plan, views

_AT = "methode/adoption/"
urlpatterns = [
    path(_AT, views.adoption, name="adoption"),
    path(f"{_AT}ce-qui-est-compte/", views.counted, name="adoption_counted"),
    path(f"{_AT}parties-prenantes/", people.stakeholders, name="stakeholders"),
    path(f"{_AT}parties-prenantes/<int:stakeholder>/", people.stakeholder, name="stakeholder"),
    path(f"{_AT}communication/", plan.communication, name="communication"),
    path(f"{_AT}communication/plan.pdf", plan.on_paper, name="communication_pdf"),
    path(f"{_AT}communication/<int:message>/", plan.message, name="communication_message"),
    path(f"{_AT}ambassadeurs/", people.ambassadors, name="ambassadors"),
    path(f"{_AT}aide/", helping.desk, name="help_desk"),
    path(f"{_AT}aide/<int:ticket>/", helping.ticket, name="help_ticket"),
]
