"""The list of security, the registry record of the same name."""

from riaya.core.vocabularies import RegistryVocabulary


roles = RegistryVocabulary("riaya.security.roles")
