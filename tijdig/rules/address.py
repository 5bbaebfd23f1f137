"""One written form for every address, so that signals about one home meet in one zaak.

Rule: R-MAT-1. Source: BRP Personen bevragen 2.7.0 (patterns of postcode, huisletter and
huisnummertoevoeging); BAG, in which the same suffix stands once as huisletter and once as toevoeging.
A suffix is never guessed away: what may be two homes keeps two keys.
"""

import re
from dataclasses import dataclass

_POSTCODE = re.compile(r"\s*([1-9][0-9]{3})\s{0,2}([A-Za-z]{2})\s*")
_NEVER_ISSUED = frozenset({"SA", "SD", "SS"})
_HUISNUMMER = re.compile(
    r"\s*(?:(?P<aanduiding>t/o|t\.o\.?|to|tegenover|bij|by)[\s.:]*(?=[0-9hn#]))?"
    r"(?:(?:huisnummer|huisnr|nummer|nr|no|#)[\s.:]*)?"
    r"0*(?P<nummer>[1-9][0-9]{0,4})(?![0-9])"
    r"(?P<rest>[0-9a-z\s./,_()+&':\\-]*)",
    re.IGNORECASE | re.ASCII,
)
_LABEL = re.compile(r"\b(?:toev(?:oeging)?|huisletter|letter)\b[.:]?", re.IGNORECASE)
_LETTER_FIRST = re.compile(r"([A-Z])(?:[^A-Z0-9]+(.+)|([0-9].*))?")
_NO_LETTER_OR_DIGIT = re.compile(r"[^A-Z0-9]+")
_BRP_HUISLETTER = re.compile(r"[a-zA-Z]")
_BRP_TOEVOEGING = re.compile(r"[a-zA-Z0-9 \-]{1,4}")

_SEPARATORS = " \t-/.,_:()"
_EMPTY_WORDS = frozenset({"NVT", "GEEN", "LEEG", "NULL", "NONE", "NAN", "ONBEKEND"})
_AANDUIDING = {"TO": "to", "T/O": "to", "T.O": "to", "TEGENOVER": "to", "BY": "by", "BIJ": "by"}
_LONGEST_REST = 20  # longer is a remark or a street, not a toevoeging


@dataclass(frozen=True, kw_only=True, slots=True)
class Adres:
    """One address in normal form: upper case, no placeholders. `aanduiding` is "", "to" or "by"."""

    postcode: str  # "1234AB"
    huisnummer: int  # 1..99999
    huisletter: str = ""
    toevoeging: str = ""
    aanduiding: str = ""

    @property
    def sleutel(self) -> str:
        """The key on which signals are matched (R-MAT-1), such as "2391PH 1 A7" or "1074SW to 469".

        Huisletter and toevoeging count together, whatever separates them. Only between two digits
        a separator stays: 5 toevoeging 1-2 and 5 toevoeging 12 are different homes.
        """
        number = f"{self.aanduiding} {self.huisnummer}" if self.aanduiding else str(self.huisnummer)
        if not self.huisletter and not self.toevoeging:
            return f"{self.postcode} {number}"
        suffix = _join_suffix(self.huisletter, self.toevoeging)
        return f"{self.postcode} {number} {suffix}" if suffix else f"{self.postcode} {number}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Huisnummer:
    """A huisnummer field taken apart. `gesplitst`: it held more than the number alone."""

    nummer: int
    huisletter: str = ""
    toevoeging: str = ""
    aanduiding: str = ""
    gesplitst: bool = False


def read_postcode(text: str) -> str | None:
    """Return "1234AB", or None when the text is not a postcode that can exist (R-MAT-1).

    Spaces around it and at most two inside are tolerated; SA, SD and SS were never issued.
    """
    found = _POSTCODE.fullmatch(text)
    if found is None:
        return None
    letters = found[2].upper()
    return None if letters in _NEVER_ISSUED else found[1] + letters


def split_huisnummer(text: str) -> Huisnummer | None:
    """Take "12A", "12-3", "12 A bis", "007" or "t/o 12" apart; None when there is no huisnummer in it."""
    if _is_plain_number(text):
        return Huisnummer(nummer=int(text))
    found = _HUISNUMMER.fullmatch(text)
    if found is None:
        return None
    rest = found["rest"]
    if len(rest.strip()) > _LONGEST_REST:
        return None
    aanduiding = _read_aanduiding(found["aanduiding"] or "") or _read_aanduiding(rest)
    letter, addition = ("", "") if _read_aanduiding(rest) else _split_rest(rest)
    return Huisnummer(
        nummer=int(found["nummer"]),
        huisletter=letter,
        toevoeging=addition,
        aanduiding=aanduiding,
        gesplitst=bool(letter or addition or aanduiding),
    )


