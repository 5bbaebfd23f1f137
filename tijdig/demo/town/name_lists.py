"""Lists of names, most used first. Own compilation; the frequencies are drawn by rank (names.py).

A surname is written whole; what stands before the first capital is its voorvoegsel.
Voornamen are per origin and sex; the Dutch ones also per generation (oud, midden, jong).
"""

from enum import StrEnum


class Origin(StrEnum):
    """Which lists a family takes its names from."""

    NEDERLANDS = "nederlands"
    TURKS = "turks"
    MAROKKAANS = "marokkaans"
    SURINAAMS = "surinaams"
    CARIBISCH = "caribisch"
    POOLS = "pools"
    SYRISCH = "syrisch"
    OVERIG = "overig"


# Share of families, in promille; own estimate for a city of this size.
ORIGIN_WEIGHTS: dict[Origin, int] = {
    Origin.NEDERLANDS: 725,
    Origin.TURKS: 80,
    Origin.MAROKKAANS: 45,
    Origin.SURINAAMS: 40,
    Origin.CARIBISCH: 40,
    Origin.POOLS: 30,
    Origin.SYRISCH: 15,
    Origin.OVERIG: 25,
}


def _split(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.replace("\n", " ").split(",") if name.strip())


SURNAMES: dict[Origin, tuple[str, ...]] = {
    Origin.NEDERLANDS: _split("""
        de Jong, van den Berg, Visser, van Dijk, Bakker, Jansen, de Vries, Smit, van der Linden, Meijer,
        de Boer, Mulder, Bos, van Vliet, Vos, Kok, van der Meer, de Groot, Verhoeven, van Leeuwen, Peters,
        Hendriks, Dekker, Brouwer, de Wit, Dijkstra, Smits, de Graaf, van der Heijden, Kooijman, Schouten,
        van Beek, Willems, Maas, Verbeek, den Hartog, Stolk, Kramer, Kuipers, van Wijk, Post, Vermeulen,
        van der Veen, Koster, Prins, Blom, Huisman, Versluis, Hoogendoorn, de Bruin, van den Heuvel,
        van Veen, Molenaar, van den Brink, Scholten, Bosman, van Es, Boer, Vink, Mol, Kuijpers,
        van der Wal, de Haan, van Dam, in 't Veld, 't Hart, van 't Hof, den Ouden, Roos, Timmermans,
        van Doorn, Gerritsen, Pronk, Schipper, Kraaijeveld, de Kok, Spruit, Nederlof, Visscher,
        van Gemert, Leenheer, Baas, van Driel, Sterk, van der Giessen, Boogaard, Korteland, Penning,
        Lodder, Hak, Kamsteeg, van Houwelingen, Stam, Blokland, den Boer, van Rijswijk, Kleijn,
        Barendregt, Tuinman, Romijn, van Wingerden, Zwart, Kalkman, de Zeeuw, van Pelt, Ooms, Vroege,
        van der Plas, Slingerland, Advokaat, Groeneveld, ter Horst, ten Brinke, van de Wetering, Rietveld,
        Muilwijk, Verschoor, Bezemer, Swets, van Noordenne, de Ruiter, Hofman, Buitendijk, van IJzendoorn,
        IJsselstein, Wapperom, Kortlever, Dubbeldam, Snijders, Crezée, Coté, Brandt, Müller, Schröder,
        von Berg, Boonstra, Hoekstra, Wiersma, Terpstra, Elzinga, de la Combé, Bouwmeester, Goedhart,
        van Ouwerkerk, op den Dries, uit den Bogaard, Vos-Pieterse, Klein Wolterink, Groot Bramel,
        Prins-Maaskant, van der Schaaf, Stehouwer, Naaktgeboren, Zoutewelle, Poortvliet, Admiraal"""),
    Origin.TURKS: _split("""
        Yılmaz, Kaya, Demir, Çelik, Şahin, Yıldız, Yıldırım, Öztürk, Aydın, Özdemir, Arslan, Doğan, Kılıç,
        Aslan, Çetin, Kara, Koç, Kurt, Özkan, Şimşek, Polat, Korkmaz, Çakır, Gündoğan, Aktaş, Erdoğan,
        Güneş, Bulut, Taş, Uçar, Karataş, Bozkurt, Tekin, Yavuz, Acar, Sarı, Keskin, Tunç, Ateş, Ünal"""),
    Origin.MAROKKAANS: _split("""
        el Amrani, Bouzid, el Idrissi, Benali, el Khattabi, Ouali, Azzouzi, el Yaakoubi, Chaouch, Amezian,
        el Mourabit, Haddou, Bakkali, Ait Lahcen, Zerouali, el Ouahabi, Belkasmi, Ziani, Tahiri, Achahbar,
        el Hamdaoui, Mokhtari, Saidi, ben Haddou, Boukhari, el Fassi, Daoudi, Lamrabet, Kaddouri, Ouchan"""),
    Origin.SURINAAMS: _split("""
        Ramdin, Kartosen, Biharie, Pinas, Ramlal, Jagroep, Sewnandan, Kasanpawiro, Mohan, Tjon,
        Bhagwandin, Wijngaarde, Amatdjais, Gangaram, Landveld, Soekhoe, Raghoebir, Lieveld, Kromosoeto,
        Hoepel, Ramkisoen, Vreden, Sital, Burleson, Doekhi, Tjin-Asjoe, Pansa, Rampersad, Blokland,
        Emanuels"""),
    Origin.CARIBISCH: _split("""
        Martina, Isenia, Martis, Rosaria, Cicilia, Maduro, Croes, Geerman, Sambo, Wever, Felicia, Dirksz,
        Koolman, Pieternella, Bernadina, Winklaar, Tromp, Sint Jago, Anthonia, Albertoe, Martina-Rosaria,
        Janga, Zimmerman, Hooi, Jansen-Croes, Pourier, Lourens, Meulens"""),
    Origin.POOLS: _split("""
        Nowak, Kowalski, Wiśniewski, Wójcik, Kowalczyk, Kamiński, Zieliński, Szymański, Woźniak,
        Dąbrowski, Jankowski, Mazur, Krawczyk, Grabowski, Pawłowski, Michalski, Król, Wróbel, Jabłoński,
        Stępień, Łukasik, Żak"""),
    Origin.SYRISCH: _split("""
        al Hassan, Haddad, al Ahmad, Khalil, Darwish, al Masri, Khoury, Hamdan, Sabbagh, al Halabi,
        Mansour, Najjar, Shaheen, Qasem, al Jundi, Barakat"""),
    Origin.OVERIG: _split("""
        Nguyen, da Silva, Fernandes, Tran, Gomes, dos Santos, Ivanova-Petrov, Tesfay, Okafor, Mensah,
        Popescu, Kovač, Hodžić, Bonnet, O'Brien, García, Rossi, Chen, Singh, Abebe, Ruiz-Moreno, Ionescu,
        Lý, Öberg, Løvland, Bondarenko, Kravchuk, Shevchuk, Mohamud, Warsame"""),
}

