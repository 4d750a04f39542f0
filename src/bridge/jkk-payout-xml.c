#include "jkk-payout-xml.h"

#include "jkk-payout-basis-xml.h"
#include "jkk-payout-xml-private.h"
#include "jkk-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const JkkXmlKind jkk_xml_kind_payout = { "santunan", JKK_NS_DECISION, "santun-decision-1.xsd" };

static const char *const kind_names[] = {
  [JKK_KIND_TEXT] = "text",   [JKK_KIND_LONG] = "long",       [JKK_KIND_CODE] = "code",
  [JKK_KIND_DAY] = "day",     [JKK_KIND_TIME] = "time",       [JKK_KIND_MONEY] = "money",
  [JKK_KIND_COUNT] = "count", [JKK_KIND_PERCENT] = "percent", [JKK_KIND_FLAG] = "flag",
};

typedef struct
{
  JkkXmlWriter *writer;
  gboolean for_readers; /* adds the words of the interface's language */
} Writing;

static void
write_input (const Writing *writing, const JkkInput *input)
{
  JkkXmlWriter *writer = writing->writer;

  jkk_xml_writer_open (writer, "input");
  jkk_xml_writer_element (writer, "name", input->name);
  jkk_xml_writer_element (writer, "label", input->label);
  jkk_xml_writer_element (writer, "kind", kind_names[input->kind]);
  jkk_xml_writer_number (writer, "number", input->number);
  jkk_xml_writer_element (writer, "text", input->text);
  jkk_xml_writer_element (writer, "path", input->path);
  jkk_xml_writer_element (writer, "origin", input->origin);
  jkk_xml_writer_element (writer, "parameter", input->parameter);
  jkk_xml_writer_element (writer, "article", input->article);
  jkk_xml_writer_flag (writer, "unconfirmed", input->unconfirmed);
  if (writing->for_readers)
    {
      g_autofree char *value = jkk_input_to_text (input);
      g_autofree char *shown =
          input->label != NULL && *input->label != '\0' ? g_strdup_printf ("%s: %s", _ (input->label), value) : NULL;

      jkk_xml_writer_element (writer, "shown", shown != NULL ? shown : value);
    }
  jkk_xml_writer_close (writer);
}

static void
write_reason_words (const Writing *writing, const JkkReason *reason)
{
  g_autofree char *formula = jkk_reason_formula_text (reason);
  const char *title = reason->title != NULL && *reason->title != '\0' ? _ (reason->title) : "";
  g_autofree char *shown = *formula != '\0' ? g_strdup_printf ("%s: %s", title, formula) : g_strdup (title);

  jkk_xml_writer_element (writing->writer, "shown", shown);
}

static void write_reasons (const Writing *writing, const char *element, const JkkNodes *reasons);

static void
write_reason (const Writing *writing, const JkkReason *reason)
{
  JkkXmlWriter *writer = writing->writer;

  jkk_xml_writer_open (writer, "reason");
  jkk_xml_writer_element (writer, "rule", reason->rule);
  jkk_xml_writer_element (writer, "benefit", reason->benefit);
  jkk_xml_writer_element (writer, "title", reason->title);
  jkk_xml_writer_element (writer, "article", reason->article);
  jkk_xml_writer_element (writer, "formula", reason->formula);
  if (writing->for_readers)
    write_reason_words (writing, reason);
  jkk_xml_writer_number (writer, "amount", reason->amount);
  jkk_xml_writer_element (writer, "payee", reason->payee);
  if (reason->inputs->len > 0)
    {
      jkk_xml_writer_open (writer, "inputs");
      for (guint i = 0; i < reason->inputs->len; i++)
        write_input (writing, reason->inputs->pdata[i]);
      jkk_xml_writer_close (writer);
    }
  write_reasons (writing, "children", reason->children);
  if (reason->counterfactual != NULL)
    {
      jkk_xml_writer_open (writer, "counterfactual");
      write_reason (writing, reason->counterfactual);
      jkk_xml_writer_close (writer);
    }
  jkk_xml_writer_close (writer);
}

static void
write_reasons (const Writing *writing, const char *element, const JkkNodes *reasons)
{
  if (reasons->len == 0)
    return;
  jkk_xml_writer_open (writing->writer, element);
  for (guint i = 0; i < reasons->len; i++)
    write_reason (writing, reasons->pdata[i]);
  jkk_xml_writer_close (writing->writer);
}

static void
write_missing (const Writing *writing, const JkkNodes *list)
{
  JkkXmlWriter *writer = writing->writer;

  if (list->len == 0)
    return;
  jkk_xml_writer_open (writer, "missing");
  for (guint i = 0; i < list->len; i++)
    {
      const JkkMissing *missing = list->pdata[i];

      jkk_xml_writer_open (writer, "item");
      jkk_xml_writer_element (writer, "path", missing->path);
      jkk_xml_writer_element (writer, "text", missing->text);
      if (writing->for_readers && missing->text != NULL && *missing->text != '\0')
        jkk_xml_writer_element (writer, "shown", _ (missing->text));
      jkk_xml_writer_close (writer);
    }
  jkk_xml_writer_close (writer);
}

