"""Does a name bear the form of a legal person? Such a signal is not right (onterecht).

Rule: R-ADM-4. Source: Leidraad vroegsignalering 3.6: eenmanszaak, vof, maatschap and cv are natural
persons; a name in which no form can be read is processed. Wrongly refusing a person is the worse
mistake, so what may be a surname or initials is not taken for a form:

- "Van der Stichting" and "Stichting" alone are surnames: nothing but prefixes stands beside the word;
- "B.V. Jansen" are initials; "BV Jansen" and "B.V. Technisch Bureau Jansen" are companies;
- "P B V DIJK" is a prefix: B V written apart counts only at the end of the name;
- a form inside a word is none: "Bvlgari", "Stichtingweg", "BV-Lease", "n.v.t.".
"""

import re

from tijdig.rules.names import PREFIXES, strip_diacritics

_FORM = re.compile(
    r"""(?<![\w.-])(?:
        (?P<BV>b\.?v\.?|b\.?\ v\.?(?=\W*$)|besloten\ vennootschap)
      | (?P<NV>n\.?v\.?|n\.?\ v\.?(?=\W*$)|naamloze\ vennootschap)
      | (?P<VVE>v\.?v\.?e\.?|vereniging\ van\ eigena(?:ren|ars))
      | (?P<STICHTING>stichting|stg\.?)
      | (?P<ONDERLINGE>onderlinge\ waarborgmaatschappij|o\.?w\.?m\.?)
      | (?P<COOPERATIE>cooperatie(?:ve|f)?)
      | (?P<VERENIGING>vereniging)
      | (?P<UA>u\.?a\.?(?=\W*$))
      | (?P<KERKGENOOTSCHAP>kerkgenootschap)
      | (?P<GMBH>gmbh|g\.m\.b\.h\.?)
      | (?P<LTD>ltd\.?|limited(?=\W*$))
      | (?P<PLC>plc\.?)
      | (?P<LLC>llc\.?)
      | (?P<BVBA>bvba)
      | (?P<VZW>vzw)
      | (?P<SARL>s\.?a\.?r\.?l\.?)
      | (?P<SPZOO>sp\.?\ ?z\ ?o\.?\ ?o\.?)
    )(?![\w-])(?!\.\w)""",
    re.VERBOSE,
)
_NATURAL_AT_END = re.compile(r"(?<![\w.-])(?:v\.?o\.?f|c\.?v|maatschap|eenmanszaak)\.?\W*$")
_WORD = re.compile(r"\w+")

_SHOWN = {
    "BV": "B.V.",
    "NV": "N.V.",
    "VVE": "VvE",
    "STICHTING": "stichting",
    "ONDERLINGE": "onderlinge waarborgmaatschappij",
    "COOPERATIE": "coöperatie",
    "VERENIGING": "vereniging",
    "UA": "U.A.",
    "KERKGENOOTSCHAP": "kerkgenootschap",
    "GMBH": "GmbH",
    "LTD": "Ltd",
    "PLC": "PLC",
    "LLC": "LLC",
    "BVBA": "BVBA",
    "VZW": "VZW",
    "SARL": "SARL",
    "SPZOO": "Sp. z o.o.",
}
_MAY_BE_A_SURNAME = frozenset({"STICHTING", "COOPERATIE", "VERENIGING", "KERKGENOOTSCHAP", "LTD"})
_MAY_BE_INITIALS = frozenset({"b.v.", "n.v."})
_MAY_BE_IN_A_CV = frozenset({"BV", "NV"})  # "Jansen Beheer B.V. & Co C.V." is a cv


def legal_person(name: str) -> str | None:
    """Return the form of a legal person that the name bears, as it is shown, or None (R-ADM-4).

    The name is a bedrijfsnaam or an achternaam, never the initials of a person.
    """
    if name.isalpha() and len(name) > 4:
        return None  # one word: a surname, whatever it means
    folded = strip_diacritics(name).lower()
    found = _FORM.search(folded)
    while found is not None:
        form = str(found.lastgroup)
        if not _is_name_of_a_person(form, found, folded):
            return _SHOWN[form]
        found = _FORM.search(folded, found.end())
    return None


def _is_name_of_a_person(form: str, found: re.Match[str], folded: str) -> bool:
    if form in _MAY_BE_IN_A_CV and _NATURAL_AT_END.search(folded, found.end()):
        return True
    others = _own_words(folded[: found.start()]) + _own_words(folded[found.end() :])
    if form in _MAY_BE_A_SURNAME:
        return others == 0
    return found[0] in _MAY_BE_INITIALS and found.start() == 0 and others == 1


def _own_words(text: str) -> int:
    """How many words say more than a voorvoegsel does."""
    return sum(word.upper() not in PREFIXES for word in _WORD.findall(text))
