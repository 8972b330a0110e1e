"""The lists of assessments, each the registry record of the same name."""

from riaya.core.vocabularies import RegistryVocabulary


domains = RegistryVocabulary("riaya.assessments.domains")
