"""What is wrong with an uploaded file, in words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

#: By the word of `boards.rules.file_kinds.WrongKindError`; they go on after the name of the file.
KINDS: Final[Mapping[str, str | Promise]] = {
    "unknown": gettext_lazy(
        "is of a kind that is not accepted. Save it as PDF and upload that; Word, Excel, "
        "PowerPoint, OpenDocument and rich text files are accepted too"
    ),
    "empty": gettext_lazy("is empty. Check it on your computer and upload it again"),
    "mismatch": gettext_lazy(
        "is not what its name says. Save it again from the program it was made with, and upload "
        "that"
    ),
    "markup": gettext_lazy("holds a web page. Save it as PDF and upload that"),
    "macros": gettext_lazy(
        "holds macros, which are small programs. Save it without them and upload that"
    ),
    "bomb": gettext_lazy(
        "unpacks to far more than a paper holds, or points to something outside itself. Save it "
        "again from the program it was made with, and upload that"
    ),
    "locked": gettext_lazy("is protected by a password. Save it without one and upload that"),
    "pixels": gettext_lazy(
        "has more than 50 million pixels. Save it at a lower resolution and upload that"
    ),
    "frames": gettext_lazy("moves, in too many pictures. Save one of them and upload that"),
    "broken": gettext_lazy("cannot be opened. Save it again and upload the new copy"),
}
#: By the word of `boards.rules.file_names.what_is_wrong`; whole sentences, without the name.
NAMES: Final[Mapping[str, str | Promise]] = {
    "none": gettext_lazy("The file has no name. Give it one and upload it again."),
    "control": gettext_lazy(
        "The name of the file holds a sign that cannot be seen, and so may read as another name. "
        "Rename the file and upload it again."
    ),
    "path": gettext_lazy(
        "The name of the file names a folder. Rename the file and upload it again."
    ),
    "long": gettext_lazy("The name of the file is too long. Shorten it and upload it again."),
    "program": gettext_lazy(
        "The name of the file has the ending of a program or web page in it. Rename the file and "
        "upload it again."
    ),
}
