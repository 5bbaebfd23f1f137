from django.db import migrations

from tijdig.accounts.rowsecurity import OWN_ROWS, grant, protect

OWN_ROLES = "user_id = nullif(current_setting('app.gebruiker', true), '')::bigint"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("audit", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("sessions", "0001_initial"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("account", "0001_initial"),
    ]

    operations = [
        grant(),
        # Before the gemeente is chosen a user must be able to read where they have roles.
        protect("accounts_rol", f"{OWN_ROWS} or {OWN_ROLES}", check=OWN_ROWS),
    ]
