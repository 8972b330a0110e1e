"""A feature that the case has never heard of: pledges of the family.

It adds a kind of case item without touching any file of `riaya.cases`.
"""
