"""What filled forms cost: checking the longest one, and taking in many of it."""

from comparing import Comparison
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from plone import api
from riaya.forms.answering.answers import check_answers
from riaya.forms.answering.environment import make_environment
from riaya.forms.answering.instances import read_instance
from riaya.forms.answering.instances import write_instance
from riaya.forms.lookup import find_current_templates
from riaya.forms.lookup import read_form
from riaya.forms.reading.questions import Form
from riaya.forms.reading.questions import Question
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.reading.xml import parse_xml
from riaya.site.accounts import PASSWORD
from tests.forms.shipped import complete
from time import perf_counter
from uuid import uuid4
from visiting import BASE
from visiting import Failed
from visiting import Visitor


MANAGER = "case-manager.ps-jen"
SUBMISSIONS = 40
ENTRIES = 8
GIVEN = {
    QuestionKind.TEXT: "ملاحظة من بضع كلمات تصف ما رآه الباحث في الزيارة.",
    QuestionKind.DATE: "2026-01-14",
}


class FilledForms:
    """The longest form in force, answered as fully as it can be."""

    def __init__(self):
        self.template = max(
            find_current_templates(), key=lambda each: len(read_form(each).questions)
        )
        self.form = read_form(self.template)
        self.answers = answer_everything(self.form)
        self.sent = write_instance(self.form, self.answers, "uuid:1")
        self.case_uids = find_case_uids()
        self.path = "/".join(self.template.getPhysicalPath()[2:])

    def compare(self) -> list[Comparison]:
        """Return what checking costs, read from XML to answers that may be kept."""
        title = f"checking the longest form, {count_questions(self.form)} questions"
        return [Comparison(title, self.check, target=50, times=25)]

    def check(self) -> None:
        """Check the answers as they come from a client."""
        instance, _faults = read_instance(self.form, parse_xml(self.sent))
        environment = make_environment(self.form, "ar")
        checked = check_answers(self.form, instance, environment, "ar")
        if checked.faults:
            raise Failed(f"The answers of the benchmark are refused: {checked.faults}")

    def send(self, visitor: Visitor, case_uid: str) -> int:
        """Send the answers for a case as a new filling; return 1 for a failure."""
        body = {"case": case_uid, "key": str(uuid4()), "answers": self.answers}
        try:
            visitor.post(f"{BASE}/{self.path}/@submissions", body)
        except Failed as failure:
            print(failure)
            return 1
        return 0

    def submit(self, application: object, writers: int) -> int:
        """Print how many submissions a second one process takes; return the failures."""
        visitors = [Visitor(application, MANAGER, PASSWORD) for _each in range(writers)]

        def work(visitor: Visitor, case_uid: str, times: int) -> int:
            return sum(self.send(visitor, case_uid) for _each in range(times))

        with ThreadPoolExecutor(writers) as threads:
            # A new connection to the database reads everything first.
            failed = sum(threads.map(work, visitors, cycle(self.case_uids), cycle([5])))
            start = perf_counter()
            times = cycle([SUBMISSIONS // writers])
            failed += sum(threads.map(work, visitors, cycle(self.case_uids), times))
            seconds = perf_counter() - start
        print(
            f"{writers} sending the longest form: {SUBMISSIONS} sent, "
            f"{failed} failed, {SUBMISSIONS / seconds:.1f} a second in one process"
        )
        return failed


def find_case_uids() -> list[str]:
    """Return the cases that their manager is assessing."""
    catalog = api.portal.get_tool("portal_catalog")
    cases = catalog.unrestrictedSearchResults(
        portal_type="riaya.case", review_state="assessment"
    )
    return [
        brain.UID
        for brain in cases
        if brain._unrestrictedGetObject().case_manager == MANAGER
    ]


def count_questions(form: Form) -> int:
    """Return the number of questions, without sections."""
    return sum(not question.is_section for question in form.questions.values())


def give_answers(section: Question) -> dict:
    """Return words and days for the questions of a section, repeats several times."""
    given: dict = {}
    for child in section.children:
        if child.kind == QuestionKind.GROUP:
            given |= give_answers(child)
        elif child.kind == QuestionKind.REPEAT:
            given[child.name] = [give_answers(child) for _each in range(ENTRIES)]
        elif child.kind == QuestionKind.DATE or (
            child.kind == QuestionKind.TEXT and child.rules.constraint is None
        ):
            given[child.name] = GIVEN[child.kind]
    return given


def answer_everything(form: Form) -> dict:
    """Return answers to all that a form asks, also to what nobody has to answer."""
    answers, faults = complete("ps", form, give_answers(form.root))
    if faults:
        raise Failed(f"The longest form cannot be completed: {faults}")
    return answers
