"""Taking a filled form in, from a browser, a phone or another system.

Whoever hands a form in, or takes one back, comes through this door; the rooms
behind it are for this wing alone.
"""

from riaya.assessments.receiving.attaching import remove_files
from riaya.assessments.receiving.taking_in import receive_submission
from riaya.assessments.receiving.taking_in import Submission


__all__ = ["Submission", "receive_submission", "remove_files"]
