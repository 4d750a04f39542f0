"""Write a PDF form as an agency might publish it: another program's objects, field names and typeface.

    make-official.py OUT.pdf [need|turned|xfa|locked]
"""
import sys

TEXTS = [  # name, flags, box, more
    ("Nama Peserta", 0, (60, 740, 400, 758), ""),
    ("nik", 1 << 24, (60, 700, 380, 718), "/MaxLen 16 "),
    ("alamat", 1 << 12, (60, 630, 400, 680), ""),
    ("perusahaan.nama", 0, (60, 600, 200, 614), "/V (CONTOH) "),
    ("catatan_dinas", 0, (60, 570, 400, 588), ""),
]
BOXES = [("upah_harian", (60, 540, 72, 552)), ("upah_bulanan", (120, 540, 132, 552))]
RADIOS = [(60, 510, 72, 522), (120, 510, 132, 522), (180, 510, 192, 522)]


def main():
    out, kind = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
    objects = {}
    numbers = iter(range(10, 1000))
    kids, roots = [], []

    def add(body):
        at = next(numbers)
        objects[at] = body
        return at

    def stream(entries, data):
        return f"<< {entries} /Length {len(data)} >>\nstream\n{data}\nendstream"

    def rect(box):
        return "/Rect [" + " ".join(map(str, box)) + "]"

    on = add(stream("/Type /XObject /Subtype /Form /BBox [0 0 12 12]", "2 2 8 8 re f"))
    off = add(stream("/Type /XObject /Subtype /Form /BBox [0 0 12 12]", "q Q"))
    for name, flags, box, more in TEXTS:
        at = add(f"<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /Ff {flags} /T ({name}) {rect(box)} "
                 f"/DA (/Helv 10 Tf 0 g) {more}/P 4 0 R >>")
        kids.append(at)
        roots.append(at)
    for name, box in BOXES:
        at = add(f"<< /Type /Annot /Subtype /Widget /FT /Btn /F 4 /T ({name}) {rect(box)} /V /Off /AS /Off /P 4 0 R "
                 f"/MK << /BC [0] >> /AP << /N << /Ya {on} 0 R /Off {off} 0 R >> >> >>")
        kids.append(at)
        roots.append(at)
    group = next(numbers)
    own = [add(f"<< /Type /Annot /Subtype /Widget /F 4 /Parent {group} 0 R {rect(box)} /AS /Off /P 4 0 R "
               f"/AP << /N << /p{i} {on} 0 R /Off {off} 0 R >> >> >>") for i, box in enumerate(RADIOS)]
    objects[group] = f"<< /FT /Btn /Ff {1 << 15 | 1 << 14} /T (tempat) /V /Off /Kids [{' '.join(f'{i} 0 R' for i in own)}] >>"
    kids += own
    roots.append(group)
    lines = "".join(f"{b[0]} {b[1]} {b[2] - b[0]} {b[3] - b[1]} re S\n" for b in
                    [t[2] for t in TEXTS] + [b for _, b in BOXES] + RADIOS)
    ops = f"BT /Helv 14 Tf 60 790 Td (FORMULIR RESMI PERCOBAAN) Tj ET\n{lines}"
    more = {"need": " /NeedAppearances true", "xfa": " /XFA (x)"}.get(kind, "")
    objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm 3 0 R >>"
    objects[2] = "<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
    objects[3] = (f"<< /Fields [{' '.join(f'{i} 0 R' for i in roots)}]{more} /DA (/Helv 10 Tf 0 g) "
                  "/DR << /Font << /Helv 6 0 R >> >> >>")
    turned = " /Rotate 90" if kind == "turned" else " /Rotate 0"
    objects[4] = (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]{turned} /Contents 5 0 R "
                  f"/Resources << /Font << /Helv 6 0 R >> >> /Annots [{' '.join(f'{i} 0 R' for i in kids)}] >>")
    objects[5] = stream("", ops)
    objects[6] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    data, places = b"%PDF-1.6\n", {}
    for at in sorted(objects):
        places[at] = len(data)
        data += f"{at} 0 obj\n{objects[at]}\nendobj\n".encode("latin-1")
    table = len(data)
    size = max(objects) + 1
    data += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for at in range(1, size):
        data += f"{places.get(at, 0):010d} {0 if at in places else 65535:05d} {'n' if at in places else 'f'} \n".encode()
    locked = " /Encrypt << /Filter /Other >>" if kind == "locked" else ""
    data += f"trailer\n<< /Size {size} /Root 1 0 R{locked} >>\nstartxref\n{table}\n%%EOF\n".encode()
    with open(out, "wb") as file:
        file.write(data)


main()
