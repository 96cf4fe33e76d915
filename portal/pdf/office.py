"""Turns Word, Excel, PowerPoint, OpenDocument and rich text files into tagged PDFs.

LibreOffice does it, where it is installed, as a program of its own: with a fresh profile for each
file, limits of time and size, no macros, and no way to fetch what a file links to. It inherits no
setting of the portal.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import shutil
import signal
import subprocess  # nosec B404
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.conf import settings

#: Endings that can be converted, with the part of LibreOffice that does it.
CONVERTED: Final = {
    "docx": "writer",
    "odt": "writer",
    "rtf": "writer",
    "xlsx": "calc",
    "ods": "calc",
    "pptx": "impress",
}
#: Endings of older kinds that are read as OpenDocument, with the kind that they become.
MODERNISED: Final = {"doc": "odt", "rtf": "odt", "xls": "ods"}
SECONDS: Final = 60
"""The longest that one file may take, of the clock and of the processor."""
MEGABYTES: Final = 200
"""The largest file that may be written."""
_EXPORT: Final = {
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
    "DisplayPDFDocumentTitle": {"type": "boolean", "value": "true"},
    "ExportNotes": {"type": "boolean", "value": "false"},
    "ExportFormFields": {"type": "boolean", "value": "false"},
}
_log = logging.getLogger("portal.pdf")


class OfficeMissingError(RuntimeError):
    """LibreOffice is not installed here."""


class ConversionError(RuntimeError):
    """LibreOffice could not turn this file into a PDF; the reason is in the log."""


def office_program() -> str:
    """The path of LibreOffice on this machine; empty where there is none."""
    return shutil.which(settings.SOFFICE) or ""


def convert_office(source: Path, *, folder: Path, title: str, language: str = "en-GB") -> Path:
    """Turn an office file into a tagged PDF with a title, and return its path in `folder`.

    Args:
        source: the file; its name ends in one of CONVERTED.
        folder: where the PDF is written.
        title: the title that a reader shows, where the file has none of its own.
        language: the main language, where the file names none.

    Raises:
        OfficeMissingError: there is no LibreOffice here.
        ConversionError: it gave no PDF, or took too long.
    """
    part = CONVERTED[source.suffix.lower().lstrip(".")]
    made = _converted(source, f"pdf:{part}_pdf_Export:{json.dumps(_EXPORT)}", folder, ending="pdf")
    _name(made, title=title, language=language)
    return made


def modernise_office(source: Path, *, folder: Path) -> Path:
    """Turn an office file of an older kind into OpenDocument, and return its path in `folder`.

    Args:
        source: the file; its name ends in one of MODERNISED.
        folder: where the new file is written.

    Raises:
        OfficeMissingError: there is no LibreOffice here.
        ConversionError: it gave no file, or took too long.
    """
    ending = MODERNISED[source.suffix.lower().lstrip(".")]
    return _converted(source, ending, folder, ending=ending)


def _converted(source: Path, target: str, folder: Path, *, ending: str) -> Path:
    """Let the program write the file anew; it must leave one with this ending."""
    program = office_program()
    if not program:
        raise OfficeMissingError
    with tempfile.TemporaryDirectory(prefix="office-") as home:
        profile = Path(home) / "profile"
        _write_profile(profile)
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            target,
            "--outdir",
            str(folder),
            str(source),
        ]
        _run(command, home)
    made = folder / f"{source.stem}.{ending}"
    if not made.is_file() or made.stat().st_size == 0:
        _log.warning("LibreOffice gave no %s for an uploaded %s file.", ending, source.suffix)
        raise ConversionError
    return made


def _run(command: list[str], home: str) -> None:
    """Run the program in a session of its own; on leaving, it and all it started are gone."""
    process = subprocess.Popen(  # noqa: S603  # nosec B603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=home,
        env={"PATH": "/usr/bin:/bin", "HOME": home, "TMPDIR": home, "LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        _bind(process.pid)
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        _log.warning("LibreOffice took longer than %d seconds over a file.", SECONDS)
        raise ConversionError from error
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _bind(pid: int) -> None:
    """Limit the program before it has begun to read; what it starts inherits the limits."""
    size = MEGABYTES * 1024 * 1024
    limits = {
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: size,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        with suppress(ProcessLookupError, PermissionError):
            resource.prlimit(pid, limit, (most, most))


def _write_profile(profile: Path) -> None:
    """A profile that runs no macros and fetches nothing: a proxy that is nobody, no links."""
    rows = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, name, value in _PROFILE
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{rows}</oor:items>",
        encoding="utf-8",
    )


_SECURITY: Final = "/org.openoffice.Office.Common/Security/Scripting"
_INTERNET: Final = "/org.openoffice.Inet/Settings"
_PROFILE: Final = (
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    (_INTERNET, "ooInetProxyType", "1"),
    (_INTERNET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPProxyPort", "9"),
    (_INTERNET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPSProxyPort", "9"),
)


def _name(path: Path, *, title: str, language: str) -> None:
    """Give the PDF a title and a language where it has none, and let readers show the title."""
    import pikepdf

    try:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            if "/Lang" not in pdf.Root:
                pdf.Root.Lang = pikepdf.String(language)
            preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
            preferences.DisplayDocTitle = True
            pdf.Root.ViewerPreferences = preferences
            if not str(pdf.docinfo.get("/Title", "")).strip():
                with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
                    metadata["dc:title"] = title
            pdf.save(path)
    except pikepdf.PdfError as error:
        raise ConversionError from error
