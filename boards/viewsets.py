"""Stock screens for the shared public register of organisations: portal administrators only."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from boards.models import Organisation


class OrganisationViewSet(ModelViewSet):
    """Councils, forces, policing bodies, inspectorates and agencies."""

    model = Organisation
    name = "organisations"
    url_prefix = "organisations"
    menu_label = _("Organisations")
    icon = "site"
    add_to_settings_menu = True
    list_display = ("name", "kind", "nation", "code")
    list_filter = ("kind", "nation")
    search_fields = ("name", "former_names", "code")
    form_fields = (
        "code",
        "kind",
        "name",
        "official_name",
        "former_names",
        "nation",
        "gss_code",
        "force",
        "note",
    )


organisations = OrganisationViewSet()
