"""The small words around cites in running text: what leads to one, what joins names, what is no author.

In: nothing. Out: tables and patterns, English first, with German, French, Spanish, Italian, Portuguese and Dutch.
"""

from refdesk.parsing.dates import MONTHS, SEASONS

AT_SECOND_HAND = (
    r"(?:as\s)?(?:quoted|cited|reported|noted|discussed|reprinted)\s(?:in|by)|qtd\.\sin|"
    r"zit(?:iert|\.)\s(?:nach|n\.|in|bei)|apud|cit(?:é|\.)\s(?:par|dans|in|en)|"
    r"citado\s(?:en|por|em)|citato\sin|geciteerd\sin"
)
"""Pattern of what stands between a quoted work and the work it is quoted from (APA 7, 8.6); no groups."""

_LEAD_FORMS = (
    r"see,?\sfor\s(?:example|instance)|see,?\se\.\s?g\.|see\s(?:also|especially)|see",
    r"but\s(?:see|cf\.)|compare|contra|pace",
    r"(?:for|on)\s[^;\d]{1,60}?,?\ssee(?:\salso)?",
    r"cf\.|e\.\s?g\.|i\.\s?e\.|for\s(?:example|instance)|esp(?:ecially|\.)",
    r"(?:most\s)?notably|in\sparticular|particularly|viz\.",
    r"and|also|but|including|following|adapted\sfrom|based\son|according\sto|after|reviewed\s(?:in|by)|sources?:|data:",
    r"vgl\.(?:\s(?:auch|dazu|hierzu|etwa))?|siehe(?:\s(?:auch|dazu))?|s\.\s?a\.|z\.\s?B\.|etwa|nach",
    r"voir(?:\s(?:aussi|notamment|par\sexemple))?|notamment|d['’]après|selon|par\sexemple|p\.\s?ex\.",
    r"véase(?:\stambién)?|ver(?:\stambi[ée]n|\stambém)?|según|segundo|por\s(?:ejemplo|exemplo)|p\.\s?ej\.",
    r"(?:si\s)?ved(?:i|a)(?:\sanche)?|ad\ses(?:empio|\.)|zie(?:\sook)?|bijv\.",
)
LEAD = "|".join((AT_SECOND_HAND, *_LEAD_FORMS))
"""Pattern of words before a cite that are no part of it; no groups."""

SECOND_HAND_WORD = r"\b(?:quoted|cited|qtd\.|zit\.|zitiert|apud|cit[ée]\b|cit\.|citad[oa]|citato|geciteerd)"
"""Pattern that tells whether a lead means that the work is quoted there; no groups."""

ET_AL = (
    r"\bet\.?\s?al(?:ii|ia)?\b\.?|\band\s(?:others|colleagues|co-?workers|associates)\b|&\s?al\b\.?|\bu\.\s?a\.|"
    r"\bund\s(?:andere|Kolleg\w{1,6})\b|\by\s(?:otros|cols?\b\.?|colaboradores)|"
    r"\be\s(?:outros|cols?\b\.?|colaboradores|altri)|"
    r"\bet\s(?:coll\b\.?|collaborateurs)|\be\.\s?a\.|\ben\sanderen\b"
)
"""Pattern of the words for authors who are not named; no groups."""

NO_YEAR = (
    r"n\.\s?d\.(?:-[a-z]\b)?|no\sdate|undated|forthcoming|in\spress(?:-[a-z]\b)?|in\sprep(?:aration\b|\.)|submitted|"
    r"under\sreview|to\sappear|unpublished|o\.\s?[JD]\.|s\.\s?[fda]\.|s/f|z\.\s?j\.|im\s(?:Druck|Erscheinen)|"
    r"sous\spresse|à\sparaître|en\sprensa|no\sprelo|in\s(?:corso\sdi\s)?stampa"
)
"""Pattern of what stands where a year would; no groups."""

LOCATOR_WORDS = (
    r"pp?\.|pages?\b|pgs?\.|págs?\.|pag\.|blz\.|S\.|paras?\.?(?![^\W\d_])|paragraphs?\b|¶¶?|§§?|"
    r"ch(?:ap(?:ter|s)?)?s?\.?(?![^\W\d_])|"
    r"Kap\.|Kapitel\b|caps?\.|secs?\.|sections?\b|Abschn\.|vols?\.?(?![^\W\d_])|Bd\.|bks?\.|books?\b|figs?\.|figures?\b|"
    r"Abb\.|tables?\b|Tab\.|nn?\.|notes?\b|fn\.?(?![^\W\d_])|ll?\.|lines?\b|arts?\.|pts?\.|part\b|fols?\.|Rn\.|Rz\.|"
    r"slides?\b|apps?\.|appendix\b|eqs?\.|(?:theorem|lemma|prop(?:osition)?)\b\.?|loc\.|at(?=\s\d)|p{1,2}(?=\s?\d)"
)
"""Pattern of the words that tell what part of a work is meant, with their full stops; no groups."""

