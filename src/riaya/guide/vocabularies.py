"""The lists of the guide, each the registry record of the same name."""

from riaya.core.vocabularies import RegistryVocabulary


response_groups = RegistryVocabulary("riaya.guide.response_groups")
stages = RegistryVocabulary("riaya.guide.stages")
clocks = RegistryVocabulary("riaya.guide.clocks")
units = RegistryVocabulary("riaya.guide.units")
work_kinds = RegistryVocabulary("riaya.guide.work_kinds")