# Polish surnames of which the woman's form ends in -a.
POLISH_ADJECTIVES = ("ski", "cki", "dzki")

MALE: dict[str, tuple[str, ...]] = {
    "oud": _split("""
        Johannes, Cornelis, Jan, Hendrik, Pieter, Willem, Gerrit, Adrianus, Arie, Jacobus, Dirk, Leendert,
        Petrus, Teunis, Marinus, Antonie, Bastiaan, Jacob, Aart, Gijsbert, Hendrikus, Abraham, Kornelis,
        Maarten, Simon, Huibert, Wouter, Albertus, Klaas, Izaak, Wilhelmus, Franciscus, Theodorus, Krijn,
        Rokus, Job, Ary, Lambertus"""),
    "midden": _split("""
        Peter, Marco, Ronald, Erik, Michel, Edwin, Patrick, Robert, Arjan, Mark, Richard, Johan, Martijn,
        Dennis, Jeroen, Rob, André, René, Bas, Sander, Jan-Willem, Frank, Paul, Wilco, Bart, Remco, Jacco,
        Marcel, Sjaak, Gert-Jan, Léon, Raymond, Danny, Vincent, Arno, Corné, Hans-Peter, Rutger"""),
    "jong": _split("""
        Daan, Sem, Lucas, Thomas, Tim, Luuk, Jesse, Bram, Finn, Ruben, Stijn, Lars, Thijs, Milan, Levi,
        Noah, Niels, Julian, Sven, Max, Gijs, Mees, Rick, Kevin, Mike, Jordy, Tobias, Floris, Jelle, Joël,
        Noël, Raphaël, Cas, Olivier, Siem, Job, Boaz, Teun, Wessel"""),
    Origin.TURKS: _split("""
        Mehmet, Mustafa, Ahmet, Ali, Hüseyin, Murat, Emre, İbrahim, Hasan, Yusuf, Ömer, Serkan, Volkan,
        Burak, Kemal, Özgür, Uğur, Tuncay, Gökhan, Cem, Eymen, Kağan, Ümit, Bülent"""),
    Origin.MAROKKAANS: _split("""
        Mohamed, Ahmed, Youssef, Omar, Hassan, Rachid, Said, Mimoun, Abdelkader, Bilal, Ilias, Anouar,
        Hamza, Khalid, Zakaria, Nordin, Soufiane, Driss, Brahim, Mohamed Amine, Ayoub, Jamal"""),
    Origin.SURINAAMS: _split("""
        Ricardo, Dennis, Rajesh, Sunil, Marlon, Iwan, Clifton, Soerin, Roy, Vinod, Djano, Ruben, Stanley,
        Kenneth, Wim, Jaïr, Xavier, Winston, Guno, Sandjai"""),
    Origin.CARIBISCH: _split("""
        Jean-Carlo, Rudolf, Edgar, Juny, Gino, Ramiro, Nelson, Rignald, Jurick, Angelo, Elvis, Shurandy,
        Charlton, Quincy, Ruthson, Ivan, Franklin, José"""),
    Origin.POOLS: _split("""
        Piotr, Krzysztof, Łukasz, Tomasz, Marcin, Paweł, Michał, Andrzej, Jakub, Kamil, Mateusz, Grzegorz,
        Rafał, Dawid, Sławomir, Zbigniew"""),
    Origin.SYRISCH: _split("""
        Mohammad, Ahmad, Khaled, Omar, Yousef, Abdullah, Hassan, Firas, Anas, Bashar, Majd, Samer,
        Ghassan, Tarek"""),
    Origin.OVERIG: _split("""
        Miguel, João, Minh, Kofi, Ion, Zoran, Andrés, Dawit, Andriy, Oleksandr, Abdi, Seán, Luca, Wei,
        Harpreet, Björn, Emir, Chidi"""),
}