/**
 * jkk_payout_write_xml:
 * @writer: a writer, inside the element that shall hold the sheet
 * @payout: a payout sheet
 * @for_readers: whether to add its words in the language of the interface
 */
void
jkk_payout_write_xml (JkkXmlWriter *writer, const JkkPayout *payout, gboolean for_readers)
{
  Writing writing = { writer, for_readers };
  g_autofree char *law_day = payout->law_day != JKK_NONE ? jkk_day_to_iso (payout->law_day) : NULL;

  jkk_xml_writer_element (writer, "pack", payout->pack);
  jkk_xml_writer_element (writer, "pack_title", payout->pack_title);
  jkk_xml_writer_element (writer, "pack_version", payout->pack_version);
  jkk_xml_writer_element (writer, "law_day", law_day);
  jkk_xml_writer_number (writer, "total", payout->total);
  write_reasons (&writing, "lines", payout->lines);
  write_missing (&writing, payout->missing);
  write_reasons (&writing, "notes", payout->notes);
  if (payout->basis != NULL)
    jkk_payout_basis_write_xml (writer, payout->basis);
}

/**
 * jkk_payout_to_xml:
 * @payout: a payout sheet
 * @length: (out) (optional): length in bytes
 *
 * Freezes the sheet: the same sheet gives the same bytes in every language, and jkk_payout_from_xml() gives the same
 * sheet.
 *
 * Returns: (transfer full): a document of santun-decision-1.xsd
 */
char *
jkk_payout_to_xml (const JkkPayout *payout, gsize *length)
{
  g_return_val_if_fail (payout != NULL, NULL);

  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new (jkk_xml_kind_payout.root, jkk_xml_kind_payout.ns);
  jkk_xml_writer_attribute (writer, "versi", "1");
  jkk_payout_write_xml (writer, payout, FALSE);
  return jkk_xml_writer_finish (writer, length);
}

/* The schema has checked that it is a number of 64 bits. */
static gint64
read_number (const JkkXmlNode *node, const char *name)
{
  g_autofree char *text = jkk_xml_node_trimmed (node, name);
  gint64 number = JKK_NONE;

  if (text != NULL)
    g_ascii_string_to_signed (text, 10, G_MININT64 + 1, G_MAXINT64, &number, NULL);
  return number;
}

static JkkFieldKind
read_kind (const JkkXmlNode *node)
{
  const char *name = jkk_xml_node_text (node, "kind");

  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (g_strcmp0 (name, kind_names[i]) == 0)
      return (JkkFieldKind) i;
  return JKK_KIND_TEXT;
}

/* Whether everything that shows a value of this kind can show it. */
static gboolean
fits_kind (JkkFieldKind kind, gint64 number)
{
  switch (kind)
    {
    case JKK_KIND_DAY:
      return number >= jkk_day_new (1900, 1, 1) && number <= jkk_day_new (2199, 12, 31);
    case JKK_KIND_TIME:
      return number >= 0 && number < 24 * 60;
    case JKK_KIND_PERCENT:
      return number >= 0;
    case JKK_KIND_FLAG:
      return number == 0 || number == 1;
    case JKK_KIND_MONEY:
      return number >= -JKK_MONEY_MAX && number <= JKK_MONEY_MAX;
    case JKK_KIND_COUNT:
    case JKK_KIND_TEXT:
    case JKK_KIND_LONG:
    case JKK_KIND_CODE:
      return TRUE;
    }
  g_assert_not_reached ();
}

static void
read_input (JkkXmlFile *file, JkkXmlNode *node, JkkReason *reason)
{
  JkkInput *input = jkk_reason_add_input (reason, jkk_reason_text (reason, jkk_xml_node_text (node, "name")),
                                          jkk_reason_text (reason, jkk_xml_node_text (node, "label")), read_kind (node),
                                          read_number (node, "number"));

  input->text = jkk_reason_text (reason, jkk_xml_node_text (node, "text"));
  input->path = jkk_reason_text (reason, jkk_xml_node_text (node, "path"));
  input->origin = jkk_reason_text (reason, jkk_xml_node_text (node, "origin"));
  input->parameter = jkk_reason_text (reason, jkk_xml_node_text (node, "parameter"));
  input->article = jkk_reason_text (reason, jkk_xml_node_text (node, "article"));
  input->unconfirmed = jkk_xml_node_find (node, "unconfirmed") != NULL;
  if (input->number != JKK_NONE && !fits_kind (input->kind, input->number))
    jkk_xml_file_add_fault (file, jkk_xml_node_find (node, "number"), "value-invalid",
                            _ ("This number cannot be a value of its kind."),
                            _ ("Take the sheet from the office again."));
}

