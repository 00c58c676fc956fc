"""Names, towns, firms and number formats by locale, for the made-up book; no real person's data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Locale:
    """What people of one country are called and where they live.

    Attributes:
        share: of the book.
        common: how many people have one of the most frequent family names in `last`.
        women, men, last: names, the most frequent first.
        heads, tails: syllables of rarer family names.
        towns: name and start of its postal codes, the largest first.
        streets: street words; ``street``: how a line is put together.
        forms: legal forms of companies, the most frequent first.
        trades: words that say what a company does.
        phone: country code and pattern of a number, ``#`` a digit; ``mobile`` the same.
        zip: postal code pattern; ``#`` a digit, ``?`` a letter, ``*`` the town's start.
        hosts: free-mail hosts.
    """

    code: str
    share: float
    common: float
    women: tuple[str, ...]
    men: tuple[str, ...]
    last: tuple[str, ...]
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    towns: tuple[tuple[str, str], ...]
    streets: tuple[str, ...]
    street: str
    forms: tuple[str, ...]
    trades: tuple[str, ...]
    phone: tuple[str, str]
    mobile: tuple[str, str]
    zip: str
    hosts: tuple[str, ...]


def _locale(code: str, share: float, common: float, text: str) -> Locale:
    rows = dict(line.split(": ", 1) for line in text.strip().replace("\n  ", " ").split("\n"))
    words = {name: tuple(value.split()) for name, value in rows.items()}
    towns = tuple(
        (one.rpartition("=")[0].replace("_", " "), one.rpartition("=")[2]) for one in words["towns"]
    )
    spaced = {name: tuple(word.replace("_", " ") for word in value) for name, value in words.items()}
    return Locale(
        code,
        share,
        common,
        spaced["women"],
        spaced["men"],
        spaced["last"],
        words["heads"],
        words["tails"],
        towns,
        spaced["streets"],
        rows["street"],
        spaced["forms"],
        spaced["trades"],
        (words["phone"][0], rows["phone"].split(" ", 1)[1]),
        (words["mobile"][0], rows["mobile"].split(" ", 1)[1]),
        rows["zip"],
        words["hosts"],
    )


LOCALES = (
    _locale("en_US", 0.26, 0.22, """
women: Mary Jennifer Linda Patricia Elizabeth Susan Jessica Sarah Karen Lisa Nancy Betty Sandra Margaret
  Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Sharon Cynthia
  Kathleen Amy Angela Shirley Anna Brenda Pamela Emma Nicole Helen Samantha Katherine Christine Rachel
  Carolyn Janet Catherine Maria Heather Diane Olivia Julie Victoria Megan Grace Abigail
men: James Robert John Michael David William Richard Joseph Thomas Christopher Charles Daniel Matthew
  Anthony Mark Donald Steven Andrew Paul Joshua Kenneth Kevin Brian George Timothy Ronald Jason Edward
  Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel
  Gregory Alexander Patrick Frank Raymond Jack Dennis Jerry Tyler Aaron Jose Adam Nathan
last: Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez
  Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez
  Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker
  Hall Rivera Campbell Mitchell Carter Roberts O'Brien McCarthy
heads: Ash Beck Black Brad Brock Burn Chad Cald Clay Craw Dal Dun East Elm Fair Farn Gar Gold Grim Hal
  Hart Hazel Holl Kel Kings Lang Lock Mar Mead Nor Oak Pem Rad Rock Rus San Shel Stan Stock Thorn Up Wal
  Water West Whit Win Wood Yar
tails: berg bury by combe dale den er field ford gate ham hill house hurst ing kins land ley low man
  mond more ridge rick shaw son stead stein stone ton wall ward way well wick wood worth
towns: New_York=10 Los_Angeles=90 Chicago=60 Houston=77 Phoenix=85 Philadelphia=19 San_Antonio=78
  San_Diego=92 Dallas=75 Austin=73 Columbus=43 Charlotte=28 Denver=80 Seattle=98 Boston=02 Portland=97
  Memphis=38 Springfield=62 Salem=30 Madison=53 Albany=12 Boulder=83
streets: Main Oak Pine Maple Cedar Elm Washington Lake Hill Park Walnut Church Spring Highland Lincoln
  Jefferson Market Mill River Sunset Franklin Jackson
