"""A small PDF writer for form templates: embedded fonts, text fields, check boxes.

Characters are written as their Unicode numbers (Identity-H, with a map from them to glyphs), so whoever fills a field
later needs no table to encode a name.  The same input gives the same bytes.
"""
import hashlib
import html
import io
import zlib

from fontTools import subset
from fontTools.ttLib import TTFont

# What a form can show: Latin as written from Hanoi to Reykjavik and for Arabic names, punctuation, currency, a few signs.
COVERAGE = [(0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2DD), (0x300, 0x323), (0x1E00, 0x1EFF), (0x2002, 0x200B),
            (0x2010, 0x2027), (0x202F, 0x203A), (0x2044, 0x2044), (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122),
            (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2265), (0x25A1, 0x25A1)]
CONTROLS = [0x09, 0x0A, 0x0D]

# Objects that the filling program finds by these numbers.
CATALOG, PAGES, ACROFORM, REGULAR, BOLD, INFO, RESOURCES, TICKED, EMPTY = range(1, 10)
FIRST_FREE = 10

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<pdf:Producer>Santun</pdf:Producer>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


class Font:
    def __init__(self, path, tag):
        font = TTFont(path, recalcTimestamp=False)
        cmap, scale = font.getBestCmap(), 1000 / font["head"].unitsPerEm
        wanted = [code for first, last in COVERAGE for code in range(first, last + 1) if code in cmap]
        self.name = f"{tag}+{font['name'].getDebugName(6)}"
        self.ascent, self.descent = (round(font["hhea"].ascent * scale), round(font["hhea"].descent * scale))
        self.cap_height = round(font["OS/2"].sCapHeight * scale)
        self.bbox = [round(font["head"].__dict__[key] * scale) for key in ("xMin", "yMin", "xMax", "yMax")]
        self.bold = font["OS/2"].usWeightClass >= 600
        options = subset.Options(hinting=False, layout_features=[], name_IDs=[], notdef_outline=True,
                                 recalc_timestamp=False,
                                 drop_tables=["GSUB", "GPOS", "GDEF", "DSIG", "FFTM", "gasp", "kern"])
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        buffer = io.BytesIO()
        font.save(buffer, reorderTables=True)
        self.data = buffer.getvalue()
        self.glyphs = {code: font.getGlyphID(glyph) for code, glyph in font.getBestCmap().items()}
        self.widths = {code: round(font["hmtx"][glyph][0] * scale) for code, glyph in font.getBestCmap().items()}
        for code in CONTROLS:
            self.glyphs[code], self.widths[code] = self.glyphs[0x20], 0

    def width(self, text, size):
        missing = [char for char in text if ord(char) not in self.widths]
        if missing:
            raise ValueError(f"the font lacks {missing} in “{text}”")
        return sum(self.widths[ord(char)] for char in text) * size / 1000

    def wrap(self, text, size, width):
        """The lines of a text; a word that is wider than the line is an error of the form."""
        lines = [""]
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if self.width(longer, size) <= width:
                lines[-1] = longer
            elif self.width(word, size) > width:
                raise ValueError(f"“{word}” is too wide for {width:.0f} points")
            else:
                lines.append(word)
        return lines

    def metrics(self):
        """For the filling program: a character and its width to a line."""
        return "".join(f"{code:04X} {self.widths[code]}\n" for code in sorted(self.widths))

    def runs(self):
        """Runs of neighbouring characters that share the high byte, as a ToUnicode range must."""
        run = []
        for code in sorted(self.widths):
            if run and (code != run[-1] + 1 or code >> 8 != run[-1] >> 8):
                yield run
                run = []
            run.append(code)
        yield run


def number(value):
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def text_string(text):
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


