"""Sets a form: from the lines of a .form file to pages with rules, labels and fields.

Everything is measured with the font that is embedded; a label that does not fit is an error, not a cut label.
"""
from dataclasses import dataclass, field

import figures

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 42.0, WIDTH - 42.0, HEIGHT - 36.0, 55.0
MARK = 46.0  # at the right end of the foot: room for the mark of a page (src/forms/jkk-form-mark.c)
INNER = RIGHT - LEFT

LABEL, BODY, ENTRY, PAD = 6.4, 8.2, 9.6, 3.6
LEADING = 1.22  # of text in several lines; the filling program uses the same
ENTRY_HEIGHT, TICK, TICK_ROW, SECTION_GAP = 16.6, 8.2, 15.0, 8.0

INK, GREY, RULE, SLATE = "0.1 0.1 0.12", "0.34 0.36 0.4", "0.6 0.62 0.66", "0.17 0.25 0.36"
STRIP, TINT, WHITE = "0.915 0.93 0.948", "0.958 0.962 0.97", "1 1 1"

FIELD_KINDS = {"text": "text", "money": "text", "lines": "lines", "comb": "comb"}


@dataclass
class Field:
    name: str
    path: str
    code: str
    kind: str
    align: str
    page: int
    box: tuple
    size: float
    cells: int
    item: str
    label: str
    readonly: bool


@dataclass
class Page:
    ops: list = field(default_factory=list)


@dataclass
class Cell:
    kind: str
    span: float
    path: str
    label: str
    options: dict
    choices: list


