"""The addresses below /admin/disposal/."""

from __future__ import annotations

from django.urls import path

from boards.desk.disposal.cases import CaseView, HoldView
from boards.desk.disposal.certificates import CertificatePdf, CertificateView
from boards.desk.disposal.lists import DisposalList

_BODY = "<slug:slug>/"
_CASE = f"{_BODY}<slug:kind>/<uuid:key>/"

app_name = "disposal"
urlpatterns = [
    path("", DisposalList.as_view(), name="index"),
    path(f"{_BODY}certificates/<uuid:key>/", CertificateView.as_view(), name="certificate"),
    path(f"{_BODY}certificates/<uuid:key>/pdf/", CertificatePdf.as_view(), name="pdf"),
    path(_CASE, CaseView.as_view(), name="case"),
    path(f"{_CASE}hold/", HoldView.as_view(), name="hold"),
]
