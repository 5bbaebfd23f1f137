import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import tijdig.accounts.language
import tijdig.rules.terms


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Gemeente",
            fields=[
                ("code", models.CharField(max_length=4, primary_key=True, serialize=False)),
                ("naam", models.CharField(max_length=80)),
                ("afdeling", models.CharField(default="Team Vroegsignalering", max_length=120)),
                ("adresregel1", models.CharField(blank=True, max_length=120)),
                ("adresregel2", models.CharField(blank=True, max_length=120)),
                ("telefoon", models.CharField(blank=True, max_length=30)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "openingstijden",
                    models.CharField(blank=True, help_text="when the team can be reached", max_length=120),
                ),
                (
                    "privacypagina",
                    models.URLField(blank=True, help_text="page about data and rights, for letters"),
                ),
                (
                    "brp_koppeling",
                    models.BooleanField(
                        default=False, help_text="off: the check is done by a person with a form"
                    ),
                ),
                (
                    "brp_buiten_gemeente",
                    models.BooleanField(
                        default=False,
                        help_text="authorised to ask about persons registered elsewhere (R-BRP-7)",
                    ),
                ),
                (
                    "brieven_via_notify",
                    models.BooleanField(
                        default=False, help_text="NotifyNL prints and posts the letters when asked (R-OUT-3)"
                    ),
                ),
                (
                    "shv_koppeling",
                    models.BooleanField(
                        default=False, help_text="off: the list of schuldhulpverlening is uploaded (R-SHV-3)"
                    ),
                ),
                ("shv_lijst_bijgewerkt", models.DateTimeField(blank=True, null=True)),
                (
                    "beleid_kenmerk",
                    models.CharField(
                        blank=True,
                        help_text="fingerprint of the policy decided on a page; empty: files only (ADR 9)",
                        max_length=64,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                (
                    "telefoon_direct",
                    models.CharField(blank=True, help_text="stands in letters", max_length=30),
                ),
                (
                    "taal",
                    models.CharField(
                        default=tijdig.accounts.language.Schermtaal["NEDERLANDS"],
                        help_text="of the pages, not of letters",
                        max_length=2,
                    ),
                ),
                (
                    "sneltoetsen",
                    models.BooleanField(default=True, help_text="single keys act on a page (WCAG 2.1.4)"),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "taal__in",
                                [
                                    tijdig.accounts.language.Schermtaal["NEDERLANDS"],
                                    tijdig.accounts.language.Schermtaal["ENGELS"],
                                ],
                            )
                        ),
                        name="user_taal_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_superuser", False)), name="user_no_superuser"
                    ),
                ],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Rol",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            (
                                tijdig.rules.terms.Rolsoort["BEHEERDER"],
                                tijdig.rules.terms.Rolsoort["BEHEERDER"],
                            ),
                            (
                                tijdig.rules.terms.Rolsoort["TEAMLEIDER"],
                                tijdig.rules.terms.Rolsoort["TEAMLEIDER"],
                            ),
                            (
                                tijdig.rules.terms.Rolsoort["VROEGSIGNALEERDER"],
                                tijdig.rules.terms.Rolsoort["VROEGSIGNALEERDER"],
                            ),
                            (
                                tijdig.rules.terms.Rolsoort["ADMINISTRATIE"],
                                tijdig.rules.terms.Rolsoort["ADMINISTRATIE"],
                            ),
                            (
                                tijdig.rules.terms.Rolsoort["PRIVACY_OFFICER"],
                                tijdig.rules.terms.Rolsoort["PRIVACY_OFFICER"],
                            ),
                            (
                                tijdig.rules.terms.Rolsoort["HUISBEZOEKER"],
                                tijdig.rules.terms.Rolsoort["HUISBEZOEKER"],
                            ),
                            (
                                tijdig.rules.terms.Rolsoort["KLANTCONTACTCENTRUM"],
                                tijdig.rules.terms.Rolsoort["KLANTCONTACTCENTRUM"],
                            ),
                            (
                                tijdig.rules.terms.Rolsoort["BELEIDSADVISEUR"],
                                tijdig.rules.terms.Rolsoort["BELEIDSADVISEUR"],
                            ),
                            (
                                tijdig.rules.terms.Rolsoort["SCHULDHULPVERLENER"],
                                tijdig.rules.terms.Rolsoort["SCHULDHULPVERLENER"],
                            ),
                        ],
                        max_length=30,
                    ),
                ),
                ("team", models.CharField(blank=True, max_length=80)),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rollen",
                        to="accounts.gemeente",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rollen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "gemeente", "soort"), name="rol_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "soort__in",
                                [
                                    tijdig.rules.terms.Rolsoort["BEHEERDER"],
                                    tijdig.rules.terms.Rolsoort["TEAMLEIDER"],
                                    tijdig.rules.terms.Rolsoort["VROEGSIGNALEERDER"],
                                    tijdig.rules.terms.Rolsoort["ADMINISTRATIE"],
                                    tijdig.rules.terms.Rolsoort["PRIVACY_OFFICER"],
                                    tijdig.rules.terms.Rolsoort["HUISBEZOEKER"],
                                    tijdig.rules.terms.Rolsoort["KLANTCONTACTCENTRUM"],
                                    tijdig.rules.terms.Rolsoort["BELEIDSADVISEUR"],
                                    tijdig.rules.terms.Rolsoort["SCHULDHULPVERLENER"],
                                ],
                            )
                        ),
                        name="rol_soort_known",
                    ),
                ],
            },
        ),
    ]
