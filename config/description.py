"""How the OpenAPI page describes the API. Nothing here imports Django: the settings read it."""

OPENAPI = {
    "TITLE": "Support desk API",
    "VERSION": "1.0.0",
    # Schemas are JSON Schema 2020-12, as those of the categories are.
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    # Scripts of the documentation page come from here, not from a network of strangers.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # Words of the same name in different places; the rest finds a name by itself.
    "ENUM_NAME_OVERRIDES": {
        "ArticleAudience": "knowledge_base.articles.choices.Audience",
        "CallState": "tickets.routing.callbacks.choices.CallbackState",
        "CategoryAudience": "tickets.triage.models.Audience",
        "Language": "knowledge_base.articles.choices.Language",
        "CustomerSide": "tickets.api.inputs.SIDES",
        "PromiseKind": "tickets.sla.choices.ClockKind",
        "QuestionKind": "tickets.triage.models.FieldKind",
        "ThingKind": "tickets.lifecycle.choices.ThingKind",
        "TicketParty": "tickets.lifecycle.choices.Party",
        "TicketState": "tickets.lifecycle.choices.State",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.openapi.complete",
    ],
}
