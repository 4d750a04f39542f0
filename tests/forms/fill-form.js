// Fills the fields of blank.pdf as they are in filled.pdf, with another program's own means: mutool run fill-form.js
var from = new PDFDocument ("filled.pdf"), to = new PDFDocument ("blank.pdf");

for (var p = 0; p < to.countPages (); ++p) {
  var fields = from.findPage (p).Annots, values = from.loadPage (p).getWidgets ();

  to.loadPage (p).getWidgets ().forEach (function (widget, i) {
    if (widget.getFieldType () != "checkbox")
      widget.setTextValue (values[i].getValue ());
    else if (String (fields[i].V) == "/On")
      widget.toggle ();
    widget.update ();
  });
}
to.save ("other.pdf", "");
