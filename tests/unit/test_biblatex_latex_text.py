"""LaTeX of many hands, read as text."""

import time

import pytest

from refdesk.formats.latex_text import latex_of, text_of


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("plain text", "plain text"),
        ("{The} {BBC}", "The BBC"),
        (r"50\% \& more \#1 \_x \$5 \{a\}", "50% & more #1 _x $5 {a}"),
        ("50% & more #1", "50% & more #1"),
        (r"caf\'e, \H{o}, \c{c}, {\ss}, \o", "café, ő, ç, ß, ø"),
        (r"\emph{On} \textit{it}", "On it"),
        ("pages 1--2 --- ``so''", "pages 1–2 — “so”"),
        ("a~b", "a\u00a0b"),
        ("a $x^2$ b", "a x² b"),
        ("costs $5", "costs $5"),
        ("costs $5 and \\'e", "costs $5 and é"),
        ("two\n  lines", "two lines"),
        ("one\n\n  two", "one\n\ntwo"),
        (r"\unknown{kept}", r"\unknown{kept}"),
        (r"\unknown{{a} b}{c} {d}", r"\unknown{a b}{c} d"),
        (r"\unknown {a}", r"\unknown {a}"),
        (r"\* a \> b", r"\* a \> b"),
        (r"\textit{a \textbf{{b}}}", "a b"),
        (r"\'{ea} \'{\ae} \^{} \\'e", "éa ǽ ^ 'e"),
        ('{\\"o} \\"{o} \\"o', "ö ö ö"),
        (r"\textendash\textemdash{} \ldots", "–— …"),
        (r"$\alpha_{2}$ of $x^{2}$ and $\frac{1}{2}$", "α₂ of x² and 1/2"),
        (r"\$5 and \$6", "$5 and $6"),
        (r"\url{http://x.org/~a--b_c%20}", "http://x.org/~a--b_c%20"),
        (r"\enquote{So \emph{is} \enquote{it}}", "“So is “it””"),
        (r"{\noopsort{1973}}1981", "1981"),
        (r"\aa \ss{} \o\ \L{}", "åß ø Ł"),
        (r"Nguy{\~{\^e}}n \'{\^{o}}", "Nguyễn ố"),
        (r"\'\ae{} \'{\ae}", "ǽ ǽ"),
        (r"{\textless}i{\textgreater} \textbar{} \textunderscore", "<i> | _"),
        (r"a\slash b\thinspace{}c", "a/b c"),
        (r"H$_2$O, $10^{-3}$, 45$^{\circ}$", "H₂O, 10⁻³, 45°"),
        (r"a\ b", "a b"),
        (r"\textbackslash{} x {\textbraceleft}", "\\ x {"),
        (r"\'{\i} \^\i \v{s}\H o \c{c} \t{oo} \r a \k{a} \~{} \^{} \d{h}", "í îšő ç o͡o å ą ~ ^ ḥ"),
        (r"{\em On} the {\bfseries way}", "On the way"),
        (r"\enquote{So} \mkbibquote{it}", "“So” “it”"),
        (r"\href{http://x.org}{here} \url{http://x.org}", "here http://x.org"),
        (r"C:\foo bar", r"C:\foo bar"),
        (r"\LaTeX{} \alpha \AA rhus", "LaTeX αÅrhus"),
        (r"a\\b \, c\-d \(e\)", "a b cd e"),
        (r"100\% {\'e} and 5% {\textbraceleft}", "100% é and 5% {"),
    ],
)
def test_latex_prints_as(latex: str, text: str) -> None:
    assert text_of(latex) == text


def test_two_hyphens_are_kept_apart() -> None:
    assert latex_of("a--b") == "a-{}-b"


@pytest.mark.parametrize(
    "piece",
    [
        "{",
        "}",
        "\\",
        "$",
        "{\\'e",
        "\\begin{x}",
        "%",
        "~",
        "\\url{",
        "\\'{",
        "\\x{",
        "\\x{}",
        "$\\",
        "\\enquote{a",
        "\\href{",
        "\\c ",
    ],
)
def test_hostile_text_is_read_in_bounded_time(piece: str) -> None:
    start = time.process_time()
    text_of(piece * 20_000)
    assert time.process_time() - start < 5
