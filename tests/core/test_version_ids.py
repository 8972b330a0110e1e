"""Numbers of versions are drawn, not counted."""

from Products.CMFUid.interfaces import IUniqueIdGenerator
from riaya.core.version_ids import VersionIds
from zope.component import getUtility

import pytest


class TestVersionIds:
    def test_never_come_twice(self):
        draw = VersionIds()
        assert len({draw() for _each in range(10_000)}) == 10_000

    def test_are_read_from_their_text(self):
        draw = VersionIds()
        number = draw()
        assert draw.convert(str(number)) == number

    def test_are_those_of_the_site(self, portal):
        assert isinstance(getUtility(IUniqueIdGenerator), VersionIds)

    @pytest.mark.case_in("screened")
    def test_find_the_versions_of_content_again(self, case):
        rapid = case["assessment-1"]
        assert rapid.cmf_uid() > 1_000_000
