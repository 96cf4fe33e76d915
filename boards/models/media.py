"""Documents and images: each belongs to a body and is restricted until somebody opens it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from boards.models.bodies import ScrutinyBody


class Access(models.TextChoices):
    """Who may see a document, an image or an item of evidence."""

    RESTRICTED = "restricted", _("Restricted")
    OPEN = "open", _("Open")


class Document(AbstractDocument):
    """An uploaded file. The original stays in private storage; only released copies are public."""

    body = models.ForeignKey(
        ScrutinyBody, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="uploaded_documents",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    tags = TaggableManager(blank=True, related_name="body_documents")
    access = models.CharField(_("access"), max_length=12, choices=Access, default=Access.RESTRICTED)

    admin_form_fields: ClassVar = ("title", "file", "collection", "access")
    search_fields: ClassVar = [*AbstractDocument.search_fields, index.FilterField("body")]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class Image(AbstractImage):
    """An uploaded picture, as private as a document."""

    body = models.ForeignKey(
        ScrutinyBody, null=True, blank=True, on_delete=models.PROTECT, related_name="images"
    )
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="uploaded_images",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    tags = TaggableManager(blank=True, related_name="body_images")
    access = models.CharField(_("access"), max_length=12, choices=Access, default=Access.RESTRICTED)

    admin_form_fields: ClassVar = (
        "title",
        "file",
        "description",
        "collection",
        "access",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    search_fields: ClassVar = [*AbstractImage.search_fields, index.FilterField("body")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class Rendition(AbstractRendition):
    """A sized copy of an image, streamed through the same access check as the image."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    @property
    def url(self) -> str:
        """The address of the checked view, never of the file itself."""
        return reverse("boards_rendition", args=[self.pk])
