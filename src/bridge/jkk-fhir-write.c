#include "jkk-fhir.h"

#include "jkk-fhir-private.h"
#include "jkk-schema.h"
#include "jkk-xml-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A Bundle that is written, and what it is made of. */
typedef struct
{
  const JkkMessage *message;
  const JkkFhirKind *kind;
  JkkXmlWriter *writer;
  GPtrArray *open; /* steps of the path that are open in the resource */
} Writing;

/* ---- Values ------------------------------------------------------------------------------------------------------ */

static char *
number_text (gint64 number)
{
  return number != JKK_NONE ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

static char *
header_value (const JkkMessage *message, const char *name)
{
  const struct
  {
    const char *name;
    const char *text;
  } texts[] = {
    { "id", message->id },           { "sender", message->sender },           { "recipient", message->recipient },
    { "sent_at", message->sent_at }, { "case_number", message->case_number }, { "answers", message->answers }
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].name, name))
      return g_strdup (texts[i].text);
  if (g_str_equal (name, "edition"))
    return message->edition != 1 ? number_text (message->edition) : NULL; /* the first needs no saying */
  g_assert (g_str_equal (name, "sequence"));
  return number_text (message->sequence);
}

/* The value of a line as FHIR has it; NULL if the message has none. */
static char *
row_value (const Writing *self, const JkkFhirRow *row, guint index)
{
  g_autofree char *path = jkk_fhir_field_path (row->text, index), *plain = NULL;

  if (g_str_has_prefix (path, "header."))
    plain = header_value (self->message, path + strlen ("header."));
  else
    plain = jkk_message_get_text (self->message, path);
  return plain != NULL ? jkk_fhir_form_write (row->form, plain) : NULL;
}

static guint
part_length (const JkkMessage *message, const char *name)
{
  const JkkCasePart *part = name != NULL ? jkk_case_part_find (name) : NULL;

  return part != NULL && message->content != NULL ? jkk_case_part_list (message->content, part)->len : 0;
}

static gboolean
has_value (const Writing *self, const JkkFhirSlot *slot, guint index)
{
  for (guint i = 0; i < slot->n_rows; i++)
    if (slot->rows[i].role == JKK_FHIR_VALUE)
      {
        g_autofree char *value = row_value (self, &slot->rows[i], index);

        if (value != NULL)
          return TRUE;
      }
  return FALSE;
}

/* How often a resource is written. A row of a list is written even if it is empty: it is there. */
static guint
count_of (const Writing *self, const JkkFhirSlot *slot)
{
  if (slot->part != NULL)
    return part_length (self->message, slot->part);
  return slot->always || has_value (self, slot, 1) ? 1 : 0;
}

static const JkkFhirSlot *
find_slot (const JkkFhirKind *kind, const char *name)
{
  for (guint i = 0; i < kind->n_slots; i++)
    if (g_str_equal (kind->slots[i].name, name))
      return &kind->slots[i];
  g_assert_not_reached ();
}

/* The same message gives the same addresses. */
static char *
address_of (const Writing *self, const JkkFhirSlot *slot, guint index)
{
  g_autofree char *name =
      g_strdup_printf ("%s/%s/%u", self->message->id != NULL ? self->message->id : "", slot->name, index);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA1, name, -1);

  return g_strdup_printf ("urn:uuid:%.8s-%.4s-5%.3s-a%.3s-%.12s", hash, hash + 8, hash + 13, hash + 17, hash + 20);
}

/* ---- Elements ---------------------------------------------------------------------------------------------------- */

/* Whether a line of @slot that stands under @prefix has something to say. */
static gboolean
says_under (const Writing *self, const JkkFhirSlot *slot, const char *prefix, guint index, gboolean *can)
{
  for (guint i = 0; i < slot->n_rows; i++)
    {
      const JkkFhirRow *row = &slot->rows[i];

      if (!g_str_has_prefix (row->path, prefix) || (row->role != JKK_FHIR_VALUE && row->role != JKK_FHIR_LINK))
        continue;
      g_autofree char *value = row->role == JKK_FHIR_VALUE ? row_value (self, row, index) : NULL;
      *can = TRUE;
      if (value != NULL || (row->role == JKK_FHIR_LINK && count_of (self, find_slot (self->kind, row->text)) > 0))
        return TRUE;
    }
  return FALSE;
}

/* A constant goes with the values beside or around it: a code system with its code, the word "phone" with its number. A
 * line of a list is always there. */
static gboolean
is_wanted (const Writing *self, const JkkFhirSlot *slot, const JkkFhirRow *row, guint index)
{
  g_autofree char *prefix = g_strdup (row->path);

  if (*row->text == '!')
    return TRUE;
  for (char *slash = strrchr (prefix, '/'); slash != NULL; slash = strrchr (prefix, '/'))
    {
      gboolean can = FALSE;

      slash[1] = '\0';
      if (g_str_has_suffix (prefix, "[*]/") || says_under (self, slot, prefix, index, &can))
        return TRUE;
      if (can)
        return FALSE;
      *slash = '\0';
    }
  return TRUE;
}

static void
close_steps (Writing *self, guint keep)
{
  while (self->open->len > keep)
    {
      jkk_xml_writer_close (self->writer);
      g_ptr_array_set_size (self->open, (int) self->open->len - 1);
    }
}

static void
open_element (Writing *self, const char *step)
{
  g_autofree char *name = g_strndup (step, strcspn (step, "["));

  jkk_xml_writer_open (self->writer, name);
}

