"""What a browser may load: a strict policy for everything but Wagtail's own screens."""

from __future__ import annotations

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class ContentPolicyMiddleware(CSPMiddleware):
    """Sends the strict policy, and below /admin/ the one that Wagtail needs.

    The preview of a page is drawn under the page's own address by a request inside a request; the
    policy is left to the outer one, which is below /admin/ and lets the editor frame it.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Choose the policy by the address."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith("/admin/"):
            parts.replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the policy, except to the inner answer of a preview."""
        if getattr(request, "is_preview", False):
            return response
        return super().process_response(request, response)
