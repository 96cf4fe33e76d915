"""The addresses of the portal, and two to compare them with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.views import serve

from home.models import HomePage
from portal.responses import public
from portal.urls import handler404
from portal.urls import urlpatterns as of_the_portal

__all__ = ["handler404", "urlpatterns"]

# The start page is Wagtail's own here; nothing else is asked of that page in the bench.
HomePage.template = "start/home_page.html"


@public
def bare(request: HttpRequest, length: int) -> HttpResponse:
    """A view that does nothing but answer with so many bytes."""
    return HttpResponse(b"x" * length)


urlpatterns = [
    path("bench/bare/<int:length>/", bare),
    path("bench/start/", serve, {"path": ""}),
    *of_the_portal,
]
