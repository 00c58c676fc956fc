"""Which headings mean which field: the aliases of nine systems and of everyday lists, as data.

A heading is normalised first (`normal`), so one alias stands for `Lead Source`, `LeadSource` and
`lead_source`. Order within a field is priority when two columns compete; the loser's differing
values go to the other values. Names in brackets (``(full_name)``) are no fields: `mapping` turns
them into some. Source: data-formats 2, alias table, and 3, per CRM.
"""

from typing import Final

from leadtui.domain.fields import Kind
from leadtui.transfer.link_aliases import LINKS


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PERSON: Final = {
    "(full_name)": _words(
        "fullname personname contactname contactperson leadname name kontaktname ansprechpartner "
        "nomducontact nombredelcontacto nom nombre"
    ),
    "first_name": _words(
        "firstname personfirstname givenname forename fname vorname prenom prénom firsname nombredepila"
    ),
    "last_name": _words(
        "lastname personlastname surname familyname lname nachname nomdefamille apellidos apellido"
    ),
    "job_title": _words(
        "jobtitle jobposition title function designation position role funktion stelle fonction "
        "puestodetrabajo cargo positiontitle"
    ),
    "mobile": _words(
        "mobilephone mobile mobilephonenumber mobileno phonemobile mobilenumber mobilenum cellphone cell "
        "personmobile mobil mobiltelefon handy móvil movil portable"
    ),
    "language": _words("language preferredlanguage languagecode sprache langue idioma lang"),
}
REACH: Final = {
    "email": _words(
        "emailaddress1 email emailaddress emailfrom email1 workemail personemail personemailwork "
        "primaryemail businessemail mail emailid correoelectrónico correoelectronico correo courriel "
        "contactemail email2 emailaddress2 emailaddress3 secondaryemail otheremail personemailhome email3"
    ),
    "phone": _words(
        "telephone1 businessphone phone phonenumber officephone phonework workphone work worknumber phone1 "
        "personphone primaryphone telephone tel contactphone telefon téléphone telephone telefono "
        "teléfono contactphonenumber mainphone phoneno contactnumber phone2 telephone2 homephone otherphone "
        "telephone3 phonehome phoneother phone3"
    ),
    "website": _words(
        "websiteurl website weburl url web homepage companywebsite siteweb sitioweb webseite internetseite"
    ),
    "street": _words(
        "address1line1 street1 street streetaddress addressstreet primaryaddressstreet mailingstreet "
        "address1 address billingstreet billingaddressstreet organizationaddress straße strasse rue calle "
        "adresse dirección"
    ),
    "(street_2)": _words(
        "address1line2 street2 address2 addressline2 primaryaddressstreet2 address1line3 street3"
    ),
    "city": _words(
        "address1city city addresscity primaryaddresscity mailingcity billingcity cityname town stadt ort "
        "ville ciudad billingaddresscity location"
    ),
    "region": _words(
        "address1stateorprovince stateorprovince stateprovince state stateid addressstate "
        "primaryaddressstate mailingstate billingstate stateregion province billingaddressstate "
        "bundesland provincia estado county"
    ),
    "postal_code": _words(
        "address1postalcode postalcode zippostalcode zip zipcode zippost postcode postal addresspostalcode "
        "primaryaddresspostalcode mailingpostalcode mailingzippostalcode billingpostalcode plz "
        "postleitzahl codepostal cp códigopostal codigopostal billingaddresspostalcode"
    ),
    "country": _words(
        "address1country countryregion country countryid addresscountryregion addresscountry "
        "primaryaddresscountry mailingcountry billingcountry land pays país pais billingaddresscountry "
        "officelocation"
    ),
    "do_not_call": _words("donotphone donotallowphonecalls donotcall phoneoptout"),
    "do_not_email": _words(
        "donotemail donotallowemails emailoptout hasoptedoutofemail optedoutofemail gdproptout emailoptedout"
    ),
    "description": _words(
        "description notes note comments comment qualificationcomments crmnote leadnotes remarks "
        "beschreibung notizen notas message"
    ),
}
OWNED: Final = {
    "owner": _words(
        "owneridname owner ownerid ownername leadowner contactowner accountowner opportunityowner dealowner "
        "salesagent assignedto assignedusername assigneduser salesperson userid recordowner "
        "personowner salesowner accountmanager verkäufer verkaufer besitzer zuständig vendeur comercial "
        "zugewiesenerbenutzer salesrep assignee responsible assigneduserid leadownerid"
    ),
    "territory": _words(
        "territory territoryid salesteam teamid region accountownerterritory regionaloffice verkaufsteam "
        "équipecommerciale equipodeventas"
    ),
    "created_at": _words(
        "createdon createddate createdtime createdat createdate datecreated creationdate dateentered "
        "erstelltam crééle creadoel personcreationdate firstcontactdate engagedate date timestamp "
        "submittedat created"
    ),
    "(changed)": _words(
        "modifiedon lastmodifieddate modifiedtime datemodified modifiedat donotmodifymodifiedon "
        "lastmodifiedtime updatedat"
    ),
    "(currency)": _words(
        "transactioncurrencyidname transactioncurrencyid currency currencyisocode currencycode leadcurrency "
        "opportunityamountcurrency währung devise moneda"
    ),
}
WANT: Final = {
    "source": _words(
        "leadsourcecode leadsource leadsourceid source sourceid originalsource datasource origin "
        "sourcechannel quelle referenz tomadecontacto origen utmsource channel"
    ),
    "campaign": _words(
        "campaignidname campaignname sourcecampaign campaignid campaign utmcampaign zcampaignid kampagne "
        "campagne campaña"
    ),
    "product": _words("product productname productid productinterest interestedin produkt produit producto"),
    "rating": _words("leadqualitycode opportunityratingcode rating leadquality labels temperature"),
    "budget_status": _words("budgetstatus budget"),
    "need": _words("need"),
    "purchase_timeframe": _words("purchasetimeframe timeframe possessiontime timeline"),
    "purchase_process": _words("purchaseprocess"),
    "decision_maker": _words("decisionmaker isdecisionmaker"),
}
LEAD: Final = {
    "topic": _words(
        "topic subject leadtitle opportunity opportunityname dealname dealtitle chance opportunité "
        "oportunidad betreff enquiry inquiry"
    ),
    "company": _words(
        "companyname company accountname partnername organization organizationname organisation businessname "
        "associatedcompany firmenname unternehmensname unternehmen firma nomdelasociété société "
        "nombredelacompañía empresa companyoraccount account employer"
    ),
    "(status)": _words(
        "statuscode statusreason leadstatus status stage stageid leadstage leadstageid dealstage crmstatus "
        "hsleadstatus étape stufe etapa leadstate"
    ),
    "(state)": _words("statecode isconverted converted leadisconverted archived"),
    "(active)": _words("active aktiv"),
    "(lost_reason)": _words(
        "lostreason lostreasonid unqualifiedreason leadreasonid deadreason statusdescription ablehnungsgrund "
        "motifdelaperte motivodepérdida disqualificationreason closereason"
    ),
    "(closed)": _words(
        "converteddate convertedat converteddatetime closeddate dateclosed closedon closedat wondate"
    ),
    "budget_amount": _words(
        "budgetamount expectedrevenue estimatedamount estvalue estimatedvalue opportunityamount leadvalue "
        "dealvalue erwarteterumsatz revenuespéré revenuattendu ingresoesperado budget value"
    ),
    "fit": _words("evaluatefit fit fitconfirmed"),
    "interest": _words("confirminterest interest interestconfirmed"),
    "private_person": _words("privateperson isprivateperson"),
    "(country_code)": _words("countrycode dialcode countrydialcode phonecountrycode"),
    "(number)": _words("mobilewithoutcountrycode phonewithoutcountrycode numberwithoutcountrycode"),
}
CONTACT: Final = {
    "company": _words(
        "parentcustomeridname parentcustomerid accountname accountidname company companyname account "
        "organization organizationname businessname associatedcompany employer firma unternehmensname"
    ),
}
ACCOUNT: Final = {
    "name": _words(
        "name accountname account companyname company organization organizationname businessname "
        "unternehmensname firmenname firma"
    ),
    "industry": _words("industrycode industry sector branche segment businesssegment"),
}
OPPORTUNITY: Final = {
    "topic": _words("topic name opportunityname dealname dealtitle opportunity subject title deal"),
    "company": _words(
        "parentaccountidname parentaccountid accountname account customeridname customerid company "
        "companyname organization organizationname customer client"
    ),
    "amount": _words(
        "actualvalue estimatedvalue amount dealvalue value closevalue estrevenue expectedrevenue "
        "totalamount budgetamount opportunityamount"
    ),
    "(stage)": _words("salesstagecode salesstage stepname stage stagename dealstage phase pipelinestage"),
    "(outcome)": _words("statecode status outcome isclosed iswon state"),
    "(reason)": _words("statuscode statusreason"),
    "close_on": _words("estimatedclosedate estclosedate closedate expectedclosedate expectedclose"),
    "closed_on": _words("actualclosedate closedon closeddate wondate dateclosed wontime losttime"),
    "next_step": _words("nextstep nextaction"),
    "why": _words("why"),
}
BY_KIND: Final[dict[Kind, dict[str, tuple[str, ...]]]] = {
    Kind.LEAD: {**PERSON, **REACH, **OWNED, **WANT, **LEAD, **LINKS[Kind.LEAD]},
    Kind.CONTACT: {**PERSON, **REACH, **OWNED, **CONTACT, **LINKS[Kind.CONTACT]},
    Kind.ACCOUNT: {**REACH, **OWNED, **ACCOUNT, **LINKS[Kind.ACCOUNT]},
    Kind.OPPORTUNITY: {
        **OWNED,
        **WANT,
        **OPPORTUNITY,
        "description": REACH["description"],
        **LINKS[Kind.OPPORTUNITY],
    },
}
# A copy of other columns, such as Salesforce's whole address as JSON.
IGNORE: Final = "(ignore)"
# Where a system gives a word its own meaning. An empty field name: not this field after all.
BY_SYSTEM: Final[dict[str, dict[str, str]]] = {
    "odoo": {
        "name": "topic",
        "title": "",
        "opportunity": "topic",
        "type": "",
        "closeddate": "(closed)",
        "dateclosed": "(closed)",
        "priority": "rating",
        "priorität": "rating",
        "partnerid": "(account_name)",
    },
    "suitecrm": {
        "accountid": "(account_id)",
        "contactid": "(contact_id)",
        "opportunityid": "(opportunity_id)",
    },
    "mautic": {"title": ""},
    "pipedrive": {"title": "topic", "labels": "rating", "name": "(full_name)"},
    "dynamics": {"status": "(state)", "title": ""},
    "zoho": {"converted": "(state)"},
    "salesforce": {"address": IGNORE, "mailingaddress": IGNORE, "billingaddress": IGNORE},
    "maven": {"officelocation": "country", "closedate": "closed_on"},
    "olist": {"businesssegment": "product"},
}
# Columns that nobody misses: marks, copies and pictures of the other system.
IGNORED: Final = frozenset(
    _words(
        "donotmodifyrowchecksum rowchecksum systemmodstamp isdeleted photourl index monthcreatedtime1 "
        "entityimage entityimageid entityimagetimestamp entityimageurl geocodeaccuracy latitude longitude "
        "versionnumber timezoneruleversionnumber utcconversiontimezonecode exchangerate masterrecordid "
        "importsequencenumber processid traversedpath isunreadbyowner lastvieweddate lastreferenceddate "
        "changelogtime locked odataetag merged participatesinworkflow owningbusinessunit owninguser "
        "budgetamountbase donotsendmm timezonesidkey"
    )
)
IGNORED_STARTS: Final = ("jigsaw", "yomi", "geocode", "odata")
IGNORED_ENDS: Final = (
    "addressid",
    "addresstypecode",
    "shippingmethodcode",
    "freighttermscode",
    "transactioncurrencyidid",
)
