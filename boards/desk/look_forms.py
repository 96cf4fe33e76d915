"""The form of a body's look, and its section on the body's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.media_forms import judge
from boards.models import Look
from boards.operations.looks import set_look
from boards.rules.contrast import least_contrast, ratio_words
from boards.rules.picture_kinds import check_picture
from portal.desk import Fact, RecordForm, Row, Section

if TYPE_CHECKING:
    from boards.desk.screen import BodyScreen
    from portal.models import User


class LookForm(RecordForm):
    """A colour and a logo."""

    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy(
            "A PNG, JPEG, GIF or WebP picture. It is made anew in a small size, and everything "
            "that the file says beside the picture is left out. Screen readers read the name of "
            "the body in its place."
        ),
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.gif,.webp"}),
    )
    without_logo = forms.BooleanField(label=gettext_lazy("Take the logo away"), required=False)

    class Meta:
        model = Look
        fields = ("accent",)

    def narrow(self) -> None:
        """Without a logo there is none to take away."""
        if not self.record.logo_name:
            del self.fields["without_logo"]

    def clean_logo(self) -> Any:
        """Refuse what is no picture, and a picture that no server should unpack."""
        file = self.cleaned_data.get("logo")
        if file:
            judge(file, check_picture, by=self.user)
        return file or None

    def add(self, *, by: User) -> Any:
        """Give the body a look of its own."""
        return set_look(body=self.owner, by=by, expected_version=None, **self.values())

    def change(self, *, by: User) -> Any:
        """Change it."""
        return set_look(body=self.owner, by=by, expected_version=self.version, **self.values())


def look_section(view: BodyScreen) -> Section:
    """How the public pages of the body look: its own colour and logo, or the portal's."""
    own = Look.objects.filter(body=view.owner).first()
    where = {"kind": "look"}
    url = view.address("edit", **where, pk=own.pk) if own else view.address("add", **where)
    has_look = own is not None and bool(own.accent or own.logo_name)
    return Section(
        anchor="look",
        heading=_("Look of the public pages"),
        rows=[
            Row(
                anchor=f"look-{own.pk}" if own else "look-default",
                title=_("Colour and logo"),
                state=_("Your own") if has_look else _("The portal’s"),
                family="done" if has_look else "open",
                facts=[Fact(label, text) for label, text in _facts(own or Look())],
                links=[(_("Change"), url)],
            )
        ],
        empty="",
    )


def _facts(look: Look) -> list[tuple[str, str]]:
    colour = _("The portal’s")
    if look.accent:
        colour = _("%(colour)s, contrast %(ratio)s to 1") % {
            "colour": look.accent,
            "ratio": ratio_words(least_contrast(look.accent)),
        }
    logo = _("No logo")
    if look.logo_name:
        size = {"width": look.logo_width, "height": look.logo_height}
        logo = _("%(width)d by %(height)d pixels") % size
    return [(_("Colour"), colour), (_("Logo"), logo)]