/* Opens what leads to the last step of @path, and writes the value there. */
static void
write_leaf (Writing *self, const char *path, const char *value)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  guint n = g_strv_length (steps), same = 0;

  while (same < self->open->len && same + 1 < n && g_str_equal (self->open->pdata[same], steps[same]))
    same++;
  close_steps (self, same);
  for (guint i = same; i + 1 < n; i++)
    {
      open_element (self, steps[i]);
      g_ptr_array_add (self->open, g_strdup (steps[i]));
    }
  if (steps[n - 1][0] == '@')
    {
      jkk_xml_writer_attribute (self->writer, steps[n - 1] + 1, value);
      return;
    }
  open_element (self, steps[n - 1]);
  jkk_xml_writer_attribute (self->writer, "value", value);
  jkk_xml_writer_close (self->writer);
}

static void
write_row (Writing *self, const JkkFhirSlot *slot, const JkkFhirRow *row, guint index)
{
  g_autofree char *path = jkk_fhir_field_path (row->path, index), *value = NULL;

  if (row->role == JKK_FHIR_GUARD || (row->role != JKK_FHIR_VALUE && !is_wanted (self, slot, row, index)))
    return;
  if (row->role == JKK_FHIR_LINK)
    {
      const JkkFhirSlot *target = find_slot (self->kind, row->text);
      g_autofree char *reference = g_strconcat (path, "/reference", NULL);

      value = count_of (self, target) > 0 ? address_of (self, target, 1) : NULL;
      g_free (g_steal_pointer (&path));
      path = g_steal_pointer (&reference);
    }
  else if (row->role == JKK_FHIR_VALUE)
    value = row_value (self, row, index);
  else if (g_str_equal (row->text, "#"))
    value = g_strdup_printf ("%u", index);
  else
    value = g_strndup (jkk_fhir_row_text (row), strcspn (jkk_fhir_row_text (row), "|"));
  if (value != NULL)
    write_leaf (self, path, value);
}

static gboolean
is_line (const JkkFhirRow *row)
{
  return strstr (row->path, "[*]") != NULL;
}

/* The lines of a list that stands inside a resource are written once for each of its rows. */
static guint
write_lines (Writing *self, const JkkFhirSlot *slot, guint first)
{
  guint end = first, n = 0;

  for (; end < slot->n_rows && is_line (&slot->rows[end]); end++)
    if (n == 0 && slot->rows[end].role == JKK_FHIR_VALUE)
      {
        g_autofree char *part = g_strndup (slot->rows[end].text, strcspn (slot->rows[end].text, "["));

        n = part_length (self->message, part);
      }
  for (guint index = 1; index <= n; index++)
    for (guint i = first; i < end; i++)
      write_row (self, slot, &slot->rows[i], index);
  return end;
}

static void
write_rows (Writing *self, const JkkFhirSlot *slot, guint index)
{
  for (guint i = 0; i < slot->n_rows;)
    if (is_line (&slot->rows[i]))
      i = write_lines (self, slot, i);
    else
      write_row (self, slot, &slot->rows[i++], index);
  close_steps (self, 0);
}

static void
write_resource (Writing *self, const JkkFhirSlot *slot, guint index)
{
  g_autofree char *address = address_of (self, slot, index);

  jkk_xml_writer_open (self->writer, "entry");
  write_leaf (self, "fullUrl", address);
  jkk_xml_writer_open (self->writer, "resource");
  jkk_xml_writer_open (self->writer, slot->resource);
  write_rows (self, slot, index);
  jkk_xml_writer_close (self->writer);
  jkk_xml_writer_close (self->writer);
  jkk_xml_writer_close (self->writer);
}

/* ------------------------------------------------------------------------------------------------------------------ */

/* What the reader of a Bundle asks for must be in it, or nobody could take it. Version 1 of our own schema asks less.
 */
static gboolean
has_needed (const JkkMessage *message, GError **error)
{
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);

  for (guint i = 0; kind->needed[i] != NULL; i++)
    {
      g_autofree char *value = jkk_message_get_text (message, kind->needed[i]);

      if (value != NULL)
        continue;
      g_autofree char *label = jkk_message_path_label (message, kind->needed[i]);
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("A FHIR Bundle needs “%s”. Add it first."), label);
      return FALSE;
    }
  return TRUE;
}

/**
 * jkk_fhir_to_xml:
 * @message: a message
 * @length: (out) (optional): length in bytes
 * @left_out: (out) (optional) (transfer full) (element-type JkkFault): the values of @message that have no place in it
 * @error: %JKK_ERROR_INVALID: a message of this kind cannot be written, or lacks what every reader asks for
 *
 * The same message gives the same bytes.
 *
 * Returns: (transfer full) (nullable): @message as a Bundle of FHIR R4, a document of santun-fhir-1.xsd
 */
char *
jkk_fhir_to_xml (const JkkMessage *message, gsize *length, GPtrArray **left_out, GError **error)
{
  g_return_val_if_fail (message != NULL, NULL);

  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new ("Bundle", JKK_NS_FHIR);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  Writing self = { message, jkk_fhir_kind_find (message->kind), writer, open };

  if (self.kind == NULL)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                           _ ("Only a doctor’s letter (KK 3) and a treatment bill can be written as a FHIR Bundle."));
      return NULL;
    }
  if (!has_needed (message, error))
    return NULL;
  for (guint i = 0; i < self.kind->n_slots; i++)
    {
      const JkkFhirSlot *slot = &self.kind->slots[i];

      if (g_str_equal (slot->resource, "Bundle"))
        write_rows (&self, slot, 1);
      else
        for (guint index = 1, n = count_of (&self, slot); index <= n; index++)
          write_resource (&self, slot, index);
    }
  if (left_out != NULL)
    *left_out = jkk_fhir_left_out (message, self.kind);
  return jkk_xml_writer_finish (writer, length);
}
