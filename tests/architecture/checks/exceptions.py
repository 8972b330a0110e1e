"""What the house allows although a check refuses it, and why.

A check also fails when an entry is no longer needed.  The lists of TODAY only
shrink: nothing is added to them, and what is put right is struck.
"""

# --- for good ----------------------------------------------------------------

# A thread has surroundings of its own, made to be set while an expression runs.
PATCHES = {
    "forms/expressions/compiling.py: assigns here.environment",
    "forms/expressions/compiling.py: assigns here.node",
}

# Clients of the API and telephones say by their requests what they are; a language
# is chosen for them before our layer is known.
LAYERS = {
    "forms/configure.zcml: adapter riaya.restapi.language.ApiLanguage",
    "restapi/configure.zcml: adapter .language.ApiLanguage",
}

# Objects of a database import the package first, and then classes by their old names.
UPWARD = {
    "__init__.py: imports riaya.moved",
}
DYNAMIC_IMPORTS = {
    "moved.py: calls import_module",
}

# Converting a spreadsheet loads pyxform, which few processes need; the demonstration
# is needed once; the server reads zope.conf before anything of the ticking.
LATE_IMPORTS = {
    "forms/fields.py: imports riaya.forms.conversion.converting",
    "forms/keeping.py: imports riaya.forms.conversion.converting",
    "forms/lookup.py: imports riaya.forms.conversion.converting",
    "forms/lookup.py: imports riaya.forms.reading.xforms",
    "setuphandlers.py: imports riaya.site.demo",
    "site/ticking_server.py: imports riaya.site.ticking",
}

# These are about requests: what enters, what leaves, in which language.
ABOUT_REQUESTS = {
    "assessments/receiving/submitted_body.py",
    "core/pages.py",
    "core/turns.py",
    "core/vocabularies.py",
    "restapi/errors.py",
    "restapi/language.py",
    "security/headers.py",
    "security/product_files.py",
    "security/publishing.py",
    "site/commands.py",
    "site/ticking.py",
    "testing.py",
}

# --- of today ----------------------------------------------------------------

REQUESTS_TODAY = {
    "assessments/receiving/filling_words.py",
    "assessments/receiving/intake.py",
    "cases/items/entries.py",
    "cases/page/cards.py",
    "cases/page/display.py",
    "cases/page/guide_card.py",
    "cases/page/story.py",
    "core/describing.py",
    "core/rows/fields.py",
    "forms/conversion/xlsform.py",
    "forms/fields_errors.py",
    "guide/differences/describing.py",
    "guide/form_choice.py",
    "guide/reading/pages.py",
    "indicators/listing.py",
    "security/causes.py",
}