def normalise(*, postcode: str, huisnummer: str, huisletter: str = "", toevoeging: str = "") -> Adres | None:
    """Return the address in normal form, or None when postcode or huisnummer cannot be read (R-MAT-1).

    What the huisnummer field holds besides its number is joined with the two other columns; a part
    that stands in both is taken once.
    """
    code = read_postcode(postcode)
    if code is None:
        return None
    letter, addition, aanduiding = "", "", ""
    if huisletter or toevoeging:
        letter, addition, aanduiding = _read_columns(huisletter, toevoeging)
    if _is_plain_number(huisnummer):
        nummer = int(huisnummer)
    else:
        number = split_huisnummer(huisnummer)
        if number is None:
            return None
        nummer, aanduiding = number.nummer, number.aanduiding or aanduiding
        letter, addition = _merge((number.huisletter, number.toevoeging), (letter, addition))
    return Adres(
        postcode=code, huisnummer=nummer, huisletter=letter, toevoeging=addition, aanduiding=aanduiding
    )


def readings(adres: Adres) -> tuple[Adres, ...]:
    """All addresses with the same key: the suffix as delivered, split, and wholly as toevoeging.

    A partner does not know whether A is a huisletter or a toevoeging. A register decides: ask it
    for each reading in turn.
    """
    suffix = _join_suffix(adres.huisletter, adres.toevoeging)
    parts = [(adres.huisletter, adres.toevoeging)]
    rest = suffix[1:]
    if suffix[:1].isalpha() and (len(rest) <= 1 or rest[0].isdigit()):
        parts.append((suffix[0], rest))
    parts.append(("", suffix))
    return tuple(
        Adres(
            postcode=adres.postcode,
            huisnummer=adres.huisnummer,
            huisletter=letter,
            toevoeging=addition,
            aanduiding=adres.aanduiding,
        )
        for letter, addition in dict.fromkeys(parts)
    )


def brp_parts(adres: Adres) -> dict[str, str]:
    """Return `huisletter` and `huisnummertoevoeging` as far as the BRP accepts them in a question.

    A part that the pattern of the BRP refuses is left out: the answer is then wider, never empty.
    Source: BRP Personen bevragen 2.7.0, ZoekMetPostcodeEnHuisnummer.
    """
    parts: dict[str, str] = {}
    if _BRP_HUISLETTER.fullmatch(adres.huisletter):
        parts["huisletter"] = adres.huisletter
    if _BRP_TOEVOEGING.fullmatch(adres.toevoeging):
        parts["huisnummertoevoeging"] = adres.toevoeging
    return parts


def _is_plain_number(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) <= 5 and text[0] != "0"


def _join_suffix(letter: str, addition: str) -> str:
    joined = ""
    for part in _NO_LETTER_OR_DIGIT.split(f"{letter} {addition}".upper()):
        between_digits = joined[-1:].isdigit() and part[:1].isdigit()
        joined += f"-{part}" if between_digits else part
    return joined


def _read_part(text: str) -> str:
    """Upper case, one space, no outer separators; a placeholder for "nothing" becomes empty."""
    if not text or (len(text) == 1 and text.isalpha()):
        return text.upper()
    part = " ".join(text.upper().strip(_SEPARATORS).split())
    squeezed = _NO_LETTER_OR_DIGIT.sub("", part)
    if not squeezed.strip("0") or squeezed in _EMPTY_WORDS or part == "N/A":
        return ""
    return part


def _read_aanduiding(text: str) -> str:
    return _AANDUIDING.get(text.upper().strip(_SEPARATORS), "") if text else ""


def _split_rest(rest: str) -> tuple[str, str]:
    part = _read_part(_LABEL.sub(" ", rest))
    found = _LETTER_FIRST.fullmatch(part)
    if found is None:
        return "", part
    addition = (found[2] or found[3] or "").strip(_SEPARATORS)
    if not addition and rest.lstrip().startswith("-"):
        return "", part  # NEN 5825 writes a toevoeging behind a hyphen, a huisletter never
    return found[1], addition


def _read_columns(huisletter: str, toevoeging: str) -> tuple[str, str, str]:
    letter, addition = _read_part(huisletter), _read_part(toevoeging)
    aanduiding = _read_aanduiding(addition) or _read_aanduiding(letter)
    if aanduiding:
        letter, addition = (part if not _read_aanduiding(part) else "" for part in (letter, addition))
    if letter and not _BRP_HUISLETTER.fullmatch(letter):
        letter, addition = "", f"{letter} {addition}".rstrip()
    return letter, addition, aanduiding


def _merge(number: tuple[str, str], columns: tuple[str, str]) -> tuple[str, str]:
    in_number, in_columns = _join_suffix(*number), _join_suffix(*columns)
    if in_columns.startswith(in_number):
        return columns
    if in_number.endswith(in_columns):
        return number
    return number[0], " ".join(filter(None, (number[1], *columns)))
