"""What is asked for when something is withheld or released: grounds, reasoning, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.models import AgendaItem, Paper, Restriction
from boards.operations import restrictions
from boards.packs import issue
from boards.rules.exemptions import paragraphs_of
from portal.desk import MoveForm

if TYPE_CHECKING:
    from portal.models import User


def current_restriction(target: AgendaItem | Paper) -> Restriction | None:
    """The restriction that holds now, proposed or decided; None for an open thing."""
    return target.restrictions.filter(released_on__isnull=True).first()


class AccessMove(MoveForm):
    """A move of the table `access`: only the proper officer decides, the clerk proposes."""

    input_needs = frozenset({"paragraph", "public_interest", "which_part", "ground"})

    def extend(self) -> None:
        """The grounds, as the body's regime knows them, filled with what was proposed."""
        self.current = current_restriction(self.record)
        name = self.row.name
        if name == "release":
            self._ask_for_release()
            return
        if name == "mark_confidential":
            self.fields["ground"] = _long(
                _("Ground"),
                _("Who supplied it on terms that forbid disclosure, or which law forbids it."),
                getattr(self.current, "ground", ""),
            )
            return
        self._ask_for_paragraphs()
        self._ask_for_reasoning()

    def _ask_for_reasoning(self) -> None:
        """The proper officer must say which part and why, as the table asks; the clerk may."""
        needs, name = set(self.row.needs), self.row.name
        is_statutory = bool(paragraphs_of(self.owner.body.access_regime))
        if name != "restrict":
            self.fields["which_part"] = _long(
                _("Which part is withheld"),
                _("Such as “Appendix 2” or “paragraphs 14 to 19”. The public reads this."),
                getattr(self.current, "which_part", ""),
                is_needed="which_part" in needs,
            )
        self.fields["public_interest"] = _long(
            _("Why the public interest favours withholding"),
            _("Weigh both sides. It is kept with the decision and not published."),
            getattr(self.current, "public_interest", ""),
            is_needed="public_interest" in needs and is_statutory,
        )
        self.fields["review_on"] = forms.DateField(
            label=_("To be reviewed on"),
            help_text=_("On that day it comes back to the proper officer’s list."),
            required=False,
            initial=getattr(self.current, "review_on", None),
        )

    def _ask_for_paragraphs(self) -> None:
        offered = paragraphs_of(self.owner.body.access_regime)
        if not offered:
            self.fields["ground"] = _long(
                _("Ground"),
                _("In plain words. The public reads this."),
                getattr(self.current, "ground", ""),
            )
            return
        self.fields["paragraphs"] = forms.TypedMultipleChoiceField(
            label=_("Paragraphs of Schedule 12A"),
            coerce=int,
            choices=[(number, f"{number}. {title}") for number, title in offered.items()],
            initial=getattr(self.current, "paragraphs", []),
            widget=forms.CheckboxSelectMultiple,
        )

    def _ask_for_release(self) -> None:
        self.fields["reason"].help_text = _(
            "It is shown with the new edition in which the public reads it. Where a pack is "
            "published, that edition is put together and goes out at once."
        )

    def make(self, *, by: User) -> None:
        """Propose, decide or release."""
        given = self.cleaned_data
        grounds: dict[str, Any] = {
            "paragraphs": given.get("paragraphs", []),
            "ground": given.get("ground", ""),
        }
        common: dict[str, Any] = {"by": by, "expected_version": self.version}
        match self.row.name:
            case "propose_exempt":
                restrictions.propose_restriction(
                    self.record, **grounds, **self._reasoning(), **common
                )
            case "release":
                issue.release_and_republish(self.record, reason=self.reason_given, **common)
            case name:
                restrictions.decide_restriction(
                    self.record,
                    move=name,
                    reason=self.reason_given,
                    **self._reasoning(),
                    **grounds,
                    **common,
                )

    def _reasoning(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "public_interest": given.get("public_interest", ""),
            "which_part": given.get("which_part", ""),
            "review_on": given.get("review_on"),
        }


def _long(label: Any, help_text: Any, initial: str, *, is_needed: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        initial=initial,
        required=is_needed,
        widget=forms.Textarea,
    )
