from django.urls import path

from levier.web.method.assessment import views

urlpatterns = [
    path("methode/diagnostic/", views.assessment, name="assessment"),
    path("methode/diagnostic/ouvrir/", views.begin, name="assessment_begin"),
    path("methode/diagnostic/questions/", views.questions, name="assessment_questions"),
    path("methode/diagnostic/reponse/", views.answer, name="assessment_answer"),
    path("methode/diagnostic/clore/", views.close, name="assessment_close"),
    path("methode/diagnostic/rapport.pdf", views.report, name="assessment_report"),
    path("methode/diagnostic/tableaux/<int:dataset>/responsable/", views.owner, name="assessment_owner"),
    path("methode/diagnostic/<int:number>/", views.kept, name="assessment_kept"),
    path("methode/diagnostic/<int:number>/rapport.pdf", views.kept_report, name="assessment_kept_report"),
]
