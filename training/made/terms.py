"""The words between fields in the languages of the made strings, and dates and numbers in their ways.

In: a word's name ("in", "eds", "accessed" …) or a value, a language, a chance. Out: text. A language that lacks a word
borrows the English one, as careless bibliographies do.
"""

from random import Random

TERMS = {
    "en": {
        "In": "In|In:|In",
        "in": "in",
        "eds": "Eds.|eds.|Eds|eds|Eds.",
        "ed": "Ed.|ed.|Ed|ed.|Eds.",
        "edited": "edited by|ed.|edited by|Ed.",
        "translated": "translated by|trans.|tr.|transl.",
        "accessed": "accessed|accessed|last accessed|accessed on|visited|last visited|retrieved|retrieved on",
        "Accessed": "Accessed|Accessed|Last accessed|Accessed on|Retrieved|Retrieved on|Date accessed:|Viewed",
        "available": "available at|available from|available at:|available online at|at|online at",
        "Available": "Available at:|Available from:|Available:|Available at|Available online:|Available from|URL:|URL",
    },
    "de": {
        "In": "In:|In",
        "in": "in:|in",
        "eds": "Hrsg.|Hg.|Hgg.|Hrsg.|Herausg.",
        "edited": "hrsg. von|hg. v.|hrsg. v.|herausgegeben von",
        "translated": "übers. von|aus dem Englischen von|übersetzt von|Übers.:",
        "accessed": "abgerufen am|Zugriff am|letzter Zugriff:|zuletzt abgerufen am|besucht am|Zugriff:|Stand:",
        "Accessed": "Abgerufen am|Zugriff am|Letzter Zugriff:|Zuletzt abgerufen am|Stand:|Abruf:|Zuletzt besucht am",
        "available": "verfügbar unter|online unter|abrufbar unter|URL:|in:",
        "Available": "Verfügbar unter:|Online unter|Abrufbar unter|URL:|Online verfügbar unter|Online:",
    },
    "fr": {
        "In": "In|Dans|In :",
        "in": "in|dans",
        "eds": "dir.|éd.|éds.|dirs.|eds",
        "edited": "sous la direction de|sous la dir. de|dir.|éd. par|édité par",
        "translated": "traduit par|trad. par|trad. de l'anglais par|trad. fr.|traduction de",
        "accessed": "consulté le|page consultée le|dernière consultation le|consulté le|site consulté le",
        "Accessed": "Consulté le|Page consultée le|Dernière consultation :|Consulté le",
        "available": "disponible sur|en ligne :|URL :|disponible à l'adresse",
        "Available": "Disponible sur :|En ligne :|URL :|Repéré à|Disponible sur|Récupéré de",
    },
    "es": {
        "In": "En|En:",
        "in": "en|en:",
        "eds": "eds.|Eds.|coords.|comps.|coord.|comp.|ed.",
        "edited": "editado por|ed. de|coordinado por|ed.",
        "translated": "trad. de|traducción de|traducido por",
        "accessed": "consultado el|consulta:|acceso el|fecha de consulta:|último acceso:|consultado en",
        "Accessed": "Consultado el|Consulta:|Fecha de consulta:|Último acceso:|Acceso:",
        "available": "disponible en|disponible en:|en línea:|recuperado de",
        "Available": "Disponible en:|Recuperado de|Disponible en|En línea:",
    },
    "it": {
        "In": "In|In:",
        "in": "in",
        "eds": "a cura di|cur.|curr.|a c. di|eds.",
        "edited": "a cura di|a c. di",
        "translated": "trad. it. di|traduzione di|trad. di",
        "accessed": "consultato il|ultimo accesso:|ultima consultazione:|data di accesso:|ultimo accesso il",
        "Accessed": "Consultato il|Ultimo accesso:|Ultima consultazione:|Data di accesso:",
        "available": "disponibile su|disponibile all'indirizzo|online:|URL:",
        "Available": "Disponibile su:|Disponibile all'indirizzo|URL:|Online:",
    },
    "pt": {
        "In": "In:|In|Em",
        "in": "in|em",
        "eds": "Org.|Orgs.|org.|orgs.|coord.|Coord.",
        "edited": "organizado por|org. de|coord.",
        "translated": "tradução de|trad.|Tradução de|trad. de",
        "accessed": "acesso em|acesso em:|consultado em|acedido em|acessado em",
        "Accessed": "Acesso em:|Acesso em|Consultado em|Acedido em",
        "available": "disponível em|disponível em:|online em",
        "Available": "Disponível em:|Disponível em|Recuperado de|URL:",
    },
    "nl": {
        "In": "In|In:",
        "in": "in|in:",
        "eds": "red.|Red.|eds.|(red",
        "edited": "onder redactie van|red.|o.r.v.",
        "translated": "vertaald door|vert.",
        "accessed": "geraadpleegd op|laatst geraadpleegd op|bezocht op|geraadpleegd:",
        "Accessed": "Geraadpleegd op|Laatst geraadpleegd op|Bezocht op",
        "available": "beschikbaar via|te vinden op|via",
        "Available": "Beschikbaar via|Geraadpleegd via|Te vinden op|Verkregen van",
    },
}

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}