class Writer:
    """Collects objects by number; page drawing is left to the caller."""

    def __init__(self, regular, bold):
        self.objects, self.fonts = {}, {"Sans": regular, "Bold": bold}
        self.next = FIRST_FREE
        self.add_font(REGULAR, regular)
        self.add_font(BOLD, bold)
        self.put(RESOURCES, f"<< /Font << /Sans {REGULAR} 0 R /Bold {BOLD} 0 R >> "
                            f"/XObject << /Ticked {TICKED} 0 R >> >>")
        # A tick of our own: two strokes with round ends in a square of ten points.
        self.put_stream(TICKED, b"0.05 0.13 0.33 RG 1.6 w 1 J 1 j 2 5.2 m 4.3 2.5 l 8.4 8 l S",
                        "/Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources << >>", packed=False)
        self.metadata, self.profile = self.reserve(), self.reserve()
        self.put_stream(EMPTY, b"", "/Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources << >>", packed=False)

    def reserve(self):
        self.next += 1
        return self.next - 1

    def put(self, at, body):
        self.objects[at] = body.encode("ascii")

    def put_stream(self, at, data, entries, packed=True):
        if packed:
            data, entries = zlib.compress(data, 9), f"{entries} /Filter /FlateDecode"
        self.objects[at] = f"<< {entries} /Length {len(data)} >>\nstream\n".encode("ascii") + data + b"\nendstream"

    def add_font(self, at, font):
        below, descriptor, program, to_unicode, to_glyph = (self.reserve() for _ in range(5))
        self.put(at, f"<< /Type /Font /Subtype /Type0 /BaseFont /{font.name} /Encoding /Identity-H "
                     f"/DescendantFonts [{below} 0 R] /ToUnicode {to_unicode} 0 R >>")
        widths = " ".join(f"{run[0]} [{' '.join(str(font.widths[code]) for code in run)}]" for run in font.runs())
        self.put(below, f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{font.name} "
                        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                        f"/FontDescriptor {descriptor} 0 R /CIDToGIDMap {to_glyph} 0 R /DW 0 /W [{widths}] >>")
        self.put(descriptor, f"<< /Type /FontDescriptor /FontName /{font.name} /Flags 32 /ItalicAngle 0 "
                             f"/FontBBox [{' '.join(map(str, font.bbox))}] /Ascent {font.ascent} "
                             f"/Descent {font.descent} /CapHeight {font.cap_height} "
                             f"/StemV {120 if font.bold else 80} /FontFile2 {program} 0 R >>")
        self.put_stream(program, font.data, f"/Length1 {len(font.data)}")
        ranges = [f"<{run[0]:04X}> <{run[-1]:04X}> <{run[0]:04X}>" for run in font.runs()]
        blocks = [ranges[start:start + 100] for start in range(0, len(ranges), 100)]
        cmap = "".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange\n" for block in blocks)
        self.put_stream(to_unicode, (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n"
            f"/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{cmap}endcmap\n"
            "CMapName currentdict /CMap defineresource pop\nend\nend").encode("ascii"), "")
        glyphs = bytearray(2 * (max(font.glyphs) + 1))
        for code, glyph in font.glyphs.items():
            glyphs[2 * code:2 * code + 2] = glyph.to_bytes(2, "big")
        self.put_stream(to_glyph, bytes(glyphs), "")

    def add_archive(self, title, profile):
        """What PDF/A-2b asks besides embedded fonts; returns the entries of the catalog."""
        self.put_stream(self.profile, profile, "/N 3")
        self.put_stream(self.metadata, XMP.format(title=html.escape(title)).encode("utf-8"),
                        "/Type /Metadata /Subtype /XML", packed=False)
        return (f"/Metadata {self.metadata} 0 R /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 "
                f"/OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile {self.profile} 0 R >>]")

    def write(self):
        out, places = bytearray(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), {}
        for at in sorted(self.objects):
            places[at] = len(out)
            out += f"{at} 0 obj\n".encode("ascii") + self.objects[at] + b"\nendobj\n"
        start, size = len(out), max(places) + 1
        if len(places) != size - 1:
            raise ValueError("an object was reserved and never written")
        out += f"xref\n0 {size}\n0000000000 65535 f \n".encode("ascii")
        out += "".join(f"{places[at]:010d} 00000 n \n" for at in range(1, size)).encode("ascii")
        # The file is known by all that is in it; the filling program adds what it changes.
        identity = hashlib.sha256(out).hexdigest()[:32].upper()
        out += (f"trailer\n<< /Size {size} /Root {CATALOG} 0 R /Info {INFO} 0 R /ID [<{identity}> <{identity}>] >>\n"
                f"startxref\n{start}\n%%EOF\n").encode("ascii")
        return bytes(out)
