"""A template written paragraph by paragraph. What comes out is the same YAML that a file would hold (R-OUT-3)."""

from collections.abc import Sequence
from typing import Any

import yaml
from django import forms

from tijdig.rules.terms import Sjabloonsoort

from .letters.templates import Alinea, Alineasoort, Sjabloon
from .message_forms import IngangForm

KINDS = {
    Alineasoort.TEKST: "Gewone tekst",
    Alineasoort.VRAAG: "De vraag, in vette letters",
    Alineasoort.STAPPEN: "Stappen met een nummer",
    Alineasoort.KADER: "Kader",
}
MOST = 20  # paragraphs; a letter is one page


class KopForm(IngangForm):
    """What stands around the paragraphs."""

    onderwerp = forms.CharField(
        label="Onderwerp", max_length=120, error_messages={"required": "Vul een onderwerp in."}
    )
    field_order = ["onderwerp", "ingang"]


class AlineaForm(forms.Form):
    """One paragraph; without text it is left out."""

    soort = forms.ChoiceField(
        label="Soort alinea", choices=[(kind.value, name) for kind, name in KINDS.items()]
    )
    kop = forms.CharField(label="Kop", required=False, max_length=120)
    inhoud = forms.CharField(
        label="Tekst", required=False, max_length=4_000, help_text="Bij stappen: elke stap op een eigen regel.",
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
    )  # fmt: skip
    qr = forms.BooleanField(label="Met de QR-code van de reactiepagina", required=False)


Alineas = forms.formset_factory(AlineaForm, extra=1, max_num=MOST, validate_max=True)


def paragraphs_of(sjabloon: Sjabloon) -> list[dict[str, Any]]:
    """The paragraphs as the forms begin with them."""
    return [
        {"soort": alinea.soort.value, "kop": alinea.kop, "inhoud": _content(alinea), "qr": alinea.qr}
        for alinea in sjabloon.alineas
    ]


def _content(alinea: Alinea) -> str:
    return "\n".join(alinea.stappen) if alinea.soort is Alineasoort.STAPPEN else alinea.tekst


def as_source(source: str, onderwerp: str, paragraphs: Sequence[dict[str, Any]]) -> str:
    """The YAML of `source` with this subject and these paragraphs; all else stays as it was."""
    data = dict(yaml.safe_load(source))
    sms = data.get("soort") == Sjabloonsoort.SMS.value
    data["onderwerp"] = onderwerp
    data["alineas"] = [_as_data(one, sms) for one in paragraphs if one.get("inhoud", "").strip()]
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100))


def _as_data(one: dict[str, Any], sms: bool) -> dict[str, Any]:
    soort = Alineasoort.TEKST.value if sms else one["soort"]
    lines = [line.strip() for line in one["inhoud"].splitlines() if line.strip()]
    data: dict[str, Any] = {"soort": soort}
    if one.get("kop", "").strip():
        data["kop"] = one["kop"].strip()
    data |= {"stappen": lines} if soort == Alineasoort.STAPPEN.value else {"tekst": " ".join(lines)}
    if one.get("qr") and soort == Alineasoort.KADER.value:
        data["qr"] = True
    return data
