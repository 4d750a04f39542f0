"""What can be proved of PDF/A-2b (ISO 19005-2) without its validator, of every form as it is printed and filled.

    test-archive.py MAKE-PAPERS

qpdf takes the files apart; nothing of the program that wrote them has a part in it.  Not proved: what is said about
damaged font programs, about the grammar of XMP beyond its being XML, and whatever a validator knows that is not here."""
import base64
import io
import json
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from fontTools.ttLib import TTFont

MAKER = sys.argv[1]
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
DC = "{http://purl.org/dc/elements/1.1/}"
OPERATORS = set("b B b* B* BDC BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f f* G g gs h i j J l m M MP n q Q re RG rg "
                "ri s S sc SC sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split())
TOKEN = re.compile(rb"<<|>>|<[^>]*>|\((?:\\.|[^\\()])*\)|\[|\]|/[^\s/<>\[\]()]*|[^\s/<>\[\]()]+")


class Paper:
    def __init__(self, path):
        self.raw = path.read_bytes()
        text = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=specialized", path],
                              check=True, capture_output=True).stdout
        _, objects = json.loads(text)["qpdf"]
        self.trailer = objects.pop("trailer")["value"]
        self.objects = objects
        self.root = self.get(self.trailer["/Root"])

    def get(self, value):
        """What a reference stands for; a stream as its dictionary."""
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            found = self.objects[f"obj:{value}"]
            value = found["value"] if "value" in found else found["stream"]["dict"]
        return value

    def data(self, reference):
        return base64.b64decode(self.objects[f"obj:{reference}"]["stream"]["data"])

    def dictionaries(self):
        for found in self.objects.values():
            yield from walk(found["value"] if "value" in found else found["stream"]["dict"])

    def streams(self):
        return [found["stream"]["dict"] for found in self.objects.values() if "stream" in found]

    def pages(self):
        return [self.get(kid) for kid in self.get(self.root["/Pages"])["/Kids"]]

    def contents(self):
        """Each stream of drawing operators with its resources, what it draws on included."""
        for page in self.pages():
            names = page["/Contents"] if isinstance(page["/Contents"], list) else [page["/Contents"]]
            yield b"\n".join(self.data(name) for name in names), self.get(page["/Resources"])
        for name, found in self.objects.items():
            if "stream" in found and found["stream"]["dict"].get("/Subtype") == "/Form":
                assert "/Resources" in found["stream"]["dict"], f"{name} has no resources of its own"
                yield self.data(name[4:]), self.get(found["stream"]["dict"]["/Resources"])


def walk(value):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from walk(item)


def file_structure(paper):
    assert re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4,}\n", paper.raw)
    assert paper.raw.endswith(b"%%EOF\n") and paper.raw.count(b"%%EOF") == 1
    first, second = paper.trailer["/ID"]
    assert len(first) > 16 and len(second) > 16
    assert "/Encrypt" not in paper.trailer
    for stream in paper.streams():
        assert not {"/F", "/FFilter", "/FDecodeParms"} & set(stream)
    for filters in re.findall(rb"/Filter\s*(/\w+|\[[^\]]*\])", paper.raw):
        assert filters == b"/FlateDecode", filters
    # “obj”, “stream” and their ends stand on lines of their own.
    assert paper.raw.count(b" 0 obj\n") == len(re.findall(rb"\nendobj\n", paper.raw)) == len(paper.objects)
    for string in re.findall(rb"(?<!<)<([0-9A-Fa-f]+)>", paper.raw):
        assert len(string) % 2 == 0


def metadata(paper):
    assert paper.get(paper.root["/Metadata"])["/Subtype"] == "/XML"
    text = paper.data(paper.root["/Metadata"]).decode("utf-8")
    assert text.startswith("<?xpacket begin=") and "bytes=" not in text and "encoding=" not in text.split("?>")[0]
    tree = ElementTree.fromstring(re.sub(r"<\?xpacket.*?\?>", "", text, flags=re.DOTALL))
    assert [item.text for item in tree.iter(f"{PDFA}part")] == ["2"]
    assert [item.text for item in tree.iter(f"{PDFA}conformance")] == ["B"]
    title = next(tree.iter(f"{DC}title")).find(f"{RDF}Alt/{RDF}li").text
    assert f"u:{title}" == paper.get(paper.trailer["/Info"])["/Title"]


def colours(paper):
    intents = paper.get(paper.root["/OutputIntents"])
    assert len(intents) == 1 and paper.get(intents[0])["/S"] == "/GTS_PDFA1"
    reference = paper.get(intents[0])["/DestOutputProfile"]
    assert paper.get(reference)["/N"] == 3
    profile = paper.data(reference)
    size, = struct.unpack(">I", profile[:4])
    assert size == len(profile) and profile[36:40] == b"acsp" and profile[12:20] == b"mntrRGB "
    assert profile[8] <= 4
    for ops, _ in paper.contents():
        # Grey and RGB, which that profile describes; nothing for four inks.
        assert not {b"k", b"K", b"cs", b"CS", b"sh"} & set(outside_strings(ops))


def nothing_forbidden(paper):
    for entry in paper.dictionaries():
        assert not {"/AA", "/JS", "/JavaScript", "/XFA", "/EF", "/SMask", "/Alternates", "/OPI", "/PS", "/Ref", "/TR",
                    "/OCProperties", "/Crypt"} & set(entry), entry
        assert entry.get("/S") not in ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide",
                                       "/Transparency"), entry
        assert entry.get("/ca", 1) == 1 and entry.get("/CA", 1) == 1 and entry.get("/BM", "/Normal") == "/Normal"
        assert entry.get("/Interpolate", False) is False
    assert not {"/OpenAction", "/Names", "/Requirements", "/Perms"} & set(paper.root)
    assert paper.get(paper.root.get("/AcroForm", {})).get("/NeedAppearances", False) is False


