"""Riaya (رعاية): case files and the guide that runs them, in one repository."""

from riaya.moved import answer_to_old_names
from zope.i18nmessageid import MessageFactory

import logging


PROFILE = "riaya:default"

_ = MessageFactory("riaya")
logger = logging.getLogger("riaya")

# Whoever loads an object of a database imports this package first.
answer_to_old_names()
