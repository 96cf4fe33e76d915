"""Write what the portal is made of as CycloneDX 1.6 JSON, with licences; refuse what may not be.

The packages are those of requirements.txt, as they are installed, and those of package-lock.json.
Refused are: a package under the Affero GPL, one that is missing or has another version than the
list, and versions older than those that closed a known hole. Usage: sbom.py OUT.json
"""

from __future__ import annotations

import base64
import json
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.contrib.this.builders import this_component
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
#: The oldest versions without a hole that matters here.
AT_LEAST = {"django": "5.2.19", "wagtail": "8.0.1", "weasyprint": "70.0"}
FORBIDDEN = re.compile(r"\bAGPL|Affero", re.IGNORECASE)
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_licences = LicenseFactory()


class Refused(Exception):
    """The portal may not be made of this."""


def version_key(text: str) -> tuple[int, ...]:
    """A version as numbers, to compare it with another."""
    return tuple(int(part) for part in re.findall(r"\d+", text))


def licence_of(package: metadata.PackageMetadata) -> str:
    """What a package says of its licence: the expression, else the field, else the classifiers."""
    if "License-Expression" in package:
        return str(package["License-Expression"])
    said = str(package["License"] or "").strip() if "License" in package else ""
    if said and "\n" not in said and len(said) < 80:
        return said
    marks = [one for one in package.get_all("Classifier") or () if one.startswith("License ::")]
    return "; ".join(one.rpartition(":: ")[2] for one in marks) or "not stated"


def component(name: str, version: str, licence: str, *, kind: str) -> Component:
    """One package as CycloneDX has it."""
    group, _slash, last = name.rpartition("/")
    return Component(
        type=ComponentType.LIBRARY,
        group=group or None,
        name=last,
        version=version,
        licenses=[_licences.make_from_string(licence)],
        purl=PackageURL(kind, namespace=group or None, name=last, version=version),
        bom_ref=f"{kind}:{name}@{version}",
    )


def python_packages(listed: str) -> Iterator[Component]:
    """The packages of requirements.txt as they are installed. Raises Refused."""
    for name, wanted in LOCKED.findall(listed):
        try:
            package = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            raise Refused(f"{name} is on the list and not installed") from None
        found = package["Version"]
        if found != wanted:
            raise Refused(f"{name} is installed as {found}, and the list says {wanted}")
        yield component(name, found, licence_of(package), kind="pypi")


def node_packages(lock: str) -> Iterator[Component]:
    """The packages of the style sheet, by their lock file."""
    for path, package in json.loads(lock)["packages"].items():
        if not path:
            continue
        name = path.rpartition("node_modules/")[2]
        made = component(name, package["version"], package.get("license", "not stated"), kind="npm")
        algorithm, _dash, digest = package.get("integrity", "").partition("-")
        if algorithm == "sha512":
            text = base64.b64decode(digest).hex()
            made.hashes.add(HashType(alg=HashAlgorithm.SHA_512, content=text))
        yield made


def refuse_what_may_not_be(components: list[Component]) -> None:
    """Raises Refused for a licence or a version that is not allowed, naming every one."""
    faults = []
    for one in components:
        said = "; ".join(
            str(getattr(word, "value", "") or getattr(word, "id", "") or getattr(word, "name", ""))
            for word in one.licenses
        )
        if FORBIDDEN.search(said):
            faults.append(f"{one.name} is under {said}")
        least = AT_LEAST.get(one.name.lower())
        if least and version_key(one.version or "0") < version_key(least):
            faults.append(f"{one.name} {one.version} is older than {least}")
    if faults:
        raise Refused("\n".join(faults))


def bill(root: Path) -> str:
    """The whole bill as JSON. Raises Refused."""
    components = [
        *python_packages((root / "requirements.txt").read_text()),
        *node_packages((root / "package-lock.json").read_text()),
    ]
    missing = AT_LEAST.keys() - {one.name.lower() for one in components}
    if missing:
        raise Refused(f"not on the list: {', '.join(sorted(missing))}")
    refuse_what_may_not_be(components)
    whole = Component(type=ComponentType.APPLICATION, name="scrutiny-portal", bom_ref="portal")
    bom = Bom(components=components)
    bom.metadata.component = whole
    bom.metadata.tools.components.add(this_component())
    bom.register_dependency(whole, components)
    return JsonV1Dot6(bom).output_as_string(indent=2)


def main(out: Path) -> int:
    """Write the bill, or say on standard error what stands in the way."""
    try:
        text = bill(ROOT)
    except Refused as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text)
    sys.stdout.write(f"{len(json.loads(text)['components'])} packages in {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
