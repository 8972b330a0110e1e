"""Documents over HTTP: pages, REST, and who is turned away."""

from lxml import html

import base64
import pytest


pytestmark = pytest.mark.case_in("assessment")


DENIED = {302, 401, 403, 404}
STRANGERS = ("case-manager-2.ps-jen", "case-manager.ps-nbs", "planner", "admin", None)


class TestUploadPage:
    def url(self, running):
        return f"{running.path}/@@upload-documents"

    def test_stores_several_files_at_once(self, running, samples):
        answer = running.manager.submit(
            self.url(running),
            {"kind-several": "photo", "kind-1": "medical", "dated_on-1": "2026-01-02"},
            [
                ("file-several", ("أ.png", samples.png)),
                ("file-several", ("ب.jpg", samples.jpg)),
                ("file-1", ("تقرير.pdf", samples.pdf)),
            ],
        )
        assert answer.status_code == 302, answer.text
        running.refresh()
        kinds = [running.case[f"document-{n}"].document_kind for n in (1, 2, 3)]
        assert kinds == ["photo", "photo", "medical"]
        assert str(running.case["document-3"].dated_on) == "2026-01-02"

    def test_names_every_refusal_beside_its_row_and_keeps_what_was_typed(
        self, running, samples
    ):
        answer = running.manager.submit(
            self.url(running),
            {
                "kind-1": "medical",
                "dated_on-1": "2026-01-02",
                "dated_on-2": "2999-01-01",
            },
            [
                ("file-1", ("تقرير.pdf", samples.pdf)),
                ("file-2", ("ب.jpg", samples.jpg)),
                ("file-3", ("c.exe", b"MZ")),
            ],
        )
        page = html.fromstring(answer.text)
        assert "future" in page.get_element_by_id("error-2").text_content()
        assert "c.exe" in page.get_element_by_id("error-3").text_content()
        assert not page.xpath("//*[@id='error-1']")
        assert page.get_element_by_id("dated_on-1").value == "2026-01-02"
        assert page.get_element_by_id("kind-1").value == "medical"
        running.refresh()
        assert "document-1" not in running.case

    def test_a_file_chosen_before_is_not_forgotten(self, running, samples):
        answer = running.manager.submit(
            self.url(running),
            {"awaited-1": "تقرير.pdf"},
            [("file-2", ("ب.jpg", samples.jpg))],
        )
        assert "error-1" in answer.text
        answer = running.manager.submit(
            self.url(running),
            {"awaited-1": "تقرير.pdf", "leave_out-1": "1"},
            [("file-2", ("ب.jpg", samples.jpg))],
        )
        assert answer.status_code == 302

    def test_asks_for_a_file(self, running):
        answer = running.manager.submit(self.url(running), {})
        assert "at least one file" in answer.text

    def test_is_refused_to_people_who_may_not_add(self, running):
        for user_id in (*STRANGERS, "case-supervisor-2.ps-jen"):
            answer = running.visit(user_id).get(self.url(running))
            assert answer.status_code in DENIED, user_id


