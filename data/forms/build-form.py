"""Build a form: a fillable PDF template and the map of its fields from one readable text source.

    build-form.py SOURCE.form OUT.pdf OUT.map [--font REGULAR.ttf BOLD.ttf] [--metrics OUT-regular OUT-bold]

A .form file is made of lines; what is indented belongs to the line above it.

    form KK2                      its short name; then number, title, programme (as printed)
    law …                         a sentence under the title
    segments PATH CODE…           the boxes beside the title
    running                       cells that head every page after the first
    section NUMBER Title          an item of the form; “-” for a part without number
    office Title                  a part that the office fills: tinted, not to be typed into
    row                           cells side by side
    table                         columns, then lines
    note …   declaration …        small and ordinary text
    copies WORD                   who gets a copy, each line below it: NUMBER Recipient; “WORD NUMBER – Recipient” stands on it
    include FILE                  the lines of a file beside this one, for what several forms share
    figures HEIGHT FILE [Label]   drawings of a .figures file beside this one, each line below it: NAME Caption
    space POINTS   break          white space, a new page

    In a row:   KIND SPAN PATH [option=value …] Label
        text, money, lines (lines=3), comb (cells=16), check (columns=2), blank (lines=4, rows=3), words
        check is followed by its choices: CODE Label, or PATH=CODE Label for a box with a value of its own; flags have the
        codes 1 and 0, and the code * stands for any value
    In a table: KIND SPAN MEMBER Label, the first column “head SPAN - Label”; then line RECORD Label

PATH names a value of the case; the map says for each field which one it shows.  The tests check every path of the map
against the field tables.
"""
import argparse
import pathlib
import sys

sys.dont_write_bytecode = True  # the source tree stays as it is

import figures  # noqa: E402
import icc  # noqa: E402
import layout  # noqa: E402
import pdf  # noqa: E402

FONT_FOLDERS = [pathlib.Path("/usr/share/fonts/truetype/liberation2"), pathlib.Path("/usr/share/fonts/liberation-sans"),
                pathlib.Path("/usr/share/fonts/liberation")]
CELL_KINDS = {"text", "money", "lines", "comb", "check", "blank", "words", "head"}
OPTIONS = {"lines", "cells", "columns", "rows", "align"}


class Form:
    def __init__(self):
        self.code = self.number = self.title = self.programme = ""
        self.copy_word, self.copies = "", []
        self.laws, self.segments, self.segment_path, self.running, self.blocks = [], [], "", [], []
        self.folder = None


class Fault(Exception):
    pass


