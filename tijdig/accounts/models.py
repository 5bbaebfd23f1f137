"""Gemeenten, users and roles. The row security of every table is written in `rowsecurity.py`."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from tijdig.rules.terms import Rolsoort

from . import lookups  # noqa: F401 (registers `among` for every model of the rooms above)
from .language import Schermtaal


class Gemeente(models.Model):
    """A gemeente of this installation. Source: CBS code of four digits."""

    code = models.CharField(max_length=4, primary_key=True)
    naam = models.CharField(max_length=80)
    afdeling = models.CharField(max_length=120, default="Team Vroegsignalering")
    adresregel1 = models.CharField(max_length=120, blank=True)
    adresregel2 = models.CharField(max_length=120, blank=True)
    telefoon = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    openingstijden = models.CharField(max_length=120, blank=True, help_text="when the team can be reached")
    privacypagina = models.URLField(blank=True, help_text="page about data and rights, for letters")
    brp_koppeling = models.BooleanField(
        default=False, help_text="off: the check is done by a person with a form"
    )
    brp_buiten_gemeente = models.BooleanField(
        default=False, help_text="authorised to ask about persons registered elsewhere (R-BRP-7)"
    )
    brieven_via_notify = models.BooleanField(
        default=False, help_text="NotifyNL prints and posts the letters when asked (R-OUT-3)"
    )
    shv_koppeling = models.BooleanField(
        default=False, help_text="off: the list of schuldhulpverlening is uploaded (R-SHV-3)"
    )
    shv_lijst_bijgewerkt = models.DateTimeField(null=True, blank=True)
    beleid_kenmerk = models.CharField(
        max_length=64,
        blank=True,
        help_text="fingerprint of the policy decided on a page; empty: files only (ADR 9)",
    )

    class Personal:
        keep = {
            "code", "naam", "afdeling", "adresregel1", "adresregel2", "telefoon", "email",
            "openingstijden", "privacypagina", "brp_koppeling", "brp_buiten_gemeente", "brieven_via_notify",
            "shv_koppeling", "shv_lijst_bijgewerkt", "beleid_kenmerk",
        }  # fmt: skip
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return self.naam


class User(AbstractUser):
    """Staff. There is no superuser: rights come from roles per gemeente (R-ROL-3)."""

    telefoon_direct = models.CharField(max_length=30, blank=True, help_text="stands in letters")
    taal = models.CharField(
        max_length=2, default=Schermtaal.NEDERLANDS, help_text="of the pages, not of letters"
    )
    sneltoetsen = models.BooleanField(default=True, help_text="single keys act on a page (WCAG 2.1.4)")

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(taal__in=list(Schermtaal)), name="user_taal_known"),
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="user_no_superuser"),
        ]

    class Personal:
        # Staff, not residents: their account is closed, not erased with a zaak.
        keep = {
            "id", "password", "last_login", "is_superuser", "username", "first_name", "last_name", "email",
            "is_staff", "is_active", "date_joined", "telefoon_direct", "taal", "sneltoetsen", "groups",
            "user_permissions",
        }  # fmt: skip
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Rol(models.Model):
    """A role of a person in one gemeente. A person can have roles in several (R-ROL-1)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="rollen")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="rollen")
    soort = models.CharField(max_length=30, choices=[(s, s) for s in Rolsoort])
    team = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "gemeente", "soort"], name="rol_once"),
            models.CheckConstraint(condition=models.Q(soort__in=list(Rolsoort)), name="rol_soort_known"),
        ]

    class Personal:
        keep = {"id", "user", "gemeente", "soort", "team"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"{self.soort} in {self.gemeente_id}"