class Setter:
    def __init__(self, form, regular, bold):
        self.form, self.regular, self.bold = form, regular, bold
        self.pages, self.fields, self.names = [], [], {}
        self.item, self.readonly, self.y = "", False, 0.0

    # Drawing

    def op(self, text):
        self.pages[-1].ops.append(text)

    def rule(self, x1, y1, x2, y2, colour=RULE, width=0.5):
        self.op(f"{colour} RG {width} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def box(self, x, y, width, height, fill=None, colour=RULE, line=0.5):
        if fill:
            self.op(f"{fill} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")
        if line:
            self.op(f"{colour} RG {line} w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")

    def text(self, x, y, text, size, colour=INK, bold=False, align="left", spaced=0):
        font = self.bold if bold else self.regular
        width = font.width(text, size) + spaced * max(0, len(text) - 1)
        x -= {"left": 0, "centre": width / 2, "right": width}[align]
        name = "Bold" if bold else "Sans"
        codes = text.encode("utf-16-be").hex().upper()
        self.op(f"BT {colour} rg {spaced} Tc /{name} {size} Tf {x:.2f} {y:.2f} Td <{codes}> Tj ET")

    def paragraph(self, x, y, text, size, width, colour=INK, leading=1.3, bold=False, align="left"):
        """Draws lines downwards from y; returns the height that they take."""
        lines = (self.bold if bold else self.regular).wrap(text, size, width)
        at = {"left": x, "centre": x + width / 2, "right": x + width}[align]
        for count, line in enumerate(lines):
            self.text(at, y - size * 0.86 - count * size * leading, line, size, colour, bold, align)
        return len(lines) * size * leading

    # Fields

    def add_field(self, kind, path, box, label, code="", size=ENTRY, align="left", cells=0):
        name = f"{path}={code}" if code else path
        self.names[name] = self.names.get(name, 0) + 1
        if self.names[name] > 1:
            name = f"{name}#{self.names[name]}"
        self.fields.append(Field(name, path, code, kind, align, len(self.pages) - 1, box, size, cells, self.item, label,
                                 self.readonly))

    def tick(self, x, y, path, code, label):
        self.box(x, y, TICK, TICK, fill=WHITE, colour=GREY, line=0.7)
        self.add_field("check", path, (x, y, TICK, TICK), label, code, size=TICK)

    # The parts of a cell

    def label_lines(self, cell, width):
        return self.regular.wrap(cell.label, LABEL, width - 2 * PAD) if cell.label else []

    def head_height(self, cell, width):
        lines = self.label_lines(cell, width)
        return 2.6 + len(lines) * LABEL * 1.16 if lines else 0

    def columns(self, cell):
        return int(cell.options.get("columns", len(cell.choices)))

    def cell_height(self, cell, width):
        head, rows = self.head_height(cell, width), int(cell.options.get("lines", 1))
        if cell.kind == "check":
            return head + -(-len(cell.choices) // self.columns(cell)) * TICK_ROW + (3.0 if head else 4.0)
        if cell.kind == "words":
            return len(self.regular.wrap(cell.label, BODY, width - 2 * PAD)) * BODY * 1.3 + 6
        if cell.kind == "lines":
            return head + rows * ENTRY * LEADING + (6 if head else 8.4)
        return head + rows * ENTRY_HEIGHT + 1.6

    def draw_cell(self, cell, x, top, width, height):
        self.box(x, top - height, width, height, fill=TINT if self.readonly else None)
        if cell.kind == "words":
            lines = len(self.regular.wrap(cell.label, BODY, width - 2 * PAD))
            self.paragraph(x + PAD, top - (height - lines * BODY * 1.3) / 2 - 2.2, cell.label, BODY, width - 2 * PAD)
            return
        for count, line in enumerate(self.label_lines(cell, width)):
            self.text(x + PAD, top - 2.6 - LABEL * 0.82 - count * LABEL * 1.16, line, LABEL, GREY)
        if cell.kind == "check":
            # Choices without a label above them stand in the middle of a taller row.
            drop = self.head_height(cell, width) or (height - self.cell_height(cell, width)) / 2
            self.draw_choices(cell, x, top - drop, width)
        elif cell.kind == "comb":
            self.draw_comb(cell, x, top - height, width)
        elif cell.kind != "blank":
            self.draw_entry(cell, x, top, width, height)

    def draw_entry(self, cell, x, top, width, height):
        left = x + PAD - 2
        if cell.kind == "money":
            self.text(x + PAD, top - height + 6.6, "Rp", BODY, GREY)
            left += 14
        head = self.head_height(cell, width) or (2.4 if cell.kind == "lines" else 0)
        foot = 2.4 if cell.kind == "lines" else 1.2
        inside = (left, top - height + foot, x + width - 1.6 - left, height - head - foot)
        self.add_field(FIELD_KINDS[cell.kind], cell.path, inside, cell.label, align=self.align(cell))

    @staticmethod
    def align(cell):
        return cell.options.get("align", "right" if cell.kind == "money" else "left")

    def draw_comb(self, cell, x, bottom, width):
        cells = int(cell.options["cells"])
        pitch = min((width - 2 * PAD) / cells, 15.0)
        for count in range(1, cells):
            at = x + PAD + count * pitch
            self.rule(at, bottom + 2.2, at, bottom + (5.4 if count % 4 else 8.4), width=0.5)
        self.rule(x + PAD, bottom + 2.2, x + PAD + cells * pitch, bottom + 2.2)
        self.add_field("comb", cell.path, (x + PAD, bottom + 1.8, cells * pitch, ENTRY_HEIGHT - 0.8), cell.label,
                       cells=cells)

    def choice_places(self, cell, width):
        """Where each choice begins: columns of one width, or by their own widths where one row would not fit so."""
        columns = self.columns(cell)
        rows = -(-len(cell.choices) // columns)
        pitch = width / columns
        needs = [TICK + 8.6 + self.regular.width(label, BODY) for _, _, label in cell.choices]
        column_of = [count // rows for count in range(len(needs))]
        if all(need <= pitch or column == columns - 1 and column * pitch + need <= width
               for need, column in zip(needs, column_of)):
            return rows, [column * pitch for column in column_of]
        if rows > 1 or sum(needs) > width:
            raise ValueError(f"the choices of “{cell.label}” do not fit")
        gap = (width - sum(needs)) / max(1, len(needs) - 1)
        return rows, [sum(needs[:count]) + gap * count for count in range(len(needs))]

    def draw_choices(self, cell, x, top, width):
        rows, places = self.choice_places(cell, width - 2 * PAD)
        for count, (place, (path, code, label)) in enumerate(zip(places, cell.choices)):
            at = x + PAD + place
            base = top - (count % rows) * TICK_ROW - (TICK_ROW + TICK) / 2 - (0 if cell.label else 1.6)
            self.tick(at, base, path or cell.path, code, f"{cell.label} – {label}" if cell.label else label)
            self.text(at + TICK + 3.6, base + 1.5, label, BODY)

    # Blocks: each has a height and is drawn downwards from self.y

    def row_block(self, rows):
        """Rows that stand together: the last cell of the first one may reach down beside the others."""
        reaching = rows[0][-1] if "rows" in rows[0][-1].options else None
        total = sum(cell.span for cell in rows[0])
        inner = INNER - (INNER * reaching.span / total if reaching else 0)
        placed = []
        for cells in rows:
            cells = [cell for cell in cells if cell is not reaching]
            spans = sum(cell.span for cell in cells)
            widths = [inner * cell.span / spans for cell in cells]
            placed.append((cells, widths, max(self.cell_height(cell, width) for cell, width in zip(cells, widths))))
        height = sum(row[2] for row in placed)

        def draw():
            top = self.y
            for cells, widths, tall in placed:
                x = LEFT
                for cell, width in zip(cells, widths):
                    self.draw_cell(cell, x, top, width, tall)
                    x += width
                top -= tall
            if reaching:
                self.draw_cell(reaching, LEFT + inner, self.y, INNER - inner, height)
        return height, draw

    def section_block(self, number, title, office=False):
        strip = 17.0
        x = LEFT + (18 + 5 if number else PAD)
        if self.bold.width(title, 8.8) > RIGHT - x - PAD:
            raise ValueError(f"the heading “{title}” is too long")

        def draw():
            self.item, self.readonly = number, office
            base = self.y - SECTION_GAP - strip
            self.box(LEFT, base, INNER, strip, fill=STRIP)
            if number:
                self.box(LEFT, base, 18, strip, fill=SLATE, colour=SLATE)
                self.text(LEFT + 9, base + 5.3, number, 9.2, WHITE, True, "centre")
            self.text(x, base + 5.5, title, 8.8, SLATE, True)
        return SECTION_GAP + strip, draw

    def table_block(self, columns, lines):
        total = sum(column.span for column in columns)
        widths = [INNER * column.span / total for column in columns]
        heads = [self.regular.wrap(column.label, LABEL, width - 2 * PAD) if column.label else []
                 for column, width in zip(columns, widths)]
        head = 6 + max(map(len, heads)) * LABEL * 1.16
        tall = 19.0

        def draw():
            x = LEFT
            for column, width, words in zip(columns, widths, heads):
                self.box(x, self.y - head, width, head, fill=TINT)
                drop = (head - len(words) * LABEL * 1.16) / 2
                for count, word in enumerate(words):
                    at = x + PAD if column.kind == "head" else x + width / 2
                    self.text(at, self.y - drop - LABEL * 0.86 - count * LABEL * 1.16, word, LABEL, GREY,
                              align="left" if column.kind == "head" else "centre")
                x += width
            for count, (record, label) in enumerate(lines):
                self.draw_line(columns, widths, record, label, self.y - head - (count + 1) * tall, tall)
        return head + tall * len(lines), draw

    def draw_line(self, columns, widths, record, label, bottom, tall):
        x = LEFT
        for column, width in zip(columns, widths):
            self.box(x, bottom, width, tall)
            if column.kind == "head":
                if self.regular.width(label, BODY) > width - 2 * PAD:
                    raise ValueError(f"“{label}” does not fit its column")
                self.text(x + PAD, bottom + 6.4, label, BODY)
            else:
                self.add_field("text", f"{record}.{column.path}", (x + 1.6, bottom + 1.2, width - 3.2, tall - 2.4),
                               f"{column.label} – {label}", size=9, align=self.align(column))
            x += width

    def figures_block(self, height, chosen, label):
        gap = (INNER - sum(figure.width * height / figure.height for figure, _ in chosen)) / (len(chosen) + 1)
        if gap < 4:
            raise ValueError("the figures do not fit beside one another")
        head = LABEL + 6 if label else 4
        total = head + height + LABEL + 9

        def draw():
            self.box(LEFT, self.y - total, INNER, total)
            self.text(LEFT + PAD, self.y - 2.6 - LABEL * 0.82, label, LABEL, GREY)
            x, foot = LEFT, self.y - total + LABEL + 6
            for figure, caption in chosen:
                scale = height / figure.height
                x += gap + figure.width * scale / 2
                self.op(f"{GREY} RG 0.6 w 1 J 1 j {figures.draw(figure, x, foot, scale)}")
                self.text(x, foot - LABEL - 1.6, caption, LABEL, GREY, align="centre")
                x += figure.width * scale / 2
        return total, draw

    def text_block(self, text, size, colour, bold=False):
        height = len((self.bold if bold else self.regular).wrap(text, size, INNER)) * size * 1.32 + 3.5
        return height, lambda: self.paragraph(LEFT, self.y - 2.5, text, size, INNER, colour, 1.32, bold)

    # Pages

    def start_page(self):
        self.pages.append(Page())
        self.y = TOP
        if len(self.pages) == 1:
            self.draw_title()
        elif self.form.running:
            item, readonly, self.item, self.readonly = self.item, self.readonly, "", True
            self.text(LEFT, TOP - 8, f"{self.form.number} — {self.form.title}", 7.4, GREY)
            self.y = TOP - 13
            height, draw = self.row_block([self.form.running])
            draw()
            self.y -= height + 4
            self.item, self.readonly = item, readonly

    def draw_title(self):
        form, side = self.form, 158.0
        x = RIGHT - side
        self.text(LEFT, TOP - 7, form.programme.upper(), 6.8, GREY, True, spaced=0.9)
        size = next((size for size in (15, 14, 13) if self.bold.width(form.title, size) <= INNER - side - 18), 15)
        y = TOP - 14 - self.paragraph(LEFT, TOP - 14, form.title, size, INNER - side - 18, SLATE, 1.16, True)
        for law in form.laws:
            y -= self.paragraph(LEFT, y - 4, law, 7.9, INNER - side - 18, INK, 1.3) + 1.5
        self.box(x, TOP - 22, side, 22, fill=SLATE, colour=SLATE)
        self.text(x + side / 2, TOP - 15, form.number, 11.5, WHITE, True, "centre")
        bottom = TOP - 22
        if form.segments:
            self.box(x, bottom - 30, side, 30)
            self.text(x + PAD + 2, bottom - 9, "Segmen kepesertaan", LABEL, GREY)
            at, gap = x + PAD + 2, (side - 2 * PAD - 4 - sum(self.segment_width(code) for code in form.segments)) / 3
            for code in form.segments:
                self.tick(at, bottom - 25, form.segment_path, code, f"Segmen kepesertaan – {code}")
                self.text(at + TICK + 3, bottom - 23.4, code, BODY)
                at += self.segment_width(code) + gap
            bottom -= 30
        self.y = min(y - 4, bottom - 4)

    def segment_width(self, code):
        return TICK + 3 + self.regular.width(code, BODY)

    def place(self, blocks):
        """Blocks that must stay on one page, one under the other."""
        if self.y - sum(height for height, _ in blocks) < BOTTOM:
            self.start_page()
        for height, draw in blocks:
            draw()
            self.y -= height

    def finish(self):
        for count, page in enumerate(self.pages, 1):
            self.pages.append(page)  # drawing goes to the last page
            self.rule(LEFT, 35, RIGHT - MARK, 35, width=0.4)
            self.text(LEFT, 26, f"{self.form.number} — {self.form.title}", 6.8, GREY)
            self.text(RIGHT - MARK, 26, f"Halaman {count} dari {len(self.pages) - 1}", 6.8, GREY, align="right")
            self.pages.pop()