street: # @ Street|# @ Avenue|# @ Road|# @ Drive|# @ Blvd
forms: Inc LLC Corp Inc. Corporation Co. L.L.C. LP
trades: Solutions Systems Consulting Industries Technologies Partners Group Services Logistics Foods
  Manufacturing Design Software Health Energy Construction Supply Marketing Insurance Electric
phone: 1 ### ### ####
mobile: 1 ### ### ####
zip: *###
hosts: gmail.com yahoo.com hotmail.com outlook.com aol.com icloud.com
"""),
    _locale("en_GB", 0.13, 0.2, """
women: Margaret Susan Sarah Emma Olivia Jane Claire Karen Helen Laura Rebecca Amy Charlotte Lucy Sophie
  Rachel Nicola Julie Victoria Alison Jacqueline Amelia Isla Ava Jessica Chloe Hannah Elizabeth Catherine
  Ruth Heather Fiona Gemma Hayley Kelly Lauren Megan Natalie Samantha Zoe
men: David John Peter Michael James Andrew Paul Mark Stephen Richard Robert Christopher Thomas Daniel
  Matthew Simon William Jack Oliver Harry George Charlie Alan Ian Kevin Gary Steven Graham Neil Stuart
  Philip Martin Anthony Adam Benjamin Edward Luke Nigel Samuel Callum
last: Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans
  Walker White Roberts Green Hall Wood Jackson Clarke Khan Clark Thomas Hughes Edwards Turner Hill Moore
  Cooper Ward Harris King Baker Shaw Campbell Mitchell Bell Murphy Bailey MacDonald O'Neill
heads: Al Ames Barn Black Bram Brough Car Chad Chat Cop Dar Ether Fen Glad Gren Hard Hather Hep Ives
  Kirk Leigh Lind Long Mal Maple Nut Old Pen Pick Raven Ro Sedge Shire Skel Thorn Trem Under Wet Whal Wil
  Wyn
tails: bourne bridge brook burn bury by church cliffe combe cott croft dale den field ford gate grave
  ham hurst kin land ley low mere more pool ridge row shaw son stock thorpe ton well wick worth
towns: London=SW Birmingham=B Leeds=LS Glasgow=G Sheffield=S Manchester=M Edinburgh=EH Liverpool=L
  Bristol=BS Cardiff=CF Leicester=LE Nottingham=NG Newcastle_upon_Tyne=NE Southampton=SO Plymouth=PL
  Derby=DE York=YO Oxford=OX Cambridge=CB Norwich=NR
streets: High Station Church Park Victoria Green Manor Queens Kings Mill New Grange London North South
  West School Springfield York
street: # @ Street|# @ Road|# @ Lane|# @ Avenue|# @ Close
forms: Ltd Limited plc Ltd. LLP
trades: Solutions Services Engineering Consulting Holdings Group Systems Design Logistics Foods Property
  Media Software Partners Training Electrical Building Energy
phone: 44 1## ### ####
mobile: 44 7### ### ###
zip: *# #??
hosts: gmail.com hotmail.co.uk yahoo.co.uk btinternet.com outlook.com icloud.com
"""),
    _locale("de_DE", 0.16, 0.14, """
women: Maria Ursula Monika Petra Elisabeth Sabine Renate Helga Karin Brigitte Ingrid Erika Andrea Gisela
  Claudia Susanne Gabriele Christa Christine Hildegard Anna Birgit Barbara Gertrud Heike Marianne Elke
  Martina Angelika Irmgard Julia Katharina Stefanie Nicole Sandra Anja Katrin Lena Laura Jutta
men: Peter Michael Thomas Wolfgang Klaus Werner Manfred Hans Heinz Andreas Jürgen Günther Helmut Stefan
  Horst Bernd Karl Christian Frank Martin Uwe Dieter Walter Jörg Alexander Matthias Daniel Rainer Gerhard
  Jan Ralf Sebastian Markus Florian Tobias Philipp Johannes Lukas Felix Jonas
last: Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer
  Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt
  Werner Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs
  Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel
heads: Ahl Alt Bach Berg Birk Bern Brand Breit Buch Dorn Eber Eich Ell Fal Feld Frei Gott Grün Hagen
  Heid Hell Herz Hohen Kalt Kirch Krum Lauter Lind Lohr Mann Mühl Neu Nieder Ober Ost Ram Rosen Sand Schön
  Stein Stern Tann Trau Wald Wein Wester Wies
