"""The certificate of a disposal, as a page to print and as a PDF."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from boards.desk.disposal.cases import GROUNDS
from boards.desk.disposal.scope import DisposalMixin
from boards.models import DisposalCertificate, ScrutinyBody
from boards.operations.disposal import certificate_hash
from portal.pdf.render import render_pdf
from portal.viewing import asks


class CertificateMixin(DisposalMixin):
    """Finds the certificate among those of the body."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The certificate of the address, or 404."""
        super().setup(request, *args, **kwargs)
        rows = DisposalCertificate.objects.filter(body=self.body).select_related("disposed_by")
        self.certificate = get_object_or_404(rows, key=kwargs["key"])

    def get_page_title(self) -> str:
        """Its name."""
        return _("Certificate of disposal")

    def facts(self) -> dict[str, Any]:
        """What page and PDF show."""
        return {
            "title": self.get_page_title(),
            "certificate": self.certificate,
            "body": self.body,
            "ground": dict(GROUNDS).get(self.certificate.ground, ""),
            "digest": certificate_hash(self.certificate),
        }


@asks(ScrutinyBody)
class CertificateView(CertificateMixin, View):
    """The page."""

    template_name = "boards/desk/disposal/certificate.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        pdf = reverse("disposal:pdf", args=[self.body.slug, self.certificate.key])
        context = self.get_context_data(pdf_url=pdf, **self.facts())
        return self.render_to_response(context)  # type: ignore[no-any-return]


@asks(ScrutinyBody)
class CertificatePdf(CertificateMixin, View):
    """The PDF."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it anew each time: it is always the same."""
        html = render_to_string("print/disposal_certificate.html", self.facts())
        content = render_pdf(
            html, title=self.get_page_title(), language="en-GB", stylesheets=("pack.css",)
        )
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="certificate-of-disposal.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response
