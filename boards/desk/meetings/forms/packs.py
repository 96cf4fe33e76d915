"""What is asked for about a pack: its kind, who checked it, when it goes out, why it goes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.desk.meetings.forms.meeting import notice_if_published_today
from boards.models import Pack
from boards.packs import build, issue
from portal.desk import MoveForm, RecordForm

if TYPE_CHECKING:
    from portal.models import User


class NewPackForm(RecordForm):
    """A pack, a supplement or a new edition; it is put together at once."""

    class Meta:
        model = Pack
        fields = ("kind", "reason")

    def narrow(self) -> None:
        """The first one is always the pack itself."""
        if not self.owner.packs.exclude(state=Pack.State.WITHDRAWN).exists():
            del self.fields["kind"], self.fields["reason"]
            return
        kind: Any = self.fields["kind"]
        kind.widget = forms.RadioSelect()
        kind.choices = [
            (Pack.Kind.SUPPLEMENT, _("A supplement: late items and papers that followed")),
            (Pack.Kind.EDITION, _("A new edition in place of the one before")),
        ]
        self.initial["kind"] = Pack.Kind.SUPPLEMENT

    def add(self, *, by: User) -> Any:
        """Open it, and ask for it to be built."""
        values = {"kind": Pack.Kind.EDITION, **self.values()}
        pack = issue.open_pack(self.owner, by=by, **values)
        self.job = build.start_build(pack, by=by)
        return pack


class PackMove(MoveForm):
    """The moves of a pack."""

    input_needs = frozenset({"second_person", "notice_certificate"})

    def extend(self) -> None:
        """Checked alone or by a second person; now or at a set time; short notice."""
        if "second_person" in self.row.needs:
            self.fields["alone_reason"] = forms.CharField(
                label=_("Reason for checking it alone"),
                help_text=_(
                    "Only when you also changed the agenda or its papers last. The certificate "
                    "in the pack prints it."
                ),
                required=False,
                widget=forms.Textarea,
            )
        if self.row.name == "publish":
            self._ask_when()
        if self.row.name == "withdraw":
            self.fields["reason"].help_text = _(
                "The public reads it at the address of what was there. The PDF, its papers, the "
                "search and the feeds answer so from that moment."
            )

    def _ask_when(self) -> None:
        self.fields["when"] = forms.ChoiceField(
            label=_("When"),
            choices=[("now", _("Now")), ("later", _("At a set time"))],
            initial="now",
            widget=forms.RadioSelect,
        )
        self.fields["on"] = forms.DateField(label=_("Day"), required=False)
        self.fields["at"] = forms.TimeField(label=_("Time"), required=False)
        self.fields["short_notice_reason"] = forms.CharField(
            label=_("Reason for short notice"),
            help_text=notice_if_published_today(self.owner),
            required=False,
            widget=forms.Textarea,
        )

    def clean(self) -> dict[str, Any]:
        """A set time needs its day and its time."""
        given = super().clean() or {}
        if given.get("when") == "later":
            for name, told in (("on", _("Give the day.")), ("at", _("Give the time."))):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, told)
        return given

    def make(self, *, by: User) -> None:
        """Make the move by its own operation."""
        given = self.cleaned_data
        common: dict[str, Any] = {"by": by, "expected_version": self.version}
        match self.row.name:
            case "check":
                issue.check_pack(self.record, alone_reason=given["alone_reason"], **common)
            case "reopen":
                issue.reopen_pack(self.record, **common)
            case "publish":
                self._publish(common)
            case "withdraw":
                issue.withdraw_pack(self.record, reason=self.reason_given, **common)
            case name:
                raise ValueError(f"There is no operation for the move {name}.")

    def _publish(self, common: dict[str, Any]) -> None:
        given = self.cleaned_data
        reason = {"short_notice_reason": given["short_notice_reason"]}
        if given["when"] == "later":
            at = timezone.make_aware(datetime.combine(given["on"], given["at"]))
            issue.set_publication(self.record, at=at, **reason, **common)
        else:
            issue.publish_pack(self.record, **reason, **common)


class ClearingForm(forms.Form):
    """Why something that the proof found may stand."""

    reason = forms.CharField(
        label=_("Why these words may be public"),
        help_text=_("It is kept with the pack."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
