"""How staff log in: no sign-up, a second factor always (R-ROL-3)."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from tijdig import sealed


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by the functioneel beheerder, never by a visitor. What it says is said as everywhere: u."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Probeer opnieuw.",
        "enter_current_password": "Dit is niet uw wachtwoord van nu. Probeer het opnieuw.",
        "too_many_login_attempts": "U vulde te vaak een verkeerd wachtwoord in. Wacht even en probeer het dan opnieuw.",
        "rate_limited": "Dit gaat te snel. Wacht even en probeer het opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """The secret of the second factor is sealed at rest."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet. Wacht tot uw app een nieuwe code toont en vul die in.",
    }

    def encrypt(self, text: str) -> str:
        return sealed.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealed.unseal(encrypted_text)

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)
