"""Expressions of forms: conditions, constraints and calculations.

An expression is XPath 1.0 with the functions of the ODK XForms specification.
It is read by our own parser, which refuses everything else, and rewritten for
the XPath of libxml2, which finds the nodes.
"""

from riaya.forms.expressions.compiling import compile_expression
from riaya.forms.expressions.compiling import Expression
from riaya.forms.expressions.environment import Environment
from riaya.forms.expressions.refusals import ExpressionRefused


__all__ = ["Environment", "Expression", "ExpressionRefused", "compile_expression"]
