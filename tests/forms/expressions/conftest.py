"""A form's answers, and a way to ask an expression about them."""

from collections.abc import Callable
from datetime import datetime
from datetime import UTC
from lxml import etree
from riaya.forms.expressions import compile_expression
from riaya.forms.expressions import Environment
from typing import Any
from zoneinfo import ZoneInfo

import pytest


# Wednesday 25 November 2026, ten in the morning; winter time in Hebron.
HEBRON = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Hebron"))
# The specification counts from midnight in UTC.
GREENWICH = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)

REPEATS = ("/data/hh", "/data/hh/child")

ANSWERS = """
<data>
  <age>42</age>
  <name>سلمى</name>
  <padded>  two   words </padded>
  <services>water power</services>
  <empty/>
  <zero>0</zero>
  <income>1500.5</income>
  <birth>1984-02-29</birth>
  <visit>2026-11-25T09:30:00.000+02:00</visit>
  <region>north</region>
  <index>2</index>
  <hh><name>A</name><age>34</age>
    <child><name>A1</name><age>4</age></child>
    <child><name>A2</name><age>7</age></child>
  </hh>
  <hh><name>B</name><age>12</age>
    <child><name>B1</name><age>1</age></child>
  </hh>
  <hh><name>C</name><age/></hh>
</data>
"""

CITIES = """
<instance id="cities"><root>
  <item><name>jenin</name><region>north</region><people>50000</people><label>جنين</label></item>
  <item><name>hebron</name><region>south</region><people>200000</people><label>الخليل</label></item>
  <item><name>nablus</name><region>north</region><people>150000</people><label>نابلس</label></item>
</root></instance>
"""


@pytest.fixture
def answers() -> Any:
    parser = etree.XMLParser(remove_blank_text=True)
    return etree.fromstring(ANSWERS, parser)


@pytest.fixture(scope="session")
def cities() -> Any:
    return etree.fromstring(CITIES, etree.XMLParser(remove_blank_text=True))


@pytest.fixture
def make_environment(cities) -> Callable[..., Environment]:
    def make(moment: datetime = HEBRON) -> Environment:
        return Environment(
            moment,
            {"cities": cities},
            lambda value, path: f"{value}@{path}",
            lambda text_id: f"[{text_id}]",
        )

    return make


@pytest.fixture
def ask(answers, make_environment) -> Callable[..., Any]:
    """Return a function that evaluates an expression at a place in the answers."""

    def evaluate(
        source: str,
        at: str = "/data/age",
        moment: datetime = HEBRON,
        method: str = "evaluate",
    ) -> Any:
        node = answers.getroottree().xpath(at)[0]
        path = "/" + "/".join(
            [*[ancestor.tag for ancestor in node.iterancestors()][::-1], node.tag]
        )
        expression = compile_expression(source, path, REPEATS, ["cities"])
        return getattr(expression, method)(node, make_environment(moment))

    return evaluate


@pytest.fixture
def ask_text(ask) -> Callable[..., str]:
    """Return a function that gives the result as an answer holds it."""
    return lambda source, *place, **more: ask(source, *place, method="to_text", **more)


@pytest.fixture
def ask_texts(ask) -> Callable[..., list[str]]:
    """Return a function that gives the texts of the nodes that are found."""
    return lambda *question: ["".join(node.itertext()) for node in ask(*question)]


@pytest.fixture
def greenwich() -> datetime:
    return GREENWICH
