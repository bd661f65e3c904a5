"""Reading documents: forms of files, bounds, and what is said of those that cannot be read."""

import builtins
import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.drafting.blocks import Document, Kind
from decks.drafting.drafting import draft
from decks.drafting.lines import blocks_of, lines_of
from decks.drafting.opening import MAX_BYTES, decoded, kind_of, open_document
from decks.drafting.problems import Unreadable
from decks.drafting.web import blocks_of_html
from decks.reading.files import parse_deck


def said_of(path: Path, name: str = "roles") -> str:
    with pytest.raises(Unreadable) as caught:
        open_document(path, name)
    return str(caught.value)


def blocks(text: str) -> list[tuple[str, str, int]]:
    return [(block.kind.value, block.text, block.line) for block in blocks_of(lines_of(text))]


def test_markdown_and_plain_text_become_blocks_with_lines():
    text = "# Ushers\n\nThey check\ntickets.\n\n1. Greet **guests**\n   - smile\n2) Sell [programmes](x)\n\nDUTIES\n\n(a) count\n• b) sweep\n"
    assert blocks(text) == [
        ("heading", "Ushers", 1),
        ("paragraph", "They check tickets.", 3),
        ("item", "Greet guests", 6),
        ("item", "smile", 7),
        ("item", "Sell programmes", 8),
        ("heading", "DUTIES", 10),
        ("item", "count", 12),
        ("item", "sweep", 13),
    ]


def test_wrapped_lines_are_joined_and_hyphens_healed():
    text = "The lighting technician hangs and focuses the lanterns that light the per-\nformance from above and from the sides of the stage.\n"
    assert [block[1] for block in blocks(text)] == [
        "The lighting technician hangs and focuses the lanterns that light the performance from above and from the sides of the stage."
    ]


def test_html_blocks_leave_out_what_is_not_text():
    document = Document("a.html")
    page = "<body><nav>Home</nav><script>alert(1)</script><h1>Ushers</h1><p>They<br>check<p hidden>x</p><ul><li>one<li>two<ul><li>three</ul></ul><dl><dt>Term<dd>Meaning</dl><footer>y</footer>"
    found = [(block.kind, block.text, block.level) for block in blocks_of_html(page, document)]
    assert found == [
        (Kind.HEADING, "Ushers", 1),
        (Kind.PARAGRAPH, "They", 1),
        (Kind.PARAGRAPH, "check", 1),
        (Kind.ITEM, "one", 1),
        (Kind.ITEM, "two", 1),
        (Kind.ITEM, "three", 2),
        (Kind.TERM, "Term", 1),
        (Kind.PARAGRAPH, "Meaning", 1),
    ]


def test_front_matter_that_holds_the_text_in_one_line(tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Roles\nauthor: Ann\nanswer: >-\n    Two.\\n\\n1. **Usher**: Ushers check tickets.\\n\nurl: /x\n---\n\n&nbsp;\n"
    )
    document = open_document(path, "a.md")
    assert (document.title, document.author) == ("Roles", "Ann")
    assert [(block.text, block.lead, block.line) for block in document.blocks] == [
        ("Two.", "", 5),
        ("Ushers check tickets.", "Usher", 5),
    ]


