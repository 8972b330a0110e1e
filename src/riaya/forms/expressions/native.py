"""The functions that XPath 1.0 has itself.

Source: XPath 1.0, section 4 (core function library).  Those that the ODK XForms
specification changes are written anew in the other modules.
"""

from riaya.forms.expressions.signatures import FUNCTIONS
from riaya.forms.expressions.signatures import Kind
from riaya.forms.expressions.signatures import Signature


N, S, B, NODES, ANY = Kind.NUMBER, Kind.TEXT, Kind.TRUTH, Kind.NODES, Kind.ANY

FUNCTIONS |= {
    "boolean": Signature((B,), B),
    "ceiling": Signature((N,), N),
    "contains": Signature((S, S), B),
    "count": Signature((NODES,), N),
    "false": Signature((), B),
    "floor": Signature((N,), N),
    "last": Signature((), N),
    "local-name": Signature((), S, optional=(NODES,)),
    "name": Signature((), S, optional=(NODES,)),
    "normalize-space": Signature((), S, optional=(S,)),
    "not": Signature((B,), B),
    "starts-with": Signature((S, S), B),
    "string": Signature((), S, optional=(ANY,)),
    "string-length": Signature((), N, optional=(S,)),
    "substring": Signature((S, N), S, optional=(N,)),
    "substring-after": Signature((S, S), S),
    "substring-before": Signature((S, S), S),
    "translate": Signature((S, S, S), S),
    "true": Signature((), B),
}
