"""What a data set is: its records, its columns, and how a released record becomes its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from home.opendata.building import Building
from home.opendata.columns import FIRST, LAST, Column, Row
from portal.models import PublicRecord

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Rows = Callable[[PublicRecord, Building], Iterable[Row]]
#: How a filter finds records: by the state in the copy, by columns of the trackers, by its kind.
Finds = Literal["state", "late", "theme", "kind"]

#: What `late` may ask for.
LATE: Final = ("now", "met")


@dataclass(frozen=True)
class Filter:
    """One filter of the interface; `values` are the codes it takes, none where data says them."""

    name: str
    finds: Finds
    says: StrOrPromise
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class DataSet:
    """One data set. `own_rows` gives the columns that are its own; the rest is the same for all."""

    name: str
    title: StrOrPromise
    says: StrOrPromise
    #: Released kinds in the order in which they stand in the files.
    kinds: tuple[str, ...]
    own: tuple[Column, ...]
    own_rows: Rows
    filters: tuple[Filter, ...] = ()
    #: Whether rows say something of the record's files.
    has_files: bool = False
    #: Whether the rows are what was withdrawn, instead of what stands.
    is_of_withdrawn: bool = False
    #: Words of codes, for the page that explains columns.
    codes: Mapping[str, Mapping[str, StrOrPromise]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column, in the order in which they are written."""
        return (*FIRST, *self.own, *(() if self.is_of_withdrawn else LAST))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns, in their order."""
        return tuple(one.name for one in self.columns)