LABELS = {
    "page": "p pp page pages pg pgs pág págs pag blz s at loc",
    "paragraph": "para paras paragraph paragraphs ¶ ¶¶ rn rz",
    "chapter": "ch chs chap chaps chapter chapters kap kapitel cap caps",
    "section": "sec secs section sections § §§ abschn",
    "volume": "vol vols bd",
    "book": "bk bks book books",
    "figure": "fig figs figure figures abb",
    "table": "table tables tab",
    "note": "n nn note notes fn",
    "line": "l ll line lines",
    "part": "pt pts part",
    "folio": "fol fols",
    "article": "art arts",
    "appendix": "app apps appendix",
    "equation": "eq eqs",
}
"""CSL's names of parts, and how they are printed."""

TIMES = frozenset(MONTHS) | frozenset(SEASONS)
_MORE_TIMES = """
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre janeiro fevereiro março maio junho julho
    setembro outubro dezembro januari februari maart mei augustus frühling frühjahr sommer herbst printemps été
    automne hiver primavera verano otoño invierno early mid late end begin beginning anfang ende mitte début fin
    monday tuesday wednesday thursday friday saturday sunday easter christmas
"""
TIME_WORDS = TIMES | frozenset(_MORE_TIMES.split())
"""Words of which a time may be made, in small letters."""

_PARTICLES = """
    a al al. al- an ap ben bin da das de degli dei del dell della den der des di dos du e.g. el i.e. ibn la las le los
    ten ter the van vd von vom vs vs. zu zum zur af av op 't & et und y e en i u.a. u. others colleagues
"""
_MID_WORDS = "and as at by for from in of on or to with für im pour para por per sur dans voor et v v. via its und"
CONNECTORS = frozenset(f"{_PARTICLES} {_MID_WORDS}".split())
"""Small words that may stand within a label."""
MAY_BEGIN = frozenset(_PARTICLES.split()) - frozenset(("e", "en", "i", "y", "&", "u.", "u.a.", "others", "colleagues"))
"""Small words that may begin a label."""

CONNECTORS_OF_NAMES = frozenset(("al", "da", "de", "di", "du", "e", "la", "van", "von"))
"""Particles that are words of sentences as well."""

_NO_LABEL_WORDS = """
    figure fig figures table tables chapter section version act article resolution page appendix annex equation eq
    abstract note part vol volume no panel box case step phase week day model lemma theorem proposition definition
    example exhibit schedule regulation directive clause paragraph season episode level round stage category group
    abbildung abb tabelle tab kapitel seite artikel abschnitt anhang figura tabla tabela tabella cuadro quadro
    capítulo capitolo hoofdstuk tableau chapitre annexe anexo since until before after between from circa ca about
    around in by during as at on see born died founded established published updated revised reprinted edition est d b
    r dir directed starring released aged age approx approximately c ch cf
"""
NO_LABELS = frozenset(_NO_LABEL_WORDS.split())
"""What stands before a year without being an author: parts of works and laws, and words of time."""

_OPENING_WORDS = """
    about above accordingly according across actually additionally after again against all also although among an and
    another are as at based because before behind beyond both but by can despite does drawing during each early
    earlier either especially even ever every few finally first following for from further furthermore given hence
    here how however if in indeed instead into is it its later like likewise many more moreover most nevertheless no
    nor not notably of on once one only or other others our over perhaps recently same second see several similarly
    since so some specifically still such than that their then there therefore these they third this those though
    through thus to together two under unlike until upon using via was we were what when where whereas whether which
    while who why with within without yet als auch bei da dass doch im laut mit nach nur ob so und vgl von wie wenn zu
    avec chez comme dans depuis ici mais ou par pour selon si sur según como con para pero por según segundo secondo
    come per ma che volgens zoals
"""
OPENERS = (frozenset(_OPENING_WORDS.split()) - CONNECTORS_OF_NAMES) | {"&", "et"}
"""Words that open a sentence or stand before a name without being part of it."""

