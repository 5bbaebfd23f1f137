"""R-ADM-4: a legal person is no resident; a person who sounds like one is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.rules.legal_form import legal_person


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Jansen B.V.", "B.V."),
        ("Jansen BV", "B.V."),
        ("JANSEN B.V", "B.V."),
        ("jansen b.v. ", "B.V."),
        ("JANSEN HOLDING B V", "B.V."),
        ("Jansen Holding B. V.", "B.V."),
        ("Jansen B.V. Dordrecht", "B.V."),
        ("Jansen (B.V.)", "B.V."),
        ("Jansen Beheer BV i.o.", "B.V."),
        ("B.V. Technisch Bureau Jansen", "B.V."),
        ("Jansen besloten vennootschap", "B.V."),
        ("BV", "B.V."),
        ("BV Jansen", "B.V."),
        ("Jansen N.V.", "N.V."),
        ("NV Waterbedrijf", "N.V."),
        ("Stichting Thuis", "stichting"),
        ("STICHTING", None),
        ("Thuis, stichting", "stichting"),
        ("Stg. Thuis", "stichting"),
        ("Jan Stichting", "stichting"),
        ("Vereniging Ons Huis", "vereniging"),
        ("De Vereniging", None),
        ("VvE Kerkstraat 12", "VvE"),
        ("V.v.E. Kerkstraat 12", "VvE"),
        ("VVE", "VvE"),
        ("Vereniging van Eigenaars Kerkstraat", "VvE"),
        ("Vereniging van Eigenaren", "VvE"),
        ("Coöperatie Samen U.A.", "coöperatie"),
        ("Cooperatie Samen", "coöperatie"),
        ("Coöperatieve Telersbond", "coöperatie"),
        ("Co\u006f\u0308peratie Samen", "coöperatie"),  # the diaeresis as a sign of its own
        ("Telersbond Samen U.A.", "U.A."),
        ("Onderlinge Waarborgmaatschappij Zorg", "onderlinge waarborgmaatschappij"),
        ("Zorg O.W.M.", "onderlinge waarborgmaatschappij"),
        ("Evangelisch kerkgenootschap Dordrecht", "kerkgenootschap"),
        ("Bauer GmbH", "GmbH"),
        ("Smith Trading Ltd.", "Ltd"),
        ("Smith Limited", "Ltd"),
        ("Smith Holding PLC", "PLC"),
        ("Budowa Sp. z o.o.", "Sp. z o.o."),
        ("Dubois S.à r.l", None),  # a space inside: not read, so processed
        ("Dubois SARL", "SARL"),
    ],
)
def test_the_form_is_read_as_a_word(name, form):
    assert legal_person(name) == form


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "Jansen",
        "van der Berg",
        "Schildersbedrijf Jansen",
        "Eenmanszaak Jansen",
        "Jansen V.O.F.",
        "VOF Jansen en Bakker",
        "Maatschap Jansen & Bakker",
        "Jansen C.V.",
        "Jansen Beheer B.V. & Co C.V.",
        "Bvlgari",
        "Stichtingweg",
        "Bakkerij Stichtingweg",
        "BV-Lease Jansen",
        "Stichting-Smit",
        "Limited Edition Kapsalon",
        "n.v.t.",
        "N.V.T.",
        "Navarro",
        "Van der Stichting",
        "B.V. Jansen",
        "N.V. van der Berg",
        "U.A. Jansen",
        "B. v. Dijk",
        "B. v.d. Berg",
        "P B V DIJK",
        "P B V D BERG",
        "A.B.V. Jansen",
        "Jansen B.A.",
        "Gmbhuis",
    ],
)
def test_a_natural_person_is_processed(name):
    assert legal_person(name) is None


@given(st.text(max_size=40))
def test_any_text_has_a_form_or_none(name):
    form = legal_person(name)
    assert form is None or form.strip()
    assert legal_person(name.upper()) == legal_person(name.upper().lower())


@given(st.text(alphabet="abcdefghij", min_size=2, max_size=12))
def test_a_form_behind_a_name_counts_and_glued_to_it_does_not(name):
    assert legal_person(f"{name} B.V.") == "B.V."
    assert legal_person(f"{name}bv x") is None
    assert legal_person(f"{name} V.O.F.") is None
