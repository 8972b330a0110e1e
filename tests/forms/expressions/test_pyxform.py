"""What pyxform makes of a spreadsheet is understood, with its ${names}."""

from lxml import etree
from pyxform.xls2xform import convert
from riaya.forms.expressions import compile_expression
from typing import Any

import pytest


FORM = """
| survey |
| | type | name | label | relevant | constraint | calculation | required | choice_filter | repeat_count |
| | date | birth | Birth | | . <= today() and . >= date('1900-01-01') | | yes | | |
| | calculate | age | | | | int((today() - ${birth}) div 365.25) | | | |
| | select_multiple service | services | Services | ${age} >= 18 | not(selected(., 'none') and count-selected(.) > 1) | | | | |
| | select_one city | city | City | selected(${services}, 'water') | | | ${age} > 5 | people > 10 | |
| | calculate | city_name | | | | jr:choice-name(${city}, '${city}') | | | |
| | begin repeat | member | Member ${position} | | | | | | 3 |
| | text | member_name | Name | | regex(., '[ء-ي ]+') | | | | |
| | integer | member_age | Age of ${member_name} | | . < 120 | | | | |
| | calculate | position | | | | position(..) | | | |
| | calculate | elder | | | | indexed-repeat(${member_age}, ${member}, position(..) - 1) | | | |
| | select_one city | home | Home | ${member_age} > 5 | | | | name != ${member_name} | |
| | begin repeat | visit | Visit | | | | | | |
| | calculate | both | | | | concat(${member_name}, position(..)) | | | |
| | end repeat | | | | | | | | |
| | end repeat | | | | | | | | |
| | calculate | minors | | | | count(${member}[${member_age} < 18]) | | | |
| | calculate | names | | | | join(', ', ${member_name}) | | | |
| | calculate | total | | | | sum(${member_age}) + count(${member}) | | | |
| | calculate | risk | | | | if(${total} > 99, 'high', if(${minors} > 0, 'medium', 'low')) | | | |
| | calculate | kept | | | | once(random()) | | | |
| choices |
| | list_name | name | label | people |
| | service | water | Water | |
| | service | none | None | |
| | city | jenin | Jenin | 50 |
| | city | zababdeh | Zababdeh | 5 |
| settings |
| | form_id | version |
| | survey | 1 |
"""

ANSWERS = """
<data><birth>1984-02-29</birth><age/><services>water</services><city>jenin</city><city_name/>
<member><member_name>A</member_name><member_age>40</member_age><position/><elder/><home/>
<visit><both/></visit><visit><both/></visit></member>
<member><member_name>B</member_name><member_age>9</member_age><position/><elder/><home/></member>
<minors>1</minors><names/><total>51</total><risk/><kept/></data>
"""

XFORMS = "{http://www.w3.org/2002/xforms}"
RULES = ("calculate", "constraint", "relevant", "required")


@pytest.fixture(scope="module")
def rules() -> dict[tuple[str, str], str]:
    """Return the expressions of the form by their questions and purposes."""
    model = etree.fromstring(convert(FORM, file_type=".md").xform.encode())
    found: dict[tuple[str, str], str] = {
        (bind.get("nodeset"), rule): bind.get(rule)
        for bind in model.iter(f"{XFORMS}bind")
        for rule in RULES
        if bind.get(rule)
    }
    for itemset in model.iter(f"{XFORMS}itemset"):
        found[itemset.getparent().get("ref"), "choices"] = itemset.get("nodeset")
    return found


@pytest.mark.parametrize(
    ("path", "rule", "at", "expected"),
    [
        ("/data/age", "calculate", "/data/age", "42"),
        ("/data/birth", "constraint", "/data/birth", "true"),
        ("/data/services", "constraint", "/data/services", "true"),
        ("/data/services", "relevant", "/data/services", "false"),
        ("/data/city", "relevant", "/data/city", "true"),
        ("/data/city_name", "calculate", "/data/city_name", "jenin@/data/city"),
        ("/data/member/position", "calculate", "/data/member[2]/position", "2"),
        ("/data/member/elder", "calculate", "/data/member[2]/elder", "40"),
        ("/data/member/elder", "calculate", "/data/member[1]/elder", ""),
        ("/data/member/home", "relevant", "/data/member[2]/home", "true"),
        ("/data/member/visit/both", "calculate", "/data/member/visit[2]/both", "A2"),
        ("/data/minors", "calculate", "/data/minors", "1"),
        ("/data/names", "calculate", "/data/names", "A, B"),
        ("/data/total", "calculate", "/data/total", "51"),
        ("/data/risk", "calculate", "/data/risk", "medium"),
    ],
)
def test_a_rule_gives_what_its_author_meant(
    rules, make_environment, path, rule, at, expected
):
    root: Any = etree.fromstring(ANSWERS, etree.XMLParser(remove_blank_text=True))
    expression = compile_expression(
        rules[path, rule], path, ["/data/member", "/data/member/visit"], ["city"]
    )
    node = root.getroottree().xpath(at)[0]
    assert expression.to_text(node, make_environment()) == expected


def test_every_rule_is_accepted(rules):
    assert len(rules) > 20
    for (path, _rule), source in rules.items():
        repeats = ["/data/member", "/data/member/visit"]
        assert compile_expression(source, path, repeats, ["city", "service"])
