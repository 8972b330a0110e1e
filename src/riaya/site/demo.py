"""A demonstration: accounts, and cases in every stage with documents.

Nobody in it exists.  Cases are spread over past weeks, so that clocks stand
as they would in a working office: met, late, running, overdue.
"""

from datetime import date
from datetime import timedelta
from pathlib import Path
from plone import api
from plone.namedfile.file import NamedBlobFile
from riaya.cases.content import Case
from riaya.cases.stages import PATH
from riaya.cases.stages import Stage
from riaya.core.settings import get_policy
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.site.accounts import create_accounts
from riaya.site.demo_practice import follow_guide
from riaya.site.demo_training import create_training
from riaya.site.demo_walk import add_item
from riaya.site.demo_walk import register_client
from riaya.site.demo_walk import Walk

import json


PROFILE = Path(__file__).parents[1] / "profiles" / "demo"
PEOPLE = PROFILE / "people.json"

# Of each policy: the offices of the demonstration.
OFFICES = {"ps": ("PS-JEN", "PS-NBS"), "sy": ("SY-DY", "SY-DI")}

# Stage, and how many days ago its cases were registered.
STAGES = [
    (Stage.REGISTERED, 0),
    (Stage.SCREENED, 1),
    (Stage.ASSIGNED, 2),
    (Stage.ASSESSMENT, 9),
    (Stage.PLANNING, 20),
    (Stage.IMPLEMENTATION, 45),
    (Stage.IMPLEMENTATION, 12),
    (Stage.CLOSING, 90),
    (Stage.CLOSED, 120),
    (Stage.REFUSED, 5),
    (Stage.DUPLICATE, 4),
    (Stage.REGISTERED, 8),
    (Stage.ASSESSMENT, 40),
]


def create_demo() -> None:
    """Create the accounts and the cases of the policy's demonstration offices."""
    policy = get_policy("code")
    codes = OFFICES[policy]
    create_accounts(codes)
    create_training(codes)
    people = json.loads(PEOPLE.read_text("utf-8"))["cases"]
    for position, person in enumerate(people):
        office_id = codes[position % 2].lower()
        stage, days = STAGES[position // 2 % len(STAGES)]
        _create_case(person, policy, office_id, stage, days, position)


def _create_case(
    person: dict, policy: str, office_id: str, stage: Stage, days: int, position: int
) -> None:
    with freeze(now() - timedelta(days=days, hours=position % 5)):
        case = register_client(office_id, **_read_client(person, policy))
        _attach(case, office_id, "identity")
    manager = "case-manager-2" if position % 3 == 0 else "case-manager"
    walk = Walk(case, person, manager)
    if stage in (Stage.REFUSED, Stage.DUPLICATE):
        _end_early(case, office_id, stage)
        return
    # Each stage takes its share of the time since registration.
    for number, reached in enumerate(_find_path(stage), start=1):
        with freeze(now() - timedelta(days=days * (1 - number / 9))):
            follow_guide(walk, position)
            walk.to(reached)
    if stage == Stage.PLANNING:
        walk.write_plan()
    if stage == Stage.IMPLEMENTATION and position % 4 == 0:
        with api.env.adopt_user(username="case-supervisor." + office_id):
            api.content.transition(case, "restrict")


def _find_path(stage: Stage) -> tuple[Stage, ...]:
    """Return the stages that a registered case walks through to get there."""
    return PATH[1 : PATH.index(stage) + 1]


def _end_early(case: Case, office_id: str, stage: Stage) -> None:
    transition, reason = {
        Stage.REFUSED: (
            "refuse",
            "خارج نطاق عمل المديرية، وأُرشد صاحب الطلب إلى الجهة المختصة.",
        ),
        Stage.DUPLICATE: ("mark_duplicate", "للأسرة ملف مفتوح من قبل."),
    }[stage]
    with api.env.adopt_user(username=f"case-supervisor.{office_id}"):
        api.content.transition(case, transition, comment=reason)


def _read_client(person: dict, policy: str) -> dict:
    return {
        "client_kind": get_policy("client_kind"),
        "client_name": person["client_name"],
        "id_kind": "national",
        "national_id": person[f"{policy}_id"],
        "sex": person["sex"],
        "birth_date": date.fromisoformat(person["birth_date"]),
        "categories": person[f"{policy}_categories"],
        "entrance": "online_request" if policy == "ps" else "institution",
        "description_of_need": person["summary"],
        "reported_at": now() - timedelta(hours=2),
    }


def _attach(case: Case, office_id: str, kind: str) -> None:
    with api.env.adopt_user(username=f"intake-officer.{office_id}"):
        add_item(
            case,
            "File",
            file=NamedBlobFile(
                data=_make_pdf(f"{case.case_number} - demonstration, nobody real"),
                contentType="application/pdf",
                filename=f"{kind}.pdf",
            ),
            document_kind=kind,
            dated_on=case.registered_on,
        )


def _make_pdf(text: str) -> bytes:
    """Return a page with one line of Latin text."""
    stream = f"BT /F1 14 Tf 60 760 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = b"%PDF-1.4\n"
    offsets = []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        body
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    )
