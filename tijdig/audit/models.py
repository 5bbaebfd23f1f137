from django.db import models
from django.db.models.functions import Coalesce, Now


class CurrentSetting(models.Func):
    """A setting of the running transaction, or NULL: `current_setting(name, true)`."""

    function = "current_setting"
    template = "nullif(%(function)s(%(expressions)s, true), '')"
    output_field = models.CharField()


class AuditEvent(models.Model):
    """One act or one look. No foreign keys and no personal data: the trail outlives the data (R-BEW-4)."""

    at = models.DateTimeField(db_default=Now())
    gemeente = models.CharField(
        max_length=4,
        db_default=Coalesce(CurrentSetting(models.Value("app.gemeente")), models.Value("")),
        help_text="code, or empty for what belongs to no gemeente",
    )
    by = models.CharField(max_length=60, help_text="'gebruiker:7' or 'systeem', never a name")
    what = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, help_text="'zaak:9f3c', never a BSN or a name")
    ground = models.CharField(max_length=60, help_text="e.g. 'wgs.3.1.b'")
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["gemeente", "subject", "at"], name="audit_per_subject"),
            models.Index(fields=["gemeente", "at"], name="audit_per_moment"),
        ]

    class Personal:
        keep = {"id", "at", "gemeente", "by", "what", "subject", "ground", "detail"}
        erase: dict[str, object] = {}

    def __str__(self) -> str:
        return f"{self.what} {self.subject}"
