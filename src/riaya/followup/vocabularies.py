"""The lists of contacts, each the registry record of the same name."""

from riaya.core.vocabularies import RegistryVocabulary


kinds = RegistryVocabulary("riaya.followup.kinds")
