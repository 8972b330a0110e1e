"""The lists of the case, each the registry record of the same name."""

from riaya.core.vocabularies import RegistryVocabulary


client_kinds = RegistryVocabulary("riaya.cases.client_kinds")
sexes = RegistryVocabulary("riaya.cases.sexes")
id_kinds = RegistryVocabulary("riaya.cases.id_kinds")
no_id_reasons = RegistryVocabulary("riaya.cases.no_id_reasons")
entrances = RegistryVocabulary("riaya.cases.entrances")
categories = RegistryVocabulary("riaya.cases.categories")
risk_levels = RegistryVocabulary("riaya.cases.risk_levels")
closure_reasons = RegistryVocabulary("riaya.cases.closure_reasons")
consent_scopes = RegistryVocabulary("riaya.cases.consent_scopes")
