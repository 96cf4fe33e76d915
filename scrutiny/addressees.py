"""Which accounts answer for whom: the office of the person that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet

from boards.models import Person

if TYPE_CHECKING:
    from portal.models import User


def office_people(user: User) -> QuerySet[Person]:
    """The people in the registers of bodies for whom an account answers.

    Those to whom the account belongs, and those of the same organisation in the register of the
    same body: the policy officer of a commissioner's office answers for the commissioner. That
    alone is no right; whoever answers also holds the role of responder in that body.
    """
    same_office = Q(organisation__people__user=user, organisation__people__body=F("body"))
    return Person.objects.filter(Q(user=user) | same_office).distinct()


def answers_for(user: User, addressee: Person) -> bool:
    """Whether an account is of the office of an addressee."""
    if addressee.user_id is not None and addressee.user_id == user.pk:
        return True
    return office_people(user).filter(pk=addressee.pk).exists()
