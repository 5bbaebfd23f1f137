"""Addresses of the pages of `casework`. The page of one zaak is put together in `tijdig.config.zaak`."""

from django.urls import path

from .views import acts, aftercare, bakjes, closing, export, handed_over, together

app_name = "casework"
urlpatterns = [
    path("", bakjes.bakjes, name="bakjes"),
    path("samen", bakjes.samen, name="samen"),
    path("lijst.csv", export.export, name="lijst_csv"),
    path("zoeken", together.zoeken, name="zoeken"),
    path("afwezig", together.afwezig, name="afwezig"),
    path("afwezig/<int:vervanging_id>/einde", together.afwezig_einde, name="afwezig_einde"),
    path("genoemd", together.genoemd, name="genoemd"),
    path("overgedragen", handed_over.overgedragen, name="overgedragen"),
    path("overgedragen/<int:zaak_id>/aannemen", handed_over.aannemen, name="aannemen"),
    path("toetsen", together.toetsen, name="toetsen"),
    path("<int:zaak_id>/nemen", together.nemen, name="nemen"),
    path("<int:zaak_id>/hier", together.hier, name="hier"),
    path("vervolg", aftercare.vervolg, name="vervolg"),
    path("besluiten", aftercare.besluiten, name="besluiten"),
    path("<int:zaak_id>/afronden/velden", closing.afronden_velden, name="afronden_velden"),
    path("<int:zaak_id>/<slug:naam>", acts.handeling, name="handeling"),
]
