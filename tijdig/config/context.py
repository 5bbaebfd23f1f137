"""What every page shows around its content."""

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    """Navigation and the chosen gemeente, for templates."""
    return {}
