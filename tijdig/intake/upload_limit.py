"""A request that says it is too large is answered before a byte of it is read (R-INT-1).

Django would first write the whole body to a temporary file: two gigabytes of disk for a refusal.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

FORM = 1024 * 1024  # bytes of the other fields around the file


class UploadLimitMiddleware:
    """Stands before everything that looks at the body (the check against forged requests does)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.headers.get("Content-Length", "")
        limit = settings.MAX_AANLEVERING_BYTES
        if length.isdecimal() and int(length) > limit + FORM:
            answer = render(
                request,
                "413.html",
                {"text": f"Een bestand mag hoogstens {limit // 1024 // 1024} MB groot zijn."},
                status=413,
            )
            answer["Connection"] = "close"  # what is still on its way is not waited for
            return answer
        return self.get_response(request)
