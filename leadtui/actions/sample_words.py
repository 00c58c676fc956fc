"""What the sample book is made of: invented people, firms and wishes. Every domain is reserved.

Source of the phone ranges: numbers set aside for fiction or documentation where a country has
them (01632 960xxx in Britain, 555-01xx in North America, 070-174 06xx in Sweden), else made up.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A country's names, towns and the shape of its phone numbers (``#`` is a digit)."""

    country: str
    language: str
    currency: str
    territory: str
    cities: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    forms: tuple[str, ...]
    phone: str
    mobile: str


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PLACES: tuple[Place, ...] = (
    Place(
        "Sweden",
        "sv",
        "SEK",
        "Nordics",
        _words("Malmö Göteborg Uppsala Örebro Luleå Gävle Lund Umeå Kalmar"),
        _words(
            "Jonas Elin Karin Oskar Sara Nils Astrid Viktor Maja Henrik Ebba Anders Linnéa Gustav Ingrid "
            "Emil Frida Johan Klara Per Signe Mattias Tove Rasmus"
        ),
        _words(
            "Lindqvist Holm Ekström Nyberg Sandström Åkesson Lundin Wikström Bergström Forsberg Hedlund "
            "Sjöberg Norling Dahlgren Engström Ljung Palm Söderlund Rosén Wallin Hagström Blom Öberg "
            "Sundin"
        ),
        ("AB",),
        "+46 40 63# ## ##",
        "+46 70 174 06 ##",
    ),
    Place(
        "Germany",
        "de",
        "EUR",
        "DACH",
        _words("Bremen Leipzig Ulm Kassel Münster Erfurt Trier Rostock Bielefeld"),
        _words(
            "Lena Tobias Katrin Jens Sabine Moritz Anke Felix Greta Uwe Jana Florian Birgit Henning Silke "
            "Matthias Ute Lukas Dorothee Kai Annika Bernd Heike Rainer"
        ),
        _words(
            "Vogt Brandt Kessler Hofmann Reuter Schäfer Winkler Lorenz Dietrich Engel Friedrich Graf Haas "
            "Jansen Krämer Lehmann Möller Otto Pohl Riedel Seidel Thiele Wendt Ziegler"
        ),
        ("GmbH", "AG", "KG"),
        "+49 421 5550 ###",
        "+49 151 5550 ####",
    ),
    Place(
        "United Kingdom",
        "en",
        "GBP",
        "UK & Ireland",
        _words("Leeds Bristol Cardiff Norwich Dundee Exeter Derby Swansea Perth"),
        _words(
            "Priya Owen Harriet Callum Imogen Dev Siobhán Rhys Nadia Giles Gareth Fiona Amit Bronwen Ewan "
            "Zara Douglas Niamh Leon Tamsin Hugh Yasmin Alistair Jodie"
        ),
        _words(
            "Natarajan O'Neill Whitcombe Ashdown Pryce Okafor Langley Marsh Ainsworth Barlow Chaudhry "
            "Doyle Entwistle Farrow Gill Hargreaves Iqbal Kershaw Lockwood Mistry Nolan Penrose Ramsay "
            "Thornley"
        ),
        ("Ltd", "plc"),
        "+44 1632 960 ###",
        "+44 7700 900 ###",
    ),
    Place(
        "Portugal",
        "pt",
        "EUR",
        "Iberia",
        _words("Porto Braga Faro Aveiro Évora Setúbal Viseu Leiria Beja"),
        _words(
            "Ana Rui Inês Tiago Beatriz João Marta Duarte Leonor Nuno Catarina Miguel Sofia Gonçalo "
            "Helena Vasco Raquel Afonso Teresa Bruno Lídia Simão Vera Hugo"
        ),
        _words(
            "Pereira Carvalho Fonseca Teixeira Barros Figueira Lobo Moura Almeida Brandão Cabral Dias "
            "Esteves Faria Gaspar Henriques Leal Macedo Neves Pacheco Quintas Rocha Seabra Vilar"
        ),
        ("Lda", "SA"),
        "+351 220 555 ###",
        "+351 960 555 ###",
    ),
    Place(
        "France",
        "fr",
        "EUR",
        "France",
        _words("Nantes Lille Rennes Dijon Pau Angers Metz Tours Limoges"),
        _words(
            "Marc Chloé Hélène Bastien Aurélie Yann Manon Lucas Odile Rémi Élodie Thibault Camille "
            "Olivier Maëlle Gaspard Sylvie Étienne Noémie Fabien Clémence Arnaud Solène Quentin"
        ),
        _words(
            "Blanc Lefèvre Garnier Perrin Chevalier Morel Roussel Baudry Aubert Besson Charpentier "
            "Delorme Fabre Gilbert Humbert Jacquet Lacroix Marchand Noël Picard Renaud Salmon Tessier "
            "Vasseur"
        ),
        ("SARL", "SAS"),
        "+33 1 99 00 ## ##",
        "+33 6 39 98 ## ##",
    ),
    Place(
        "United States",
        "en",
        "USD",
        "North America",
        _words("Portland Tulsa Akron Boise Raleigh Spokane Dayton Savannah Omaha"),
        _words(
            "Grace Marcus Dana Luis Ellen Tyrone Amy Victor Paula Wes Naomi Carter Imani Wyatt Lucia "
            "Desmond Holly Arturo Bethany Curtis Shauna Elliot Rosa Garrett"
        ),
        _words(
            "Whitfield Delgado Pruitt Castellano Boone McCray Hollis Sandoval Abernathy Beckett Calloway "
            "Dunning Espinoza Fairchild Guerrero Holloway Jefferson Kendrick Lockhart Mercado Nguyen "
            "Overton Quintero Rutledge"
        ),
        ("Inc.", "LLC", "Corp."),
        "+1 503 555 01##",
        "+1 971 555 01##",
    ),
    Place(
        "Hong Kong",
        "zh",
        "HKD",
        "Asia",
        _words("香港 九龍 沙田 荃灣 觀塘"),
        _words("小明 美玲 家輝 慧敏 志強 詠詩 俊傑 嘉欣 國榮 麗華 子軒 雅婷"),
        _words("王 陳 李 黃 梁 何 林 劉 張 吳 周 鄭"),
        ("Ltd",),
        "+852 5550 ####",
        "+852 9555 ####",
    ),
)