class TestDocument:
    def test_page_shows_what_is_known(self, running):
        path = running.add(document_kind="medical", dated_on="2026-01-02")
        page = running.visit("case-supervisor.ps-jen").get(f"{path}/view")
        assert page.status_code == 200
        assert "Medical report" in page.text
        assert "2 January 2026" in page.text
        assert "@@replace-document" not in page.text

    def test_ids_are_impersonal_over_rest(self, running):
        assert running.add(title="تقرير أحمد").endswith("/document-1")
        answer = running.manager.call(
            "POST",
            running.path,
            json={"@type": "File", "id": "ahmad", "title": "x", "file": file_of()},
        )
        assert answer.json()["@id"].endswith("/document-2"), answer.text

    def test_pdf_is_shown_and_text_is_downloaded_under_its_name(self, running):
        path = running.add(file=file_of(filename="تقرير.pdf"))
        shown = running.manager.get(f"{path}/@@display-file")
        assert shown.headers["Content-Disposition"].startswith("inline")
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
        got = running.manager.get(f"{path}/@@download")
        assert got.headers["Content-Disposition"].startswith(
            "attachment; filename*=UTF-8''%D8"
        )
        path = running.add(file=file_of(b"text", "a.txt"))
        got = running.manager.get(f"{path}/@@display-file")
        assert got.headers["Content-Disposition"].startswith("attachment")

    def test_claimed_media_type_is_not_believed(self, running):
        path = running.add(file=file_of() | {"content-type": "text/html"})
        got = running.manager.get(f"{path}/@@download")
        assert got.headers["Content-Type"] == "application/pdf"

    def test_no_way_leads_strangers_to_it(self, running, samples):
        path = running.add()
        image = file_of(samples.png, "a.png") | {"content-type": "image/png"}
        picture = running.add(**{"@type": "Image", "image": image})
        pages = (
            path,
            f"{path}/view",
            f"{path}/@@download",
            f"{path}/@@display-file",
            f"{path}/@@versions",
            f"{path}/@@version-differences",
            f"{path}/@@download-version?version_id=0",
            f"{path}/@@replace-document",
            f"{path}/@@revert-version?version=0",
            f"{picture}/@@images/image",
            f"{picture}/@@images/image/large",
            f"{running.path}/@@case-documents",
        )
        services = (path, f"{path}/@history", f"{path}/@history/0")
        for way in pages:
            assert running.manager.get(way).status_code == 200, way
        for user_id in STRANGERS:
            person = running.visit(user_id)
            for way in pages:
                assert person.get(way).status_code in DENIED, (user_id, way)
            for way in services:
                answer = person.call("GET", way)
                assert answer.status_code in {401, 403, 404}, (user_id, way)

    def test_confidential_document_is_hidden_from_other_readers(self, running):
        path = running.add(document_confidentiality="confidential")
        supervisor = running.visit("case-supervisor-2.ps-jen")
        assert supervisor.get(running.path).status_code == 200
        for way in (
            "/view",
            "/@@download",
            "/@@versions",
            "/@@download-version?version_id=0",
        ):
            assert supervisor.get(f"{path}{way}").status_code in DENIED, way
        for way in ("", "/@history", "/@history/0"):
            assert supervisor.call("GET", f"{path}{way}").status_code in {401, 403}, way
        listed = supervisor.call("GET", f"{running.path}?fullobjects=1").json()
        assert "document-1" not in str(listed.get("items"))
        found = supervisor.call("GET", "@search?portal_type=File").json()
        assert found["items_total"] == 0
        assert (
            running.visit("case-supervisor.ps-jen").get(f"{path}/view").status_code
            == 200
        )


