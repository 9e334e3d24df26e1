"""French sentences and the day they say; « said » is what stands for the date in them."""

from datetime import date

SUNDAY = date(2026, 11, 22)
# The phrase, day/month of 2026 unless a year is given; said on Sunday 22 November, all of it the date.
WHOLE = """
vendredi = 27/11
Vendredi = 27/11
VENDREDI = 27/11
lundi = 23/11
samedi = 28/11
dimanche = 29/11
vendredi prochain = 27/11
mercredi qui vient = 25/11
lundi en huit = 30/11
jeudi en quinze = 10/12
lundi en 8 = 30/11
vendredi dernier délai = 27/11
dans la journée = 22/11
en fin de mois = 30/11
avant fin décembre = 31/12
ce vendredi = 27/11
pour vendredi = 27/11
avant mardi = 24/11
d'ici vendredi = 27/11
d’ici vendredi = 27/11
d'ici à jeudi = 26/11
dès lundi = 23/11
jusqu'à vendredi = 27/11
vendredi au plus tard = 27/11
au plus tard jeudi = 26/11
vendredi matin = 27/11
jeudi après-midi = 26/11
mercredi soir = 25/11
jeudi de la semaine prochaine = 26/11
lundi semaine prochaine = 23/11
vend. = 27/11
lun = 23/11
ven. = 27/11
pour le lundi = 23/11
demain = 23/11
Demain matin = 23/11
pour demain = 23/11
d'ici demain = 23/11
après-demain = 24/11
après demain = 24/11
apres-demain = 24/11
aujourd’hui = 22/11
aujourd'hui = 22/11
ce soir = 22/11
ce matin = 22/11
cet après-midi = 22/11
4/12 = 4/12
le 4/12 = 4/12
Le 4/12 = 4/12
le 04/12 = 4/12
pour le 4/12 = 4/12
avant le 4/12 = 4/12
d’ici le 4/12 = 4/12
d'ici au 4/12 = 4/12
jusqu'au 4/12 = 4/12
au plus tard le 4/12 = 4/12
vendredi 4/12 = 4/12
vend. 4/12 = 4/12
le 4 / 12 = 4/12
le 4.12 = 4/12
le 4-12 = 4/12
4/12/26 = 4/12
4/12/2026 = 4/12
04.12.2026 = 4/12
4.12.26 = 4/12
4-12-2026 = 4/12
2026-12-04 = 4/12
22/11 = 22/11
10/1 = 10/1/2027
le 10/01 = 10/1/2027
4 décembre = 4/12
4 decembre = 4/12
4 DÉCEMBRE = 4/12
le 4 décembre = 4/12
pour le 4 décembre = 4/12
d'ici le 4 décembre = 4/12
d’ici au 4 décembre = 4/12
avant le 4 décembre = 4/12
vendredi 4 décembre = 4/12
le vendredi 4 décembre = 4/12
vendredi le 4 décembre = 4/12
vendredi, 4 décembre = 4/12
vend. 4 déc. = 4/12
ven 4 dec = 4/12
4 déc. = 4/12
4 déc. 2026 = 4/12
5 janv = 5/1/2027
le 5 janv. = 5/1/2027
le 12 févr. = 12/2/2027
3 sept. = 3/9/2027
le 1er mars = 1/3/2027
1er mars = 1/3/2027
le premier mars = 1/3/2027
le 1 mars = 1/3/2027
le 4 décembre 2027 = 4/12/2027
le 14 juillet = 14/7/2027
le 8 mai = 8/5/2027
le 15 août = 15/8/2027
le 15 aout = 15/8/2027
quatre décembre = 4/12
le quatre décembre = 4/12
trente et un décembre = 31/12
le vingt-cinq janvier = 25/1/2027
le vingt et un décembre = 21/12
le 15 = 15/12
avant le 15 = 15/12
pour le 15 = 15/12
d'ici le 15 = 15/12
d’ici au 15 = 15/12
jusqu’au 15 = 15/12
au plus tard le 15 = 15/12
le 22 = 22/11
le 30 = 30/11
le 31 = 31/12
le 1er = 1/12
le quinze = 15/12
le 15 du mois = 15/12
le 28 de ce mois = 28/11
le 15 du mois prochain = 15/12
le 28 du mois prochain = 28/12
vendredi 27 = 27/11
le vendredi 27 = 27/11
lun 23 = 23/11
sam. 28 = 28/11
mer. 2 = 2/12
mardi 1er = 1/12
dans 15 jours = 6/12
dans quinze jours = 6/12
dans huit jours = 29/11
dans 8 jours = 29/11
dans 10 jours = 2/12
dans dix jours = 2/12
dans 1 jour = 23/11
sous huit jours = 29/11
sous 15 jours = 6/12
sous quinzaine = 6/12
sous huitaine = 29/11
dans une quinzaine = 6/12
dans une quinzaine de jours = 6/12
dans une dizaine de jours = 2/12
d'ici 15 jours = 6/12
d’ici une semaine = 29/11
dans les 15 jours = 6/12
dans un délai de 15 jours = 6/12
dans une semaine = 29/11
dans deux semaines = 6/12
dans 3 semaines = 13/12
sous une semaine = 29/11
dans un mois = 22/12
dans trois mois = 22/2/2027
d'ici deux mois = 22/1/2027
dans un an = 22/11/2027
dans 2 ans = 22/11/2028
sous 48 h = 24/11
sous 24 heures = 23/11
dans 5 jours ouvrés = 27/11
dans 10 jours ouvrables = 4/12
fin du mois = 30/11
fin de mois = 30/11
à la fin du mois = 30/11
d'ici la fin du mois = 30/11
avant la fin du mois = 30/11
pour la fin du mois = 30/11
fin du mois prochain = 31/12
le mois prochain = 31/12
début du mois prochain = 5/12
ce mois-ci = 30/11
dans le mois = 30/11
fin novembre = 30/11
fin nov. = 30/11
fin décembre = 31/12
fin février = 28/2/2027
fin février 2028 = 29/2/2028
pour fin janvier = 31/1/2027
mi-décembre = 15/12
mi décembre = 15/12
à la mi-janvier = 15/1/2027
mi-novembre = 15/11/2027
début janvier = 5/1/2027
début décembre = 5/12
courant décembre = 31/12
en décembre = 31/12
en mars = 31/3/2027
en mars 2028 = 31/3/2028
fin de semaine = 27/11
en fin de semaine = 27/11
d'ici la fin de la semaine = 27/11
la semaine prochaine = 27/11
semaine prochaine = 27/11
début de semaine prochaine = 23/11
en début de semaine = 23/11
fin de la semaine prochaine = 27/11
milieu de semaine prochaine = 25/11
ce week-end = 22/11
fin de l'année = 31/12
fin de l’année = 31/12
fin d'année = 31/12
d'ici à la fin de l'année = 31/12
avant la fin de l’année = 31/12
fin de l'année prochaine = 31/12/2027
fin 2027 = 31/12/2027
avant Noël = 24/12
d'ici Noël = 24/12
à Noël = 25/12
pour Noël = 25/12
avant noel = 24/12
avant la Toussaint = 31/10/2027
avant Pâques = 27/3/2027
à l'Ascension = 6/5/2027
pour la Pentecôte = 16/5/2027
avant le nouvel an = 31/12
"""
# A sentence, the part of it that says the date, the day.
INSIDE = """
le maire appelle l'inspection vendredi | vendredi = 27/11
note de cadrage pour le 4/12 | pour le 4/12 = 4/12
Vendredi, le maire appelle l’inspection | Vendredi = 27/11
la secrétaire envoie avant le 15 la note aux élus | avant le 15 = 15/12
le maire voit l'ABF vendredi à 14 h 30 | vendredi = 27/11
rappeler la trésorerie dans 15 jours, sans faute | dans 15 jours = 6/12
Le compte rendu du conseil est affiché d’ici le 4 décembre. | d’ici le 4 décembre = 4/12
point de lundi à préparer pour vendredi | pour vendredi = 27/11
relire l'arrêté du 3 mars avant le 4/12 | avant le 4/12 = 4/12
payer les 2/3 de la facture fin novembre | fin novembre = 30/11
Élus : convocation 4/12 | 4/12 = 4/12
appeler le 06 12 11 26 33 demain | demain = 23/11
lot 3 : relancer l'entreprise sous huitaine | sous huitaine = 29/11
la secrétaire présente le budget en mars | en mars = 31/3/2027
DUERP à revoir ; le maire, mi-décembre | mi-décembre = 15/12
le 15, le maire reçoit le CDG | le 15 = 15/12
d'abord l'eau (avant Noël) puis la voirie | avant Noël = 24/12
École : réunion mardi 24/11 18 h | mardi 24/11 = 24/11
le SGM relit l'article L2122-18 demain matin | demain matin = 23/11
de\u0301libe\u0301ration a\u0300 afficher le 4 de\u0301cembre | le 4 de\u0301cembre = 4/12
"""
# No date at all, or one that is not for this line.
NONE = """
2/3 des voix
les 2/3 du conseil
adopté aux 2/3
1/2 journée
3/4 du temps
à 3/4
article 4.2
l'article 4.12 du règlement
version 4.12.26
le 12 rue des Lilas
au 15 rue de la Poste
le 3 du règlement
le 15 juillettiste
lot 3
lot 4/12
la mare
la mare aux canards
mardi gras
lundi de Pâques
vendredi saint
sam.
Sam passe l'éponge
la mer
un jeu
14 h 30
à 9h
18:30
L2122-18
CGCT L2122-18
50 000 €
12,5 %
4.2 %
le 12 %
06 12 11 26 33
06.12.11.26.33
24/7
7/7
192.168.4.12
n° 4/12
délibération 2026-12-04
l'arrêté du 3 mars
la réunion du 4 décembre
le point de lundi
en congé du 4 au 12 décembre
le compte rendu de vendredi
depuis le 4 décembre
depuis lundi
chaque vendredi
tous les lundis
les vendredis
le lundi
la mairie ferme le samedi matin
vendredi dernier
le 3 mars dernier
le 12 octobre 2026 passé
le 15 dernier
la semaine dernière
le mois dernier
hier
il y a 15 jours
un congé de 15 jours
dans les 15 jours qui suivent la notification
le lendemain
au lendemain des élections
le premier adjoint
les trois adjoints
marché de Noël
le marchand
Mme Mars
Marsac
convenu : la secrétaire donne un avis écrit

…
"""
# An impossible day: nothing is understood, and these words are said under the line.
IMPOSSIBLE = """
31/11
le 31/11
pour le 31 novembre
30 février
29/02
le 29 février 2027
32/12/2026
4/13/2026
99.99.26
"""
# What may be read otherwise is said: the phrase, the day, a part of the sentence shown.
DOUBTFUL = """
vendredi 5 décembre = 5/12 = est un samedi
vendredi 5 = 5/12 = est un samedi
lundi 4/12/26 = 4/12 = est un vendredi
20/11 = 20/11/2027 = lu pour 2027
le 20 novembre = 20/11/2027 = lu pour 2027
lundi ou vendredi = 23/11 = plusieurs dates
"""
# Other days to stand on: the day it is, the phrase, the day it says.
ELSEWHERE = """
27/2/2028 | demain = 28/2/2028
28/2/2028 | demain = 29/2/2028
28/2/2028 | fin du mois = 29/2/2028
28/2/2028 | le 29 = 29/2/2028
22/11/2027 | le 29 février = 29/2/2028
29/2/2028 | dans un an = 28/2/2029
29/2/2028 | dans un mois = 29/3/2028
31/12/2026 | demain = 1/1/2027
31/12/2026 | vendredi = 1/1/2027
31/12/2026 | fin de l'année = 31/12/2026
31/12/2026 | fin du mois = 31/12/2026
31/12/2026 | le 4/1 = 4/1/2027
31/12/2026 | dans deux mois = 28/2/2027
31/1/2027 | dans un mois = 28/2/2027
31/1/2027 | le 30 = 30/3/2027
30/11/2026 | fin du mois = 30/11/2026
25/12/2026 | avant Noël = 24/12/2027
25/12/2026 | à Noël = 25/12/2026
27/3/2027 | demain = 28/3/2027
27/3/2027 | dans huit jours = 3/4/2027
24/10/2026 | demain = 25/10/2026
24/10/2026 | dans 15 jours = 7/11/2026
27/11/2026 | vendredi = 4/12/2026
27/11/2026 | fin de semaine = 27/11/2026
27/11/2026 | aujourd'hui = 27/11/2026
28/11/2026 | fin de semaine = 4/12/2026
25/11/2026 | vendredi = 27/11/2026
25/11/2026 | vendredi de la semaine prochaine = 4/12/2026
25/11/2026 | la semaine prochaine = 4/12/2026
30/4/2027 | dans 2 jours ouvrés = 4/5/2027
"""


def day(said: str) -> date:
    """« 4/12 » of 2026, or « 4/12/2027 »."""
    number, month, *year = (int(part) for part in said.strip().split("/"))
    return date(year[0] if year else 2026, month, number)


def pairs(table: str) -> list[tuple[str, date]]:
    """Each line's phrase and day."""
    return [(phrase.strip(), day(said)) for phrase, said in (line.rsplit("=", 1) for line in lines(table))]


def lines(table: str) -> list[str]:
    """The lines that say something."""
    return [line for line in table.splitlines() if line.strip()]