tails: acher auer bach bacher baum beck berg berger born brecht brink burg dorf dorfer eck eder feld
  felder garten haus hausen heim hof hofer holz horst kamp lein ler ling mann meier meyer müller reich
  ried schmidt stein steiner tal thal wald
towns: Berlin=10 Hamburg=20 München=80 Köln=50 Frankfurt_am_Main=60 Stuttgart=70 Düsseldorf=40
  Leipzig=04 Dortmund=44 Essen=45 Bremen=28 Dresden=01 Hannover=30 Nürnberg=90 Duisburg=47 Bochum=44
  Münster=48 Karlsruhe=76 Mannheim=68 Augsburg=86 Kassel=34 Freiburg=79 Rosenheim=83
streets: Haupt Bahnhof Garten Berg Schul Dorf Linden Kirch Wald Schiller Goethe Mozart Ring Park
  Industrie Mühlen Blumen Rosen Friedrich Post Markt
street: @straße #|@str. #|@weg #|@allee #
forms: GmbH GmbH AG GmbH_&_Co._KG KG UG e.K. OHG gGmbH
trades: Maschinenbau Logistik Software Technik Bau Elektro Handel Consulting Systeme Medien Immobilien
  Energie Automobile Metallbau Systemhaus Verlag Pharma Werkzeuge Druck Gebäudetechnik
phone: 49 ### #######
mobile: 49 17# #######
zip: *###
hosts: gmx.de web.de gmail.com t-online.de outlook.de freenet.de
"""),
    _locale("de_AT", 0.04, 0.14, """
women: Anna Maria Elisabeth Christine Barbara Eva Sabine Martina Monika Andrea Claudia Julia Katharina
  Sandra Lisa Birgit Karin Petra Brigitte Susanne
men: Michael Thomas Andreas Martin Johann Stefan Josef Markus Christian Wolfgang Franz Peter Gerhard
  Robert Daniel Alexander Manfred Christoph Karl Bernhard
last: Gruber Huber Bauer Wagner Müller Pichler Steiner Moser Mayer Hofer Leitner Berger Fuchs Eder
  Fischer Schmid Winkler Weber Schwarz Maier Schneider Reiter Mayr Wimmer Egger Brunner Lang Baumgartner
  Auer Wallner Böhm Haas Lechner Aigner Koller Ebner Haider Wieser
heads: Aich Ber Brand Buch Daxl Ebn Eis Fall Gams Grab Hai Hin Holz Kas Kirch Loi Mitt Nuss Obern Pfei
  Rain Sei Stad Thal Unter Wald Wies Zell
tails: acher auer bacher bauer berger dorfer eder egger er gruber hauser hofer huber inger lechner
  leitner meier moser reiter stätter steiner wimmer
towns: Wien=1 Graz=80 Linz=40 Salzburg=50 Innsbruck=60 Klagenfurt=90 Villach=95 Wels=46 St._Pölten=31
  Dornbirn=68 Steyr=44
streets: Haupt Bahnhof Wiener Linzer Salzburger Kirchen Schul Garten Feld Mozart Landes
street: @straße #|@gasse #|@weg #
forms: GmbH GmbH AG KG OG e.U. GesmbH
trades: Technik Bau Tourismus Handel Elektro Systeme Holz Consulting Transporte Metall Energie
phone: 43 ### ######
mobile: 43 66# #######
zip: *###
hosts: gmx.at gmail.com aon.at hotmail.com
"""),
    _locale("fr_FR", 0.10, 0.08, """
women: Marie Nathalie Isabelle Sylvie Catherine Françoise Martine Christine Monique Valérie Sandrine
  Véronique Nicole Stéphanie Sophie Anne Céline Chantal Patricia Brigitte Julie Aurélie Émilie Laurence
  Hélène Camille Claire Élodie Laura Manon Léa Pauline Mathilde Marine Audrey
men: Jean Michel Pierre Philippe Alain Nicolas Christophe Patrick Daniel Bernard Christian Laurent
  Frédéric Éric Julien Stéphane Thierry Pascal Olivier David Thomas Alexandre Sébastien François Gérard
  Bruno Antoine Guillaume Jérôme Maxime Vincent Benoît Jean-Pierre Jean-Luc Hugo
last: Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre
  Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller
  Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Perrin
heads: Au Bel Ber Blan Bou Bri Cha Char Clé Cour Dar De Des Du Fau Fer Ga Gi Gou Gran Hu Jo La Le Lo Mar
  Mon Mou Pel Per Pi Ra Ri Roch Sau Ta Tou Va Vil
