"""The shared base of our nested admin screens: the address scopes them.

A desk is one screen for everything of one *owner* (a body, a review), with small pages below it
to add, edit, move on, remove and look back. Nothing of the address is trusted: `DeskMixin.setup`
finds the owner among the rows of the person who asks, and the record among the owner's rows, or
answers 404. There is no field for the owner in any form.

How to build one::

    class FindingForm(RecordForm):
        class Meta:
            model = Finding
            fields = ("title", "text", "line_of_enquiry")

        def narrow(self) -> None:                       # choices of this owner only
            self.choices("line_of_enquiry", self.owner.lines_of_enquiry.all())

        def add(self, *, by):
            return add_finding(review=self.owner, by=by, **self.values())

        def change(self, *, by):
            return update_finding(
                self.record, by=by, expected_version=self.version, **self.values()
            )

    class FindingMove(MoveForm):                        # only where records have states
        def make(self, *, by):
            move_finding(self.record, name=self.row.name, by=by,
                         expected_version=self.version, reason=self.reason_given)

    class ReviewDesk(DeskMixin):
        owner_model = Review
        owner_kwarg = "review_pk"
        namespace = "desk"
        kinds = {"findings": Kind(name="findings", model=Finding, title=_("Finding"),
                                  lookup="review", form=FindingForm, move_form=FindingMove,
                                  table=FINDING)}

    class FindingAdd(ReviewDesk, AddView): ...          # and EditView, MoveView, RemoveView,
                                                        # HistoryView, DeskView (the screen)
    urlpatterns = desk_urls("<int:review_pk>/", desk=…, add=…, edit=…, …)

`values()` of an edit holds only what the person changed; so two people on different fields of one
record never undo each other. On the same field the second is shown both texts (409), their own
stays typed, and saving again keeps it. Refusals of an operation are shown above the form (422).
"""

from __future__ import annotations

from portal.desk.forms import MoveForm, RecordForm
from portal.desk.kinds import ItselfKind, Kind, anchor_of
from portal.desk.looking_back import HistoryView
from portal.desk.moving import MoveView
from portal.desk.removing import RemoveView
from portal.desk.saving import AddView, EditView
from portal.desk.scope import DeskMixin
from portal.desk.screen import Button, DeskView, Fact, Row, Section, buttons_of, row_of
from portal.desk.urls import desk_urls

__all__ = [
    "AddView",
    "Button",
    "DeskMixin",
    "DeskView",
    "EditView",
    "Fact",
    "HistoryView",
    "ItselfKind",
    "Kind",
    "MoveForm",
    "MoveView",
    "RecordForm",
    "RemoveView",
    "Row",
    "Section",
    "anchor_of",
    "buttons_of",
    "desk_urls",
    "row_of",
]
