"""Guessing a password or a code is limited, whichever web process is asked (R-ROL-3)."""

import pytest
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db


def test_after_some_wrong_passwords_even_the_right_one_waits(client: Client) -> None:
    make.gemeente()
    user = make.user("anna")
    user.set_password("een-lang-wachtwoord-1")
    user.save()
    for _ in range(9):
        client.post("/account/login/", {"login": "anna", "password": "fout-fout-fout"})
    answer = client.post("/account/login/", {"login": "anna", "password": "een-lang-wachtwoord-1"})
    assert answer.status_code in (200, 403, 429)
    assert "_auth_user_id" not in client.session
    assert "account_authentication_methods" not in client.session


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client: Client) -> None:
    make.gemeente()
    make.user("anna")
    answers = [
        client.post("/account/login/", {"login": name, "password": "fout-fout-fout"})
        for name in ("anna", "niemand")
    ]
    assert answers[0].status_code == answers[1].status_code
    shown = [answer.text.replace("anna", "").replace("niemand", "") for answer in answers]
    assert len(shown[0]) == pytest.approx(len(shown[1]), abs=200)
