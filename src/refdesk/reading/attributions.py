"""The forms in which running text names a source without citing it.

In: nothing. Out: a table of patterns, each with the kind of source that it names and words that must be near it.
A pattern names its parts: `name` (who or what), and where they are printed `noun` ("report"), `date`, `event` and
`title`.
No form names a source that stands for nobody: "experts say" and "officials familiar with" fit none of them.
"""

import re
from typing import Literal

MentionKind = Literal[
    "person",
    "body",
    "report",
    "periodical",
    "tweet",
    "video",
    "interview",
    "statement",
    "dataset",
    "law",
    "ruling",
    "podcast",
    "testimony",
    "writing",
]

CAPITAL = r"(?<![\w’'-])[A-ZÀ-ÖØ-Þ][\w’-]{0,40}"
"""A word that begins with a capital. Its apostrophe may be a genitive's, which is taken off afterwards."""

OPENERS = (
    *(
        "After",
        "Although",
        "And",
        "Another",
        "As",
        "At",
        "Because",
        "Before",
        "But",
        "By",
        "Critics",
        "For",
        "From",
        "Here",
    ),
    *(
        "He",
        "However",
        "I",
        "If",
        "In",
        "It",
        "Later",
        "Meanwhile",
        "Now",
        "On",
        "Once",
        "Recently",
        "She",
        "Since",
        "So",
    ),
    *("That", "Then", "There", "They", "This", "Though", "Today", "To", "We", "What", "When", "Where", "While", "Who"),
    *("With", "Yesterday", "Yet", "You", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)
"""Words that begin a sentence or name a day, but begin no name."""

_OPENER = rf"(?!(?:{'|'.join(OPENERS)})\b)"
_PARTICLE = r"(?:[A-Z]\.|bin|ibn|al-\w{1,30}|ul-\w{1,30}|van|von|der|den|de|da|di|du|del|la|le|dos)"
PERSON = rf"{_OPENER}{CAPITAL}(?:\s(?:{_PARTICLE}\s){{0,2}}{CAPITAL}){{1,3}}"
"""Two to four words of a name, with initials and particles between."""

_SMALL = r"(?:of|for|and|the|in|on|de|der|des|du|della|del|la|für|für\sdie|y|et|e)"
BODY = rf"{_OPENER}(?:U\.S\.|U\.N\.|{CAPITAL})(?:\s(?:{_SMALL}\s){{0,2}}{CAPITAL}){{0,9}}"
"""Words with capitals, small words between, as the name of a body is printed."""

_ABBREVIATED = rf"{BODY}(?:\s\([A-Z][A-Za-z]{{1,9}}\))?"
_ELIDED = (
    r"[A-ZÀ-ÖØ-Þ][\w-]{1,40}(?:\s(?:national|européen|fédéral|monétaire|supérieur)\w{0,2})?"
    rf"(?:\s(?:{_SMALL}\s){{0,2}}{CAPITAL}){{0,9}}"
)
"""The name of a body after an article that lost its vowel: "l’Institut national"."""

_PAPER_WORD = (
    r"(?:Times|Post|Journal|News|Herald|Tribune|Gazette|Guardian|Observer|Economist|Magazine|Standard|Express|Mail|"
    r"Chronicle|Daily|Telegraph|Press|Review|Courier|Examiner|Inquirer|Register|Mirror|Star|Sun|Zeitung|Allgemeine|Anzeiger|"
    r"Rundschau|Nachrichten|Spiegel|Globe|Dispatch|Independent|Monitor|Ledger|Figaro|Temps|Monde|País|Repubblica|Handelsblatt)"
)
_PAPER = rf"(?:{CAPITAL}\s){{0,4}}(?:[A-Z]\w{{1,20}}-)?{_PAPER_WORD}\b(?!\s[A-Z])"
_EM = r"[*_]{0,3}"
_ITALIC_PAPER = rf"[*_]{{1,3}}(?P<name>(?:The\s)?{CAPITAL}(?:\s{CAPITAL}){{0,4}})[*_]{{1,3}}"
_OUTLET = (
    r"(?:news\s+agency|newspaper|broadcaster|news\s+site|news\s+website|magazine|television\s+station|radio\s+station|"
    r"daily|weekly)"
)
SAYS = (
    r"(?:said|says|stated|states|noted|notes|told|tells|argued|argues|warned|warns|remarked|remarks|claimed|claims|explained|"
    r"explains|added|adds|wrote|writes|observed|observes|testified|announced|acknowledged|acknowledges|insisted|insists|"
    r"recalled|recalls|predicted|predicts|concluded|concludes|suggested|suggests|cautioned|cautions)"
)
"""Verbs of saying."""

_FINDS = (
    r"(?:found|finds|showed|shows|reported|reports|estimated|estimates|concluded|concludes|warned|warns|revealed|reveals|"
    r"suggested|suggests|noted|notes|calculated|calculates|says|said|projected|projects)"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR = r"\b(?:19|20)\d\d\b"
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|"
    rf"{_MONTH}\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?\d{{4}}|{_YEAR})"
)
"""A day, a month or a year."""

NOUN = (
    r"(?:report|study|survey|poll|briefing\s+paper|assessment|white\s+paper|working\s+paper|analysis|audit|review|inquiry|"
    r"investigation|communiqué|press\s+release|news\s+release|statement)"
)
"""What the words of a body are printed in."""

_WORD_OF_BODY = (
    r"(?:office|department|authority|council|agency|ministry|institute|commission|board|bureau|museum|chamber|association|"
    r"committee|laboratory|observatory|university|society|academy|foundation|federation)"
)
_OF_WHAT = (
    r"(?:\s(?:of|for)\s[a-z]{3,20}"
    r"(?:\s(?:and\s)?(?:policy|affairs|services|works|safety|health|planning|research|development)){0,2})"
)
_WHOSE = r"(?:(?:[a-z]{2,20}\s){0,3}[a-z]{2,20}[’']s?\s)"
_SMALL_WORDS = r"(?:(?!(?:the|an?|same|other|local|new|first|second|own|latter|former)\s)[a-z-]{2,20}\s)"
_SMALL_BODY = (
    rf"(?:{_WHOSE}{_SMALL_WORDS}{{0,2}}{_WORD_OF_BODY}{_OF_WHAT}?|{_SMALL_WORDS}{{1,2}}{_WORD_OF_BODY}{_OF_WHAT}?|"
    rf"{_WORD_OF_BODY}{_OF_WHAT})"
)
"""A body by its office's words: "the county’s audit office", "the department of transportation"; never "the office"."""

_TELLING = (
    r"(?:found|finds|shows|showed|says|said|puts?|blames|blamed|concluded|concludes|warned|warns|estimated|estimates|reported|"
    r"revealed|suggests|suggested|argued|argues|called|counted|noted|calculated|recommended|recommends|describes|described)"
)
"""What a report does, apart from being asked for, delayed or read."""

_WHEN = (
    rf"(?:(?:(?:in|on)\s+{DATE}|(?:last|this)\s+(?:week|month|year|spring|summer|autumn|fall|winter)|"
    r"earlier\s+this\s+year),?\s+)?"
)
_SAYING_NOUN = r"(?:statement|press\s+release|news\s+release|communiqué|letter|memo|memorandum|email|e-mail)"
_WRITING = (
    r"(?:book|essay|article|memoir|memoirs|paper|novel|column|blog\s+post|op-ed|pamphlet|dissertation|thesis|treatise)"
)
_DATA = r"(?:data|figures|statistics|numbers|records|estimates)"
_ADJECTIVE = r"(?:[a-z][\w-]{1,20}\s+)"
_OPEN = r"[“\"«„]"
_CLOSE = r"[”\"»“]"
_TITLE = rf"{_OPEN}(?P<title>[A-Z][^“”\"»]{{5,150}}?)[,.]?{_CLOSE}"
_ANY_TITLE = r"[“\"*_](?P<title>[A-Z][^“”\"*_]{2,150}?)[,.]?[”\"*_]"
_CLAUSE = r"(?:U\.[KNS]\.|[^.“\"«])"
"""What neither ends a sentence nor begins a quotation."""

_IN_ROLE = rf"(?:,\s+(?P<role>{_CLAUSE}{{3,120}}?),)"
_NEAR = rf"(?P<event>{_CLAUSE}{{0,120}}?)"
_TWEET = r"(?:a\s+tweet|Twitter|X|Facebook|Instagram|Mastodon|Bluesky|LinkedIn|Telegram|Weibo|Threads)"

_FORMS: tuple[tuple[MentionKind, str, str], ...] = (
    # "Ada Byron posted a tweet", "Ada Byron wrote on Facebook", "Ada Byron said in a tweet"
    (
        "tweet",
        "tweet|posted|wrote",
        rf"(?P<name>{PERSON}),?\s+(?:posted\s+a\s+tweet|tweeted|(?:posted|wrote)\s+on\s+{_TWEET})\b",
    ),
    (
        "tweet",
        "tweet|post",
        (
            rf"(?P<name>{PERSON})(?:,\s+{_CLAUSE}{{3,80}}?,)?\s+{SAYS}\s+(?:in|on)\s+(?:a\s+tweet|a\s+{_TWEET}"
            rf"\s+post|a\s+post\s+on\s+{_TWEET})\b"
        ),
    ),
    # "In 2016, Ada Byron posted a short video", "In a video posted in 2016, Ada Byron said"
    (
        "video",
        "video",
        (
            rf"(?:[Ii]n\s+(?P<date>{_YEAR}),\s+)?(?P<name>{PERSON}),?\s+(?:posted|released|published)\s+a"
            rf"\s+{_ADJECTIVE}?video\b"
        ),
    ),
    (
        "video",
        "video",
        (
            rf"\b[Ii]n\s+a\s+{_ADJECTIVE}?video\s+(?:posted|released|published|uploaded|recorded)\b"
            rf"(?P<event>{_CLAUSE}{{0,60}}?),\s+(?P<name>{PERSON})\s+{SAYS}\b"
        ),
    ),
    # "told the Engines podcast", "in an episode of the Engines podcast"
    (
        "podcast",
        "podcast",
        rf"\b(?:told|of|on|with|to)\s+the\s+(?P<name>{BODY})\s+(?P<noun>podcast)\b",
    ),
    (
        "podcast",
        "podcast",
        rf"\bthe\s+(?P<noun>podcast)\s+[“\"*_]?(?P<name>{BODY})[”\"*_]?",
    ),
    # "A 1965 report by the Science Advisory Committee, “Restoring the Quality of Our Environment”"
    (
        "report",
        "by|from|of",
        (
            rf"\b[Aa]n?\s+(?:(?P<date>{_YEAR})\s+)?{_ADJECTIVE}?(?P<noun>{NOUN})\s+(?:by|from|of)\s+(?:the\s+)?"
            rf"(?P<name>{_ABBREVIATED}),?\s+(?:titled\s+|entitled\s+|called\s+)?{_TITLE}"
        ),
    ),
    # "In 1979 the National Academy of Sciences published “Carbon Dioxide and Climate”"
    (
        "report",
        "published|released|issued",
        (
            rf"(?:\b[Ii]n\s+(?P<date>(?:{_MONTH}\s+)?{_YEAR}),?\s+)?(?:\b[Tt]he\s+)?(?P<name>{_ABBREVIATED})\s+"
            rf"(?:published|released|issued)\s+(?:(?:a|an|its|the)\s+{_ADJECTIVE}?(?P<noun>{NOUN}),?\s+(?:titled"
            rf"\s+|entitled\s+|called\s+)?)?{_TITLE}"
        ),
    ),
    # "The first assessment of the Intergovernmental Panel on Climate Change came in 1990"
    (
        "report",
        "came|appeared|published|released",
        (
            rf"\b[Tt]he\s+(?:\w{{1,20}}\s+)?(?P<noun>{NOUN})\s+(?:by|of)\s+(?:the\s+)?(?P<name>{_ABBREVIATED})\s+"
            rf"(?:came|appeared|was\s+published|was\s+released)\s+in\s+(?P<date>(?:{_MONTH}\s+)?{_YEAR})"
        ),
    ),
    # "a study published in May 2021 in the journal *Nature*": the journal is what is named
    (
        "periodical",
        "published",
        (
            r"\b(?P<noun>study|paper|article|analysis|research|review)\s+published\s+(?:(?:on|in)\s+"
            rf"(?P<date>{DATE})\s+)?(?:\w{{1,12}}\s+){{0,3}}?in\s+(?:the\s+)?(?:(?:peer-reviewed\s+|medical"
            rf"\s+|scientific\s+)?(?:journal|magazine)\s+)?[*_“\"]?(?P<name>(?!{DATE}){BODY})[*_”\"]?"
        ),
    ),
    # "Data from the World Bank show", "figures published by the Office for National Statistics in 2020"
    (
        "dataset",
        "data|figures|statistics|numbers|records|estimates",
        (
            r"\b(?P<noun>[Dd]ata|[Ff]igures|[Ss]tatistics|[Nn]umbers|[Rr]ecords|[Ee]stimates)\s+(?:"
            rf"(?:published|released|compiled|collected|gathered|provided)\s+)?(?:(?:in|on)\s+(?P<date>{DATE})\s+)?"
            rf"(?:by|from|of)\s+(?:the\s+)?(?P<name>{_ABBREVIATED})"
        ),
    ),
    # "According to a 2021 report by the World Bank", "citing a study by", "a survey by the World Bank found"
    (
        "report",
        "ccording|citing|cites|cited|per",
        (
            r"\b(?:[Aa]ccording\s+to|[Cc]iting|cites|cited|[Aa]s\s+per)\s+(?:(?:an?|the|this|its)\s+)?(?:"
            rf"(?P<date>{_YEAR})\s+)?{_ADJECTIVE}?(?P<noun>{NOUN})\s+(?:published\s+|released\s+|conducted"
            rf"\s+|issued\s+|carried\s+out\s+)?(?:(?:in|on)\s+{DATE}\s+)?(?:by|from|of)\s+(?:the\s+)?"
            rf"(?P<name>{_ABBREVIATED})(?P<event>(?:\s+(?:published|released|issued)\s+(?:in|on)\s+{DATE})?)"
        ),
    ),
    (
        "report",
        "by|from|of",
        (
            rf"\b(?:[Aa]n?|[Tt]he)\s+(?:(?P<date>{_YEAR})\s+)?{_ADJECTIVE}{{0,2}}?(?P<noun>{NOUN})\s+(?:published"
            rf"\s+|released\s+|conducted\s+|issued\s+)?(?P<event>(?:(?:in|on)\s+{DATE}\s+)?)(?:by|from)\s+(?:the"
            r"\s+)?(?:(?:researchers|scientists|economists)\s+(?:at|from)\s+(?:the\s+)?)?"
            rf"(?P<name>{_ABBREVIATED}),?\s+(?:(?:published|released)\s+(?:in|on)\s+{DATE},?\s+)?(?:also\s+|has"
            rf"\s+|have\s+)?{_FINDS}\b"
        ),
    ),
    # "as per a 2020 World Bank report", "a World Bank report found"
    (
        "report",
        "ccording|per|In|in|citing",
        (
            rf"\b(?:[Aa]ccording\s+to|[Aa]s\s+per|[Ii]n|[Cc]iting)\s+(?:an?|the)\s+(?:(?P<date>{_YEAR})\s+)?"
            rf"(?P<name>{BODY})\s+(?P<noun>{NOUN})\b"
        ),
    ),
    (
        "report",
        "found|showed|shows|said|says",
        (
            rf"\b[Aa]\s+(?:(?P<date>{_YEAR})\s+)?(?P<name>{BODY})\s+(?P<noun>{NOUN})\s+(?:published\s+|released"
            rf"\s+)?(?P<event>(?:(?:in|on)\s+{DATE}\s+)?){_FINDS}\b"
        ),
    ),
    # "The World Bank said in a report published in May 2021", "Ada Byron said in a statement on 4 May 2021"
    (
        "report",
        "report|study|survey|poll|paper|assessment|analysis",
        (
            rf"(?:\b[Tt]he\s+)?(?P<name>{_ABBREVIATED})\s+(?:{SAYS}|{_FINDS})\s+in\s+(?:an?|its|their|the)\s+(?:"
            rf"(?P<date>{_YEAR})\s+)?{_ADJECTIVE}{{0,2}}?(?P<noun>report|study|survey|poll|briefing"
            rf"\s+paper|assessment|white\s+paper|working\s+paper|analysis)\b{_NEAR}(?=[.,:;])"
        ),
    ),
    (
        "statement",
        "statement|release|letter|mem|mail|communiqué",
        (
            rf"(?:\b[Tt]he\s+)?(?P<name>{_ABBREVIATED})(?:,\s+{_CLAUSE}{{3,80}}?,)?\s+{SAYS}\s+in\s+"
            rf"(?:an?|its|his|her|their|the)\s+{_ADJECTIVE}{{0,2}}?(?P<noun>{_SAYING_NOUN})\b{_NEAR}(?=[.,:;“\"])"
        ),
    ),
    # "In a report released in August 2022, the World Bank warned"
    (
        "report",
        "report|study|survey|poll|paper|assessment|analysis",
        (
            rf"\b[Ii]n\s+(?:an?|its|the)\s+(?:(?P<date>{_YEAR})\s+)?{_ADJECTIVE}?(?P<noun>{NOUN})(?P<event>(?:\s+"
            rf"(?:published|released|issued))?(?:\s+(?:in|on)\s+{DATE})?),\s+(?:the\s+)?(?P<name>{_ABBREVIATED})\s+"
            rf"(?:{SAYS}|{_FINDS})\b"
        ),
    ),
    # "the World Health Organization (WHO) documented 12", "UNHCR recorded at least 40"
    (
        "body",
        "documented|reported|recorded|estimated|registered",
        (
            rf"(?:\b[Tt]he\s+)?(?P<name>{BODY}(?:\s\([A-Z]{{2,}}\))|\b[A-Z]{{3,}})\s+(?:also\s+)?"
            r"(?:documented|reported|recorded|estimated|registered)\s+(?:an?\s+|that\s+|at\s+least\s+)?\d"
        ),
    ),
    # "Researchers at the University of Oxford found"
    (
        "body",
        "at|from",
        (
            r"\b(?:[Rr]esearchers|[Ss]cientists|[Ee]conomists|[Aa]nalysts)\s+(?:at|from)\s+(?:the\s+)?"
            rf"(?P<name>{_ABBREVIATED})\s+(?:have\s+)?{_FINDS}\b"
        ),
    ),
    # "Ada Byron told The New York Times that": her words; "A mechanic told The New York Times: “…”": the newspaper's
    (
        "interview",
        "told",
        (
            rf"(?P<name>{PERSON})(?:,\s+{_CLAUSE}{{3,100}}?,)?\s+told\s+(?!{_CLAUSE}{{0,40}}\bpodcast\b)"
            rf"(?:(?:the\s+)?{_OUTLET}\s+(?:The\s+)?{BODY}|(?:The\s+|the\s+)?{_PAPER}|{BODY}\s+in\s+an\s+interview)\b"
            rf"(?P<event>{_CLAUSE}{{0,60}}?)(?:\s+that\b|[:,]\s*{_OPEN})"
        ),
    ),
    (
        "interview",
        "interview",
        (
            rf"(?P<name>{PERSON}){_IN_ROLE}?\s+{SAYS}\b(?:\s+{_CLAUSE}{{1,60}}?)?\s+in\s+an?"
            rf"\s+{_ADJECTIVE}?interview\b{_NEAR}(?=[.,:;“\"])"
        ),
    ),
    (
        "interview",
        "interview",
        (
            rf"\b[Ii]n\s+an?\s+{_ADJECTIVE}?interview\b(?P<event>{_CLAUSE}{{0,80}}?),\s+(?P<name>{PERSON})"
            rf"\s+{SAYS}\b"
        ),
    ),
    (
        "periodical",
        "told",
        rf"\btold\s+(?:the\s+)?(?P<name>(?:The\s+)?{CAPITAL}(?:\s{CAPITAL}){{1,4}})\s*[:,]\s*{_OPEN}",
    ),
    # "The New York Times carried the story on 24 June 1988", "the news agency Ferro reported that"
    (
        "periodical",
        "carried|ran|printed|reported|published|broke|wrote|revealed",
        (
            rf"(?P<name>{_PAPER})\s+"
            rf"(?:carried|ran|printed|reported|published|broke|wrote|revealed)\b{_CLAUSE}{{0,80}}?\bon\s+"
            rf"(?P<date>{DATE})"
        ),
    ),
    (
        "periodical",
        "report|wrote|revealed",
        (
            rf"(?P<name>(?:The\s+|Der\s+|Die\s+|Le\s+|La\s+|El\s+)?{_PAPER})\s+(?:first\s+|later\s+|also\s+)?"
            rf"(?:reported|reports|wrote|revealed)\b(?P<event>(?:\s+(?:in|on)\s+{DATE})?)(?=\s+"
            r"(?:that|in|on|how|the|a)\b|[,.:])"
        ),
    ),
    (
        "periodical",
        "report|wrote|ccording",
        rf"\b(?:the\s+)?{_OUTLET}\s+(?P<name>(?:The\s+)?{BODY})\s+(?:reported|reports|wrote|revealed|said)\b",
    ),
    (
        "periodical",
        "ccording",
        (
            rf"\b[Aa]ccording\s+to\s+(?:the\s+{_OUTLET}\s+)?(?:the\s+)?(?P<name>(?:The\s+)?{_PAPER})(?=[,.;]|\s+"
            r"(?:on|in|and)\b)"
        ),
    ),
    # "In his book *The Double Helix*, James Watson argues", "James Watson’s memoir “The Double Helix”"
    (
        "writing",
        "book|essay|article|memoir|paper|novel|column|post|op-ed|pamphlet|thesis",
        (
            rf"\b[Ii]n\s+(?:his|her|their)\s+(?:(?P<date>{_YEAR})\s+)?{_ADJECTIVE}?(?P<noun>{_WRITING}),?"
            rf"\s+{_ANY_TITLE},?\s+(?:{_ADJECTIVE}{{0,4}})(?P<name>{PERSON})\s+{SAYS}\b"
        ),
    ),
    (
        "writing",
        "book|essay|article|memoir|paper|novel|column|post|op-ed|pamphlet|thesis",
        (
            rf"(?P<name>{PERSON})[’']s?\s+(?:(?P<date>{_YEAR})\s+)?{_ADJECTIVE}?(?P<noun>{_WRITING}),?"
            rf"\s+{_ANY_TITLE}"
        ),
    ),
    (
        "writing",
        "wr[io]te|argue",
        (
            rf"(?:\b[Aa]s\s+)?(?P<name>{PERSON})\s+(?:wrote|writes|argued|argues|put\s+it)\s+in\s+(?:"
            rf"(?:his|her|the|a|an)\s+)?(?:(?P<date>{_YEAR})\s+)?{_ADJECTIVE}?(?:(?P<noun>{_WRITING}),?"
            rf"\s+)?{_ANY_TITLE}"
        ),
    ),
    # "Ada Byron testified before the Senate on 4 May 2021"
    (
        "testimony",
        "testimony",
        rf"\b[Ii]n\s+{_ADJECTIVE}?testimony\b(?P<event>{_CLAUSE}{{0,80}}?),\s+(?P<name>{PERSON})\s+{SAYS}\b",
    ),
    (
        "testimony",
        "testif|testimony",
        (
            rf"(?P<name>{PERSON})(?:,\s+{_CLAUSE}{{3,100}}?,)?\s+(?:testified|said\s+in\s+(?:written"
            rf"\s+)?testimony)\b{_NEAR}(?=[.,:;“\"]|\sthat\b)"
        ),
    ),
    # "the Supreme Court ruled in Roe v. Wade", "Under the Clean Air Act of 1970"
    (
        "ruling",
        "Court",
        (
            rf"\b(?:[Tt]he\s+)?(?P<name>{_OPENER}(?:{CAPITAL}\s(?:(?:of|for|the)\s){{0,2}}){{0,5}}Court(?:\sof\s"
            rf"(?:the\s)?{CAPITAL}(?:\s{CAPITAL}){{0,2}})?)\s+(?:ruled|held|decided)\b(?:\s+(?:in|on)\s+"
            rf"(?P<date>{DATE}),?)?(?:\s+in\s+[*_]?(?P<title>{CAPITAL}(?:\s{CAPITAL}){{0,3}}\sv\.?\s{CAPITAL}"
            rf"(?:\s{CAPITAL}){{0,3}})[*_]?)?(?P<event>(?:\s+(?:in|on)\s+{DATE})?)"
        ),
    ),
    (
        "law",
        "nder|ccording|ection|rticle",
        (
            r"\b(?:[Uu]nder|[Aa]ccording\s+to|[Ss]ection\s+\d+\s+of|[Aa]rticle\s+\d+\s+of)\s+(?:the\s+)?(?:"
            rf"(?P<date>{_YEAR})\s+)?(?P<name>(?:{CAPITAL}\s(?:(?:of|for|and|on|to|the)\s){{0,2}}){{1,8}}"
            r"(?:Act|Code|Law|Directive|Regulation|Convention|Treaty|Constitution))\b(?P<event>(?:\s+of"
            rf"\s+{_YEAR})?)"
        ),
    ),
    # "a working paper by Leah Brooks and Zachary Liscow blames"
    (
        "report",
        "by",
        (
            rf"\b(?:[Aa]n?|[Tt]he)\s+(?:(?P<date>{_YEAR})\s+)?{_ADJECTIVE}??(?P<noun>{NOUN}|paper)\s+by\s+(?P<name>{PERSON})"
            rf"(?:(?:,\s{PERSON}){{0,3}},?\sand\s(?:{PERSON}|colleagues))?\s+{_TELLING}\b"
        ),
    ),
    # "A report published by the county’s audit office in 2014 put", "a study, commissioned by the chamber of commerce,"
    (
        "report",
        "by|from",
        (
            rf"\b(?:[Aa]n?|[Tt]he)\s+(?:(?P<date>{_YEAR})\s+)?{_ADJECTIVE}{{0,2}}?(?P<noun>{NOUN}),?"
            rf"(?:\s+of\s+(?:\d{{1,3}},\d{{3}}\s)?[^.,;:“\"()]{{3,40}}?)?\s+(?:(?:published|released|conducted|issued|commissioned|written|prepared)\s+)?"
            rf"(?P<event>{_WHEN})(?:by|from)\s+(?:the\s+)?(?P<name>{_ABBREVIATED}|{_SMALL_BODY})"
            rf"(?:,|\s+(?:published|released)\s+(?:in|on)\s+{DATE},?|,\s+published\s+(?:in|on)\s+{DATE},|\s+in\s+{_YEAR},?)?"
            rf"\s+(?:last\s\w{{4,8}}\s+)?(?:also\s+|has\s+|have\s+)?{_TELLING}\b"
        ),
    ),
    # "UNICEF estimates that"
    (
        "body",
        "report|estimate|found|warn|project",
        (
            rf"(?:\b[Tt]he\s+)?(?P<name>{_ABBREVIATED})\s+"
            r"(?:reported|reports|estimated|estimates|found|finds|projects|projected)\s+(?:in\s+(?P<date>"
            rf"(?:{_MONTH}\s+)?{_YEAR})\s+)?that\b"
        ),
    ),
    # "According to Grace Hopper, a rear admiral of the navy,"
    (
        "person",
        "ccording",
        rf"\b[Aa]ccording\s+to\s+(?:the\s+)?(?P<name>{PERSON}),\s+(?P<role>[^.]{{3,120}}?)[,.]",
    ),
    (
        "person",
        "ccording",
        rf"\b[Aa]ccording\s+to\s+(?:{_ADJECTIVE}{{0,3}})(?P<name>{PERSON})(?=[,.;])",
    ),
    (
        "body",
        "ccording",
        rf"\b[Aa]ccording\s+to\s+(?:the\s+)?(?P<name>{_ABBREVIATED})(?=[,.;])",
    ),
    # "Spokesperson Ada Byron’s remarks at a briefing on 4 May 2021: “…”"
    (
        "person",
        "pokes",
        (
            rf"\b[Ss]pokes(?:person|man|woman)\s+(?P<name>{PERSON}?)(?:[’']s?)?\s+(?:"
            rf"(?P<noun>remarks|comments|statement)|said|stated|told)(?P<event>{_CLAUSE}{{0,120}}?)[:,]\s*{_OPEN}"
        ),
    ),
    # "Ada Byron, a mathematician, said at the 2010 conference: “…”", and "Ada Byron, a mathematician, said that"
    (
        "person",
        SAYS,
        (
            rf"(?P<name>{PERSON}),\s+(?P<role>{_CLAUSE}{{3,120}}?),\s+{SAYS}\b"
            rf"(?P<event>{_CLAUSE}{{0,120}}?)[:,]\s*{_OPEN}"
        ),
    ),
    (
        "person",
        SAYS,
        (
            rf"(?P<name>{PERSON}),\s+(?P<role>(?:{CAPITAL}[’']s?\s)?[a-z]{_CLAUSE}{{1,120}}?),\s+{SAYS}\b{_NEAR}"
            r"(?=[.:;,])"
        ),
    ),
    # "Ada Byron said in a speech: “…”", "Ada Byron said on 4 May 2021 that"
    (
        "person",
        SAYS,
        (
            rf"(?P<name>{PERSON})\s+{SAYS}\b(?P<event>(?:\s+(?:in|at|on|to|during)\b{_CLAUSE}{{0,100}}?)?)\s*"
            rf"(?:[:,]\s*{_OPEN}|\s+that\b)"
        ),
    ),
    # “…,” said Ada Byron, a mathematician; “…,” Ada Byron said at the conference
    (
        "person",
        SAYS,
        (
            rf"[,.?!…][”\"»]\s+{SAYS}\s+(?P<name>{PERSON})\b(?P<event>(?:,\s+(?P<role>"
            rf"(?:an?|the|who|chief|director|head|president|professor|former|senior)\b[^.“\"]{{1,120}}?))?(?:\s+"
            rf"(?:in|at|on|during)\s{_CLAUSE}{{0,100}}?)?)(?=[.,:;])"
        ),
    ),
    (
        "person",
        SAYS,
        rf"[,.?!…][”\"»]\s+(?P<name>{PERSON}){_IN_ROLE}?\s+{SAYS}\b{_NEAR}(?=[.,:;])",
    ),
    (
        "person",
        "told",
        (
            rf"(?P<name>{PERSON})(?:,\s+{_CLAUSE}{{3,100}}?,)?\s+told\s+"
            r"(?:reporters|journalists|lawmakers|delegates|members|students|parliament|investors|the\s+"
            rf"(?:conference|committee|commission|court|hearing|meeting|audience))\b{_NEAR}(?=[.,:;“\"]|\sthat\b)"
        ),
    ),
    # "On 23 June 1988 James Hansen of NASA told a committee of the United States Senate that"
    (
        "person",
        "told",
        (
            rf"(?:\b[Oo]n\s+(?P<date>{DATE}),?\s+)?(?P<name>{PERSON})(?:\s+of\s+(?:the\s+)?{BODY}|,"
            rf"\s+{_CLAUSE}{{3,80}}?,)?\s+told\s+(?:an?\s+(?:committee|commission|court|conference|hearing)|the"
            rf"\s+{CAPITAL})\b{_CLAUSE}{{0,80}}?\s+that\b"
        ),
    ),
    # "Margaret Thatcher took the matter to the General Assembly on 8 November 1989. “…,” she said"
    (
        "person",
        SAYS,
        (
            rf"(?:(?<=[.!?”\"]\s)|^\s{{0,20}})(?:[Oo]n\s+(?P<date>{DATE}),?\s+)?(?P<name>{PERSON})\b"
            rf"(?P<event>{_CLAUSE}{{3,250}})\.\s+{_OPEN}[^“”\"]{{10,600}}[,.?!][”\"]\s+(?:he|she)\s+{SAYS}\b"
        ),
    ),
    (
        "report",
        "ccording",
        (
            rf"\b[Aa]ccording\s+to\s+(?:an?|the)\s+(?:(?P<date>{_YEAR})\s+)?{_ADJECTIVE}?(?P<noun>{NOUN})\s+"
            rf"(?:(?:published|released|conducted|commissioned)\s+)?(?:by|from)\s+the\s+(?P<name>{_SMALL_BODY})(?=[,.;])"
        ),
    ),
    # "the upshot of a report by the Royal Society which a committee discussed"
    (
        "report",
        "report|study",
        (
            rf"\b(?:upshot|conclusion|finding|message|verdict|result)s?\s+of\s+(?:an?|the)\s+(?:(?P<date>{_YEAR})\s+)?{_ADJECTIVE}?"
            rf"(?P<noun>{NOUN})\s+(?:published\s+)?(?:by|from)\s+(?:the\s+)?(?P<name>{_ABBREVIATED}|{_SMALL_BODY})"
        ),
    ),
    # "the port authority said in a statement on January 9"
    (
        "statement",
        "statement|release",
        (
            rf"\b[Tt]he\s+(?P<name>{_SMALL_BODY})\s+{SAYS}\s+in\s+(?:an?|its)\s+{_ADJECTIVE}{{0,2}}?(?P<noun>{_SAYING_NOUN})\b"
            rf"{_NEAR}(?=[.,:;“\"])"
        ),
    ),
    # "…, the Federal Office for Meteorology said." and "The World Bank puts the price at a million"
    (
        "body",
        SAYS,
        rf",[”\"]?\s+(?:the\s+)?(?P<name>(?P<surely>{_ABBREVIATED}))\s+(?:said|says)(?=[.;]|\s+(?:on|in|this|last)\s[^.“\"]{{1,40}}\.)",
    ),
    (
        "body",
        "put|reckon|estimate|call|expect|forecast|warn|count|say|said",
        (
            rf"(?:\b[Tt]he\s+)?(?P<name>(?![A-Z]{{2,10}}\s+{SAYS}\b)(?P<surely>{_ABBREVIATED}))\s+(?:(?:later|now|also|once|has|still)\s+)?(?:"
            r"(?:puts|put|estimates|estimated|counts|counted)\s+(?:the|its|their|this|that|at|about|some|\d)|"
            r"(?:reckons|reckoned|warns|warned|expects|forecasts|says|said|announced)\s+(?:that|people|it|there|the)|"
            r"(?:called|calls)\s+(?:it|the|this|that|them)\s+(?!for|on|off|in)\w)"
        ),
    ),
    # "In a 2019 interview with public radio, the mayor, Dana Ruiz, called the bridge"
    (
        "interview",
        "interview",
        (
            rf"\b[Ii]n\s+an?\s+(?:(?P<date>{_YEAR})\s+)?{_ADJECTIVE}?interview\b(?P<event>{_CLAUSE}{{0,80}}?),\s+"
            rf"(?:the\s+(?:[\w’'-]{{1,20}}\s+){{0,4}}[a-z]{{3,20}},?\s+)?(?P<name>{PERSON}),?\s+(?:{SAYS}|called|described|put)\b"
        ),
    ),
    (
        "periodical",
        "interview",
        (
            rf"\b[Ii]n\s+an?\s+(?P<noun>interview)\s+with\s+(?:the\s+)?{_EM}(?P<name>Radio\s\w{{1,12}}|(?:The\s)?{_PAPER}|BBC|CNN|NPR){_EM}"
            rf"(?:\s+(?:in|on)\s+{DATE})?,\s+the\s+(?:[a-z-]{{2,20}}\s+){{1,3}}{SAYS}\b"
        ),
    ),
    (
        "video",
        "video",
        (
            rf"\b[Ii]n\s+a\s+{_ADJECTIVE}?video\s+(?:posted|released|published|uploaded|recorded)\b(?P<event>{_CLAUSE}{{0,60}}?),\s+"
            rf"(?:the\s+(?:[\w’'-]{{1,20}}\s+){{0,7}}[\w’'-]{{3,20}},\s+)(?P<name>{PERSON}),\s+(?:{SAYS}|praised|asked|called)\b"
        ),
    ),
    # "A spokesman for the union, Tom Abel, said", "The town’s mayor, Jens Ott, told reporters"
    (
        "person",
        SAYS + "|called|asked|praised",
        (
            rf"(?:\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er)|[’']s)\s+(?:[\w’'-]{{1,20}}\s+){{0,8}}[\w’'-]{{3,20}},\s+"
            rf"(?P<name>{PERSON}),\s+(?:{SAYS}|called|asked|praised|put\s+it)\b{_NEAR}(?=[.:;,“\"])"
        ),
    ),
    # "Bent Flyvbjerg, an economic geographer, has shown"
    (
        "person",
        "has|have",
        (
            rf"(?P<name>{PERSON}),\s+(?P<role>(?:an?|the|who|professor|director|chief|head)\s{_CLAUSE}{{1,100}}?),\s+has\s+"
            r"(?:long\s+|often\s+)?(?:shown|found|argued|written|called|calculated|estimated|described|said|noted|warned)\b"
        ),
    ),
    # "Robert Caro’s *The Power Broker* has the longest account"
    (
        "writing",
        "[’']s",
        (
            rf"(?P<name>{PERSON})[’']s\s+(?:[*_]{{1,3}}(?P<title>[A-Z][^“”\"*_\n]{{2,120}}?)[*_]{{1,3}})\s+(?:\((?P<date>{_YEAR})\)\s+)?"
            r"(?:has|argues|shows|tells|describes|gives|remains|traces|calls|says|explains|put|counts)\b"
        ),
    ),
    # "The *Riverton Courier* reported on May 4, 1961, that", "the *Courier* reported last week"
    (
        "periodical",
        "report|wrote|writes|said|noted|revealed",
        (
            rf"{_ITALIC_PAPER}\s+(?:first\s+|later\s+|also\s+|once\s+)?(?:reported|reports|wrote|writes|said|noted|revealed)\b"
            rf"(?:\s+on\s+(?P<date>{DATE}))?"
        ),
    ),
    (
        "periodical",
        "counted|called|found",
        (
            rf"[*_]{{1,3}}(?P<name>(?:The\s)?{_PAPER})[*_]{{1,3}}\s+(?:first\s+|later\s+|also\s+|once\s+)?"
            r"(?:(?:counted|called|found)\b|sent\s{1,9}\w{1,20}\s[^.“\"]{0,80}?\band\s+(?:found|wrote|reported)\b)"
        ),
    ),
    (
        "periodical",
        "report|wrote|revealed|counted",
        (
            rf"(?P<name>(?:The|Der|Die|Das|Le|La|El|Il|De)\s{_PAPER})\s+(?:(?:reported|reports|wrote|revealed)\s+(?:last|this|of|on|about)\b"
            r"|counted\b)"
        ),
    ),
    # « …, a déclaré Anne Martin », „…“, sagte Anna Schmidt, «…», dijo Ana Ruiz
    (
        "person",
        "sagt|erklärt|déclar|dit|affirm|expliqu|dijo|afirm|señal|declar|explic|disse|detto",
        (
            rf"[”\"»“],?\s+(?:sagte?|erklärte?|a\s(?:déclaré|dit|affirmé|expliqué)|explique|affirme|dijo|afirmó|señaló|declaró|"
            rf"explicó|ha\sdetto|disse|afirmou)\s+(?P<name>{PERSON})(?=[,.;])"
        ),
    ),
    (
        "periodical",
        "[Ll]aut|[Ss]elon|après|[Ss]egún|[Ss]econdo|[Ss]egundo|[Vv]olgens",
        (
            r"\b(?:[Ll]aut|[Ss]elon|[Dd][’']après|[Ss]egún|[Ss]econdo|[Ss]egundo|[Vv]olgens)\s+"
            r"(?:der|dem|des|la|le|les|el|los|las|il|lo|gli|o|a|os|as|de|het)\s+"
            r"(?P<noun>Zeitung|Zeitschrift|journal|quotidien|magazine|diario|periódico|revista|quotidiano|giornale|jornal|krant)\s+"
            rf"{_OPEN}?{_EM}(?P<name>{CAPITAL}(?:\s{CAPITAL}){{0,3}})"
        ),
    ),
    # German, French, Spanish, Italian, Portuguese, Dutch
    (
        "report",
        "[Ll]aut|[Nn]ach|[Ss]elon|après|[Ss]egún|[Ss]econdo|[Ss]egundo|[Vv]olgens",
        (
            r"\b(?:[Ll]aut|[Nn]ach|[Ss]elon|[Dd][’']après|[Ss]egún|[Ss]econdo|[Ss]egundo|[Vv]olgens)\s+"
            r"(?:einem|einer|eines|der|dem|un|une|una|uno|um|uma|o|a|het|een)\s+"
            r"(?P<noun>Bericht|Studie|Umfrage|rapport|étude|sondage|enquête|informe|estudio|encuesta|rapporto|studio|sondaggio|relatório|estudo|pesquisa|onderzoek|studie)"
            r"\s+"
            r"(?:des|der|von|vom|de\sla|de\sl[’']|de\slos|du|des|del|della|dell[’']|di|do|da|de|van\shet|van\sde|van)\s*"
            rf"(?P<name>{_ABBREVIATED}|(?<=[’']){_ELIDED})"
        ),
    ),
    (
        "person",
        "[Ll]aut|[Ss]elon|après|[Ss]egún|[Ss]econdo|[Ss]egundo|[Vv]olgens",
        (
            r"\b(?:[Ll]aut|[Ss]elon|[Dd][’']après|[Ss]egún|[Ss]econdo|[Ss]egundo|[Vv]olgens)\s+"
            rf"(?:le\s|la\s|les\s|l[’']|el\s|il\s|o\s|a\s|de\s|het\s|der\s|dem\s)?(?P<name>{PERSON}|[A-Z]{{3,9}})"
            r"(?=[,.;]|\s+(?:ist|sind|hat|haben|est|sont|a|ont|es|son|ha|han|è|sono|é|são|is|zijn|wird|werden)\b)"
        ),
    ),
)


def _compiled(form: str) -> re.Pattern[str]:
    """The form, its blanks bounded: a page break leaves many; a page of blanks shall not be read again and again."""
    return re.compile(form.replace(r"\s+", r"\s{1,150}").replace(r"\s*", r"\s{0,150}"))


FORMS: tuple[tuple[MentionKind, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (kind, re.compile(near, re.IGNORECASE), _compiled(form)) for kind, near, form in _FORMS
)
"""Each form: the kind of source, words without which it fits nowhere, and the pattern. The surer forms stand first."""
