"""Office files become tagged PDFs, by a program that is bound and can fetch nothing."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from portal.pdf import office
from portal.pdf.office import ConversionError, OfficeMissingError, convert_office

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def docx(path: Path, *, picture: str = "") -> Path:
    """A Word file with a heading and a sentence, and a picture that lies elsewhere."""
    linked = f"""<w:p><w:r><w:drawing><wp:inline><wp:extent cx="990000" cy="990000"/>
      <wp:docPr id="1" name="P"/><a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic>
      <pic:nvPicPr><pic:cNvPr id="1" name="P"/><pic:cNvPicPr/></pic:nvPicPr>
      <pic:blipFill><a:blip r:link="rId9"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
      <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="990000" cy="990000"/></a:xfrm>
      <a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>
      </w:drawing></w:r></w:p>"""
    document = f"""<?xml version="1.0" encoding="UTF-8"?><w:document
      xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
      xmlns:r="{_RELATIONS}" xmlns:wp="{_DRAWING}/wordprocessingDrawing"
      xmlns:a="{_DRAWING}/main" xmlns:pic="{_DRAWING}/picture"><w:body>
      <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Knife crime</w:t></w:r></w:p>
      <w:p><w:r><w:t>It fell by a tenth.</w:t></w:r></w:p>{linked if picture else ""}
      </w:body></w:document>"""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
            f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", document)
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId9" Type="{_RELATIONS}/image" '
            f'Target="{picture}" TargetMode="External"/></Relationships>',
        )
    return path


def stand_in(folder: Path, script: str) -> str:
    """A program in LibreOffice's place."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def test_without_the_program_it_says_so(tmp_path: Path, settings: Any) -> None:
    settings.SOFFICE = "no-such-program"
    assert office.office_program() == ""
    with pytest.raises(OfficeMissingError):
        convert_office(docx(tmp_path / "a.docx"), folder=tmp_path, title="A")


def test_a_program_that_stalls_fails_or_lies_is_ended(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    source = docx(tmp_path / "a.docx")
    marker = tmp_path / "child"
    monkeypatch.setattr(office, "SECONDS", 1)
    settings.SOFFICE = stand_in(tmp_path, f'sleep 60 & echo $! > "{marker}"; wait')
    begun = time.monotonic()
    with pytest.raises(ConversionError):
        convert_office(source, folder=tmp_path, title="A")
    assert time.monotonic() - begun < 5
    _await_end(int(marker.read_text(encoding="utf-8")))
    settings.SOFFICE = stand_in(tmp_path, "exit 0")
    with pytest.raises(ConversionError):
        convert_office(source, folder=tmp_path, title="A")
    settings.SOFFICE = stand_in(tmp_path, f'echo no-pdf > "{tmp_path}/a.pdf"')
    with pytest.raises(ConversionError):
        convert_office(source, folder=tmp_path, title="A")


def test_the_program_inherits_nothing_of_the_portal(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary")
    told = tmp_path / "told"
    settings.SOFFICE = stand_in(tmp_path, f'env > "{told}"; ulimit -f >> "{told}"')
    with pytest.raises(ConversionError):
        convert_office(docx(tmp_path / "a.docx"), folder=tmp_path, title="A")
    said = told.read_text(encoding="utf-8")
    assert "HOME=" in said
    assert "canary" not in said
    assert "unlimited" not in said


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_real_word_file_becomes_a_tagged_pdf_and_nothing_is_fetched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        heard: list[Any] = []
        over = threading.Event()
        listener = threading.Thread(target=_listen, args=(server, heard, over))
        listener.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/canary.png"
        source = docx(tmp_path / "paper.docx", picture=address)
        made = convert_office(source, folder=tmp_path, title="Knife crime in the north")
        over.set()
        listener.join()
    assert heard == []
    with pikepdf.open(made) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.open_metadata()["dc:title"] == "Knife crime in the north"


def _listen(server: socket.socket, heard: list[Any], over: threading.Event) -> None:
    while not over.is_set():
        try:
            connection, address = server.accept()
        except TimeoutError:
            continue
        heard.append(address)
        connection.close()


def _await_end(pid: int) -> None:
    """Wait until a process is gone, a few seconds at most."""
    for _attempt in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2] == "Z":
            return
        time.sleep(0.1)
    raise AssertionError("The program left a process behind.")
