"""Installing Riaya into a Plone site."""


def test_makes_the_folders_of_the_contract(portal):
    assert {"guide", "forms", "training", "offices"} <= set(portal.objectIds())


def test_opens_offices_with_their_groups(portal):
    assert portal.acl_users.getGroupById("PS-JEN:case-managers") is not None
