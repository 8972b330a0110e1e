"""The lists of documents, each the registry record of the same name."""

from riaya.core.vocabularies import RegistryVocabulary


kinds = RegistryVocabulary("riaya.documents.kinds")
confidentialities = RegistryVocabulary("riaya.documents.confidentialities")