FIRM_FIRST: tuple[str, ...] = (
    "Harbour", "Granite", "Juniper", "Copper", "Meridian", "Fjord", "Quarry", "Saffron", "Lantern",
    "Beacon", "Orchard", "Kestrel", "Cobalt", "Thistle", "Marlin", "Alder", "Summit", "Tidewater",
    "Bramble", "Falcon", "Larch", "Pebble", "Ridgeway", "Sable", "Willow", "Zephyr",
    "Amber", "Basalt", "Cedar", "Driftwood", "Ember", "Foxglove", "Glacier", "Hazel", "Ironbridge",
    "Jasper", "Kingfisher", "Linden", "Mistral", "Nimbus", "Osprey", "Pinewood", "Quill", "Rowan",
    "Sandpiper", "Tern", "Umber", "Verbena", "Wharf", "Yarrow",
)  # fmt: skip
FIRM_SECOND: tuple[str, ...] = (
    "Logistics", "Retail", "Foods", "Dental", "Energy", "Timber", "Packaging", "Robotics", "Clinics",
    "Textiles", "Instruments", "Freight", "Hotels", "Pharma", "Automation", "Bikes", "Print", "Water",
)  # fmt: skip

JOBS: tuple[str, ...] = (
    "Head of Operations", "Buyer", "Managing Director", "Warehouse Lead", "IT Manager", "Owner",
    "Procurement Officer", "Plant Manager", "Chief Financial Officer", "Store Manager",
    "Logistics Planner", "Office Manager",
)  # fmt: skip

WISHES: tuple[tuple[str, str], ...] = (
    ("Route planner", "{n} route planners"),
    ("Handheld scanner", "Handheld scanners for {n} shops"),
    ("Label printer", "{n} label printers, on lease"),
    ("Fleet tracking", "Tracking for {n} vans"),
    ("Stock counter", "Stock counting pilot, {n} shelves"),
    ("Service plan", "Service plan for {n} devices"),
    ("Returns desk", "Returns desk for {n} branches"),
)

CAMPAIGNS: tuple[str, ...] = (
    "Spring fair", "Webinar: fewer returns", "Partner days", "Autumn mailing", "Logistics expo",
)  # fmt: skip

SAID: tuple[str, ...] = (
    "Asked for a price by Friday.",
    "Sample arrived, testing until Monday.",
    "Wants to see it running in one of their branches first.",
    "Budget goes to the board next week.",
    "Uses a rival's tool, contract ends in spring.",
    "Their IT has to agree; sent the data sheet.",
    "Liked the demo, two questions about support hours.",
    "Out of office, try again after the holidays.",
)

WHY: tuple[str, ...] = (
    "Budget approved and the demo went well.",
    "Decision maker joined the call and wants an offer.",
    "Replaces a rival's tool in all branches.",
    "Pilot agreed, price within their range.",
)

LOST_NOTES: dict[str, tuple[str, ...]] = {
    "lost": ("Chose a rival on price.", "Signed with their old supplier again."),
    "cannot_contact": ("Six calls, no answer.", "Number belongs to someone else."),
    "no_longer_interested": ("Project stopped.", "Went on with spreadsheets."),
    "canceled": ("Branch is closing.",),
    "poor_fit": ("Needs five devices, we start at fifty.", "Wants on-premises only."),
    "invalid": ("Test entry from the web form.",),
    "other": ("Asked us to come back when the merger is done.",),
}

NEXT: tuple[str, ...] = (
    "Send the offer", "Call about the sample", "Ask who decides", "Book the demo", "Check the budget",
)  # fmt: skip

PEOPLE: tuple[tuple[str, str, str], ...] = (
    ("mia", "Mia Andersen", "north"),
    ("ola", "Ola Brekke", "north"),
    ("sam", "Sam Adeyemi", "south"),
    ("ines", "Inés Robledo", "south"),
)
HANDED = ("Asked for a price by Friday.", "You know them from the spring fair.", "")
"""What a colleague says with each lead that they hand over."""
TEAMS: tuple[tuple[str, str], ...] = (("north", "Sales north"), ("south", "Sales south"))
YOU = "Robin Vale"  # the name of whoever makes the book, where only a login is known
