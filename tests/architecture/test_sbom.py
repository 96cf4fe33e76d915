"""The bill of materials, and what the portal may not be made of (case 60)."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.template_database import ROOT


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sbom", ROOT / ".ci" / "sbom.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bill(sbom: ModuleType) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sbom.bill(ROOT))
    return found


def test_every_package_is_listed_with_version_licence_and_address(bill: dict[str, Any]) -> None:
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    packages = {one["purl"]: one for one in bill["components"]}
    assert len(packages) == len(bill["components"]) > 60
    for one in packages.values():
        assert one["version"], one["name"]
        assert one["licenses"], one["name"]
        assert "not stated" not in str(one["licenses"]), one["name"]
    names = {one["name"].lower() for one in packages.values()}
    assert {"django", "wagtail", "weasyprint", "pikepdf", "govuk-frontend", "sass"} <= names
    assert str(ROOT) not in json.dumps(bill)


def test_what_may_not_be_is_refused(sbom: ModuleType, tmp_path: Path) -> None:
    def refused(*parts: Any) -> str:
        try:
            sbom.refuse_what_may_not_be(list(parts))
        except sbom.Refused as error:
            return str(error)
        return ""

    def part(name: str, version: str, licence: str) -> Any:
        return sbom.component(name, version, licence, kind="pypi")

    assert refused(part("django", "5.2.19", "BSD-3-Clause")) == ""
    assert "older" in refused(part("django", "5.2.18", "BSD-3-Clause"))
    assert "older" in refused(part("Wagtail", "7.4", "BSD-3-Clause"))
    assert "older" in refused(part("weasyprint", "69.9", "BSD License"))
    for licence in ("AGPL-3.0-only", "GNU Affero General Public License v3", "MIT OR AGPL-3.0"):
        assert refused(part("pymupdf", "1.0", licence)), licence
    for listed, said in (("django==5.2.18", "installed as"), ("no-such-thing==1", "not installed")):
        (tmp_path / "requirements.txt").write_text(f"{listed} \\\n")
        (tmp_path / "package-lock.json").write_text('{"packages": {}}')
        with pytest.raises(sbom.Refused, match=said):
            sbom.bill(tmp_path)
