"""The shipped registers as entries: forces, local policing bodies, councils, inspectorates.

Every entry has a code that never changes; names do. A bad file is refused as a whole, in one line
that names the file and the row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

FORCES: Final = "police_forces_43.csv"
COUNCILS: Final = "authority_to_force.csv"
INSPECTORATES: Final = "inspectorates.csv"

COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    FORCES: frozenset(
        {"force_code", "force_name", "pfa_gss", "pfa_name_ons", "nation", "oversight_2024"}
    ),
    COUNCILS: frozenset(
        {"authority_gss", "authority_code", "official_name", "name", "nation", "force_code"}
    ),
    INSPECTORATES: frozenset({"code", "name", "former_names", "nation", "remit", "note"}),
}
CODE: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
COMMISSIONER: Final = "PCC or PFCC"
COMMISSIONER_NOTE: Final = (
    "Where the office also governs the fire service: police, fire and crime commissioner."
)


class RegisterError(ValueError):
    """A register cannot be read; the message is one line that names the file and what is wrong."""


@dataclass(frozen=True)
class Entry:
    """One organisation of the registers; `force` is the code of the force of its area."""

    code: str
    kind: str
    name: str
    official_name: str = ""
    former_names: str = ""
    nation: str = ""
    gss_code: str = ""
    force: str = ""
    note: str = ""


def read_rows(file: str, lines: Iterable[str]) -> list[dict[str, str]]:
    """The rows of one register by column.

    Raises RegisterError when a column is missing, a row is too short or too long, or there is none.
    """
    reader = csv.DictReader(lines, strict=True)
    try:
        columns = frozenset(reader.fieldnames or ())
        missing = COLUMNS[file] - columns
        if missing:
            raise RegisterError(f"{file}: the column {min(missing)} is missing")
        rows = []
        for row in reader:
            if None in row or None in row.values():
                raise RegisterError(f"{file}, line {reader.line_num}: wrong number of values")
            rows.append({name: " ".join(value.split()) for name, value in row.items()})
    except csv.Error as error:
        raise RegisterError(f"{file}, line {reader.line_num}: {error}") from None
    if not rows:
        raise RegisterError(f"{file}: there are no rows")
    return rows


def entries(
    forces: Sequence[Mapping[str, str]],
    councils: Sequence[Mapping[str, str]],
    inspectorates: Sequence[Mapping[str, str]],
) -> list[Entry]:
    """All organisations of the registers, forces first, because others point to them.

    Raises RegisterError for a code that is none or stands twice, an empty name, or a force that is
    not in the register of forces.
    """
    found = [
        *_forces(forces),
        *_policing_bodies(forces),
        *_councils(councils),
        *_inspectorates(inspectorates),
    ]
    seen: set[str] = set()
    known_forces = {one.code for one in found if one.kind == "police_force"}
    for one in found:
        if not CODE.fullmatch(one.code):
            raise RegisterError(f"“{one.code}” is no code for “{one.name}”")
        if one.code in seen:
            raise RegisterError(f"the code {one.code} stands twice")
        if not one.name:
            raise RegisterError(f"{one.code} has no name")
        if one.force and one.force not in known_forces:
            raise RegisterError(f"{one.code} names a force that is not in {FORCES}: {one.force}")
        seen.add(one.code)
    return found


def _forces(rows: Sequence[Mapping[str, str]]) -> Iterator[Entry]:
    for row in rows:
        yield Entry(
            code=f"force-{row['force_code']}",
            kind="police_force",
            name=row["force_name"],
            nation=row["nation"],
            gss_code=row["pfa_gss"],
        )


def _policing_bodies(rows: Sequence[Mapping[str, str]]) -> Iterator[Entry]:
    """Who holds each force to account: commissioner, mayor or, for the City, the corporation."""
    for row in rows:
        oversight, _, hint = row["oversight_2024"].partition(" (")
        is_commissioner = row["oversight_2024"] == COMMISSIONER
        area = row["pfa_name_ons"]
        hint = hint.rstrip(")")
        yield Entry(
            code=f"policing-{row['force_code']}",
            kind="policing_body",
            name=f"Police and Crime Commissioner for {area}" if is_commissioner else oversight,
            nation=row["nation"],
            force=f"force-{row['force_code']}",
            note=COMMISSIONER_NOTE if is_commissioner else hint,
        )


def _councils(rows: Sequence[Mapping[str, str]]) -> Iterator[Entry]:
    for row in rows:
        yield Entry(
            code=f"council-{row['authority_code'].lower()}",
            kind="council",
            name=row["official_name"] or row["name"],
            official_name=row["official_name"],
            nation=row["nation"],
            gss_code=row["authority_gss"],
            force=f"force-{row['force_code']}",
        )


def _inspectorates(rows: Sequence[Mapping[str, str]]) -> Iterator[Entry]:
    for row in rows:
        yield Entry(
            code=f"inspectorate-{row['code']}",
            kind="inspectorate",
            name=row["name"],
            former_names=row["former_names"],
            nation=row["nation"],
            note=row["remit"],
        )
