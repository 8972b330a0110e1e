"""Riaya (رعاية): case files and the guide that runs them, in one repository."""

from zope.i18nmessageid import MessageFactory

import logging


PROFILE = "riaya:default"

_ = MessageFactory("riaya")
logger = logging.getLogger("riaya")
