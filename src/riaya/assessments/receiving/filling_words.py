"""The words of the page on which forms are filled.

They are looked up by the sentence that stands in the scripts.
"""

from riaya import _
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


# What ODK Web Forms says in English; some of it reads better in other words.
LIBRARY: dict[str, Message] = {
    "Condition not satisfied: constraint": _(
        "error_fill_constraint", default="This answer is not possible here. Check it."
    ),
    "Condition not satisfied: required": _(
        "error_fill_required", default="This question needs an answer."
    ),
    "An error occurred while loading this form": _(
        "error_fill_loading", default="An error occurred while loading this form"
    ),
    "Technical error details": _("label_fill_technical", default="Technical details"),
    "change language": _("label_fill_language", default="Language of the form"),
    "Send": _("button_fill_send", default="Send"),
    "Remove": _("button_fill_remove", default="Remove"),
    "Cancel": _("button_fill_cancel", default="Cancel"),
    "Add": _("button_fill_add", default="Add"),
    "Repeat Item": _("label_fill_repeat", default="Entry"),
    "Okay": _("label_fill_acknowledge", default="I have read this"),
    "More": _("label_fill_more", default="More actions"),
    "Questions to correct:": _("error_fill_count", default="Questions to correct:"),
    "Finding your location": _("msg_fill_locating", default="Finding your location"),
    "Cannot access location": _(
        "error_fill_location", default="The location cannot be read."
    ),
    "Grant location permission in the browser settings and make sure location is turned on.": _(
        "help_fill_location",
        default="Grant location permission in the browser settings and make sure location is turned on.",
    ),
    "Location unavailable. Enable GPS and browser permissions, then restart the form to try again.": _(
        "error_fill_background_location",
        default="Location unavailable. Enable GPS and browser permissions, then restart the form to try again.",
    ),
    "Get location": _("button_fill_location", default="Get location"),
    "Save location": _("button_fill_save_location", default="Save location"),
    "Time taken to capture location:": _(
        "label_fill_location_time", default="Time taken to capture location:"
    ),
    "Location will be saved at": _(
        "label_fill_location_goal", default="The location is saved at an accuracy of"
    ),
    "Previous saved location at": _(
        "label_fill_location_before", default="Accuracy of the location saved before:"
    ),
    "Good accuracy": _("label_fill_accuracy_good", default="Good accuracy"),
    "Poor accuracy": _("label_fill_accuracy_poor", default="Poor accuracy"),
    "Unknown accuracy": _("label_fill_accuracy_unknown", default="Unknown accuracy"),
    "Rank items": _("button_fill_rank", default="Put in order"),
    "Take picture": _("button_fill_camera", default="Take picture"),
    "Choose image": _("button_fill_picture", default="Choose image"),
    "Captured image preview": _("label_fill_picture", default="The chosen picture"),
    "Choose file": _("button_fill_file", default="Choose file"),
    "Lines and areas are recorded on a phone.": _(
        "msg_fill_no_map",
        default="Lines and areas are recorded on a phone, with ODK Collect.",
    ),
    "Today": _("button_fill_today", default="Today"),
    "Clear": _("button_fill_clear", default="Clear"),
    "Choose Date": _("label_fill_choose_date", default="Choose a date"),
    "Choose Month": _("label_fill_choose_month", default="Choose a month"),
    "Choose Year": _("label_fill_choose_year", default="Choose a year"),
    "Previous Month": _("label_fill_previous_month", default="Previous month"),
    "Next Month": _("label_fill_next_month", default="Next month"),
    "Previous Year": _("label_fill_previous_year", default="Previous year"),
    "Next Year": _("label_fill_next_year", default="Next year"),
    "Previous Decade": _("label_fill_previous_decade", default="Previous ten years"),
    "Next Decade": _("label_fill_next_decade", default="Next ten years"),
    "Next Hour": _("label_fill_next_hour", default="One hour later"),
    "Previous Hour": _("label_fill_previous_hour", default="One hour earlier"),
    "Next Minute": _("label_fill_next_minute", default="One minute later"),
    "Previous Minute": _("label_fill_previous_minute", default="One minute earlier"),
    "Close": _("label_fill_close", default="Close"),
    "No results found": _("msg_fill_nothing_found", default="Nothing was found"),
    "No available options": _(
        "msg_fill_no_choices", default="There is nothing to choose"
    ),
    "No selected item": _("msg_fill_nothing_chosen", default="Nothing is chosen"),
}

OURS: dict[str, Message] = {
    "The form is being loaded …": _(
        "msg_fill_loading", default="The form is being loaded …"
    ),
    "Nothing to save yet": _("msg_fill_nothing_to_save", default="Nothing to save yet"),
    "Not saved yet": _("msg_fill_unsaved", default="Not saved yet"),
    "Saving …": _("msg_fill_saving", default="Saving …"),
    "Saved at ${time}": _("msg_fill_saved", default="Saved at ${time}"),
    "Saved only on this computer at ${time}": _(
        "msg_fill_local_at", default="Saved only on this computer at ${time}"
    ),
    "Saved only on this computer": _(
        "msg_fill_local", default="Saved only on this computer"
    ),
    "Sending …": _("msg_fill_sending", default="Sending …"),
    "Sent": _("msg_fill_sent", default="Sent"),
    "Not accepted": _("msg_fill_refused", default="Not accepted"),
    "The server did not accept this.": _(
        "error_fill_refused", default="The server did not accept this."
    ),
    "Saved, but not handed in": _(
        "msg_fill_not_handed_in", default="Saved, but not handed in"
    ),
    "The form is saved, but it cannot be handed in yet.": _(
        "error_fill_not_handed_in",
        default="The form is saved, but it cannot be handed in yet.",
    ),
    "Open what is saved": _("button_fill_open_saved", default="Open what is saved"),
    "The form could not be loaded": _(
        "error_fill_not_loaded", default="The form could not be loaded"
    ),
    "Without a secure connection nothing can be kept on this computer.": _(
        "msg_fill_not_kept_here",
        default="Without a secure connection nothing can be kept on this computer.",
    ),
    "What you typed on ${moment} is still here and was not yet saved.": _(
        "msg_fill_copy_found",
        default="What you typed on ${moment} is still here and was not yet saved.",
    ),
    "Continue with it": _("button_fill_continue", default="Continue with it"),
    "Discard it": _("button_fill_discard", default="Discard it"),
    "Your session is over. What you typed is kept here. Sign in again in another tab, then return to this one.": _(
        "msg_fill_signed_out",
        default="Your session is over. What you typed is kept here. Sign in again in another tab, then return to this one.",
    ),
    "Your session is over. Sign in again.": _(
        "msg_fill_signed_out_before", default="Your session is over. Sign in again."
    ),
    "Sign in in another tab": _(
        "button_fill_sign_in", default="Sign in in another tab"
    ),
    "Try again": _("button_fill_try_again", default="Try again"),
    "There is no connection. Nothing is lost: it is sent as soon as the connection is back.": _(
        "msg_fill_offline",
        default="There is no connection. Nothing is lost: it is sent as soon as the connection is back.",
    ),
    "Change the answers": _("button_fill_reopen", default="Change the answers"),
}


def translate_words(request: Any) -> dict[str, str]:
    """Return every sentence in the language of the page."""
    return {
        key: translate(message, context=request)
        for key, message in (LIBRARY | OURS).items()
    }