def read_lines(path):
    """Each line that says something as (number, depth, text), a depth for two spaces."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.strip()
        if text.startswith("include "):
            part = path.parent / text.split(None, 1)[1]
            if not part.exists():
                raise Fault(f"line {number}: there is no {part.name}")
            yield from read_lines(part)
        elif text and not text.startswith("#"):
            yield number, (len(line) - len(line.lstrip(" "))) // 2, text


def read_tree(path):
    """The lines as a tree: (number, text, [children])."""
    root = []
    levels = [root]
    for number, depth, text in read_lines(path):
        if depth >= len(levels):
            raise Fault(f"line {number}: indented too far")
        del levels[depth + 1:]
        levels[depth].append((number, text, []))
        levels.append(levels[depth][-1][2])
    return root


def read_cell(number, text, children):
    words = text.split(" ")
    words = [word for word in words if word]
    if len(words) < 3 or words[0] not in CELL_KINDS:
        raise Fault(f"line {number}: a cell is KIND SPAN PATH [option=value …] Label")
    kind, span, path, options = words[0], float(words[1]), words[2], {}
    rest = words[3:]
    while rest and "=" in rest[0] and rest[0].split("=")[0] in OPTIONS:
        key, value = rest.pop(0).split("=", 1)
        options[key] = value
    choices = []
    for at, choice, _ in children:
        code, _, label = choice.partition(" ")
        own, equal, value = code.rpartition("=")
        choices.append((own if equal else "", value if equal else code, label.strip()))
    if (kind == "check") != bool(choices) or (kind == "comb") != ("cells" in options):
        raise Fault(f"line {number}: a check needs its choices, a comb its cells=")
    return layout.Cell(kind, span, "" if path == "-" else path, " ".join(rest), options, choices)


def read_form(path):
    form = Form()
    form.folder = path.parent
    for number, text, children in read_tree(path):
        word, _, rest = text.partition(" ")
        rest = rest.strip()
        if word in ("form", "number", "title", "programme"):
            setattr(form, "code" if word == "form" else word, rest)
        elif word == "law":
            form.laws.append(rest)
        elif word == "segments":
            form.segment_path, *form.segments = rest.split()
        elif word == "copies":
            form.copy_word, form.copies = rest, [text.partition(" ")[2].strip() for _, text, _ in children]
            if [text.partition(" ")[0] for _, text, _ in children] != [str(i + 1) for i in range(len(children))]:
                raise Fault(f"line {number}: copies are numbered 1, 2, 3 …")
            listed = " · ".join(f"{i + 1} {name}" for i, name in enumerate(form.copies))
            form.blocks.append((number, "note", f"{rest}: {listed}", []))
        elif word == "running":
            form.running = [read_cell(*child) for child in children]
        elif word in ("section", "office", "row", "table", "figures", "note", "declaration", "space", "break"):
            form.blocks.append((number, word, rest, children))
        else:
            raise Fault(f"line {number}: nobody knows “{word}”")
    return form


def read_rows(blocks, at):
    """The row at this place, with those that its last cell reaches down to."""
    first = [read_cell(*child) for child in blocks[at][3]]
    rows = [first]
    for below in range(1, int(first[-1].options.get("rows", 1))):
        if at + below >= len(blocks) or blocks[at + below][1] != "row":
            raise Fault(f"line {blocks[at][0]}: rows= reaches beyond the rows")
        rows.append([read_cell(*child) for child in blocks[at + below][3]])
    return rows


def make_block(setter, blocks, at):
    """Returns the block (height, draw) of the source block at this place, and how many source blocks it used."""
    number, word, rest, children = blocks[at]
    if word == "section":
        item, _, title = rest.partition(" ")
        return setter.section_block("" if item == "-" else item, title.strip()), 1
    if word == "office":
        return setter.section_block("", rest, office=True), 1
    if word == "row":
        rows = read_rows(blocks, at)
        return setter.row_block(rows), len(rows)
    if word == "table":
        lines = [(text.split()[1], " ".join(text.split()[2:])) for _, text, _ in children if text.startswith("line ")]
        columns = [read_cell(*child) for child in children if not child[1].startswith("line ")]
        return setter.table_block(columns, lines), 1
    if word == "figures":
        height, file, *label = rest.split(" ", 2)
        known = figures.read_figures(setter.form.folder / file)
        chosen = [(known[name], caption.strip()) for name, _, caption in (text.partition(" ") for _, text, _ in children)]
        return setter.figures_block(float(height), chosen, " ".join(label)), 1
    if word == "note":
        return setter.text_block(rest, 7.0, layout.GREY), 1
    if word == "declaration":
        return setter.text_block(rest, layout.BODY, layout.INK), 1
    return (float(rest), lambda: None), 1


def set_form(form, regular, bold):
    setter = layout.Setter(form, regular, bold)
    setter.start_page()
    at, waiting = 0, []
    while at < len(form.blocks):
        number, word = form.blocks[at][:2]
        try:
            if word == "break":
                setter.start_page()
                at += 1
                continue
            block, used = make_block(setter, form.blocks, at)
            at += used
            waiting.append(block)
            # A heading stays with what it heads.
            if word not in ("section", "office"):
                setter.place(waiting)
                waiting = []
        except (ValueError, KeyError, IndexError) as fault:
            raise Fault(f"line {number}: {fault}") from fault
    setter.finish()
    return setter


def dictionary(field, at, parent, page, writer):
    x, y, width, height = field.box
    label = f"{field.item} {field.label}".strip() or field.path
    head = (f"<< /Type /Annot /Subtype /Widget /F 4 /Rect [{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}] "
            f"/P {page} 0 R /T {pdf.text_string(field.name.rpartition('.')[2])} /TU {pdf.text_string(label)}"
            + (f" /Parent {parent} 0 R" if parent else ""))
    flags = 1 if field.readonly else 0
    if field.kind == "check":
        # What stands after the line break is what filling replaces.
        return (f"{head} /FT /Btn /Ff {flags} /AP << /N << /On {pdf.TICKED} 0 R /Off {pdf.EMPTY} 0 R >> >>\n"
                "/V /Off /AS /Off >>")
    flags |= {"lines": 1 << 12, "comb": 1 << 24}.get(field.kind, 0)
    align = {"left": 0, "centre": 1, "right": 2}[field.align]
    limit = f" /MaxLen {field.cells}" if field.kind == "comb" else ""
    return (f"{head} /FT /Tx /Ff {flags} /Q {align}{limit} "
            f"/DA (0.05 0.13 0.33 rg /Sans {pdf.number(field.size)} Tf)\n"
            f"/V () /AP << /N {pdf.EMPTY} 0 R >> >>")


def write_form(form, setter, writer):
    """Puts all objects; returns the map of the fields.

    The fields come last: a print copy leaves out what follows the pages.
    """
    pages = [(writer.reserve(), writer.reserve()) for _ in setter.pages]
    parents, kids, roots, annotations, rows = {}, {}, [], [[] for _ in pages], []
    for field in setter.fields:
        record, _, _ = field.name.rpartition(".")
        if record and record not in parents:
            parents[record] = writer.reserve()
            roots.append(parents[record])
        at = writer.reserve()
        kids.setdefault(record, []).append(at) if record else roots.append(at)
        annotations[field.page].append(at)
        writer.put(at, dictionary(field, at, parents.get(record), pages[field.page][0], writer))
        box = "\t".join(f"{value:.2f}" for value in field.box)
        rows.append(f"field\t{field.name}\t{field.path}\t{field.code}\t{field.kind}\t{field.align}\t{field.page}\t"
                    f"{box}\t{pdf.number(field.size)}\t{field.cells}\t{at}\t{field.item}\t{field.label}")
    for record, at in parents.items():
        writer.put(at, f"<< /T {pdf.text_string(record)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids[record])}] >>")
    for (at, contents), page, widgets in zip(pages, setter.pages, annotations):
        writer.put_stream(contents, "\n".join(page.ops).encode("ascii"), "")
        writer.put(at, f"<< /Type /Page /Parent {pdf.PAGES} 0 R /MediaBox [0 0 {layout.WIDTH} {layout.HEIGHT}] "
                       f"/Resources {pdf.RESOURCES} 0 R /Contents {contents} 0 R /Tabs /R\n"
                       f"/Annots [{' '.join(f'{widget} 0 R' for widget in widgets)}] >>")
    writer.put(pdf.PAGES, f"<< /Type /Pages /Kids [{' '.join(f'{at} 0 R' for at, _ in pages)}] /Count {len(pages)} >>")
    writer.put(pdf.ACROFORM, f"<< /Fields [{' '.join(f'{at} 0 R' for at in roots)}] "
                             f"/DR << /Font << /Sans {pdf.REGULAR} 0 R >> >> /DA (0.05 0.13 0.33 rg /Sans {layout.ENTRY} Tf) >>")
    title = f"{form.number} – {form.title}"
    writer.put(pdf.INFO, f"<< /Title {pdf.text_string(title)} /Producer (Santun) >>")
    archive = writer.add_archive(title, icc.make_srgb())
    writer.put(pdf.CATALOG, f"<< /Type /Catalog /Pages {pdf.PAGES} 0 R /Lang (id-ID) {archive} /ViewerPreferences "
                            f"<< /DisplayDocTitle true >>\n/AcroForm {pdf.ACROFORM} 0 R >>")
    heads = [f"form\t{form.code}", f"number\t{form.number}", f"title\t{form.title}"]
    heads += [f"page\t{at}\t{contents}\t{layout.WIDTH}\t{layout.HEIGHT}" for at, contents in pages]
    if form.copies:
        heads += [f"copies\t{form.copy_word}"] + [f"copy\t{name}" for name in form.copies]
    return "\n".join(heads + rows) + "\n"


def find_fonts(given):
    if given:
        return given
    for folder in FONT_FOLDERS:
        fonts = [folder / "LiberationSans-Regular.ttf", folder / "LiberationSans-Bold.ttf"]
        if all(font.exists() for font in fonts):
            return fonts
    raise Fault("no Liberation Sans 2 here; install the package fonts-liberation2")


def main():
    parser = argparse.ArgumentParser(description="Build a form from its text source.")
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("pdf", type=pathlib.Path)
    parser.add_argument("map", type=pathlib.Path)
    parser.add_argument("--font", nargs=2, metavar=("REGULAR", "BOLD"))
    parser.add_argument("--metrics", nargs=2, type=pathlib.Path, metavar=("REGULAR", "BOLD"))
    options = parser.parse_args()
    try:
        regular_path, bold_path = find_fonts(options.font)
        regular, bold = pdf.Font(regular_path, "SANTUN"), pdf.Font(bold_path, "SANTUN")
        form = read_form(options.source)
        setter = set_form(form, regular, bold)
        writer = pdf.Writer(regular, bold)
        rows = write_form(form, setter, writer)
    except Fault as fault:
        sys.exit(f"{options.source}: {fault}")
    options.pdf.write_bytes(writer.write())
    options.map.write_text(rows, encoding="utf-8")
    for path, font in zip(options.metrics or [], (regular, bold)):
        path.write_text(font.metrics(), encoding="utf-8")


if __name__ == "__main__":
    main()
