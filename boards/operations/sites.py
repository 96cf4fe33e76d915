"""A body's own front page, and the host names that lead to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from boards.models import BodyPage, ScrutinyBody
from boards.operations.admin_rights import keep_in_step
from portal import audit
from portal.models import User
from portal.operations import Refused

_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
#: A host name as RFC 1123 section 2.1 has it: labels of letters, digits and inner hyphens.
HOST_NAME: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")


@transaction.atomic
def create_front_page(
    *, body: ScrutinyBody, by: User | None, introduction: str = "", parent: Page | None = None
) -> BodyPage:
    """Make and publish a body's front page below the portal's home page, at the body's slug.

    Raises Refused when `by` is no administrator of the portal, the portal has no home page yet, or
    the body has a front page already.
    """
    _refuse_unless_administrator(by)
    if BodyPage.objects.filter(body=body).exists():
        raise Refused(_("This body has a front page already."))
    if parent is None:
        default = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if default is None:
            raise Refused(_("The portal has no home page yet. Make it before those of the bodies."))
        parent = default.root_page
    page: BodyPage = parent.add_child(
        instance=BodyPage(
            title=body.name, slug=body.slug, body=body, introduction=introduction, owner=by
        )
    )
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    keep_in_step(body)
    sentence = _("The front page of %(body)s was made.") % {"body": body.name}
    audit.record(body, act=audit.CHANGE, by=by, sentence=sentence)
    page.refresh_from_db()
    return page


@transaction.atomic
def set_host_names(
    *, body: ScrutinyBody, host_names: Sequence[str], by: User | None, port: int = 80
) -> list[Site]:
    """Give a body exactly these host names; the first is the one that its own links use.

    `port` only matters where one host name serves several bodies on different ports; the portal's
    links take theirs from BASE_URL.

    Raises Refused when `by` is no administrator of the portal, the body has no front page, a name
    is none, or it leads to another page already.
    """
    _refuse_unless_administrator(by)
    wanted = list(dict.fromkeys(name.strip().lower().rstrip(".") for name in host_names))
    page = BodyPage.objects.filter(body=body).first()
    if page is None:
        raise Refused(_("Make the body's front page first: its host names lead to that."))
    _refuse_bad_names(wanted, page)
    own = Site.objects.filter(root_page_id=page.pk)
    for site in own.exclude(hostname__in=wanted):
        site.delete()
    kept = {site.hostname: site for site in own}
    sites = [kept.get(name) or _new_site(name, port, page, body) for name in wanted]
    if wanted:
        sentence = _("%(body)s can be reached at %(names)s.") % {
            "body": body.name,
            "names": ", ".join(wanted),
        }
    else:
        sentence = _("%(body)s has no host name of its own any more.") % {"body": body.name}
    audit.record(body, act=audit.CHANGE, by=by, sentence=sentence)
    return sites


def _new_site(name: str, port: int, page: BodyPage, body: ScrutinyBody) -> Site:
    site: Site = Site.objects.create(
        hostname=name, port=port, root_page=page, site_name=body.short_name
    )
    return site


def _refuse_bad_names(names: Sequence[str], page: BodyPage) -> None:
    reasons = [
        _("“%(name)s” is no host name. Write it like panel.example.org.uk.") % {"name": name}
        for name in names
        if len(name) > 253 or not HOST_NAME.fullmatch(name)
    ]
    taken = Site.objects.filter(hostname__in=names).exclude(root_page_id=page.pk)
    reasons += [
        _("“%(name)s” leads to another page already.") % {"name": site.hostname} for site in taken
    ]
    if reasons:
        raise Refused(*reasons)


def _refuse_unless_administrator(by: User | None) -> None:
    if by is not None and not (by.is_active and by.is_superuser):
        raise Refused(_("Only an administrator of the portal may do this."))