FEMALE: dict[str, tuple[str, ...]] = {
    "oud": _split("""
        Maria, Johanna, Cornelia, Adriana, Elisabeth, Neeltje, Wilhelmina, Jannigje, Hendrika,
        Pieternella, Catharina, Anna, Geertruida, Teuntje, Jacoba, Aaltje, Margaretha, Lena, Willempje,
        Dirkje, Petronella, Arie-Jannetje, Grietje, Bastiana, Sara, Maaike, Helena, Antonia, Klazina,
        Rika, Jacomina, Huberta, Francina, Theodora, Geertje"""),
    "midden": _split("""
        Monique, Sandra, Petra, Ingrid, Marjolein, Jolanda, Anita, Esther, Wendy, Linda, Mirjam, Astrid,
        Annemarie, Angelique, Saskia, Bianca, Marieke, Karin, Nicole, Daniëlle, Michèle, Judith, Wilma,
        Anne-Marie, Ellen, Simone, Renée, Yvonne, Caroline, Hanneke, José, Corine, Marie-Louise, Patricia,
        Chantal"""),
    "jong": _split("""
        Emma, Lisa, Sanne, Julia, Sophie, Anouk, Fleur, Lotte, Eva, Zoë, Iris, Femke, Noa, Tess, Anne,
        Mila, Saar, Roos, Isa, Kim, Naomi, Britt, Maud, Chloë, Lieke, Demi, Nina, Yara, Anne-Fleur, Loïs,
        Noëlle, Jasmijn, Evi, Hannah, Elin, Faye, Ise-Marie, Puck"""),
    Origin.TURKS: _split("""
        Fatma, Ayşe, Emine, Hatice, Zeynep, Elif, Meryem, Gül, Özlem, Sevgi, Büşra, Esra, Gülşen, Şeyma,
        Derya, Tuğba, Yasemin, Çiğdem, Aylin, Sümeyye, Ebru, Nurcan"""),
    Origin.MAROKKAANS: _split("""
        Fatima, Khadija, Aïcha, Naima, Samira, Malika, Yasmina, Hanane, Fatima-Zahra, Nora, Salma, Ikram,
        Souad, Latifa, Mina, Imane, Karima, Siham, Loubna, Hayat"""),
    Origin.SURINAAMS: _split("""
        Sharon, Shanti, Asha, Mavis, Sunita, Joyce, Indra, Radjinie, Muriël, Cynthia, Wonny, Ashna,
        Lilian, Djamila, Gerda, Sandhia, Priya, Hillegonda"""),
    Origin.CARIBISCH: _split("""
        Rosalinda, Migdalia, Ruthmila, Sharine, Jeanine, Xiomara, Marlène, Yahaira, Gisette, Shudeska,
        Ana-Maria, Ludwina, Zoraida, Melissa, Vanessa, Elvira"""),
    Origin.POOLS: _split("""
        Anna, Katarzyna, Agnieszka, Małgorzata, Joanna, Magdalena, Monika, Zofia, Aleksandra, Natalia,
        Dorota, Beata, Grażyna, Elżbieta, Oliwia"""),
    Origin.SYRISCH: _split("""
        Fatima, Rana, Nour, Rasha, Hala, Maryam, Layla, Amal, Lina, Reem, Sahar, Abir, Hiba, Ghada"""),
    Origin.OVERIG: _split("""
        Maria, Ana Lúcia, Thi Hoa, Abena, Elena, Jasmina, Carmen, Selam, Oksana, Olena, Hodan, Siobhán,
        Chiara, Mei, Amandeep, Åsa, Nataliia, Ngozi"""),
}