def widgets(paper):
    for page in paper.pages():
        for reference in page.get("/Annots", []):
            widget = paper.get(reference)
            assert widget["/Subtype"] == "/Widget" and "/A" not in widget
            # It is printed, and neither hidden nor kept from being seen.
            assert widget["/F"] & 4 and not widget["/F"] & (1 | 2 | 32)
            assert set(widget["/AP"]) == {"/N"}
            normal = widget["/AP"]["/N"]
            assert isinstance(normal, dict) == (widget["/FT"] == "/Btn"), widget
            if widget["/FT"] == "/Btn":
                assert widget["/AS"] == widget["/V"] and widget["/AS"] in normal


def outside_strings(ops):
    """The words of a stream that are neither strings, names, numbers nor brackets."""
    return [word for word in TOKEN.findall(ops) if not re.match(rb"[<(/\[\]>]|[-+.0-9]", word)]


def operators(paper):
    for ops, _ in paper.contents():
        words = [word.decode("ascii") for word in outside_strings(ops)]
        assert set(words) <= OPERATORS, set(words) - OPERATORS
        depth = deepest = 0
        for word in words:
            depth += {"q": 1, "Q": -1}.get(word, 0)
            deepest = max(deepest, depth)
            assert depth >= 0
        assert depth == 0 and deepest <= 28


def shown_codes(ops):
    """Pairs of font name and character code, in the order in which they are shown."""
    words, font = TOKEN.findall(ops), None
    for at, word in enumerate(words):
        if word == b"Tf":
            font = words[at - 2].decode("ascii")
        elif word == b"Tj":
            digits = words[at - 1].strip(b"<>")
            yield from ((font, int(digits[place:place + 4], 16)) for place in range(0, len(digits), 4))


class Face:
    """An embedded font: what it must say, and whether its widths are those of its program."""

    def __init__(self, paper, reference):
        font = paper.get(reference)
        below = paper.get(font["/DescendantFonts"][0])
        descriptor = paper.get(below["/FontDescriptor"])
        assert font["/Subtype"] == "/Type0" and font["/Encoding"] == "/Identity-H" and "/ToUnicode" in font
        assert below["/Subtype"] == "/CIDFontType2"
        assert font["/BaseFont"] == below["/BaseFont"] == descriptor["/FontName"]
        self.program = TTFont(io.BytesIO(paper.data(descriptor["/FontFile2"])))
        table = paper.data(below["/CIDToGIDMap"])
        self.glyphs = [int.from_bytes(table[at:at + 2], "big") for at in range(0, len(table), 2)]
        self.default, self.widths = below.get("/DW", 1000), self.read_widths(below["/W"])

    @staticmethod
    def read_widths(entries):
        widths, at = {}, 0
        while at < len(entries):
            if isinstance(entries[at + 1], list):
                widths.update(enumerate(entries[at + 1], entries[at]))
                at += 2
            else:
                widths.update((code, entries[at + 2]) for code in range(entries[at], entries[at + 1] + 1))
                at += 3
        return widths

    def check(self, code):
        assert code < len(self.glyphs) and self.glyphs[code] != 0, f"U+{code:04X} has no glyph"
        name = self.program.getGlyphName(self.glyphs[code])
        real = self.program["hmtx"][name][0] * 1000 / self.program["head"].unitsPerEm
        assert abs(self.widths.get(code, self.default) - real) <= 1, f"U+{code:04X} is as wide as {real}"


def fonts(paper):
    faces, seen = {}, set()
    for ops, resources in paper.contents():
        for name, code in shown_codes(ops):
            reference = paper.get(resources["/Font"])[name]
            if (reference, code) in seen:
                continue
            seen.add((reference, code))
            faces.setdefault(reference, None)
            faces[reference] = faces[reference] or Face(paper, reference)
            faces[reference].check(code)
    # What a person types into a field is set in a font that is there, too.
    for reference in paper.get(paper.root.get("/AcroForm", {})).get("/DR", {}).get("/Font", {}).values():
        Face(paper, reference)


TESTS = {
    "the file is made as archives want it": file_structure,
    "its metadata say which standard it follows": metadata,
    "its colours are described": colours,
    "nothing runs, hides or shines through": nothing_forbidden,
    "each field looks as it is printed": widgets,
    "only operators of the standard draw, and states are given back": operators,
    "each letter that is shown is embedded, and as wide as is said": fonts,
}


def run(test, papers):
    for name, paper in papers.items():
        try:
            test(paper)
        except AssertionError as fault:
            raise AssertionError(f"{name}: {fault}") from fault


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([MAKER, folder], check=True)
        papers = {path.name: Paper(path) for path in sorted(pathlib.Path(folder).glob("*.pdf"))}
    print(f"1..{len(TESTS) + 1}")
    print(f"{'ok' if len(papers) >= 36 else 'not ok'} 1 there are all forms")
    failed = len(papers) < 36
    for number, (name, test) in enumerate(TESTS.items(), 2):
        try:
            run(test, papers)
            print(f"ok {number} {name}")
        except (AssertionError, KeyError) as fault:
            failed = True
            print(f"not ok {number} {name}\n# {fault!r}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
