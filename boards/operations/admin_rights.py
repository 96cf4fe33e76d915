"""Wagtail's side of the roles: one group, one collection and the page rights of each body.

`RoleAssignment` alone decides. What Wagtail asks of groups is derived from it here and is put
right again by `keep_in_step`, whoever may have changed it by hand.
"""

from __future__ import annotations

from typing import Final

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from boards.body_collections import collection_of, group_name
from boards.models import BodyPage, RoleAssignment, ScrutinyBody
from portal import clock
from portal.access import OFFICE_ROLES
from portal.models import User

#: What the officers of a body may do with its own pages: no locks, no bulk deletion.
PAGE_RIGHTS: Final = ("add_page", "change_page", "publish_page")
MEDIA_RIGHTS: Final = (
    ("wagtaildocs", ("add_document", "change_document", "choose_document")),
    ("wagtailimages", ("add_image", "change_image", "choose_image")),
)


def keep_in_step(body: ScrutinyBody) -> Group:
    """Give a body's group exactly the people, the collection and the page that belong to it."""
    group, _created = Group.objects.get_or_create(name=group_name(body.slug))
    group.permissions.set(
        Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    _keep_collection(body, group)
    _keep_page(body, group)
    officers = RoleAssignment.objects.on(clock.today()).filter(
        body=body, role__in=OFFICE_ROLES, user__is_active=True
    )
    group.user_set.set(User.objects.filter(role_assignments__in=officers).distinct())
    return group


def _keep_collection(body: ScrutinyBody, group: Group) -> None:
    collection = collection_of(body)
    if collection is None:
        root = Collection.get_first_root_node()
        collection = root.add_child(instance=Collection(name=body.name))
    elif collection.name != body.name:
        collection.name = body.name
        collection.save(update_fields=["name"])
    GroupCollectionPermission.objects.filter(group=group).exclude(collection=collection).delete()
    for app_label, names in MEDIA_RIGHTS:
        rights = Permission.objects.filter(content_type__app_label=app_label, codename__in=names)
        for right in rights:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=right
            )


def _keep_page(body: ScrutinyBody, group: Group) -> None:
    page = BodyPage.objects.filter(body=body).first()
    mine = GroupPagePermission.objects.filter(group=group)
    if page is None:
        mine.delete()
        return
    mine.exclude(page_id=page.pk).delete()
    rights = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS
    )
    for right in rights:
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=right)
