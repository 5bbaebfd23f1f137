"""A gemeente never goes and keeps its code: rows point at it without a foreign key (ADR 12)."""

from django.db import migrations

STAYS = """
create function gemeente_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a gemeente stays, and keeps its code';
end $$;
create trigger gemeente_stays before delete on accounts_gemeente
    for each row execute function gemeente_stays();
create trigger gemeente_keeps_code before update of code on accounts_gemeente
    for each row when (old.code is distinct from new.code) execute function gemeente_stays();
"""
UNDO = (
    "drop trigger gemeente_stays on accounts_gemeente; drop trigger gemeente_keeps_code on accounts_gemeente;"
    " drop function gemeente_stays();"
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_statistics")]

    operations = [migrations.RunSQL(STAYS, UNDO)]
