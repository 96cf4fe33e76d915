"""Papers of an item, and the background papers that they rest on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from boards.models.agenda import AgendaItem, ItemAccess
from boards.models.media import Document
from boards.models.meetings import WEB_ADDRESS
from portal.models import VersionedRecord


class Paper(VersionedRecord):
    """A report or appendix of an item: uploaded, written here, or made from records.

    `document` is the file as it was uploaded; `pdf` is what goes into a pack, which is the same
    document when that is a PDF and its conversion otherwise. `inspection` holds what was found in
    `pdf` (see `portal.pdf.inspecting`), `sha256` its hash at upload, so that a file that was
    changed behind the portal's back is noticed. The same for `public_pdf`, the version of a
    part-exempt paper that the public may read.
    """

    class Kind(models.TextChoices):
        REPORT = "report", _("Report")
        APPENDIX = "appendix", _("Appendix")
        MINUTES = "minutes", _("Minutes to confirm")
        OTHER = "other", _("Other paper")

    class Source(models.TextChoices):
        UPLOADED = "uploaded", _("An uploaded file")
        WRITTEN = "written", _("Written here")
        RECORDS = "records", _("Made from records")

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    position = models.PositiveIntegerField(_("place in the order"), default=0, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.REPORT)
    title = models.CharField(_("title"), max_length=300)
    title_cy = models.CharField(_("title in Welsh"), max_length=300, blank=True)
    public_title = models.CharField(
        _("public title"),
        max_length=300,
        blank=True,
        help_text=_("What the public reads instead of the title while the paper is withheld."),
    )
    public_title_cy = models.CharField(_("public title in Welsh"), max_length=300, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    source = models.CharField(
        _("where it comes from"),
        max_length=20,
        choices=Source,
        default=Source.UPLOADED,
        editable=False,
    )
    document = models.ForeignKey(
        Document,
        verbose_name=_("file as uploaded"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="papers",
    )
    pdf = models.ForeignKey(
        Document,
        verbose_name=_("PDF for the pack"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="papers_as_pdf",
    )
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    inspection = models.JSONField(_("what is inside"), default=dict, blank=True, editable=False)
    public_pdf = models.ForeignKey(
        Document,
        verbose_name=_("version for the public"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="papers_as_public_pdf",
    )
    public_sha256 = models.CharField(
        _("SHA-256 of the version for the public"), max_length=64, blank=True, editable=False
    )
    public_inspection = models.JSONField(
        _("what is inside the version for the public"), default=dict, blank=True, editable=False
    )
    text = RichTextField(
        _("text"),
        blank=True,
        features=["h3", "h4", "bold", "italic", "ol", "ul", "link"],
        help_text=_("For a paper that is written here."),
    )
    records_source = models.CharField(
        _("made from"), max_length=60, blank=True, editable=False, default=""
    )
    is_to_follow = models.BooleanField(
        _("to follow"),
        default=False,
        help_text=_("The item is on time; its paper comes later, in a supplement."),
    )
    access = models.CharField(
        _("access"), max_length=20, choices=ItemAccess, default=ItemAccess.OPEN, editable=False
    )
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True, editable=False)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="records") | ~Q(records_source=""),
                name="paper_from_records_names_them",
                violation_error_message=_("Say which records the paper is made from."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back; its place keeps saying so."""
        return bool(self.withdrawn_reason)


class BackgroundPaper(VersionedRecord):
    """A document that a report rests on: listed and obtainable (LGA 1972, section 100D).

    Exempt or confidential ones are never listed (section 100D(4)).
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="background_papers")
    title = models.CharField(_("title"), max_length=300)
    title_cy = models.CharField(_("title in Welsh"), max_length=300, blank=True)
    link = models.CharField(
        _("where it is published"), max_length=500, blank=True, validators=[WEB_ADDRESS]
    )
    document = models.ForeignKey(
        Document,
        verbose_name=_("file"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="background_papers",
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("background paper")
        verbose_name_plural = _("background papers")

    def __str__(self) -> str:
        return self.title