tails: ard aud ault bert bois champ chard dier don drieu eau el fort gnier guet ier illon in lain let
  lier lon mard min mont neau nier not quet rand reau rier rin teau tier ton val vaux vier
towns: Paris=75 Marseille=13 Lyon=69 Toulouse=31 Nice=06 Nantes=44 Strasbourg=67 Montpellier=34
  Bordeaux=33 Lille=59 Rennes=35 Reims=51 Saint-Étienne=42 Toulon=83 Grenoble=38 Dijon=21 Angers=49
  Nîmes=30 Brest=29 Tours=37
streets: Victor_Hugo République Gare Église Moulin Pasteur Jean_Jaurès Écoles Paix Liberté Marché
  Fontaine Château Foch Voltaire
street: # rue de la @|# rue @|# avenue @|# boulevard @|# place @
forms: SARL SAS SA EURL SASU SNC
trades: Conseil Services Industrie Transports Bâtiment Informatique Énergie Distribution Formation
  Électricité Immobilier Médical Logistique
phone: 33 # ## ## ## ##
mobile: 33 6 ## ## ## ##
zip: *###
hosts: orange.fr gmail.com free.fr wanadoo.fr laposte.net sfr.fr
"""),
    _locale("it_IT", 0.06, 0.08, """
women: Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Francesca Carmela Laura Paola Giulia
  Chiara Sara Elena Valentina Alessandra Silvia Roberta Federica Martina Barbara Elisa Claudia
men: Giuseppe Giovanni Antonio Mario Luigi Francesco Angelo Vincenzo Pietro Salvatore Carlo Franco
  Domenico Marco Andrea Alessandro Paolo Roberto Stefano Luca Matteo Davide Lorenzo Fabio Massimo
last: Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca
  Mancini Costa Giordano Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara
  Galli Martini Leone D'Angelo Longo Gentile Martinelli Vitale
heads: Al Ba Bar Bel Ber Bo Ca Can Car Cas Ce Cor Da Fal Fe Fio Fo Ga Gi Gra La Lo Ma Man Mar Mon Na Pa
  Pel Pe Pi Ra Ro Sal Sca Ta To Va Ven Vi Za
tails: bari berti chetti dini doni fini gari ghini gnani landi lani letti lini lotti mani nari nelli
  netti nini rani rella retti rini roni saro sini tani telli tini toni velli zani zetti zoni
towns: Roma=00 Milano=20 Napoli=80 Torino=10 Palermo=90 Genova=16 Bologna=40 Firenze=50 Bari=70
  Catania=95 Venezia=30 Verona=37 Padova=35 Brescia=25 Modena=41
streets: Roma Garibaldi Mazzini Dante Cavour Verdi Marconi Matteotti Gramsci Italia Manzoni
  Vittorio_Emanuele San_Martino
street: Via @ #|Corso @ #|Piazza @ #|Viale @ #
forms: S.r.l. SRL S.p.A. SPA SNC S.a.s.
trades: Costruzioni Servizi Impianti Meccanica Alimentari Trasporti Consulting Tessile Informatica
  Energia Arredamenti Ceramiche
phone: 39 0## #######
mobile: 39 3## #######
zip: *###
hosts: gmail.com libero.it hotmail.com virgilio.it alice.it
"""),
    _locale("es_ES", 0.07, 0.4, """
women: María_Carmen María Carmen Ana Josefa Isabel María_Dolores Laura Cristina Marta Ana_María Lucía
  Francisca Antonia Dolores Sara Paula Elena María_Teresa Raquel Pilar Rosa Beatriz Nuria Silvia
men: Antonio Manuel José Francisco David Juan José_Antonio Javier Daniel Francisco_Javier José_Luis
  Carlos Alejandro Miguel Jesús José_Manuel Miguel_Ángel Rafael Pablo Pedro Sergio Ángel Luis Fernando
  Jorge
last: García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández
  Ruiz Díaz Moreno Muñoz Álvarez Romero Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez
  Gil Serrano Morales Molina Blanco Suárez Castro Ortega Delgado Ortiz Marín Rubio
heads: Al Ar Ba Be Bra Ca Cal Car Ce Cer Co Cor Du Es Fa Fuen Ga Ge Go Gue He La Le Lo Ma Men Mon Mo Na
  Pa Pe Pi Qui Re Ro Sal San So Ta Val Vi Za
