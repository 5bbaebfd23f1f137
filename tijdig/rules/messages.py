"""What fits in an SMS, what may stand in a line of a message, to what number it goes, and who asks to stop. R-OUT-3.

Source: 3GPP TS 23.038 (GSM 7-bit alphabet: 160 signs, 153 in each part of more; UCS-2: 70 and 67).
"""

import re
import unicodedata

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = frozenset("^{}\\[~]|€")
ONE_PART, EACH_PART, ONE_WIDE, EACH_WIDE = 160, 153, 70, 67
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_MOBILE = re.compile(r"(?:\+31|0031|0)6\d{8}")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")

# Words with which people stop a service of text messages, in the languages of the reply page (AVG art. 21).
STOP_WORDS = frozenset(
    {
        "stop", "stoppen", "stopt", "stopzetten", "afmelden", "afmeld", "uitschrijven", "unsubscribe", "cancel", "quit",
        "dur", "iptal", "wypisz", "anuluj", "rezygnuję", "стоп", "відписатися", "скасувати", "зупиніть", "توقف", "قف",
        "إيقاف", "الغاء", "إلغاء",
    }
)  # fmt: skip
NO_MORE = re.compile(
    r"\b(?:geen|niet meer)\s+(?:sms\w*|berichten|berichtjes|appjes)\b|\bno more (?:texts?|messages?)\b"
)
SHORT = 4  # words; in a longer text "stop" can mean anything, and a person reads it


def sms_parts(text: str) -> int:
    """How many parts the text is sent and paid in; 0 for an empty text."""
    if all(sign in GSM or sign in GSM_TWICE for sign in text):
        length = sum(2 if sign in GSM_TWICE else 1 for sign in text)
        return _parts(length, ONE_PART, EACH_PART)
    return _parts(len(text.encode("utf-16-be")) // 2, ONE_WIDE, EACH_WIDE)


def one_line(text: str) -> str:
    """The text on one line, without signs that nobody sees: nothing in it can begin a header or a new message."""
    seen = "".join(" " if unicodedata.category(sign) in _UNSEEN else sign for sign in text)
    return " ".join(seen.split())


def asks_to_stop(text: str) -> bool:
    """Whether somebody asks for no more text messages: a word that stops, alone or at the start of a few words.

    A longer text is read by a person. Being wrong on this side does no harm: the text is on the zaak all the same.
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    if not words or len(words) > 2 * SHORT:
        return False
    return (words[0] in STOP_WORDS and len(words) <= SHORT) or bool(NO_MORE.search(" ".join(words)))


def mobile_number(telefoon: str) -> str:
    """A Dutch mobile number as +316…, or an empty text: to a land line no SMS goes."""
    bare = re.sub(r"[\s().-]", "", telefoon)
    return f"+316{bare[-8:]}" if bare.isascii() and _MOBILE.fullmatch(bare) else ""


def email_address(email: str) -> str:
    """The address in small letters, or an empty text when it is none."""
    found = email.strip()
    return found.lower() if len(found) <= 254 and _EMAIL.fullmatch(found) else ""


def _parts(length: int, one: int, each: int) -> int:
    return min(length, 1) if length <= one else -(-length // each)