_PLACE_TABLE = """
    afghanistan; albania; algeria; america; argentina; australia; austria; bangladesh; belgium; bolivia; brazil;
    bulgaria; burma; cambodia; cameroon; canada; chile; china; colombia; croatia; cuba; cyprus; czechia; denmark;
    ecuador; egypt; england; estonia; ethiopia; finland; france; germany; ghana; great britain; greece; haiti;
    hungary; iceland; india; indonesia; iran; iraq; ireland; israel; italy; jamaica; japan; kenya; korea; kosovo;
    kuwait; laos; latvia; lebanon; libya; lithuania; luxembourg; malaysia; malta; mexico; mongolia; morocco;
    mozambique; myanmar; nepal; netherlands; new zealand; nicaragua; nigeria; north korea; northern ireland; norway;
    oman; pakistan; palestine; panama; paraguay; peru; philippines; poland; portugal; qatar; romania; russia; rwanda;
    saudi arabia; scotland; senegal; serbia; singapore; slovakia; slovenia; somalia; south africa; south korea; spain;
    sri lanka; sudan; sweden; switzerland; syria; taiwan; tanzania; thailand; tunisia; turkey; uganda; uk; ukraine;
    united arab emirates; united kingdom; united states; uruguay; us; usa; ussr; venezuela; vietnam; wales; yemen;
    zambia; zimbabwe; deutschland; österreich; schweiz; suisse; españa; italia; brasil; méxico; perú; nederland;
    belgique; africa; asia; europe; latin america; north america; south america; aberdeen; addis ababa; aleppo;
    algiers; amsterdam; ankara; antwerp; athens; atlanta; auckland; baghdad; bangkok; barcelona; basel; basle;
    beijing; beirut; belfast; belgrade; berlin; bern; birmingham; bogotá; bologna; bombay; bonn; bordeaux; boston;
    brasília; bristol; brussels; bucharest; budapest; buenos aires; cairo; calcutta; cambridge; cape town; caracas;
    chicago; cologne; copenhagen; damascus; delhi; doha; dresden; dubai; dublin; edinburgh; florence; frankfurt;
    geneva; glasgow; göttingen; hamburg; hanoi; havana; heidelberg; helsinki; hong kong; houston; islamabad; istanbul;
    jakarta; jena; jerusalem; johannesburg; kabul; karachi; kiev; kyiv; kyoto; lagos; lahore; leiden; leipzig; lima;
    lisbon; liverpool; london; los angeles; lyon; madrid; manchester; manila; marrakesh; marseille; melbourne;
    mexico city; miami; milan; montreal; moscow; mumbai; munich; nairobi; naples; new delhi; new haven; new orleans;
    new york; nice; nuremberg; osaka; oslo; ottawa; oxford; padua; palermo; paris; peking; philadelphia; prague;
    princeton; rabat; riga; rio de janeiro; riyadh; rome; rotterdam; saigon; salzburg; san francisco; santiago;
    são paulo; sarajevo; seattle; seoul; shanghai; sofia; st petersburg; stanford; stockholm; strasbourg; stuttgart;
    sydney; taipei; tallinn; tehran; tel aviv; the hague; tokyo; toronto; tübingen; tunis; turin; utrecht; vancouver;
    venice; vienna; vilnius; warsaw; washington; zagreb; zurich; roma; milano; firenze; torino; napoli; wien; münchen;
    köln; zürich; genève; lisboa; porto; sevilla; den haag; leuven; gent; alabama; alaska; arizona; arkansas;
    california; colorado; connecticut; delaware; florida; georgia; hawaii; idaho; illinois; indiana; iowa; kansas;
    kentucky; louisiana; maine; maryland; massachusetts; michigan; minnesota; mississippi; missouri; montana;
    nebraska; nevada; new hampshire; new jersey; new mexico; north carolina; north dakota; ohio; oklahoma; ontario;
    oregon; pennsylvania; quebec; rhode island; south carolina; south dakota; tennessee; texas; utah; vermont;
    virginia; west virginia; wisconsin; wyoming; mass; conn; calif; dc; d.c; ny; ca; ma
"""
PLACES = frozenset(place.strip() for line in _PLACE_TABLE.splitlines() for place in line.split(";") if place.strip())
"""Countries, states and towns that print puts before a year: "(Paris, 2015)"; some are surnames, as a list proves."""
