"""What goes wrong, as the koppelvlak prescribes: problem+json, and an FSC code where the caller is not let in."""

from django.http import JsonResponse

FSC_DOMAIN = "ERROR_DOMAIN_INWAY"


class Problem(Exception):
    """An answer that is no data. `fsc`: a code of FSC, for what concerns access. `wait`: seconds."""

    def __init__(self, status: int, title: str, detail: str, *, fsc: str = "", wait: int = 0) -> None:
        super().__init__(title)
        self.status, self.title, self.detail, self.fsc, self.wait = status, title, detail, fsc, wait


def as_answer(problem: Problem) -> JsonResponse:
    """Nothing of the request is repeated in it."""
    told: dict[str, object] = {"title": problem.title, "status": problem.status, "detail": problem.detail}
    if problem.fsc:
        told |= {"code": problem.fsc, "domain": FSC_DOMAIN}
    else:
        told |= {"type": "about:blank"}
    answer = JsonResponse(told, status=problem.status, content_type="application/problem+json")
    answer["Cache-Control"] = "no-store"
    if problem.fsc:
        answer["Fsc-Error-Code"] = problem.fsc
    if problem.status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    if problem.status == 405:
        answer["Allow"] = "POST"
    if problem.wait:
        answer["Retry-After"] = str(problem.wait)
    return answer