tails: bado bal cedo cera dal dero do gado gas lano lera les llero llo mar mero món nares ñero pero
  queta rada ras rez rido rillo ro rón rral sas ta tero tilla ves yo zo
towns: Madrid=28 Barcelona=08 Valencia=46 Sevilla=41 Zaragoza=50 Málaga=29 Murcia=30 Palma=07 Bilbao=48
  Alicante=03 Córdoba=14 Valladolid=47 Vigo=36 Gijón=33 Granada=18
streets: Mayor Real Sol Constitución Iglesia Nueva San_José Cervantes Goya Colón Alcalá Gran_Vía
street: Calle @ #|C/ @, #|Avenida @ #|Plaza @ #
forms: S.L. SL S.A. SA SLU S.L.U.
trades: Construcciones Servicios Instalaciones Logística Alimentación Consultores Ingeniería Transportes
  Informática Energía Distribuciones Muebles
phone: 34 9## ### ###
mobile: 34 6## ### ###
zip: *###
hosts: gmail.com hotmail.com yahoo.es outlook.com
"""),
    _locale("nl_NL", 0.05, 0.15, """
women: Maria Johanna Anna Elisabeth Cornelia Wilhelmina Hendrika Sanne Lotte Anouk Femke Marieke Linda
  Ingrid Esther Petra Monique Saskia Annemarie Eva
men: Johannes Jan Pieter Cornelis Hendrik Willem Peter Erik Mark Bas Thijs Jeroen Martijn Dennis Sander
  Ruben Maarten Wouter Tim Daan Joost Gerrit Bart
last: de_Jong Jansen de_Vries van_den_Berg van_Dijk Bakker Janssen Visser Smit Meijer de_Boer Mulder
  de_Groot Bos Vos Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit Dijkstra Smits de_Graaf van_der_Meer
  Kok Jacobs van_der_Linden Prins Vermeulen
heads: Ader Bee Bloe Boog Brink Brui Dam Dijk Does Eck Flor Geer Groe Haa Heem Hoek Hout Kamp Kerk Kuij
  Lam Leeu Meu Nieuw Oost Pol Raa Roo Schou Stee Ter Uit Veen Ver Wes Wij Zand
tails: berg boom bos brink broek dam dijk donk ens ers feld haar hof horst houdt huis kamp kerk laar
  land ma man meer mans ouw per ra sen stra veen veld werf wijk zen
towns: Amsterdam=10 Rotterdam=30 Den_Haag=25 Utrecht=35 Eindhoven=56 Groningen=97 Tilburg=50 Almere=13
  Breda=48 Nijmegen=65 Haarlem=20 Arnhem=68
streets: Kerk Dorps Molen School Hoofd Station Park Julianalaan Wilhelmina Beatrix Markt Nieuwe
street: @straat #|@weg #|@laan #
forms: B.V. BV B.V. N.V. VOF
trades: Techniek Bouw Transport Advies Groothandel Installatie Software Metaal Logistiek Interieur Groep
phone: 31 ## ### ####
mobile: 31 6 #### ####
zip: *## ??
hosts: gmail.com hotmail.com ziggo.nl outlook.com
"""),
    _locale("sv_SE", 0.03, 0.28, """
women: Anna Eva Maria Karin Kristina Lena Kerstin Sara Emma Ingrid Marie Malin Jenny Linnéa Elin Åsa
  Birgitta Helena Johanna Ulrika
men: Lars Mikael Anders Johan Erik Per Karl Peter Jan Thomas Daniel Fredrik Hans Andreas Stefan Mats
  Marcus Björn Niklas Göran
last: Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson
  Pettersson Jonsson Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson Lindström Olofsson
  Lindqvist Lindgren Berg Axelsson Bergström Lundberg Lind Lundgren Mattsson
heads: Alm Asp Berg Björk Blom Bo Dahl Ek Eng Fors Gran Grön Hag Hed Holm Häll Kvarn Lilje Lind Lund
  Lång Mal Norr Ny Palm Ros Sand Sjö Sten Sund Söder Väster Ström Åker Öst
tails: beck berg blad blom borg dahl dal ell én fors gren holm kvist lin lund man mark qvist skog stedt
  strand ström vall wall zell
