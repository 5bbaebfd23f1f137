"""Addresses of the pages of `accounts`."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.gebruikers, name="gebruikers"),
    path("gemeente", views.gemeente, name="gemeente"),
    path("nieuw", views.gebruiker_nieuw, name="gebruiker_nieuw"),
    path("collega", views.collega, name="collega"),
    path("gebruiker/<int:user_id>", views.gebruiker, name="gebruiker"),
    path("gebruiker/<int:user_id>/gegevens", views.gebruiker_wijzigen, name="gebruiker_wijzigen"),
    path("gebruiker/<int:user_id>/rollen", views.gebruiker_rollen, name="gebruiker_rollen"),
    path("gebruiker/<int:user_id>/sluiten", views.gebruiker_sluiten, name="gebruiker_sluiten"),
    path("gebruiker/<int:user_id>/heropenen", views.gebruiker_heropenen, name="gebruiker_heropenen"),
    path("gebruiker/<int:user_id>/wachtwoord", views.gebruiker_wachtwoord, name="gebruiker_wachtwoord"),
    path("gebruiker/<int:user_id>/tweede-stap", views.gebruiker_tweede_stap, name="gebruiker_tweede_stap"),
]
