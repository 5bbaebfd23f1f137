"""The cache in the database: a code of the second factor counts once, whichever web process sees it (ADR 1)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_rights")]

    operations = [
        migrations.RunSQL(
            "create table cache (cache_key varchar(255) primary key, value text not null,"
            " expires timestamptz not null);"
            "create index cache_expires on cache (expires);"
            "grant select, insert, update, delete on cache to tijdig_app;",
            "drop table cache;",
        )
    ]
