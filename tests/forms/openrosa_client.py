"""A client that speaks OpenRosa as ODK Collect does.

It derives all addresses from that of the server, believes nothing but status
codes and headers, and sends large files in several requests.
"""

from csv import DictReader
from dataclasses import dataclass
from hashlib import md5
from io import BytesIO
from io import StringIO
from lxml import etree
from PIL import Image
from typing import Any

import requests


LIST = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
RESPONSE = "{http://openrosa.org/http/response}"
XFORMS = "{http://www.w3.org/2002/xforms}"


@dataclass(frozen=True)
class Listed:
    """A form or file as a server lists it."""

    name: str
    digest: str
    url: str
    form_id: str = ""
    version: str = ""
    manifest_url: str = ""
    kind: str = ""


class Collect(requests.Session):
    """The app on the phone of a person."""

    def __init__(self, server_url: str, user: str = "", password: str = ""):
        super().__init__()
        self.server_url = server_url.rstrip("/")
        self.headers.update({"X-OpenRosa-Version": "1.0"})
        # The phone says neither what it reads nor in which language.
        self.headers.pop("Accept")
        if user:
            self.auth = (user, password)

    def list_forms(self, **asked: str) -> list[Listed]:
        """Return the forms that the server offers."""
        answer = self.get(f"{self.server_url}/formList", params=asked)
        assert answer.status_code == 200, answer.text
        assert answer.headers["X-OpenRosa-Version"] == "1.0"
        assert "text/xml" in answer.headers["Content-Type"]
        root = etree.fromstring(answer.content)
        assert root.tag == f"{LIST}xforms"
        return [self._read_listed(each, LIST) for each in root]

    def list_files(self, form: Listed) -> list[Listed]:
        """Return the files that a form needs."""
        answer = self.get(form.manifest_url)
        assert answer.status_code == 200, answer.text
        root = etree.fromstring(answer.content)
        assert root.tag == f"{MANIFEST}manifest"
        return [self._read_listed(each, MANIFEST) for each in root]

    def fetch(self, listed: Listed) -> bytes:
        """Return a form or file; what was listed is what is given."""
        answer = self.get(listed.url)
        assert answer.status_code == 200, answer.text
        assert (
            listed.digest
            == f"md5:{md5(answer.content, usedforsecurity=False).hexdigest()}"
        )
        return answer.content

    def fetch_cases(self, form: Listed) -> list[dict[str, str]]:
        """Return the rows of the entity list of a form."""
        [listed] = self.list_files(form)
        assert listed.kind == "entityList"
        return list(DictReader(StringIO(self.fetch(listed).decode("utf-8"))))

    def greet(self) -> requests.Response:
        """Ask where to send to, as before every sending."""
        return self.head(f"{self.server_url}/submission", params={"deviceID": "d1"})

    def send_form(
        self, instance: bytes, files: dict[str, bytes] | None = None, **headers: str
    ) -> list[requests.Response]:
        """Send a filled form, in as many requests as the server wants."""
        greeting = self.greet()
        assert greeting.status_code == 204, greeting.text
        largest = int(greeting.headers["X-OpenRosa-Accept-Content-Length"])
        answers = []
        for part, is_last in _split(instance, files or {}, largest):
            answers.append(
                self.send_part(
                    instance, part, is_last, greeting.headers["Location"], **headers
                )
            )
            if answers[-1].status_code not in (201, 202):
                break
        return answers

    def send_part(
        self,
        instance: bytes,
        files: dict[str, bytes],
        is_last: bool = True,
        url: str = "",
        **headers: str,
    ) -> requests.Response:
        """Send one request with answers and files."""
        parts: list[Any] = [
            ("xml_submission_file", ("form.xml", instance, "text/xml")),
            *((name, (name, data)) for name, data in files.items()),
        ]
        if not is_last:
            parts.append(("*isIncomplete*", (None, "yes")))
        return self.post(
            url or f"{self.server_url}/submission", files=parts, headers=headers
        )

    def _read_listed(self, element: Any, namespace: str) -> Listed:
        get = lambda name: element.findtext(f"{namespace}{name}") or ""  # noqa: E731
        return Listed(
            name=get("name") or get("filename"),
            digest=get("hash"),
            url=get("downloadUrl"),
            form_id=get("formID"),
            version=get("version"),
            manifest_url=get("manifestUrl"),
            kind=element.get("type") or "",
        )


def read_message(answer: requests.Response) -> str:
    """Return what Collect shows of an answer."""
    root = etree.fromstring(answer.content)
    assert root.tag == f"{RESPONSE}OpenRosaResponse"
    return root.findtext(f"{RESPONSE}message") or ""


def fill(xform: bytes, instance_id: str, **answers: str) -> bytes:
    """Return the instance of a form with answers by the names of questions."""
    data = etree.fromstring(xform).find(f".//{XFORMS}instance")[0]
    for template in data.findall("*[@{http://openrosa.org/javarosa}template]"):
        data.remove(template)
    for name, value in {"instanceID": instance_id, **answers}.items():
        [node] = [each for each in data.iter("{*}*") if each.tag.endswith(f"}}{name}")]
        node.text = value
    return etree.tostring(data, encoding="utf-8", xml_declaration=True)


def make_picture() -> bytes:
    """Return a small photo."""
    stream = BytesIO()
    Image.new("RGB", (40, 30), "#0f5e63").save(stream, "JPEG")
    return stream.getvalue()


def _split(
    instance: bytes, files: dict[str, bytes], largest: int
) -> list[tuple[dict[str, bytes], bool]]:
    """Return the files of each request, and whether it is the last one."""
    parts: list[dict[str, bytes]] = [{}]
    size = len(instance)
    for name, data in files.items():
        if parts[-1] and size + len(data) > largest:
            parts.append({})
            size = len(instance)
        parts[-1][name] = data
        size += len(data)
    return [(part, part is parts[-1]) for part in parts]
