"""The form of a schuldhulpverlener."""

from django import forms


class AannemenForm(forms.Form):
    """Take on what came in about an own client, with a word for the team."""

    opmerking = forms.CharField(max_length=400, required=False)
