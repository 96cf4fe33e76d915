"""Giving and ending roles, for administrators of the body and of the portal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.models import RoleAssignment
from boards.operations.roles import end_role, grant_role
from portal.desk import RecordForm
from portal.models import User as Account

if TYPE_CHECKING:
    from portal.models import User


class RoleForm(RecordForm):
    """A role for an account, which is named by its address: accounts are not listed here."""

    email = forms.EmailField(
        label=_("E-mail address of the account"),
        help_text=_("The account must exist. Administrators of the portal make accounts."),
    )

    class Meta:
        model = RoleAssignment
        fields = ("role", "valid_from", "valid_to")

    field_order = ("email", "role", "valid_from", "valid_to")

    def clean_email(self) -> Account:
        """The account of that address."""
        account = Account.objects.filter(email__iexact=self.cleaned_data["email"]).first()
        if account is None:
            raise forms.ValidationError(
                _("There is no account with this address. Ask an administrator of the portal.")
            )
        return account

    def add(self, *, by: User) -> Any:
        """Give it."""
        values = self.values()
        return grant_role(user=values.pop("email"), body=self.owner, by=by, **values)


class RoleEndForm(RecordForm):
    """The last day of a role."""

    valid_to = forms.DateField(label=_("Last day"))

    class Meta:
        model = RoleAssignment
        fields = ("valid_to",)

    def change(self, *, by: User) -> Any:
        """End it after that day."""
        assignment = RoleAssignment.objects.select_related("user", "body").get(pk=self.record.pk)
        end_role(assignment=assignment, by=by, last_day=self.cleaned_data["valid_to"])
        return assignment


def end_at_once(record: RoleAssignment, *, by: User, expected_version: int) -> None:
    """End a role from this moment on."""
    end_role(assignment=record, by=by)
