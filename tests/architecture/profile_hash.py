"""What each version of profiles/default held, as one hash.

`make profile-hash` writes the hash of today's files beside their version; a
test compares them.  Comments and the layout of XML and JSON do not count.
"""

from lxml import etree
from pathlib import Path

import hashlib
import json
import sys


ROOT = Path(__file__).parents[2]
PROFILE = ROOT / "profiles" / "default"
KEPT = ROOT / "src" / "riaya" / "upgrades" / "profile_versions.txt"
IGNORED = {".md"}
HEAD = (
    "# Each version of profiles/default and the hash of its files: make profile-hash\n"
)


def hash_profile(profile: Path = PROFILE) -> str:
    """Return the SHA-256 of all files but metadata.xml, which holds the version.

    The tables of workflows do not count: the XML is made from them and does.
    """
    total = hashlib.sha256()
    for path in sorted(profile.rglob("*")):
        if (
            path.is_file()
            and path.name != "metadata.xml"
            and path.suffix not in IGNORED
        ):
            name = path.relative_to(profile).as_posix()
            total.update(f"{name}\0".encode() + _read(path) + b"\0")
    return total.hexdigest()


def get_version(profile: Path = PROFILE) -> str:
    """Return the version that metadata.xml names."""
    return etree.parse(str(profile / "metadata.xml")).findtext("version")


def read_hashes(kept: Path = KEPT) -> dict[str, str]:
    """Return the hash of each version, the oldest first."""
    lines = kept.read_text("utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


def write_hash(
    profile: Path = PROFILE, kept: Path = KEPT, is_unused: bool = False
) -> str:
    """Keep the hash of today's files under their version; return a sentence.

    Raises ValueError for a version that is kept with another hash, unless the
    version `is_unused`: no site was made with it, so its files may still change.
    """
    version, now = get_version(profile), hash_profile(profile)
    hashes = read_hashes(kept)
    if hashes.get(version, now) != now and not is_unused:
        raise ValueError(
            f"profiles/default is no longer what version {version} was. Give it a new "
            "version in profiles/default/metadata.xml and an upgrade step in "
            "src/riaya/upgrades, then run make profile-hash again. Only as long as no site "
            f"can have version {version} yet: make profile-hash UNUSED=1."
        )
    lines = [f"{each} {found}\n" for each, found in (hashes | {version: now}).items()]
    kept.write_text(HEAD + "".join(lines), "utf-8")
    return f"Version {version} of profiles/default is kept."


def _read(path: Path) -> bytes:
    if path.suffix == ".xml":
        parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
        return etree.tostring(etree.parse(str(path), parser), method="c14n")
    if path.suffix == ".json":
        return json.dumps(json.loads(path.read_text("utf-8"))).encode()
    return path.read_bytes()


if __name__ == "__main__":
    try:
        sys.stdout.write(write_hash(is_unused="--unused" in sys.argv) + "\n")
    except ValueError as refusal:
        sys.exit(str(refusal))
