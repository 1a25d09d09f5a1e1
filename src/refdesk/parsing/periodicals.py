"""Names of newspapers and magazines.

A printed reference to a news article looks like one to any web page; only the name of the paper tells. The table holds
widely read general newspapers and magazines of many countries, by the names they print themselves, between
semicolons. What it does not hold is a web page, never a wrong newspaper; so no name that other bodies share is here.
"""

import re
import unicodedata

_NEWSPAPERS = """
    The New York Times; The Washington Post; The Wall Street Journal; Los Angeles Times; USA Today; Chicago Tribune;
    The Boston Globe; San Francisco Chronicle; The Philadelphia Inquirer; Miami Herald; The Seattle Times; The
    Dallas Morning News; The Christian Science Monitor; The Guardian; The Observer; The Times; The Sunday Times; The
    Daily Telegraph; The Telegraph; The Independent; Financial Times; Daily Mail; Evening Standard; The Scotsman;
    The Herald; The Irish Times; Irish Independent; The Globe and Mail; Toronto Star; National Post; The Sydney
    Morning Herald; The Age; The Australian; The New Zealand Herald; The Press; Le Monde; Le Figaro; Libération; Les
    Echos; La Croix; Le Soir; Le Temps; Neue Zürcher Zeitung; Tages-Anzeiger; Frankfurter Allgemeine Zeitung;
    Süddeutsche Zeitung; Die Welt; die tageszeitung; Handelsblatt; Der Standard; Die Presse; El País; El Mundo; La
    Vanguardia; Corriere della Sera; La Repubblica; La Stampa; Público; Diário de Notícias; Folha de S.Paulo; O
    Globo; O Estado de S. Paulo; La Nación; Clarín; El Universal; Reforma; El Tiempo; El Mercurio; NRC Handelsblad;
    de Volkskrant; De Standaard; Dagens Nyheter; Svenska Dagbladet; Aftenposten; Politiken; Helsingin Sanomat;
    Gazeta Wyborcza; Izvestia; Kommersant; Novaya Gazeta; The Moscow Times; Kyiv Post; Dawn; The News International;
    The Express Tribune; Express Tribune; The Nation; Daily Times; Business Recorder; Pakistan Today; Pakistan
    Observer; The Frontier Post; Daily Jang; The Hindu; The Times of India; Hindustan Times; The Indian Express; The
    Telegraph India; The Economic Times; Business Standard; Mint; Deccan Herald; The Tribune; The Daily Star; Dhaka
    Tribune; Prothom Alo; The Kathmandu Post; Daily Mirror; The Straits Times; South China Morning Post; China
    Daily; Global Times; People's Daily; The Japan Times; Asahi Shimbun; The Asahi Shimbun; Yomiuri Shimbun;
    Mainichi Shimbun; Nikkei; The Korea Times; The Korea Herald; Chosun Ilbo; The Jakarta Post; Bangkok Post; The
    Manila Times; Philippine Daily Inquirer; Haaretz; The Jerusalem Post; The Times of Israel; Al-Ahram; Arab News;
    Gulf News; The National; Khaleej Times; Hürriyet; Daily Sabah; Tehran Times; Mail & Guardian; The Punch; Daily
    Nation; The East African; Daily Monitor
"""

_MAGAZINES = """
    The Economist; Time; Newsweek; The New Yorker; The Atlantic; Harper's Magazine; The Nation Magazine; The New
    Republic; National Review; Foreign Affairs; Foreign Policy; The Diplomat; The National Interest; Prospect; New
    Statesman; The Spectator; The Week; Der Spiegel; Die Zeit; Stern; Focus; L'Express; Le Point; L'Obs; Paris
    Match; Internazionale; L'Espresso; Scientific American; New Scientist; National Geographic; Wired; Popular
    Science; Smithsonian Magazine; Smithsonian; Vanity Fair; Rolling Stone; Bloomberg Businessweek; Businessweek;
    Fortune; Forbes; Harvard Business Review; The New York Times Magazine; London Review of Books; The New York
    Review of Books; Boston Review; Aeon; Quanta Magazine; Herald Magazine; The Friday Times; India Today; Outlook;
    Frontline; The Caravan; Nikkei Asia; Americas Quarterly; Jacobin; Dissent; Mother Jones; Slate; Vox
"""

# Names that are ordinary words without their article: "Press" alone is no newspaper.
_ARTICLE_WORDS = "age herald nation national observer press times tribune week"
_ONLY_WITH_ARTICLE = frozenset(_ARTICLE_WORDS.split())
_BRACKET_LAST = re.compile(r" ?\([^()]*\)$")
_JOURNAL = re.compile(
    r"\b(?:journal|review|quarterly|annals|transactions|letters|bulletin|proceedings|zeitschrift|revue|revista|studies|"
    r"j|proc|ann|rev|trans)\b",
    re.IGNORECASE,
)


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def _table(names: str) -> frozenset[str]:
    return frozenset(_fold(name) for name in names.replace("\n", " ").split(";") if name.strip())


_KINDS = {
    **dict.fromkeys(_table(_MAGAZINES), "article-magazine"),
    **dict.fromkeys(_table(_NEWSPAPERS), "article-newspaper"),
}


def periodical_kind(container: str) -> str | None:
    """`article-newspaper` or `article-magazine` where the container is a known paper, else None."""
    name = _BRACKET_LAST.sub("", _fold(container))
    return _KINDS.get(name) or (None if name in _ONLY_WITH_ARTICLE else _KINDS.get(f"the {name}"))


def reads_as_journal(name: str) -> bool:
    """Whether the name holds a word that journals are called by."""
    return bool(_JOURNAL.search(name))