class TestRest:
    def test_stores_kind_and_date(self, running):
        path = running.add(document_kind="identity", dated_on="2026-01-02")
        answer = running.manager.call("GET", path).json()
        assert answer["document_kind"]["token"] == "identity"
        assert answer["dated_on"] == "2026-01-02"
        assert answer["document_confidentiality"]["token"] == "standard"

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"dated_on": "2999-01-01"}, "future"),
            ({"document_kind": "unknown"}, ""),
            (
                {"file": {"data": "", "encoding": "base64", "filename": "a.pdf"}},
                "empty",
            ),
            (
                {"file": {"data": "TVqQ", "encoding": "base64", "filename": "a.exe"}},
                "not taken",
            ),
            (
                {"file": {"data": "TVqQ", "encoding": "base64", "filename": "a.pdf"}},
                "something else",
            ),
        ],
    )
    def test_refuses_with_a_sentence(self, running, fields, sentence):
        body = {"@type": "File", "file": file_of(), **fields}
        answer = running.manager.call("POST", running.path, json=body)
        assert answer.status_code == 400, answer.text
        assert sentence in answer.json()["message"]
        running.refresh()
        assert "document-1" not in running.case

    def test_refuses_a_changed_file_too_and_keeps_the_former(self, running):
        path = running.add()
        answer = running.manager.call(
            "PATCH", path, json={"file": file_of(b"<html>", "a.html")}
        )
        assert answer.status_code == 400
        running.refresh()
        assert running.case["document-1"].file.filename == "a.pdf"

    def test_checks_resumable_uploads(self, running, monkeypatch, tmp_path):
        monkeypatch.setenv("TUS_TMP_FILE_DIR", str(tmp_path))
        assert self.send_resumable(running, b"MZ", "a.exe").status_code == 400
        assert self.send_resumable(running, b"%PDF-1.4", "a.pdf").status_code == 204
        running.refresh()
        assert running.case["document-1"].document_kind == "other"

    def send_resumable(self, running, data, name):
        person = running.manager
        encoded = base64.b64encode(name.encode()).decode()
        started = person.call(
            "POST",
            f"{running.path}/@tus-upload",
            headers={
                "Tus-Resumable": "1.0.0",
                "Upload-Length": str(len(data)),
                "Upload-Metadata": f"filename {encoded}",
            },
        )
        return person.call(
            "PATCH",
            started.headers["Location"],
            data=data,
            headers={
                "Tus-Resumable": "1.0.0",
                "Upload-Offset": "0",
                "Content-Type": "application/offset+octet-stream",
            },
        )

    def test_every_change_of_the_file_makes_a_version(self, running):
        path = running.add()
        body = {"file": file_of(b"%PDF-1.4 second", "b.pdf"), "changeNote": "clearer"}
        assert running.manager.call("PATCH", path, json=body).status_code == 204
        history = running.manager.call("GET", f"{path}/@history").json()
        assert [
            each["version"] for each in history if each["type"] == "versioning"
        ] == [1, 0]
        assert history[0]["comments"] == "clearer"
        old = running.manager.get(f"{path}/@@download-version?version_id=0")
        assert old.content == b"%PDF-1.4"
        assert "a.pdf" in old.headers["Content-Disposition"]

    def test_brings_an_older_version_back(self, running):
        path = running.add()
        body = {"file": file_of(b"%PDF-1.4 second", "b.pdf")}
        running.manager.call("PATCH", path, json=body)
        answer = running.manager.call("PATCH", f"{path}/@history", json={"version": 0})
        assert answer.json() == {"version": 2}
        assert running.manager.get(f"{path}/@@download").content == b"%PDF-1.4"
        answer = running.manager.call("PATCH", f"{path}/@history", json={"version": 9})
        assert answer.status_code == 400
        reader = running.visit("case-supervisor-2.ps-jen")
        answer = reader.call("PATCH", f"{path}/@history", json={"version": 1})
        assert answer.status_code in {401, 403}


