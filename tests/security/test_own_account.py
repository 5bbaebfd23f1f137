"""What somebody can do with their own account, and what only the beheerder can (R-ROL-1, R-ROL-3)."""

import pytest
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve

from tests import make
from tijdig.accounts.models import User
from tijdig.rules.terms import Rolsoort

pytestmark = pytest.mark.django_db


def test_nobody_takes_the_clients_of_a_colleague_by_taking_their_address(client: Client) -> None:  # R-ROL-1
    """Own clients are found by name or e-mail (R-SHV-1), so who has which e-mail the beheerder says."""
    make.gemeente()
    make.login(client, make.user("sam", Rolsoort.SCHULDHULPVERLENER))
    colleague = "mo@dordrecht.example"
    client.post("/account/email/", {"email": colleague, "action_add": ""})
    client.post("/account/email/", {"email": colleague, "action_primary": ""})
    assert User.objects.get(username="sam").email == ""


# Log in and out, one's own password and second step, and the link of the beheerder: nothing else is needed.
OPEN_DOORS = {
    "account_login", "account_logout", "account_inactive", "account_reauthenticate", "account_change_password",
    "account_reset_password", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
}  # fmt: skip


def test_no_door_of_the_log_in_is_open_that_we_do_not_use() -> None:  # R-ROL-3
    found = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {name for name in found if name.startswith(("account_", "mfa_"))} == OPEN_DOORS


@pytest.mark.parametrize("path", ["signup/", "email/", "password/set/", "confirm-email/", "login/code/"])
def test_pages_of_others_that_we_do_not_use_are_not_there(path: str) -> None:
    with pytest.raises(Resolver404):
        resolve(f"/account/{path}")


def test_a_forgotten_password_goes_by_the_beheerder(client: Client) -> None:  # R-ROL-3
    """No mail leaves: whoever reads somebody's mail does not get a new password by it."""
    page = client.get("/account/password/reset/")
    assert "Vraag de functioneel beheerder" in page.content.decode()
    assert client.post("/account/password/reset/", {"email": "x@y.example"}).status_code == 405