towns: Stockholm=11 Göteborg=41 Malmö=21 Uppsala=75 Västerås=72 Örebro=70 Linköping=58 Helsingborg=25
  Jönköping=55 Norrköping=60 Lund=22
streets: Stor Kungs Drottning Skol Kyrk Järnvägs Ring Industri Vasa Sankt_Eriks
street: @gatan #|@vägen #
forms: AB AB HB KB
trades: Bygg Teknik Konsult Fastigheter Data El Transport Industri Invest System
phone: 46 ## ### ## ##
mobile: 46 70 ### ## ##
zip: *# ##
hosts: gmail.com hotmail.com telia.com outlook.com
"""),
    _locale("pl_PL", 0.03, 0.08, """
women: Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa Krystyna Magdalena Elżbieta Joanna
  Aleksandra Zofia Monika Teresa Danuta Natalia Karolina Marta Beata
men: Piotr Krzysztof Andrzej Tomasz Jan Paweł Michał Marcin Jakub Adam Stanisław Marek Łukasz Grzegorz
  Mateusz Wojciech Mariusz Dariusz Zbigniew Jerzy
last: Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak
  Dąbrowski Kozłowski Mazur Jankowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski
  Michalski Król Wieczorek Jabłoński Wróbel Nowakowski Majewski Olszewski Stępień
heads: Ada Bar Biel Boro Brzo Cho Cie Czar Dob Droz Gaj Gał Gro Jas Kac Kal Kar Kos Kra Lip Łuk Mali Mar
  Mro Ol Os Pie Rad Raj Ros Sad Sko Sob Stan Szy Tom Urb Wal Wil Zal Żur
tails: ak arek arz asz czak czyk dowski ewicz ewski icki iec iński lak lewski licki nicki niak nik owicz
  owski ski szek taszek wiak wski ziński
towns: Warszawa=00 Kraków=30 Łódź=90 Wrocław=50 Poznań=60 Gdańsk=80 Szczecin=70 Bydgoszcz=85 Lublin=20
  Katowice=40 Białystok=15
streets: Polna Leśna Słoneczna Krótka Szkolna Ogrodowa Lipowa Mickiewicza Kościuszki Długa
street: ul. @ #|@ #|al. @ #
forms: Sp._z_o.o. sp._z_o.o. S.A. s.c.
trades: Budownictwo Usługi Transport Meble Systemy Instalacje Consulting Handel Elektronika Energia
phone: 48 ## ### ## ##
mobile: 48 6## ### ###
zip: *-###
hosts: wp.pl onet.pl gmail.com o2.pl
"""),
    _locale("pt_BR", 0.03, 0.45, """
women: Maria Ana Francisca Antônia Adriana Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda
  Bruna Jéssica Letícia Júlia Luciana Vanessa Mariana
men: José João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Luís Gabriel Rafael Daniel Marcelo
  Bruno Eduardo Felipe Rodrigo Gustavo
last: Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins
  Carvalho Almeida Lopes Soares Fernandes Vieira Barbosa da_Silva dos_Santos Rocha Dias Nascimento Andrade
  Moreira Nunes Marques Machado Mendes Freitas
heads: Aze Bar Bez Bor Bri Cal Car Cas Cer Cor Dua Es Fa Fon Gal Gou Gui Lei Lou Ma Mal Mei Mon Mo Nei
  No Pa Pei Pi Que Ra Rei Sal Sam Se Ta Tei Va Vas
tails: beiro bosa celos cedo chado dão deira dim dosa eira elos galo ges gueira lho ma mão nha nheiro
  paio queira ques res reto ro rães teiro tins tos vedo veira xeira zes
towns: São_Paulo=01 Rio_de_Janeiro=20 Brasília=70 Salvador=40 Fortaleza=60 Belo_Horizonte=30 Curitiba=80
  Recife=50 Porto_Alegre=90 Campinas=13 Santos=11
streets: Sete_de_Setembro São_José Quinze_de_Novembro Brasil Tiradentes Santos_Dumont Getúlio_Vargas
  Rui_Barbosa
street: Rua @, #|Av. @, #|Avenida @ #
forms: Ltda Ltda. S.A. ME EIRELI
trades: Comércio Serviços Construções Transportes Tecnologia Alimentos Engenharia Distribuidora Consultoria
phone: 55 ## #### ####
mobile: 55 ## 9#### ####
zip: *###-###
hosts: gmail.com hotmail.com uol.com.br bol.com.br terra.com.br
"""),
    _locale("cs_CZ", 0.02, 0.13, """
