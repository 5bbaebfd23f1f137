"""Find zaken by name, address, kenmerk or reference, within the rights of who asks (R-ROL-2, R-TRI-7)."""

from django.db.models import Count, Q, QuerySet, Window

from tijdig.rules.search import Zoekvraag, after_prefix

from .models import Vroegsignaalzaak, Zoekwoord

MOST = 50
OPEN_FIRST = ("-afgerond_op", "-crisis", "-geopend_op", "-pk")  # what is open has no day: it comes first


def found_zaken(
    zaken: QuerySet[Vroegsignaalzaak], vraag: Zoekvraag
) -> tuple[QuerySet[Vroegsignaalzaak], int]:
    """Of these zaken those that answer the question: crisis and open ones first, fifty at most; and how many in all."""
    demands = _demands(vraag)
    if not demands:
        return zaken.none(), 0
    found = zaken.filter(demands, gewist_op__isnull=True).annotate(samen=Window(Count("pk")))
    first = list(found.order_by(*OPEN_FIRST).values_list("pk", "samen")[:MOST])
    pks = [pk for pk, _ in first]
    return zaken.filter(pk__in=pks).order_by(*OPEN_FIRST), first[0][1] if first else 0


def _demands(vraag: Zoekvraag) -> Q:
    demands = Q()
    if vraag.adres is not None:
        key = vraag.adres.sleutel
        demands |= Q(adres_sleutel=key) | Q(adres_sleutel__gte=f"{key} ", adres_sleutel__lt=f"{key}!")
    if vraag.kenmerk:
        demands |= Q(kenmerk=vraag.kenmerk)
    for soort, word in ((Zoekwoord.Soort.NAAM, vraag.naam), (Zoekwoord.Soort.REFERENTIE, vraag.referentie)):
        if word:
            demands |= Q(pk__in=_with_word(soort, word))
    return demands


def _with_word(soort: Zoekwoord.Soort, word: str) -> QuerySet[Zoekwoord, int]:
    """Ids of zaken with a word that begins so, which is a range in the index; of a reference the whole."""
    words = Zoekwoord.objects.filter(soort=soort)
    if soort is Zoekwoord.Soort.REFERENTIE:
        words = words.filter(woord=word)
    else:
        words = words.filter(woord__gte=word, woord__lt=after_prefix(word))
    return words.values_list("zaak_id", flat=True)
