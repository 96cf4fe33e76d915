"""The settings given for a clock, read against those that it takes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portal.rules.clocks import form
from portal.rules.clocks.answer import ClockError

SettingValue = str | int | Sequence[str]
SettingValues = Mapping[str, SettingValue]


@dataclass(frozen=True)
class Values:
    """Settings as read: each in the dictionary of its form; absent means left out."""

    numbers: dict[str, int] = field(default_factory=dict)
    dates: dict[str, datetime.date] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    times: dict[str, datetime.time] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    pauses: tuple[form.Pause, ...] = ()

    def named(self) -> frozenset[str]:
        """The names of the settings that were given, pauses apart."""
        forms = (self.numbers, self.dates, self.years, self.times, self.choices)
        return frozenset(name for given in forms for name in given)


def read_settings(clock: str, takes: Sequence[form.Setting], given: SettingValues) -> Values:
    """Read the settings given for a clock.

    Raises:
        ClockError: a setting is unknown, missing, given twice or has a wrong form.
    """
    known = {setting.name: setting for setting in takes}
    for name in given:
        if name not in known:
            raise ClockError(f'{clock} has no setting "{name}"; {_what_it_takes(takes)}')
    for setting in takes:
        if setting.needed and setting.name not in given:
            raise ClockError(
                f'{clock} needs the setting "{setting.name}" ({form.expected(setting)})'
            )
    values = Values()
    pauses: list[form.Pause] = []
    for name, value in given.items():
        for text in _texts(known[name], value):
            _read_one(known[name], text, values, pauses)
    return Values(**{**vars(values), "pauses": tuple(pauses)})


def _what_it_takes(takes: Sequence[form.Setting]) -> str:
    return f"it takes: {', '.join(each.name for each in takes)}" if takes else "it takes none"


def _texts(setting: form.Setting, value: SettingValue) -> tuple[str, ...]:
    """The texts of a setting, one unless it may be repeated."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Sequence)):
        raise form.wrong_form(setting, str(value))
    texts = (str(value),) if isinstance(value, (str, int)) else tuple(map(str, value))
    if not setting.repeatable and len(texts) != 1:
        raise ClockError(f'the setting "{setting.name}" is given {len(texts)} times')
    return tuple(text.strip() for text in texts)


def _read_one(setting: form.Setting, text: str, values: Values, pauses: list[form.Pause]) -> None:
    match setting.form:
        case "number":
            values.numbers[setting.name] = form.read_number(setting, text)
        case "date":
            values.dates[setting.name] = form.read_date(setting.name, text)
        case "financial_year":
            values.years[setting.name] = form.read_financial_year(setting, text)
        case "time":
            values.times[setting.name] = form.read_time(setting, text)
        case "choice":
            values.choices[setting.name] = form.read_choice(setting, text)
        case "pause":
            pauses.append(form.read_pause(setting, text))
