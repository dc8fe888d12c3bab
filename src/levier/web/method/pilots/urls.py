from django.urls import path

from levier.web.method.pilots import acting, board, forms, views

urlpatterns = [
    path("methode/pilotes/", views.pilots, name="pilots"),
    path("methode/pilotes/nouveau/", forms.pilot_add, name="pilot_add"),
    path("methode/pilotes/<int:pilot>/", views.pilot, name="pilot"),
    path("methode/pilotes/<int:pilot>/modifier/", forms.pilot_edit, name="pilot_edit"),
    path("methode/pilotes/<int:pilot>/reglages/", forms.pilot_settings, name="pilot_settings"),
    path("methode/pilotes/<int:pilot>/communication.pdf", views.pilot_paper, name="pilot_paper"),
    path("methode/pilotes/<int:pilot>/depart/", acting.pilot_baseline, name="pilot_baseline"),
    path("methode/pilotes/<int:pilot>/commencer/", acting.pilot_start, name="pilot_start"),
    path("methode/pilotes/<int:pilot>/lancer/", acting.pilot_run, name="pilot_run"),
    path("methode/pilotes/<int:pilot>/chronometrer/", acting.pilot_time, name="pilot_time"),
    path("methode/pilotes/<int:pilot>/avis/", acting.pilot_remark, name="pilot_remark"),
    path("methode/pilotes/<int:pilot>/decider/", acting.pilot_decide, name="pilot_decide"),
    path("methode/pilotes/<int:pilot>/tableau/", board.pilot_board, name="pilot_board"),
    path("methode/pilotes/<int:pilot>/tableau/<int:card>/", board.pilot_card, name="pilot_card"),
    path("methode/pilotes/<int:pilot>/sprint/<int:number>/", board.pilot_shown, name="pilot_shown"),
]
