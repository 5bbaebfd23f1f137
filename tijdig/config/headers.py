"""What a browser may do with an answer: keep no page about people, lend nothing to other sites, open no device."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NOT_NEEDED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone",
              "midi", "payment", "usb")  # fmt: skip
PERMISSIONS = ", ".join(f"{device}=()" for device in NOT_NEEDED)


class HeadersMiddleware:
    """Stands outside all others, so that an error has them too.

    A page of somebody who is logged in is not kept: after the log-out "back" shows nothing on a shared computer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if hasattr(request, "actor"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
