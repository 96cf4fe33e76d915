"""The forms of what stands on every agenda of a body, and of its legal sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boards.models import BodyText, StandingItem
from boards.operations import standing, texts
from portal.desk import RecordForm

if TYPE_CHECKING:
    from portal.models import User


class StandingForm(RecordForm):
    """An item that stands on every agenda, or on those of one kind of meeting."""

    class Meta:
        model = StandingItem
        fields = ("title", "title_cy", "meeting_kind", "purpose", "lead", "minutes", "text")

    def add(self, *, by: User) -> Any:
        """Add it; the first one takes the default list over."""
        return standing.add_standing_item(body=self.owner, by=by, **self.values())

    def change(self, *, by: User) -> Any:
        """Change it; agendas that have it already stay."""
        return standing.update_standing_item(
            self.record, by=by, expected_version=self.version, **self.values()
        )


class TextForm(RecordForm):
    """A legal sentence of the body's own in place of the default."""

    class Meta:
        model = BodyText
        fields = ("name", "text", "text_cy")

    def narrow(self) -> None:
        """Which text it is stays; a new one begins from the default."""
        if not self.is_new:
            del self.fields["name"]
            return
        name = str(self.initial.get("name", ""))
        if name in BodyText.Name.values and not self.initial.get("text"):
            self.initial["text"] = texts.text_of(self.owner, name)

    def add(self, *, by: User) -> Any:
        """Write it."""
        return texts.set_text(body=self.owner, by=by, **self.values())

    def change(self, *, by: User) -> Any:
        """Change it."""
        given = {name: self.cleaned_data[name] for name in ("text", "text_cy")}
        return texts.set_text(
            body=self.owner,
            name=self.record.name,
            by=by,
            expected_version=self.version,
            **given,
        )
