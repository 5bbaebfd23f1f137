"""The description of the API, OpenAPI 3.1, with our own schema of the message in the version in use (R-MON-9)."""

from typing import Any

from tijdig import __version__
from tijdig.rules.ddas_lists import Codelijsten
from tijdig.rules.ddas_schema import message_schema

from .tokens import SCOPE

type Part = dict[str, Any]
WHOLE: Part = {"type": "integer", "minimum": 1}
DAY: Part = {"type": "string", "format": "date"}
TEXT: Part = {"type": "string"}
DIGEST: Part = {"type": "string", "pattern": "^SHA-256=[A-Za-z0-9+/=]{44}$"}
DETACHED: Part = {"type": "string", "pattern": "^[A-Za-z0-9_-]+\\.\\.[A-Za-z0-9_-]+$"}
ASKED: Part = {
    "type": "object",
    "properties": {
        "aanleverperiodeStartdatum": DAY,
        "aanleverperiodeEinddatum": DAY,
        "aanleverendeOrganisatie": {"type": "string", "maxLength": 200},
        "page": WHOLE,
        "pageSize": WHOLE,
    },
    "additionalProperties": False,
}
PAGING: Part = {
    "type": "object",
    "properties": {"pageSize": WHOLE, "currentPage": WHOLE, "totalPages": WHOLE,
                   "totalRecords": {"type": "integer", "minimum": 0}},
    "required": ["pageSize", "currentPage", "totalPages", "totalRecords"],
}  # fmt: skip
PROBLEM: Part = {
    "type": "object",
    "properties": {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT, "code": TEXT,
                   "domain": {"enum": ["ERROR_DOMAIN_INWAY"]}},
    "required": ["title", "status", "detail"],
}  # fmt: skip
REFUSED = {
    "400": "Het verzoek of zijn handtekening klopt niet.",
    "401": "Er is geen geldig toegangstoken.",
    "403": "Geen gemeente heeft toestemming gegeven.",
    "405": "Dit adres kent alleen POST.",
    "422": "Over deze periode is er geen levering.",
    "429": "Er kwamen te veel verzoeken.",
    "503": "De handtekening kan niet worden gezet.",
}


def description(lijsten: Codelijsten) -> Part:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Vroegsignalen ophalen voor DDAS",
            "version": __version__,
            "description": f"Levert vroegsignalen en zaken volgens DDAS vroegsignalering {lijsten.versie}.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/ddas"}],
        "security": [{"client": [SCOPE]}],
        "paths": {"/gegevens": {"post": _operation()}},
        "components": {
            "securitySchemes": {"client": {"type": "oauth2", "flows": {"clientCredentials": {
                "tokenUrl": "/ddas/token", "scopes": {SCOPE: "Gegevens ophalen"}}}}},
            "schemas": {
                "Levering": {key: part for key, part in message_schema(lijsten).items() if key != "$schema"},
                "Vraag": ASKED, "Paginering": PAGING, "Probleem": PROBLEM,
            },
        },
    }  # fmt: skip


def _operation() -> Part:
    body = {
        "type": "object",
        "properties": {"gegevens": _ref("Levering"), "paginering": _ref("Paginering")},
        "required": ["gegevens"],
    }
    signed = {"Digest": {"required": True, "schema": DIGEST},
              "nlgov-adr-payload-sig": {"required": True, "schema": DETACHED}}  # fmt: skip
    ok = {
        "description": "Eén pagina van de levering.",
        "headers": signed,
        "content": {"application/json": {"schema": body}},
    }
    problem = {"application/problem+json": {"schema": _ref("Probleem")}}
    return {
        "operationId": "haalGegevens",
        "summary": "Haal een pagina van de levering op",
        "parameters": [{"name": name, "in": "header", **head} for name, head in signed.items()],
        "requestBody": {"required": True, "content": {"application/json": {"schema": _ref("Vraag")}}},
        "responses": {
            "200": ok,
            **{code: {"description": why, "content": problem} for code, why in REFUSED.items()},
        },
    }


def _ref(name: str) -> Part:
    return {"$ref": f"#/components/schemas/{name}"}
