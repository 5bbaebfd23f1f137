"""Sessions end, guessing is counted per visitor, and a browser keeps nothing (R-ROL-3)."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from tests import make
from tijdig import jobs
from tijdig.accounts.middleware import EVERY
from tijdig.accounts.models import User
from tijdig.accounts.terms_of_session import BEGUN, SEEN

pytestmark = pytest.mark.django_db
PASSWORD = "een heel lang wachtwoord 42"


@pytest.fixture
def anna(client: Client) -> Client:
    make.gemeente()
    return make.login(client, make.user("anna"))


def was(client: Client, **ago: int) -> None:
    """So many seconds ago the session began, and somebody acted for the last time."""
    session = client.session
    for name, seconds in ago.items():
        session[name] = int(time.time()) - seconds
    session.save()


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_a_session_ends_without_an_act(anna: Client) -> None:  # R-ROL-3
    was(anna, **{BEGUN: site.SESSION_IDLE_SECONDS + 60})
    assert not is_in(anna)
    assert not anna.session.keys(), "nothing of it is left"


def test_an_act_keeps_it_but_no_longer_than_a_day(anna: Client) -> None:
    was(anna, **{BEGUN: site.SESSION_IDLE_SECONDS + 60, SEEN: EVERY + 60})
    assert is_in(anna)
    assert time.time() - anna.session[SEEN] < 60
    was(anna, **{BEGUN: site.SESSION_COOKIE_AGE + 60})
    assert not is_in(anna)


def test_a_page_that_stands_open_is_nobody(anna: Client) -> None:
    """The page of a zaak says every twenty seconds that it is there; that is no act."""
    zaak = make.zaak()
    was(anna, **{SEEN: EVERY + 60})
    before = anna.session[SEEN]
    assert anna.post(f"/zaken/{zaak.pk}/hier").status_code == 200
    assert anna.session[SEEN] == before


def test_a_stranger_sends_no_more_than_a_form() -> None:
    """The check against forged requests would read all of it, and write it to disk."""
    stranger = Client(enforce_csrf_checks=True)
    for page in ("/r/", "/account/login/", "/aanleveringen/nieuw", "/ddas/token"):
        big = {"bestand": ContentFile(b"x" * 1_500_000, name="groot.csv")}
        assert stranger.post(page, big).status_code == 413


def fails(times: int, address: str) -> None:
    for number in range(times):
        Client().post("/account/login/", {"login": f"x{number}", "password": "fout-fout"},
                      headers={"X-Forwarded-For": f"1.1.1.{number}, {address}"})  # fmt: skip


def test_who_guesses_locks_out_nobody_elsewhere(settings: Any) -> None:
    """Behind the proxy all come from one address; what a visitor writes in the header counts for nothing."""
    settings.BEHIND_TLS, settings.ALLAUTH_TRUSTED_PROXY_COUNT = True, 1
    make.gemeente()
    User.objects.filter(pk=make.user("anna").pk).update(password="")
    anna = User.objects.get()
    anna.set_password(PASSWORD)
    anna.save()
    fails(12, "9.9.9.9")
    for address, gets_in in (("9.9.9.9", False), ("8.8.8.8", True)):
        client = Client()
        client.post(
            "/account/login/", {"login": "anna", "password": PASSWORD}, headers={"X-Forwarded-For": address}
        )
        assert ("_auth_user_id" in client.session) is gets_in


def test_what_a_browser_may_do_with_a_page(anna: Client) -> None:
    page = anna.get("/")
    assert page["Cache-Control"] == "no-store"
    assert page["Cross-Origin-Opener-Policy"] == page["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in page["Permissions-Policy"]
    assert page["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert (page["X-Frame-Options"], page["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert "camera=()" in Client().get("/niet-hier")["Permissions-Policy"]


def test_what_is_over_stays_in_no_table(anna: Client) -> None:  # R-BEW-1
    """Sessions that ended go every night; who logged in from where is not kept at all."""
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    jobs.end_of_day.func(0)
    assert not Session.objects.exists()
    assert site.AXES_DISABLE_ACCESS_LOG


def test_what_was_typed_when_the_session_ended_is_given_back(client: Client) -> None:
    """R-ROL-3: nothing is saved, and a long note is not lost without a word."""
    make.gemeente()
    zaak = make.zaak()
    typed = {
        "notitie": "Mevrouw vertelt <b>veel</b>.\nTweede regel.",
        "versie": "1",
        "password": "niet te zien",
    }
    came = client.post(
        f"/zaken/{zaak.pk}/poging", typed, HTTP_REFERER=f"http://testserver/zaken/{zaak.pk}/?x=1"
    )
    assert came.status_code == 403
    assert "Mevrouw vertelt &lt;b&gt;veel&lt;/b&gt;." in came.text
    assert "niet te zien" not in came.text
    assert f"/account/login/?next=%2Fzaken%2F{zaak.pk}%2F%3Fx%3D1" in came.text
    assert came["Cache-Control"] == "no-store"


def test_without_words_of_somebody_one_just_logs_in(client: Client) -> None:
    make.gemeente()
    came = client.post(
        f"/zaken/{make.zaak().pk}/neem", {"versie": "1"}, HTTP_REFERER="https://evil.example/x y"
    )
    assert came.status_code == 302
    assert came.url.startswith("/account/login/")