def test_front_matter_that_is_no_yaml_still_tells_title_and_date(tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: {{ page }}: x\ndate: 2024-01-02\n---\nAn usher checks tickets.\n")
    document = open_document(path, "a.md")
    assert document.date == "2024-01-02"
    assert document.blocks[0].line == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_texts_in_usual_encodings(tmp_path: Path, encoding: str):
    path = tmp_path / "a.txt"
    path.write_bytes("Maître d’hôtel\r\n\r\n- Greets guests\r\n".encode(encoding))
    assert [block.text for block in open_document(path, "a.txt").blocks] == [
        "Maître d’hôtel",
        "Greets guests",
    ]


def test_control_characters_are_shown_as_signs(tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_bytes(
        b"## Usher\n\n- Checks \x1b[31mtickets\x07 at the door of the house\n- Sells \xe2\x80\xae programmes\n"
    )
    text = draft([(path, "a.md")]).text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "␛[31mtickets␇" in text


@pytest.mark.parametrize("raw", [b"\x00\x01\x02" * 100, bytes(range(1, 32)) * 50, b"\x7fELF\x00" * 40])
def test_what_is_no_text(tmp_path: Path, raw: bytes):
    path = tmp_path / "x.bin"
    path.write_bytes(raw)
    assert said_of(path) == "roles is not a text, a web page, a Word document (.docx) or a PDF."


def test_files_that_cannot_be_had(tmp_path: Path):
    assert said_of(tmp_path / "gone.txt") == "roles cannot be read: No such file or directory."
    assert said_of(tmp_path) == "roles cannot be read: Is a directory."
    os.mkfifo(tmp_path / "pipe")
    assert said_of(tmp_path / "pipe") == "roles is not a file."


def test_files_that_are_empty_or_too_large(tmp_path: Path):
    (tmp_path / "empty.txt").write_bytes(b" \n")
    assert said_of(tmp_path / "empty.txt") == "roles holds no text."
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert said_of(tmp_path / "large.txt") == "roles is larger than 20 MB; split it into several documents."
    (tmp_path / "long.txt").write_text("An usher checks tickets. " * 50_000)
    assert (
        said_of(tmp_path / "long.txt")
        == "roles has more than a million characters; split it into several documents."
    )
    (tmp_path / "many.txt").write_text("- x\n" * 21_000)
    assert (
        said_of(tmp_path / "many.txt")
        == "roles has more than 20000 paragraphs; split it into several documents."
    )


def test_other_archives(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    assert said_of(tmp_path / "a.zip") == "roles is no Word document (.docx) but another kind of archive."


def test_kinds_are_told_by_content_first():
    assert kind_of(b"%PDF-1.4", ".txt") == "pdf"
    assert kind_of(b"<!DOCTYPE html><p>x", ".txt") == "html"
    assert kind_of(b"plain", ".html") == "html"
    assert kind_of(b"<b>x</b>", ".md") == "text"


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(raw: bytes):
    try:
        assert isinstance(decoded(raw, "x"), str)
    except Unreadable as error:
        expected = "x is not a text, a web page, a Word document (.docx) or a PDF."
        assert str(error) == expected  # noqa: PT017 - either answer is sound


WORDS = st.sampled_from(
    [
        "usher",
        "The",
        "A",
        "nurse",
        "cleans",
        "operates",
        "and",
        "or",
        ",",
        ".",
        ":",
        ";",
        "(",
        ")",
        "/",
        "-",
        "*",
        "#",
        "**",
        "|",
        "Duties:",
        "Reports",
        "to",
        "may",
        "not",
        "is",
        "a",
        "who",
        "with",
        "pumps",
        "3211-",
        "—",
        "\n",
        "\n\n",
        "<b>",
        "</li>",
        "<li>",
        "---",
    ]
)


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_text_makes_a_sound_deck(tmp_path_factory: pytest.TempPathFactory, text: str):
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_text(f"x {text}")
    deck, problems = parse_deck(draft([(path, "any.txt")], title="T", slug="t").text, "draft.yaml")
    assert deck is not None
    assert problems == []


# Word documents


def word_document(path: Path) -> None:
    import docx

    document = docx.Document()
    document.core_properties.author = "Ann Lee"
    document.add_heading("Front of house", 1)
    document.add_heading("Usher", 2)
    document.add_paragraph("Checks tickets", style="List Bullet")
    document.add_paragraph("Shows guests to their seats", style="List Bullet")
    bold = document.add_paragraph()
    bold.add_run("Reports to:").bold = True
    bold.add_run(" House manager")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells),
        ("Role", "Duties", "Cashier", "Sells tickets; counts the till"),
        strict=True,
    ):
        cell.text = text
    document.save(str(path))


def test_word_documents(tmp_path: Path):
    pytest.importorskip("docx")
    word_document(tmp_path / "a.docx")
    made = draft([(tmp_path / "a.docx", "a.docx")])
    facts = {
        (role.title, fact.kind.value, fact.text, fact.places[0].line)
        for role in made.roles
        for fact in role.facts
    }
    assert facts >= {
        ("Usher", "duties", "Check tickets", 3),
        ("Usher", "duties", "Show guests to their seats", 4),
        ("Usher", "reports_to", "House manager", 5),
        ("Cashier", "duties", "Sell tickets", 7),
        ("Cashier", "duties", "Count the till", 7),
    }
    assert made.documents[0].author == "Ann Lee"


def test_word_documents_that_unpack_to_too_much(tmp_path: Path):
    pytest.importorskip("docx")
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (61 * 1024 * 1024))
    assert (
        said_of(tmp_path / "bomb.docx")
        == "roles unpacks to more than 60 MB; take pictures out of it, or split it."
    )