static JkkReason *
read_reason (JkkXmlFile *file, const JkkXmlNode *node, JkkPayout *payout)
{
  JkkReason *reason = jkk_reason_new_in (payout->region, jkk_payout_text (payout, jkk_xml_node_text (node, "rule")),
                                         jkk_payout_text (payout, jkk_xml_node_text (node, "benefit")),
                                         jkk_payout_text (payout, jkk_xml_node_text (node, "title")),
                                         jkk_payout_text (payout, jkk_xml_node_text (node, "article")));
  const JkkXmlNode *inputs = jkk_xml_node_find (node, "inputs"), *children = jkk_xml_node_find (node, "children");
  const JkkXmlNode *other = jkk_xml_node_find (node, "counterfactual");

  reason->formula = jkk_reason_text (reason, jkk_xml_node_text (node, "formula"));
  reason->amount = read_number (node, "amount");
  reason->payee = jkk_reason_text (reason, jkk_xml_node_text (node, "payee"));
  for (guint i = 0; inputs != NULL && inputs->children != NULL && i < inputs->children->len; i++)
    read_input (file, inputs->children->pdata[i], reason);
  for (guint i = 0; children != NULL && children->children != NULL && i < children->children->len; i++)
    jkk_reason_take_child (reason, read_reason (file, children->children->pdata[i], payout));
  if (other != NULL && other->children != NULL && other->children->len > 0)
    jkk_reason_take_counterfactual (reason, read_reason (file, other->children->pdata[0], payout));
  return reason;
}

static void
read_reasons (JkkXmlFile *file,
              const JkkXmlNode *node,
              const char *element,
              JkkPayout *payout,
              void (*take) (JkkPayout *payout, JkkReason *reason))
{
  const JkkXmlNode *list = jkk_xml_node_find (node, element);

  for (guint i = 0; list != NULL && list->children != NULL && i < list->children->len; i++)
    take (payout, read_reason (file, list->children->pdata[i], payout));
}

/**
 * jkk_payout_read_xml:
 * @file: a file
 * @node: an element that holds a sheet and that the schema has accepted
 *
 * Returns: (transfer full): the sheet
 */
JkkPayout *
jkk_payout_read_xml (JkkXmlFile *file, const JkkXmlNode *node)
{
  JkkPayout *payout = jkk_payout_new ();
  const JkkXmlNode *day = jkk_xml_node_find (node, "law_day"), *missing = jkk_xml_node_find (node, "missing");
  g_autoptr (GError) error = NULL;

  payout->pack = jkk_payout_text (payout, jkk_xml_node_text (node, "pack"));
  payout->pack_title = jkk_payout_text (payout, jkk_xml_node_text (node, "pack_title"));
  payout->pack_version = jkk_payout_text (payout, jkk_xml_node_text (node, "pack_version"));
  payout->law_day = day != NULL ? jkk_day_parse (day->text, &error) : JKK_NONE;
  if (error != NULL)
    jkk_xml_file_add_fault (file, (JkkXmlNode *) day, "value-invalid", error->message, NULL);
  payout->total = read_number (node, "total");
  read_reasons (file, node, "lines", payout, jkk_payout_take_line);
  read_reasons (file, node, "notes", payout, jkk_payout_take_note);
  for (guint i = 0; missing != NULL && missing->children != NULL && i < missing->children->len; i++)
    jkk_payout_take_missing (payout, jkk_payout_text (payout, jkk_xml_node_text (missing->children->pdata[i], "path")),
                             jkk_payout_text (payout, jkk_xml_node_text (missing->children->pdata[i], "text")));
  payout->basis = jkk_payout_basis_read_xml (file, jkk_xml_node_find (node, "basis"));
  return payout;
}

/**
 * jkk_payout_from_xml:
 * @bytes: what jkk_payout_to_xml() wrote
 * @length: its length
 * @error: return location
 *
 * Returns: (transfer full): the sheet, equal to the one that was frozen; %NULL with %JKK_ERROR_FORMAT or
 *   %JKK_ERROR_TOO_NEW
 */
JkkPayout *
jkk_payout_from_xml (const char *bytes, gsize length, GError **error)
{
  static const JkkXmlKind *const kinds[] = { &jkk_xml_kind_payout, NULL };
  g_autoptr (JkkPayout) payout = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  g_autoptr (JkkXmlFile) file = jkk_xml_file_read (bytes, length, kinds);
  JkkXmlNode *root = jkk_xml_file_root (file);
  if (root != NULL)
    payout = jkk_payout_read_xml (file, root);
  return jkk_xml_file_finish (file, NULL, error) ? g_steal_pointer (&payout) : NULL;
}
