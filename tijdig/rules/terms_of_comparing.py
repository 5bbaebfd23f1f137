"""Closed lists about comparing gemeenten (R-MON-5). They are part of `terms`, where the others stand."""

from enum import StrEnum


class Cijferbron(StrEnum):
    """Where figures of a gemeente come from, the one that goes first above."""

    EIGEN = "eigen"
    KUBUSBESTAND = "kubusbestand"
    DDAS = "ddas"
    GEPUBLICEERD = "gepubliceerd"
    SYNTHETISCH = "synthetisch"


class Vergelijkgroep(StrEnum):
    """With whom a gemeente is compared. Source: Divosa Monitor; R-MON-5."""

    INWONERS = "inwoners"
    NEDERLAND = "nederland"
    PROVINCIE = "provincie"
    SCHULDEN = "schulden"
    LIJKEND = "lijkend"
    KEUZE = "keuze"
    EERDER = "eerder"
