"""Families of given names: forms under which one person goes."""

from functools import lru_cache
from typing import Final

from leadtui.matching.fold import spelled

# One family a line, indented where it goes on; a name may stand in several. In the form of `fold.plain`.
_FAMILIES: Final = """
abigail abby gail
abraham abe bram avraham ibrahim
adelaide adele addie heidi
agnes agnieszka agnese ines
aileen eileen
alan allan allen al
albert al bert bertie alberto albrecht
alexander alex alec sandy xander aleksandr alexandre alessandro alejandro sasha sascha sander alexandros
  olexandr oleksandr iskander
alexandra alex sandra sandy alessandra alejandra aleksandra sasha lexi
alexis alexey aleksey alexei alyosha
alfred alf fred freddie alfredo
alice alicia alison ally
amanda mandy
amelia amy emilia
anastasia nastya stacy anastasiya
andreas andrew andy drew andre andrei andrey andres andrea anders andrzej andriy andras ondrej
angela angie angelika angelina
anna ann anne annie anya nan nancy hannah hanna ana anja anette annika anneke
anneliese annelise liese
anthony antony tony anton antonio antoine antoni
antonia toni antonina
arthur art artie arturo artur
augustus gus august augusto
barbara barb babs barbie bobbie basia barbora
bartholomew bart bartosz bartek
beatrice bea trixie beatrix beatriz
benedict ben benny benedikt benedetto
benjamin ben benny benji
bernard bernie bernhard bernardo bernd
bernhard bernd bernhardt
bridget biddy bridie birgit brigitte britta
calvin cal
cameron cam
carl karl carlo carlos charles karel
caroline carol carrie caro carolyn karoline carolina karolina
cassandra cass cassie
catherine cathy katie kate kathy kay kitty katherine kathryn catharine katharina katarina catarina
  caterina catalina ekaterina yekaterina katya katrin kathrin karin kati katja cathrine catrin kasia
  katarzyna
cecilia celia cissy cecile cecily
charles charlie chuck chas carl carlos charly karl
charlotte lottie charlie lotte carlotta
christina chris tina christine christiane kristina kristin kirsten kristen christa kristine chrissy
  christin cristina krystyna
christian chris cristian kristian
christopher chris kit topher christoph kristof christophe cristobal cristoforo christof krzysztof
  kristoffer
clara clare claire klara chiara
claudia claudine klaudia
claus klaus nicolaus nikolaus claas klaas
clement clem clemens klemens
constance connie constanze konstanze
constantin konstantin constantine kostas konstantinos kostya costas
cornelius neil con corneel cees kees
cynthia cindy
daniel dan danny daniele danilo dani
daniela dani daniella danielle
david dave davy davide dawid
deborah deb debbie debra
dennis denny denis denys
diana di diane
dietrich dieter dirk
dimitri dmitry dmitri dima dimitrios dmytro dimitris
dominic dom nick dominik dominique domenico domingo
donald don donnie
dorothy dot dottie dolly dorothea dora thea dorothee
douglas doug
eberhard ebbo
edmund ed eddie ned ted edmond edmundo
edward ed eddie ned ted teddy eduard eduardo edoardo edouard
eleanor ellie nell nora ellen elinor leonor eleonora leonore
elizabeth liz lizzie beth betty betsy eliza elisabeth lisa elise elsa ella bess libby elisabetta elisabet
  isabel isabella lisbeth liesbeth elzbieta lieselotte else elisa
emily em emmy emilie
emmanuel manny emanuel manuel manuele
erich eric erik erick enrico
ernest ernie ernst ernesto
esther hester essie ester
eugene gene eugen eugenio evgeny yevgeny evgeni
eva eve evi evelyn ewa
evelyn eve evie evelin
felix feliks
ferdinand fred ferdi fernando nando ferenc
florence flo flossie
frances fran fanny francesca franziska francisca francine francoise frankie
francis frank fran franz francesco francisco francois franciszek paco pancho franco ferenc
frederick fred freddie rick friedrich fritz frederic federico frederik fredrik
gabriel gabe gabriele
gabriele gabi gaby gabriela gabriella gabrielle
geoffrey geoff jeff jeffrey gottfried
george georg jorge giorgio georges jurgen jorg juri yuri goran jerzy yuriy georgios juergen yorgos
gerald gerry jerry gerhard gerard gerardo gerd gert gerrit
gerhard gerd gert hard
gertrude trudy gertie gertrud
gilbert gil bert gilberto
gisela gisa
giovanni gianni nino john juan
giuseppe beppe pino peppe joseph jose
gregory greg gregor grigory gregorio grzegorz grigoriy
gunther gunter guenther gunnar
hans johann johannes john hansi jan hannes
harold harry hal harald
hartmut harti
heather hettie
heinrich heinz henry heiner henrik hendrik henri enrique enrico hinrich henryk
helen helena ellen nell lena helene elena eleni elaine alena olena ilona
helmut helmuth
henrietta hetty etta henriette
henry harry hank hal henri heinrich enrique
herbert herb bert bertie herbie
hermann herman armin
hermione
hildegard hilde hilda
hiroshi hiro
horst
hubert hugh bert hubertus
hugh hugo huw
humphrey
ignatius ignacio nacho ignaz
ingeborg inge inga ingrid
irene rena irina irena ira irini
isaac ike zac itzhak
isabel bell bella izzy isabella isabelle ysabel isa
isidore izzy isidro isidor
ivan vanya john ioan iwan
jacob jake jakob jacques jacobo jakub kuba yakov jacopo
jacqueline jackie jacqui
jakub kuba
james jim jimmy jamie jem jaime jacques giacomo diego santiago jameson
jane janie jenny jean jeanne joan joanna johanna jana janet juana giovanna
janet jan jeanette jessie
jean john juan
jeffrey jeff geoff
jennifer jen jenny
jeremy jerry jeremiah jem jeremie
jerome jerry gerome hieronymus
jessica jess jessie
joachim achim jochen joaquin jochim
joan jo joanie joanne
joanna jo joanne johanna hanna giovanna joana
johanna hanna hanne jo
john jack johnny jon johannes johan jan juan ian ivan sean hans giovanni jean joao johann ioannis yannis
  evan eoin
jonathan jon jonny nathan john
joseph joe joey jose josef giuseppe josip pepe jozef yosef jo yusuf youssef
josephine jo josie josefine josefina josepha giuseppina
joshua josh
joyce joy
juan juanito john
judith judy judit
julia julie jill juliane giulia yulia julija jule
julian jules juliano
jurgen georg jorg
justin
kenneth ken kenny
kimberly kim
konrad conrad kurt corrado
laura lori laurie lauren lara
lawrence larry laurie lars laurence laurent lorenzo lorenz laurentius
leo leon leonard leopold lev
leonard len leo lenny leonardo lennart leonhard
leopold leo poldi leopoldo
leslie les
lewis lou louis lew luis
lillian lily lil lilian
louis lou louie luis luigi ludwig ludwik lewis luiz lajos
louise lou luise luisa louisa lulu
lucas luke luca luc lukas lukasz luka
lucy lucia luz lucie lucille
ludwig lutz louis wiggerl
magdalena lena magda maddie madeleine madalena madeline
manfred fred manni
marcus mark marc marco marcos markus marek
margaret maggie meg peg peggy marge margie daisy greta gretchen rita margarethe marguerite margarita
  margherita margarete margrit grete margot malgorzata gosia maisie margit
maria mary marie mia maja marija mariya moira miriam maryam masha molly polly may mitzi ria mariam
mariana marianne marianna
marilyn lyn
mario marius
martha marty marta
martin marty martino marten maarten marton martijn
martina tina
matthew matt matty matthias mateo matteo mathieu mathias mateusz matthieu matias matei matvey hias
maurice moritz mauricio maurizio moe morris
maximilian max massimo maxim maxime maksim maximo
mechthild mechtild
melanie mel melania
melissa mel lisa missy
michael mike mick mickey mikey mitch michel miguel michele mikhail misha mikael mihai mikko michal
  mykhailo mikhael
michaela ela michelle micaela mikaela
mildred millie
miriam mimi mirjam
mohammed mohamed muhammad mohammad mohamad mo muhammed mehmet
monica monika mona monique
nathaniel nat nate nathan
nadezhda nadia nadya nadine nadja
natalie nat natalia natasha natalya nataliya nathalie natalja talia
nicholas nick nicky nicolas nikolaus niklas nico nikolai nicola klaus nicolo niels nils nikolay mikolaj
  niccolo nikolaos mykola
nicola nicky nicole nikki nicolette
norbert bert nori
norman norm
oliver ollie olivier noll olli olivero
olivia liv livvy
oscar oskar ossie
pamela pam
patricia pat patty tricia trish patsy patrizia
patrick pat paddy patricio patrik patrizio
paul pablo paolo pavel paulus pawel paulo pavlo pal
paula pauline paulina paola
penelope penny
peter pete pedro pietro pierre petr piotr pyotr petros peder petrus piet pieter per peer
petra petri
philip phil pip philipp philippe felipe filippo filip
phyllis phyl
priscilla cilla
rachel rae rachael raquel
rafael rafe raphael raffaele rafal raf
ralph ralf rolf raoul raul
randolph randy
raymond ray ramon raimund raimondo
rebecca becky becca rebekka rebekah
regina gina reggie
reginald reg reggie
reinhard reiner rainer hardy reinhardt
renate nate rena renata
richard rick ricky dick rich richie ricardo riccardo ryszard rik
robert rob bob bobby robbie bert roberto robin rupert ruprecht
roberta bobbie robbie
roderick rod rick rodrigo
roger rodger rudiger ruggero rogelio rutger
roland rolly rolando orlando
ronald ron ronnie ronaldo
rosemary rose rosie rosemarie
rudolf rudi rolf ralph rudolph rudolfo
rudiger rudi roger
russell russ
ruth ruthie
salvador sal salvatore
samantha sam sammy
samuel sam sammy samuele
sandra sandy alexandra
sarah sally sara sadie
sebastian seb bastian basti sebastien sebastiano
sergei sergey serge sergio serhiy sergej
siegfried sigi siggi
sigrid siri
simon si simone shimon szymon simeon
sophie sophia sofia sofie sonja sonia sonya zofia sofiya
stanley stan stanislaus stanislav stanislaw
stephanie steph stefanie steffi stefania stephania
stephen steve stevie steven stefan esteban stefano etienne stephan steffen istvan stepan szczepan
  stefanos stephane estevan
susan sue susie suzie susanne suzanne susanna sanna susana zuzana zuzanna sanne
sylvia silvia sylvie silvie
tatiana tanya tatjana tania tatyana
teresa terry tess tessa theresa therese tracy teresita resi
terence terry
thaddeus thad tadeusz tadeo
theodore ted teddy theo theodor teodoro fyodor fedor theodoros teodor
thomas tom tommy tomas tommaso tomasz toma thoma tamas
timothy tim timmy timo timotheus timofey
tobias toby tobi
ulrich uli ulli ulrik
ulrike uli ulrika rike
ursula uschi ulla urszula
valentin val valentino valentine
valeria val valerie valeriya
vanessa nessa
veronica ronnie vera veronika veronique
victor vic vick viktor vittorio
victoria vicky tori vicki viktoria vittoria viktoriya
vincent vince vinny vincenzo vicente vinzenz wincenty
virginia ginny gina
vladimir vlad volodya wladimir vladimiro volodymyr vova
volker
walter walt wally gualtiero wolter valter
werner wernher
wilfred will fred wilf wilfried
wilhelm willi will willy helmut willem william guillermo guillaume guglielmo wim
wilhelmina mina willa billie minna wilma helma
william will bill billy liam willie wilhelm willem guillermo guillaume guglielmo
winifred win winnie freda
wolfgang wolf wolfi
xavier javier saverio xaver
yvonne yvette
zachary zach zack zachariah zacharias
"""


@lru_cache(maxsize=1)
def _numbers() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(spelled(_FAMILIES.replace("\n  ", " ")).split("\n")):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def families(word: str) -> frozenset[int]:
    """The families that a folded given name belongs to."""
    return _numbers().get(word, _NONE)


def related(one: str, other: str) -> bool:
    """Whether two folded given names may be one person's."""
    return not families(one).isdisjoint(families(other))


@lru_cache(maxsize=1 << 12)
def initials(word: str) -> frozenset[str]:
    """First letters of a folded given name in all its forms: of Bob B and R."""
    mine = families(word)
    forms = [form for form, theirs in _numbers().items() if not mine.isdisjoint(theirs)] if mine else []
    return frozenset(form[0] for form in (word, *forms))


_NONE: Final[frozenset[int]] = frozenset()