MONTHS_SHORT = {
    "en": "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.",
    "de": "Jan. Febr. März April Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.",
    "it": "gen. feb. mar. apr. mag. giu. lug. ago. set. ott. nov. dic.",
    "pt": "jan. fev. mar. abr. maio jun. jul. ago. set. out. nov. dez.",
    "nl": "jan. feb. mrt. apr. mei juni juli aug. sept. okt. nov. dec.",
}

LOCAL_DAY = {
    "en": "{d} {month} {y}",
    "de": "{d}. {month} {y}",
    "fr": "{d} {month} {y}",
    "es": "{d} de {month} de {y}",
    "it": "{d} {month} {y}",
    "pt": "{d} de {month} de {y}",
    "nl": "{d} {month} {y}",
}

# Whole dates by the name of their form; "local" is the way of the language.
DAYS = {
    "us": "{month} {d}, {y}",
    "uk": "{d} {month} {y}",
    "apa": "{y}, {month} {d}",
    "apa-short": "{y}, {short} {d}",
    "us-short": "{short} {d}, {y}",
    "mla": "{d} {short} {y}",
    "nlm": "{y} {mon} {d}",
    "ieee": "{d}-{mon}-{y}",
    "iso": "{y}-{m:02}-{d:02}",
    "slash": "{d:02}/{m:02}/{y}",
    "us-slash": "{m}/{d}/{y}",
    "dots": "{d:02}.{m:02}.{y}",
    "dots-short": "{d}.{m}.{y}",
    "monthday": "{month} {d}",
    "daymonth": "{d} {month}",
    "local": "",
}

EDITIONS = {
    "en": "{nth} ed.|{nth} edition|{nth} edn.|{nth} edn|{n}th ed.|{nth} rev. ed.|Revised ed.|rev. ed.|{word} edition",
    "de": "{n}. Aufl.|{n}. Auflage|{n}., überarb. Aufl.|{n}., aktualisierte Auflage|Neuausg.",
    "fr": "{n}e éd.|{n}e édition|{n}ème éd.|nouvelle édition|éd. revue et augmentée",
    "es": "{n}.ª ed.|{n}ª ed.|{n}a. ed.|{n}ª edición",
    "it": "{n}ª ed.|{n} ed.|II ed.|nuova ed.",
    "pt": "{n}. ed.|{n}ª ed.|{n}. ed. rev.",
    "nl": "{n}e druk|{n}de druk|{n}e herz. druk",
}

UNDATED = {
    "en": "n.d.|n.d.|n. d.|no date",
    "de": "o. J.|o.J.",
    "fr": "s. d.|s.d.",
    "es": "s. f.|s.f.",
    "it": "s.d.",
    "pt": "s.d.|[s.d.]",
    "nl": "z.j.|z.d.",
}

NTH = {1: "1st", 2: "2nd", 3: "3rd", 21: "21st", 22: "22nd", 23: "23rd"}
NTH_WORDS = {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}

# A date: year, month and day, zero where not known.
Day = tuple[int, int, int]


def term(word: str, language: str, chance: Random) -> str:
    """The word between fields that a style calls `word`, in one of its forms."""
    forms = TERMS[language].get(word) or TERMS["en"][word]
    return chance.choice(forms.split("|"))


def print_day(day: Day, form: str, language: str) -> str:
    """A date in a form of `DAYS`; shorter when day or month are not known; empty without a year."""
    year, month, date = day
    if not year:
        return ""
    if not month:
        return "" if form in ("monthday", "daymonth") else str(year)
    if not date:
        return print_month(day, form, language)
    pattern = DAYS[form]
    if not pattern or (language != "en" and form in ("us", "uk", "mla", "us-short", "ieee", "us-slash")):
        pattern = LOCAL_DAY[language]
    return pattern.format(y=year, m=month, d=date, **month_words(month, language))


def print_month(day: Day, form: str, language: str) -> str:
    """Month and year in the order of the form."""
    year, month, _ = day
    names = month_words(month, language)
    if form in ("monthday", "daymonth"):
        return names["month"]
    if form in ("apa", "apa-short"):
        return f"{year}, {names['month']}"
    if form == "nlm":
        return f"{year} {names['mon']}"
    if form in ("mla", "us-short", "ieee"):
        return f"{names['short']} {year}"
    return f"{names['month']} {year}"


def month_words(month: int, language: str) -> dict[str, str]:
    """The name of a month in full, short, and in three letters."""
    month_name = MONTHS[language].split()[month - 1]
    return {"month": month_name, "short": MONTHS_SHORT[language].split()[month - 1], "mon": month_name[:3]}


def print_edition(number: int, language: str, chance: Random) -> str:
    """An edition in one of the forms of the language."""
    form = chance.choice(EDITIONS[language].split("|"))
    if "{n}th" in form and number < 4:
        form = "{nth} ed."
    return form.format(n=number, nth=NTH.get(number, f"{number}th"), word=NTH_WORDS.get(number, "new"))


def undated(language: str, chance: Random) -> str:
    """The sign for a work without a date."""
    return chance.choice(UNDATED[language].split("|"))
