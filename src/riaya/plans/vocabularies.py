"""The lists of plans, each the registry record of the same name."""

from riaya.core.vocabularies import RegistryVocabulary


resources = RegistryVocabulary("riaya.plans.resources")
attainments = RegistryVocabulary("riaya.plans.attainments")
