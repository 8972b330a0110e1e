"""What may become a document of a case file."""

from io import BytesIO
from plone import api
from riaya.documents.checking import check_file
from riaya.documents.checking import clean_name
from riaya.documents.exceptions import DocumentRefused

import pytest


def check(data, filename):
    return check_file(filename, BytesIO(data), len(data))


@pytest.mark.parametrize(
    "extension",
    [
        "pdf",
        "png",
        "jpg",
        "webp",
        "tiff",
        "docx",
        "xlsx",
        "odt",
        "csv",
        "txt",
        "mp3",
        "m4a",
    ],
)
def test_usual_documents_are_taken(portal, samples, extension):
    file_type = check(getattr(samples, extension), f"وثيقة.{extension.upper()}")
    assert "/" in file_type.mime


@pytest.mark.parametrize(
    "name", ["a.exe", "a.html", "a.svg", "a.js", "a.sh", "a.zip", "a.docm", "a"]
)
def test_other_types_are_refused_by_their_name(portal, samples, name):
    with pytest.raises(DocumentRefused):
        check(samples.pdf, name)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<html><script>alert(1)</script>", "a.pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png"),
        (b"MZ\x90\x00", "a.jpg"),
        (b"<!DOCTYPE html><html></html>", "a.txt"),
        (b"#!/bin/sh\necho", "a.csv"),
        (b"MZ\x90", "a.txt"),
        (b"PK\x03\x04broken", "a.docx"),
        (b"RIFF\x00\x00\x00\x00WAVE", "a.webp"),
    ],
)
def test_content_must_be_what_the_name_says(portal, data, name):
    with pytest.raises(DocumentRefused, match="content is something else"):
        check(data, name)


def test_office_files_with_programs_are_refused(portal, samples):
    data = samples.make_zip({"word/document.xml": b"", "word/vbaProject.bin": b"x"})
    with pytest.raises(DocumentRefused, match="macros"):
        check(data, "a.docx")


def test_empty_files_are_refused(portal):
    with pytest.raises(DocumentRefused, match="empty"):
        check(b"", "a.pdf")


def test_limit_of_the_size_is_a_setting(portal, samples):
    api.portal.set_registry_record("riaya.documents.max_size_mb", 1)
    data = samples.pdf + bytes(1024 * 1024)
    with pytest.raises(DocumentRefused, match="at most 1 MB"):
        check(data, "a.pdf")


def test_names_lose_folders_and_control_characters():
    assert clean_name("C:\\صور\\هوية\r\n.pdf") == "هوية.pdf"
    assert clean_name("../../etc/a.pdf") == "a.pdf"
    assert len(clean_name("ا" * 900 + ".pdf")) == 204