def test_word_documents_that_are_damaged(tmp_path: Path):
    pytest.importorskip("docx")
    word_document(tmp_path / "a.docx")
    raw = (tmp_path / "a.docx").read_bytes()
    (tmp_path / "cut.docx").write_bytes(raw[: len(raw) // 2])
    assert said_of(tmp_path / "cut.docx") == "roles is a damaged Word document (File is not a zip file)."
    with zipfile.ZipFile(tmp_path / "odd.docx", "w") as archive:
        archive.writestr("word/document.xml", "<x>")
    assert said_of(tmp_path / "odd.docx").startswith("roles is a damaged Word document (")


def test_entities_in_word_documents_are_not_expanded(tmp_path: Path):
    pytest.importorskip("docx")
    word_document(tmp_path / "a.docx")
    source = zipfile.ZipFile(tmp_path / "a.docx")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with zipfile.ZipFile(tmp_path / "laugh.docx", "w") as archive:
        for entry in source.infolist():
            raw = source.read(entry)
            if entry.filename == "word/document.xml":
                raw = raw.replace(
                    b'standalone="yes"?>', f'?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'.encode()
                ).replace(b"Checks", b"&l9;Checks")
            archive.writestr(entry, raw)
    try:
        assert "hahaha" not in draft([(tmp_path / "laugh.docx", "a.docx")]).text
    except Unreadable as error:
        assert "damaged" in str(error)  # noqa: PT017 - either answer is sound


# PDF


def pdf_of(pages: list[list[str]]) -> bytes:
    """A PDF with lines of text, made by hand."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        drawn = (
            b"BT /F1 11 Tf 14 TL 50 780 Td "
            + b" ".join(
                b"(" + line.encode("latin-1").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T*"
                for line in lines
            )
            + b" ET"
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def test_pdf_with_heads_and_feet_of_pages(tmp_path: Path):
    pytest.importorskip("pypdf")
    pages = [
        [
            "Theatre handbook",
            "USHER",
            "Duties:",
            "- checking tickets",
            "- showing guests to",
            "  their seats",
            "Page 1 of 3",
        ],
        ["Theatre handbook", "CASHIER", "Duties:", "- selling tickets", "Page 2 of 3"],
        ["Theatre handbook", "DOORMAN", "A doorman opens the doors.", "Page 3 of 3"],
    ]
    (tmp_path / "a.pdf").write_bytes(pdf_of(pages))
    made = draft([(tmp_path / "a.pdf", "a.pdf")])
    facts = [
        (role.title, fact.text, fact.places[0].page)
        for role in made.roles
        for fact in role.facts
        if fact.kind == "duties"
    ]
    assert facts == [
        ("Usher", "Check tickets", 1),
        ("Usher", "Show guests to their seats", 1),
        ("Cashier", "Sell tickets", 2),
        ("Doorman", "Open the doors", 3),
    ]
    assert "# page 1, line 4: checking tickets …" in made.text


def test_pdf_with_a_password(tmp_path: Path):
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of([["An usher checks tickets."]])))
    writer.encrypt("secret", algorithm="RC4-128")
    with (tmp_path / "a.pdf").open("wb") as file:
        writer.write(file)
    assert said_of(tmp_path / "a.pdf") == "roles is protected by a password; save it without one."


def test_pdf_without_text_and_damaged_ones(tmp_path: Path):
    pytest.importorskip("pypdf")
    (tmp_path / "a.pdf").write_bytes(pdf_of([[""]]))
    assert said_of(tmp_path / "a.pdf") == "roles holds no text (are its pages pictures?)."
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4\nnonsense")
    assert said_of(tmp_path / "b.pdf").startswith("roles is a damaged or unusual PDF (")


@given(st.integers(0, 500), st.binary(min_size=1, max_size=8))
def test_pdf_damaged_anywhere_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes
):
    pytest.importorskip("pypdf")
    raw = bytearray(pdf_of([["An usher checks tickets."]]))
    raw[20 + at % (len(raw) - 30) :][: len(noise)] = noise
    place = 20 + at % (len(raw) - 30)
    raw[place : place + len(noise)] = noise
    path = tmp_path_factory.getbasetemp() / "noise.pdf"
    path.write_bytes(bytes(raw))
    try:
        open_document(path, "noise.pdf")
    except Unreadable as error:
        assert str(error).startswith("noise.pdf ")  # noqa: PT017 - either answer is sound


# The optional packages


@pytest.mark.parametrize(
    ("package", "name", "raw", "what"),
    [("docx", "a.docx", b"PK\x03\x04", "a Word document"), ("pypdf", "a.pdf", b"%PDF-1.4", "a PDF")],
)
def test_a_missing_package_is_named_with_its_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, name: str, raw: bytes, what: str
):
    real = builtins.__import__

    def without(module: str, *rest: Any) -> Any:
        if module.partition(".")[0] == package:
            raise ImportError(module)
        return real(module, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    (tmp_path / name).write_bytes(raw)
    assert (
        said_of(tmp_path / name)
        == f"roles is {what}; to read those, install what that takes: python -m pip install 'rolecall[documents]'"
    )
