"""The addresses below /admin/incidents/."""

from __future__ import annotations

from django.urls import path

from boards.desk.incidents.notes import NotePdf, NoteText, NoteView
from boards.desk.incidents.views import IncidentClose, IncidentEdit, IncidentList, IncidentNew

app_name = "incidents"
urlpatterns = [
    path("", IncidentList.as_view(), name="index"),
    path("<slug:slug>/new/", IncidentNew.as_view(), name="new"),
    path("<int:pk>/", NoteView.as_view(), name="note"),
    path("<int:pk>/edit/", IncidentEdit.as_view(), name="edit"),
    path("<int:pk>/close/", IncidentClose.as_view(), name="close"),
    path("<int:pk>/note.txt", NoteText.as_view(), name="text"),
    path("<int:pk>/note.pdf", NotePdf.as_view(), name="pdf"),
]