class TestForms:
    def test_add_form_asks_only_what_the_case_needs(self, running):
        page = running.manager.get(f"{running.path}/++add++File").text
        assert "ICaseDocument.document_kind" in page
        for noise in ("IShortName", "IOwnership", "IPublication", "IRelatedItems"):
            assert noise not in page

    def test_add_form_says_beside_the_field_why_a_file_is_refused(self, running):
        answer = running.manager.submit(
            f"{running.path}/++add++File",
            {"form.buttons.save": "Save"},
            [("form.widgets.file", ("a.exe", b"MZ"))],
        )
        assert answer.status_code == 200
        assert "are not taken" in answer.text
        running.refresh()
        assert "document-1" not in running.case

    def test_add_form_outside_of_cases_is_plones(self, running):
        page = running.visit("admin").get("training/++add++File").text
        assert "ICaseDocument" not in page

    def test_replace_page_keeps_the_older_file(self, running):
        path = running.add()
        answer = running.manager.submit(
            f"{path}/@@replace-document",
            {"comment": "clearer"},
            [("file", ("b.pdf", b"%PDF-1.4 second"))],
        )
        assert answer.status_code == 302, answer.text
        assert running.manager.get(f"{path}/@@download").content == b"%PDF-1.4 second"
        page = running.manager.get(f"{path}/@@versions").text
        assert "clearer" in page

    def test_replace_page_refuses_and_keeps_the_comment(self, running):
        path = running.add()
        answer = running.manager.submit(
            f"{path}/@@replace-document",
            {"comment": "clearer"},
            [("file", ("b.exe", b"MZ"))],
        )
        page = html.fromstring(answer.text)
        assert "not taken" in page.get_element_by_id("error-file").text_content()
        assert page.get_element_by_id("comment").value == "clearer"

    def test_replace_page_tells_the_second_of_two_people(self, running):
        path = running.add()
        answer = running.manager.submit(
            f"{path}/@@replace-document",
            {"seen": "7"},
            [("file", ("b.pdf", b"%PDF-1.4 second"))],
        )
        assert "Somebody else" in answer.text

    def test_bringing_back_is_asked_first(self, running):
        path = running.add()
        body = {"file": file_of(b"%PDF-1.4 second", "b.pdf")}
        running.manager.call("PATCH", path, json=body)
        assert (
            running.manager.get(f"{path}/@@revert-version?version=0").status_code == 200
        )
        assert running.manager.get(f"{path}/@@download").content == b"%PDF-1.4 second"
        answer = running.manager.submit(f"{path}/@@revert-version?version=0", {})
        assert answer.status_code == 302
        assert running.manager.get(f"{path}/@@download").content == b"%PDF-1.4"
        assert (
            running.manager.get(f"{path}/@@revert-version?version=77").status_code
            == 404
        )

    def test_plones_own_way_back_writes_nothing(self, running):
        path = running.add()
        body = {"file": file_of(b"%PDF-1.4 second", "b.pdf")}
        running.manager.call("PATCH", path, json=body)
        running.manager.get(f"{path}/revertversion?version_id=0")
        assert running.manager.get(f"{path}/@@download").content == b"%PDF-1.4 second"


class TestDifferences:
    def test_of_an_assessment_are_in_words(self, running):
        fields = {
            "@type": "riaya.assessment",
            "kind": "comprehensive",
            "assessed_on": "2026-01-02",
            "summary": "دخل ثابت للأسرة",
            "risk_level": "low",
            "needs": [{"domain": "economic", "text": "دخل", "rank": 1}],
        }
        answer = running.manager.call("POST", running.path, json=fields)
        path = answer.json()["@id"]
        change = {
            "summary": "دخل شهري للأسرة",
            "risk_level": "high",
            "needs": [
                {"domain": "health", "text": "دخل", "rank": 1},
                {"domain": "family", "text": "سكن", "rank": 2},
            ],
        }
        assert running.manager.call("PATCH", path, json=change).status_code == 204
        text = running.manager.get(f"{path}/@@version-differences?from=0&to=1").text
        page = html.fromstring(text)
        shown = {
            tag: [
                " ".join(each.text_content().split()) for each in page.xpath(f"//{tag}")
            ]
            for tag in ("ins", "del")
        }
        assert any("شهري" in each for each in shown["ins"])
        assert any("ثابت" in each for each in shown["del"])
        assert any("High" in each for each in shown["ins"])
        assert any("Health" in each for each in shown["ins"])
        assert "health" not in text.split("riaya-differences", 1)[1]

    def test_of_a_document_name_its_files(self, running):
        path = running.add()
        body = {"file": file_of(b"%PDF-1.4 second", "b.pdf"), "document_kind": "court"}
        running.manager.call("PATCH", path, json=body)
        text = running.manager.get(f"{path}/@@version-differences").text
        assert "\u2068a.pdf\u2069" in text
        assert "Court document" in text


def file_of(data: bytes = b"%PDF-1.4", filename: str = "a.pdf") -> dict:
    return {
        "data": base64.b64encode(data).decode(),
        "encoding": "base64",
        "filename": filename,
        "content-type": "application/octet-stream",
    }
