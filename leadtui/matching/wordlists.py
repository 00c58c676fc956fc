"""Words with a meaning of their own in names, companies and addresses; all as `fold.name` writes them.

They stand here in the form of `fold.plain`, so that no start has to transliterate them.
"""

from typing import Final

from leadtui.matching.fold import spelled


def _set(words: str) -> frozenset[str]:
    return frozenset(spelled(words).split())


TITLES: Final = _set(
    "mr mrs ms miss mister madam sir dr prof professor doctor herr frau hr fr dipl ing mag phd mba msc "
    "bsc monsieur madame mme mlle sr sra srta senor senora don dona sig signor signora dott dottssa ir "
    "drs rev"
)
# What tells father from son. Roman numbers count from the second on.
SUFFIXES: Final = {
    **dict.fromkeys(("jr", "jun", "junior", "jnr", "fils"), "2"),
    **dict.fromkeys(("ii", "2nd"), "2"),
    **dict.fromkeys(("sr", "sen", "senior", "snr"), "1"),
    **dict.fromkeys(("iii", "3rd"), "3"),
    **dict.fromkeys(("iv", "4th"), "4"),
}
PARTICLES: Final = _set(
    "von van de der den del della di da dos du des la le el al bin ibn ben zu zur zum ter ten af av st"
)
# Mailboxes of a team: they say which company, never which person.
ROLES: Final = _set(
    "info information office contact kontakt contacto contatto contato sales vertrieb verkauf ventas "
    "vendite vendas support help helpdesk service services kundenservice admin administration "
    "administrator webmaster postmaster hostmaster mail post hello hallo hi team marketing press presse "
    "media news newsletter jobs job careers career bewerbung hr personal recruiting billing accounting "
    "accounts invoice invoices rechnung buchhaltung finance einkauf purchasing procurement orders order "
    "bestellung shop store reception empfang zentrale secretary sekretariat enquiries enquiry inquiries "
    "inquiry general noreply donotreply legal privacy datenschutz export import it edv technik "
    "verwaltung direction secretariat commercial comercial compras achats amministrazione acquisti bureau "
    "firma kontor order"
) | {"no reply"}
# Words of a company's name that many companies share: weak on their own.
WEAK: Final = _set(
    "group gruppe groupe grupo gruppo holding holdings solutions services service systems system "
    "technologies technology tech international global worldwide consulting consultants partners partner "
    "associates management industries industry enterprises enterprise trading trade europe european "
    "international products production engineering software digital media marketing design and und et y e "
    "i of the der die das de la le les del von fur bank versicherung insurance logistics transport "
    "construction bau handel company firma gesellschaft office center centre shop store club verein "
    "network labs lab studio agency agentur works energy finance financial capital ventures investments "
    "properties real estate health care"
)
# Countries and regions as they stand in names of branches.
PLACES: Final = _set(
    "germany deutschland german austria osterreich switzerland schweiz suisse france francia italy italia "
    "spain espana portugal uk britain england scotland wales ireland usa us america american canada "
    "mexico brasil brazil argentina chile colombia peru china japan korea india australia zealand "
    "singapore malaysia indonesia thailand vietnam philippines taiwan hongkong poland polska czech cesko "
    "slovakia hungary magyarorszag romania bulgaria greece hellas turkey turkiye russia ukraine sweden "
    "sverige norway norge denmark danmark finland suomi netherlands nederland holland belgium belgie "
    "belgique luxembourg iceland estonia latvia lithuania croatia serbia slovenia israel egypt africa "
    "nigeria kenya morocco dubai emirates uae saudi arabia asia pacific apac emea europe nordic nordics "
    "iberia benelux dach latam north south east west nord sud ost london paris berlin munich munchen "
    "hamburg frankfurt vienna wien zurich geneva madrid barcelona milan milano rome roma amsterdam "
    "brussels stockholm oslo copenhagen helsinki warsaw prague budapest dublin lisbon york chicago boston "
    "texas california florida tokyo beijing shanghai delhi mumbai sydney melbourne toronto"
)
NUMERALS: Final = {
    word: str(number)
    for number, words in enumerate(
        (
            "one first eins erste un premier uno primo i",
            "two second zwei zweite deux due dos ii",
            "three third drei dritte trois tre tres iii",
            "four fourth vier quatre quattro cuatro iv",
            "five fifth funf cinq cinque cinco",
            "six sixth sechs sei seis vi",
            "seven seventh sieben sept sette siete vii",
            "eight eighth acht huit otto ocho viii",
            "nine ninth neun neuf nove nueve ix",
            "ten tenth zehn dix dieci diez",
        ),
        start=1,
    )
    for word in spelled(words).split()
    if len(word) > 1
}
# Legal forms written out, in the form of `fold.plain`; the short forms are `normalise.LEGAL_FORMS`.
LONG_FORMS: Final = (
    "gesellschaft mit beschrankter haftung",
    "limited liability company",
    "limited liability partnership",
    "public limited company",
    "private limited company",
    "private limited",
    "open joint stock company",
    "public joint stock company",
    "closed joint stock company",
    "joint stock company",
    "aktiengesellschaft",
    "kommanditgesellschaft",
    "offene handelsgesellschaft",
    "eingetragener verein",
    "eingetragene genossenschaft",
    "unternehmergesellschaft",
    "societe anonyme",
    "societe a responsabilite limitee",
    "societe par actions simplifiee",
    "sociedad anonima",
    "sociedad limitada",
    "sociedade anonima",
    "sociedade limitada",
    "sociedad de responsabilidad limitada",
    "societa per azioni",
    "societa a responsabilita limitata",
    "besloten vennootschap",
    "naamloze vennootschap",
    "aktiebolag",
    "aktieselskab",
    "aksjeselskap",
    "anpartsselskab",
    "osakeyhtio",
    "spolka z ograniczona odpowiedzialnoscia",
    "spolka akcyjna",
    "spolecnost s rucenim omezenym",
    "sp z o o",
    "sp z oo",
    "spol s r o",
    "s r o",
    "a s",
)
_STREETS: Final = {
    "street": "st", "strasse": "str", "straat": "str", "road": "rd", "avenue": "ave", "av": "ave",
    "avenida": "ave", "boulevard": "blvd", "drive": "dr", "lane": "ln", "place": "pl", "platz": "pl",
    "court": "ct", "square": "sq", "crescent": "cr", "cres": "cr", "highway": "hwy", "parkway": "pkwy",
    "terrace": "ter", "circuit": "cct", "close": "cl", "calle": "c", "carrer": "c", "rue": "r", "via": "v",
    "north": "n", "south": "s", "east": "e", "west": "w", "suite": "", "apt": "", "apartment": "", "unit":
    "", "no": "",
}  # fmt: skip
STREETS: Final = {spelled(word): short for word, short in _STREETS.items()}
