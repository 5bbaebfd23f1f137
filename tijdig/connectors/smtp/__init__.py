"""E-mail over SMTP with STARTTLS: nothing leaves over a line that is not sealed. R-OUT-3.

SMTP cannot say whether it has a message, so what is uncertain is never sent again by itself. The Message-ID is
made of our reference, so that a copy can be told from a second message.
"""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate

from tijdig.connectors.sending import NotAccepted, NotNow, Outgoing, Sent


@dataclass(frozen=True, kw_only=True)
class SmtpConfig:
    """`sender`: address of the gemeente, `sender_name` shows nothing of why. `ca`: path of a PEM file, if own."""

    host: str
    port: int
    sender: str
    sender_name: str
    user: str = ""
    password: str = field(default="", repr=False)
    ca: str = ""
    timeout_seconds: float = 10.0


class SmtpClient:
    """One connection per message: slower, and no message can spoil the next."""

    has_references = False

    def __init__(self, config: SmtpConfig) -> None:
        self._config = config
        self._sealing = ssl.create_default_context(
            cafile=config.ca or None
        )  # reading who is trusted takes long

    def send(self, message: Outgoing) -> Sent:
        """Hand one message over. Errors: NotAccepted, NotNow."""
        mail = self._mail(message)
        server = self._connect()
        try:
            server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as refused:
            raise _judged(max(code for code, _ in refused.recipients.values()), "het adres") from None
        except smtplib.SMTPResponseException as answer:
            raise _judged(answer.smtp_code, "de e-mail") from None
        except (smtplib.SMTPException, OSError):
            raise NotNow("verbinding verbroken", certain=False) from None
        finally:
            server.close()
        return Sent(external_id=str(mail["Message-ID"]).strip("<>"))

    def look_up(self, reference: str) -> Sent | None:
        """SMTP does not say what it has."""
        return None

    def _connect(self) -> smtplib.SMTP:
        config = self._config
        try:
            server = smtplib.SMTP(config.host, config.port, timeout=config.timeout_seconds)
            server.starttls(context=self._sealing)
            if config.user:
                server.login(config.user, config.password)
        except (smtplib.SMTPException, OSError):
            raise NotNow("geen verbinding", certain=True) from None
        return server

    def _mail(self, message: Outgoing) -> EmailMessage:
        domain = self._config.sender.rpartition("@")[2]
        mail = EmailMessage()
        try:
            mail["From"] = Address(self._config.sender_name, addr_spec=self._config.sender)
            mail["To"] = Address(addr_spec=message.to)
            mail["Subject"] = message.subject
        except (ValueError, IndexError):
            raise NotAccepted("het adres klopt niet") from None
        mail["Message-ID"] = f"<{message.reference}@{domain}>"
        mail["Date"] = formatdate(localtime=False)
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text)
        return mail


def _judged(code: int, what: str) -> NotAccepted | NotNow:
    """5xx is final, 4xx passes. Source: RFC 5321 §4.2.1."""
    return (
        NotAccepted(f"de mailserver weigerde {what} ({code})")
        if code >= 500
        else NotNow(f"{what} {code}", certain=True)
    )
