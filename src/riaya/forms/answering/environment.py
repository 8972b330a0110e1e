"""What expressions of a form know of the world: the moment and the choices' labels."""

from datetime import datetime
from riaya.core.settings import get_zone
from riaya.core.time.clock import now
from riaya.forms.expressions import Environment
from riaya.forms.reading.nodes import write_text
from riaya.forms.reading.questions import Form
from riaya.forms.reading.texts import pick


def make_environment(
    form: Form, language: str, moment: datetime | None = None
) -> Environment:
    """Return the environment of a form in a language, now or at another moment."""

    def find_label(code: str, path: str) -> str:
        question = form.questions.get(path)
        choice = question and question.choices_by_code.get(code)
        return write_text(pick(choice.labels, language), None, None) if choice else code

    def find_itext(text_id: str) -> str:
        return write_text(pick(form.itext.get(text_id, {}), language), None, None)

    return Environment(
        moment=(moment or now()).astimezone(get_zone()),
        instances=form.instances,
        choice_name=find_label,
        itext=find_itext,
    )
