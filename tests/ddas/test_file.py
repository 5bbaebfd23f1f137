"""A delivery as a file: every signal and zaak once, valid, and read back (R-MON-9)."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import make
from tests.monitor.town import CODE, TODAY, fill
pytestmark = pytest.mark.django_db

def test_it(tmp_path, shared):
    fill(1, [date(2026, m, 1) for m in range(4, 10)], 60)
    out = io.StringIO()
    call_command("ddas", str(tmp_path/"x.json"), gemeente=CODE, van=date(2026,7,1), tot=date(2026,9,30), stdout=out)
    print(out.getvalue())
    d = json.loads((tmp_path/"x.json").read_text())
    print(json.dumps(d, indent=1)[:3000])
    import jsonschema
    jsonschema.Draft202012Validator(json.loads((shared/"standards/ddas-vroegsignalering/v1.2/json_schema_Uitwisselmodel.json").read_text()), format_checker=jsonschema.FormatChecker()).validate(d)
    from tijdig.ddas.reading import read_delivery
    from tijdig.policies import policy_on
    from collections import Counter
    c=Counter()
    for row in read_delivery((tmp_path/"x.json").open("rb"), uitwisseling=policy_on(TODAY, CODE).uitwisseling, known_gemeente=lambda c: True, today=TODAY):
        c[type(getattr(row,"waarde",row)).__name__]+=1
        for k in getattr(row,"controles",()): c[k]+=1
        if not hasattr(row,"waarde"): print(row)
    print(c)
    for f in Path("../shared/standards/ddas-vroegsignalering").glob("v1.[02]/*Voorbeeld.json"):
        c=Counter()
        for row in read_delivery(f.open("rb"), uitwisseling=policy_on(TODAY, CODE).uitwisseling, known_gemeente=lambda c: True, today=TODAY):
            c[type(getattr(row,"waarde",row)).__name__]+=1
            for k in getattr(row,"controles",()): c[k]+=1
            if not hasattr(row,"waarde"): print(row)
        print(f, c)
    assert 0