women: Marie Jana Eva Hana Anna Lenka Kateřina Věra Lucie Alena Petra Veronika Jaroslava Tereza Martina
  Michaela Jitka Ludmila
men: Jiří Jan Petr Josef Pavel Martin Tomáš Jaroslav Miroslav Zdeněk František Václav Michal Milan Karel
  Jakub Lukáš David
last: Novák Svoboda Novotný Dvořák Černý Procházka Kučera Veselý Horák Němec Pokorný Marek Pospíšil
  Hájek Jelínek Král Růžička Beneš Fiala Sedláček Doležal Zeman Kolář Krejčí
heads: Bar Bed Bla Bou Bro Ců Do Dra Fan Ha Ho Hrd Chl Ji Kad Kal Kop Kra Lan Mach Mal Mare Mus Na Pav
  Pel Ple Ryb Se Sko Str Ši Tom Ur Va Zá
tails: ák ánek bal čka ček dek ek ík iček il ina ka kal lík lka man mek nec ník ota ovec rek rák sek šek
  šil tek tka vka
towns: Praha=110 Brno=602 Ostrava=702 Plzeň=301 Liberec=460 Olomouc=779 Hradec_Králové=500 Pardubice=530
streets: Hlavní Nádražní Školní Masarykova Husova Zahradní Komenského
street: @ #|ulice @ #
forms: s.r.o. s._r._o. a.s.
trades: Stavby Elektro Servis Doprava Systémy Obchod Energie Strojírny
phone: 420 ### ### ###
mobile: 420 6## ### ###
zip: * ##
hosts: seznam.cz gmail.com email.cz
"""),
    _locale("ru_RU", 0.01, 0.12, """
women: Елена Ольга Наталья Татьяна Анна Ирина Светлана Мария Екатерина Марина Юлия Людмила Галина Анастасия
men: Александр Сергей Дмитрий Андрей Алексей Владимир Михаил Николай Иван Евгений Максим Павел Юрий Олег
last: Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Федоров Морозов Волков
  Алексеев Лебедев Семенов Егоров Павлов Козлов Степанов
heads: Бал Бере Бор Вере Вино Горе Дро Ерм Жар Зим Кал Коз Кру Лап Мер Никит Орл Пор Рыб Сав Тим Фил Чер
tails: аев ашов ев енко инов ин кин лов нин ников ов овский тин тьев ухин ченко щев яков
towns: Москва=101 Санкт-Петербург=190 Новосибирск=630 Екатеринбург=620 Казань=420 Самара=443
streets: Ленина Мира Советская Садовая Лесная Пушкина
street: ул. @, #|улица @ #
forms: ООО АО
trades: Строй Сервис Трейд Торг Логистик Энерго
phone: 7 4## ### ## ##
mobile: 7 9## ### ## ##
zip: *###
hosts: mail.ru yandex.ru gmail.com
"""),
    _locale("el_GR", 0.01, 0.08, """
women: Μαρία Ελένη Κατερίνα Βασιλική Σοφία Αγγελική Γεωργία Δήμητρα Ειρήνη Αικατερίνη
men: Γεώργιος Δημήτρης Κωνσταντίνος Ιωάννης Νικόλαος Χρήστος Παναγιώτης Βασίλης Αθανάσιος Μιχάλης
last: Παπαδόπουλος Βλάχος Αγγελόπουλος Νικολαΐδης Γεωργίου Οικονόμου Δημητρίου Αντωνίου Ιωάννου Παππάς
heads: Παπα Καρα Χατζη Κωστα Μπακ Σταμα Λαμπρ Τριαν Μακρ Ζαχ
tails: δάκης γιάννης ίδης κης λάς νης όπουλος ούδης πούλου τζής
towns: Αθήνα=104 Θεσσαλονίκη=546 Πάτρα=262 Ηράκλειο=712
streets: Ερμού Σταδίου Αθηνάς Τσιμισκή
street: @ #|Οδός @ #
forms: Α.Ε. ΕΠΕ Ο.Ε.
trades: Εμπορική Τεχνική Κατασκευές Τρόφιμα
phone: 30 21# ### ####
mobile: 30 69# ### ####
zip: *##
hosts: gmail.com yahoo.gr hotmail.com
"""),
)  # fmt: skip
