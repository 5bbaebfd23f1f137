"""A request that says it is too large is answered before a byte of it is read (R-INT-1).

Django would first write the whole body to a temporary file: two gigabytes of disk for a refusal. Only who is logged in
sends files; of anybody else no more is read than a form.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tijdig.rules.notation import whole_number

FORM = 1024 * 1024  # bytes of the other fields around the file


class UploadLimitMiddleware:
    """Stands where it is known who asks, before the check against forged requests, which reads the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = whole_number(request.headers.get("Content-Length", "")) or 0
        if length > FORM and length > (limit := _limit(request)) + FORM:
            said = f"Een bestand mag hoogstens {limit // 1024 // 1024} MB groot zijn." if limit else ""
            answer = render(request, "413.html", {"text": said}, status=413)
            answer["Connection"] = "close"  # what is still on its way is not waited for
            return answer
        return self.get_response(request)


def _limit(request: HttpRequest) -> int:
    """Bytes of a file that this visitor may send."""
    return settings.MAX_AANLEVERING_BYTES if request.user.is_authenticated else 0
