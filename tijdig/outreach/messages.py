"""One SMS or e-mail, filled: bare text, in which a value stays a value and nothing starts a header. R-OUT-3."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from tijdig.outreach.letters.letter import Afzender
from tijdig.outreach.letters.templates import MERGE_FIELDS, MissingField, Sjabloon, fill
from tijdig.outreach.reply.codes import ReplyCode
from tijdig.rules.messages import one_line
from tijdig.rules.terms import Sjabloonsoort


@dataclass(frozen=True, kw_only=True)
class Message:
    """What is sent. `onderwerp` is empty for an SMS."""

    onderwerp: str
    tekst: str


class Unsendable(ValueError):
    """The message lacks something; the reason is Dutch and holds no value."""


def write_message(
    sjabloon: Sjabloon, *, afzender: Afzender, code: ReplyCode, velden: Mapping[str, str]
) -> Message:
    """Fill a template of the kind sms or email. Errors: Unsendable."""
    values = _values(sjabloon, afzender, code, velden)
    try:
        parts = [one_line(fill(text, values)) for alinea in sjabloon.alineas for text in alinea.texts()]
        subject = one_line(fill(sjabloon.onderwerp, values))
    except MissingField as fault:
        raise Unsendable(str(fault)) from None
    if sjabloon.soort is Sjabloonsoort.SMS:
        return Message(onderwerp="", tekst=" ".join(parts))
    ends = ["Met vriendelijke groet,", *_signed(afzender)]
    return Message(onderwerp=subject[:200], tekst="\n\n".join(parts) + "\n\n" + "\n".join(ends))


def _signed(afzender: Afzender) -> list[str]:
    """The gemeente, and no name of a department that tells why."""
    return [one_line(text) for text in (afzender.medewerker, afzender.gemeente, afzender.telefoon) if text]


def _values(
    sjabloon: Sjabloon, afzender: Afzender, code: ReplyCode, velden: Mapping[str, str]
) -> dict[str, str]:
    given = {name: value for name, value in velden.items() if name in MERGE_FIELDS and value.strip()}
    sender = {name: value for name, value in asdict(afzender).items() if name in MERGE_FIELDS and value}
    own = {"reactiecode": code.code, "reactieadres": code.address}
    return {**sjabloon.standaard, **given, **sender, **{name: value for name, value in own.items() if value}}
