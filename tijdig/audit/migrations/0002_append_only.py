"""The trail is written once: the app role may only add, and a trigger refuses everybody else (R-BEW-4)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("accounts", "0002_rights")]

    operations = [
        migrations.RunSQL(
            """
            create function audit_append_only() returns trigger language plpgsql as $$
            begin
                raise exception 'the audit trail is append-only';
            end $$;
            create trigger audit_append_only before update or delete on audit_auditevent
                for each row execute function audit_append_only();
            create trigger audit_no_truncate before truncate on audit_auditevent
                for each statement execute function audit_append_only();
            revoke update, delete, truncate on audit_auditevent from tijdig_app;
            alter table audit_auditevent enable row level security;
            alter table audit_auditevent force row level security;
            create policy eigen_gemeente on audit_auditevent
                using (gemeente = coalesce(nullif(current_setting('app.gemeente', true), ''), ''))
                with check (gemeente = coalesce(nullif(current_setting('app.gemeente', true), ''), ''));
            """,
            migrations.RunSQL.noop,
        )
    ]
