"""The named vocabularies, each the registry record of the same name."""

from riaya.core.vocabularies import RegistryVocabulary


cases_client_kinds = RegistryVocabulary("riaya.cases.client_kinds")
cases_sexes = RegistryVocabulary("riaya.cases.sexes")
cases_id_kinds = RegistryVocabulary("riaya.cases.id_kinds")
cases_no_id_reasons = RegistryVocabulary("riaya.cases.no_id_reasons")
cases_entrances = RegistryVocabulary("riaya.cases.entrances")
cases_categories = RegistryVocabulary("riaya.cases.categories")
cases_response_groups = RegistryVocabulary("riaya.cases.response_groups")
cases_risk_levels = RegistryVocabulary("riaya.cases.risk_levels")
cases_closure_reasons = RegistryVocabulary("riaya.cases.closure_reasons")
cases_consent_scopes = RegistryVocabulary("riaya.cases.consent_scopes")
cases_stages = RegistryVocabulary("riaya.cases.stages")
assessments_kinds = RegistryVocabulary("riaya.assessments.kinds")
assessments_domains = RegistryVocabulary("riaya.assessments.domains")
plans_resources = RegistryVocabulary("riaya.plans.resources")
plans_attainments = RegistryVocabulary("riaya.plans.attainments")
followup_kinds = RegistryVocabulary("riaya.followup.kinds")
documents_kinds = RegistryVocabulary("riaya.documents.kinds")
documents_confidentialities = RegistryVocabulary("riaya.documents.confidentialities")
households_relationships = RegistryVocabulary("riaya.households.relationships")
guide_clocks = RegistryVocabulary("riaya.guide.clocks")
guide_units = RegistryVocabulary("riaya.guide.units")
guide_work_kinds = RegistryVocabulary("riaya.guide.work_kinds")
guide_roles = RegistryVocabulary("riaya.guide.roles")
offices_kinds = RegistryVocabulary("riaya.offices.kinds")
