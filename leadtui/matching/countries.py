"""Countries by the names and codes that stand in addresses."""

from functools import lru_cache
from typing import Final

from leadtui.matching.fold import plain

# ISO 3166 code, then what else it is called in the form of `fold.plain`; blanks as "_", indented where it
# goes on.
# Source: ISO 3166-1, with the countries' own names and those in English, German, French and Spanish.
_NAMES: Final = """
ae are united_arab_emirates uae emirates vereinigte_arabische_emirate emirats_arabes_unis
ar arg argentina argentinien argentine
at aut austria osterreich oesterreich autriche
au aus australia australien australie
be bel belgium belgien belgique belgie belgica
bg bgr bulgaria bulgarien bulgarie
br bra brazil brasil brasilien bresil
ca can canada kanada
ch che switzerland schweiz suisse svizzera suiza
cl chl chile chili
cn chn china prc peoples_republic_of_china chine
co col colombia kolumbien colombie
cy cyp cyprus zypern chypre chipre
cz cze czechia czech_republic cesko tschechien ceska_republika tchequie chequia
de deu germany deutschland allemagne alemania germania duitsland ger brd
dk dnk denmark danmark danemark dinamarca
ee est estonia eesti estland estonie
eg egy egypt agypten aegypten egypte egipto
es esp spain espana spanien espagne spagna
fi fin finland suomi finnland finlande finlandia
fr fra france frankreich francia frankrijk
gb gbr uk united_kingdom great_britain england scotland wales northern_ireland grossbritannien royaume_uni
  reino_unido vereinigtes_konigreich
gr grc greece hellas griechenland grece grecia el
hk hkg hong_kong hongkong
hr hrv croatia hrvatska kroatien croatie croacia
hu hun hungary magyarorszag ungarn hongrie hungria
id idn indonesia indonesien indonesie
ie irl ireland irland irlande irlanda eire republic_of_ireland
il isr israel
in ind india indien inde bharat
is isl iceland island islande islandia
it ita italy italia italien italie
jp jpn japan japon nippon
kr kor korea south_korea republic_of_korea sudkorea suedkorea coree_du_sud corea_del_sur
li lie liechtenstein
lt ltu lithuania lietuva litauen lituanie lituania
lu lux luxembourg luxemburg luxemburgo
lv lva latvia latvija lettland lettonie letonia
ma mar morocco marokko maroc marruecos
mt mlt malta malte
mx mex mexico mexiko mexique
my mys malaysia malaisie malasia
ng nga nigeria
nl nld netherlands the_netherlands nederland niederlande holland pays_bas paises_bajos
no nor norway norge norwegen norvege noruega
nz nzl new_zealand neuseeland nouvelle_zelande nueva_zelanda
pe per peru perou
ph phl philippines philippinen filipinas
pk pak pakistan
pl pol poland polska polen pologne polonia
pt prt portugal
ro rou romania rumanien rumaenien roumanie rumania
rs srb serbia srbija serbien serbie
ru rus russia russian_federation russland russie rusia
sa sau saudi_arabia saudi_arabien arabie_saoudite arabia_saudita ksa
se swe sweden sverige schweden suede suecia
sg sgp singapore singapur singapour
si svn slovenia slovenija slowenien slovenie eslovenia
sk svk slovakia slovensko slowakei slovaquie eslovaquia
th tha thailand thailande tailandia
tr tur turkey turkiye turkei tuerkei turquie turquia
tw twn taiwan
ua ukr ukraine ukraina ucrania
us usa united_states united_states_of_america america vereinigte_staaten etats_unis estados_unidos
vn vnm vietnam viet_nam
za zaf south_africa sudafrika suedafrika afrique_du_sud sudafrica
"""


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    rows = [line.split() for line in _NAMES.strip().replace("\n  ", " ").split("\n")]
    return {name.replace("_", " "): row[0] for row in rows for name in row}


@lru_cache(maxsize=1 << 10)
def country(text: str) -> str:
    """The country's code in small letters; empty where it is none that is known here.

    A name that nobody knows says nothing: as a text of its own it would seem another country.
    """
    return _codes().get(plain(text.replace(".", "")), "")
