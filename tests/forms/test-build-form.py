"""The builder of forms: the same source gives the same bytes, and what cannot be set is refused with its line."""
import pathlib
import subprocess
import sys
import tempfile

BUILDER, FOLDER = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
HEAD = "form T\nnumber Formulir T\ntitle Judul\nprogramme P\n"
GOOD = HEAD + "section 1 Data\nrow\n  text 8 participant.name Nama\n"


def build(folder, source, name="out"):
    pdf, table = folder / f"{name}.pdf", folder / f"{name}.map"
    result = subprocess.run([sys.executable, BUILDER, source, pdf, table], capture_output=True, text=True)
    return result, pdf, table


def build_text(folder, text):
    source = folder / "T.form"
    source.write_text(text, encoding="utf-8")
    return build(folder, source)


def same_source_same_bytes(folder):
    for source in sorted(FOLDER.glob("*.form")):
        (one, first, first_map), (two, second, second_map) = build(folder, source, "a"), build(folder, source, "b")
        assert one.returncode == two.returncode == 0, one.stderr
        assert first.read_bytes() == second.read_bytes()
        assert first_map.read_bytes() == second_map.read_bytes()
        assert b"NeedAppearances" not in first.read_bytes()


def good_source_names_its_field(folder):
    result, _, table = build_text(folder, GOOD)
    assert result.returncode == 0, result.stderr
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    assert [row[2] for row in rows if row[0] == "field"] == ["participant.name"]


def archive_entries_are_there(folder):
    result, pdf, _ = build_text(folder, GOOD)
    assert result.returncode == 0, result.stderr
    for word in (b"/Metadata ", b"/S /GTS_PDFA1", b"/DestOutputProfile ", b"<pdfaid:part>2<", b"Formulir T \xe2\x80\x93 Judul"):
        assert word in pdf.read_bytes(), word


def shared_lines_are_taken_in(folder):
    (folder / "shared.part").write_text("section 1 Data\nrow\n  text 8 participant.name Nama\n", encoding="utf-8")
    result, pdf, _ = build_text(folder, HEAD + "include shared.part\n")
    assert result.returncode == 0, result.stderr
    included = pdf.with_suffix(".map").read_text(encoding="utf-8")
    assert build_text(folder, GOOD)[2].read_text(encoding="utf-8") == included


def figures_are_drawn(folder):
    (folder / "T.figures").write_text("figure a 20 40\n  both 1,2 3,4 5,6\nmirror b a\n", encoding="utf-8")
    result, _, _ = build_text(folder, HEAD + "figures 40 T.figures Tandai\n  a Depan\n  b Belakang\n")
    assert result.returncode == 0, result.stderr
    result, _, _ = build_text(folder, HEAD + "figures 40 T.figures Tandai\n  c Samping\n")
    assert result.returncode != 0 and "line 5" in result.stderr, result.stderr
    (folder / "T.figures").write_text("figure a 20 40\n  bulat 1,2\n", encoding="utf-8")
    result, _, _ = build_text(folder, HEAD + "figures 40 T.figures Tandai\n  a Depan\n")
    assert result.returncode != 0 and "T.figures, line 2" in result.stderr, result.stderr


def refused(text, *words):
    def run(folder):
        result, pdf, _ = build_text(folder, text)
        assert result.returncode != 0, "it was built"
        assert "Traceback" not in result.stderr, result.stderr
        for word in words:
            assert word in result.stderr, result.stderr
        assert not pdf.exists()
    return run


TESTS = {
    "the same source gives the same bytes": same_source_same_bytes,
    "a good source names its field": good_source_names_its_field,
    "what an archive asks for is there": archive_entries_are_there,
    "lines that forms share are taken in": shared_lines_are_taken_in,
    "figures are drawn, and a wrong one is refused with its line": figures_are_drawn,
    "an unknown word is refused with its line": refused(GOOD + "boks 1\n", "line 8", "boks"),
    "a label that does not fit is refused": refused(
        HEAD + "row\n  check 1 claim.outcome\n    sembuh Sembuh dan dapat bekerja kembali\n  text 40 a.b N\n", "line 5"),
    "a heading that does not fit is refused": refused(HEAD + "section 1 " + "Panjang " * 30 + "\n", "line 5"),
    "a character that the font lacks is refused": refused(HEAD + "section 1 漢字\n", "line 5"),
    "a comb without cells is refused": refused(HEAD + "row\n  comb 4 participant.identity NIK\n", "line 6"),
    "a check without choices is refused": refused(HEAD + "row\n  check 4 claim.outcome Hasil\n", "line 6"),
    "a line indented too far is refused": refused(HEAD + "row\n    text 4 a.b N\n", "line 6"),
    "a shared part that is not there is refused": refused(HEAD + "include gone.part\n", "line 5", "gone.part"),
    "rows that reach too far are refused": refused(HEAD + "row\n  text 4 a.b N\n  blank 4 - rows=3 T\n", "line 5"),
}


def main():
    print(f"1..{len(TESTS)}")
    failed = False
    for number, (name, test) in enumerate(TESTS.items(), 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(pathlib.Path(folder))
                print(f"ok {number} {name}")
            except AssertionError as fault:
                failed = True
                print(f"not ok {number} {name}\n# {fault}".replace("\n\n", "\n"))
    sys.exit(failed)


if __name__ == "__main__":
    main()
