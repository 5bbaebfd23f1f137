from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models

from tijdig.accounts.tenant import OfGemeente, one_of
from tijdig.rules.terms import PartnerType


class Signaalpartner(models.Model):
    """A vastelastenpartner, shared by all gemeenten of the installation (R-PAR-1). Source: Wgs 3.1.b."""

    kvk_nummer = models.CharField(
        "KvK-nummer", max_length=8, unique=True, validators=[RegexValidator(r"^\d{8}$", "Acht cijfers.")]
    )
    naam = models.CharField(max_length=120)
    kort = models.CharField("korte naam", max_length=24, help_text="staat in lijsten")
    soort = models.CharField(max_length=30, choices=[(s, s) for s in PartnerType])
    soorten = ArrayField(
        models.CharField(max_length=40), help_text="signaalsoorten die deze partner mag leveren"
    )
    contact_naam = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_telefoon = models.CharField(max_length=30, blank=True)
    landelijk = models.BooleanField(default=False)

    class Meta:
        ordering = ["naam"]
        constraints = [
            one_of("soort", PartnerType, name="signaalpartner_soort_known"),
            models.CheckConstraint(
                condition=models.Q(kvk_nummer__regex=r"^\d{8}$"), name="signaalpartner_kvk_form"
            ),
        ]

    class Personal:
        # Contact people act for a company; they are kept while the partner is.
        keep = {
            "id", "kvk_nummer", "naam", "kort", "soort", "soorten",
            "contact_naam", "contact_email", "contact_telefoon", "landelijk",
        }  # fmt: skip
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return self.naam


class Overeenkomst(OfGemeente):
    """Agreement under the LCV between a partner and a gemeente, with dates (R-PAR-2). Source: Leidraad 2.4."""

    partner = models.ForeignKey(Signaalpartner, on_delete=models.PROTECT, related_name="overeenkomsten")
    ingang = models.DateField()
    einde = models.DateField(null=True, blank=True, help_text="laatste dag, leeg = onbepaald")

    class Meta:
        indexes = [models.Index(fields=["gemeente"], name="overeenkomst_per_gemeente")]
        ordering = ["partner", "-ingang"]
        constraints = [
            # Two agreements at the same time would make "in force on that day" ambiguous.
            ExclusionConstraint(
                name="overeenkomst_no_overlap",
                expressions=[
                    ("gemeente", RangeOperators.EQUAL),
                    ("partner", RangeOperators.EQUAL),
                    (
                        models.Func(
                            "ingang", "einde", models.Value("[]"),
                            function="daterange", output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(einde__isnull=True) | models.Q(einde__gte=models.F("ingang")),
                name="overeenkomst_ends_after_start",
            ),
        ]  # fmt: skip

    class Personal:
        keep = {"id", "gemeente", "partner", "ingang", "einde"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"Overeenkomst {self.pk}"
