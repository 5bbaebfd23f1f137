"""Refusals as the BRP gives them: problem+json. Source: BRP Personen bevragen 2.7.0, RFC 7807."""

from dataclasses import dataclass
from typing import Any

type Json = dict[str, Any]

_RFC7231 = "https://datatracker.ietf.org/doc/html/rfc7231#section-"


@dataclass(frozen=True, kw_only=True)
class InvalidParam:
    """One parameter at fault. `reason` never repeats the value."""

    name: str
    code: str
    reason: str


class Problem(Exception):
    """A refusal, raised where it is found and written out by the server."""

    def __init__(
        self,
        *,
        status: int,
        code: str,
        title: str,
        detail: str = "",
        type_: str = "",
        invalid: tuple[InvalidParam, ...] = (),
    ) -> None:
        super().__init__(title)
        self.status = status
        parts = {"type": type_, "title": title, "status": status, "detail": detail, "code": code}
        self.body: Json = {name: value for name, value in parts.items() if value}
        if invalid:
            self.body["invalidParams"] = [
                {"name": param.name, "code": param.code, "reason": param.reason} for param in invalid
            ]


def invalid_parameters(invalid: tuple[InvalidParam, ...]) -> Problem:
    names = ", ".join(param.name for param in invalid)
    return Problem(
        status=400,
        code="paramsValidation",
        title="Een of meerdere parameters zijn niet correct.",
        detail=f"De foutieve parameter(s) zijn: {names}.",
        type_=f"{_RFC7231}6.5.1",
        invalid=invalid,
    )


def unreadable_body() -> Problem:
    return Problem(
        status=400,
        code="paramsValidation",
        title="Een of meerdere parameters zijn niet correct.",
        detail="Het bericht is geen JSON-object.",
        type_=f"{_RFC7231}6.5.1",
    )


def too_many_results(limit: int) -> Problem:
    return Problem(
        status=400,
        code="tooManyResults",
        title="Teveel zoekresultaten.",
        detail=f"Meer dan maximum van {limit} zoekresultaten gevonden. Verfijn de zoekopdracht.",
        type_=f"{_RFC7231}6.5.1",
    )


def of_status(status: int) -> Problem:
    """The refusal that needs no more than its status."""
    code, title, section = _BY_STATUS[status]
    return Problem(status=status, code=code, title=title, type_=section)


_BY_STATUS = {
    401: (
        "authentication",
        "Niet correct geauthenticeerd.",
        "https://datatracker.ietf.org/doc/html/rfc7235#section-3.1",
    ),
    403: ("autorisation", "U bent niet geautoriseerd voor deze operatie.", f"{_RFC7231}6.5.3"),
    404: ("notFound", "Opgevraagde resource bestaat niet.", f"{_RFC7231}6.5.4"),
    405: ("methodNotAllowed", "Deze methode wordt niet ondersteund.", f"{_RFC7231}6.5.5"),
    406: ("notAcceptable", "Gevraagde contenttype wordt niet ondersteund.", f"{_RFC7231}6.5.6"),
    411: ("lengthRequired", "De lengte van het bericht ontbreekt.", f"{_RFC7231}6.5.10"),
    415: ("unsupported", "Unsupported Media Type", f"{_RFC7231}6.5.13"),
    429: ("tooManyRequests", "Too many request", "https://datatracker.ietf.org/doc/html/rfc6585#section-4"),
    500: ("serverError", "Interne server fout.", f"{_RFC7231}6.6.1"),
    503: ("notAvailable", "Bronservice BRP is tijdelijk niet beschikbaar.", f"{_RFC7231}6.6.4"),
}
