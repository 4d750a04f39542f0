/* The PDF of an office's own form. It comes from elsewhere: before this program opens it, the helper process has opened
 * it, listed its fields and drawn each page. */
#include "jkk-form-template.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "jkk-paper-reader.h"

/* No form of an agency is longer. */
#define MAX_PAGES 20
/* What the packed objects of a PDF may unfold to, in all. */
#define MAX_UNPACKED (32 * 1024 * 1024)
#define CHUNK 65536
/* Fields whose tops are nearer to each other stand in one line. */
#define LINE 6.0

/* ---- What the bytes say ------------------------------------------------------------------------------------------ */

static const char *
find_bytes (const char *at, const char *end, const char *word)
{
  gsize length = strlen (word);

  for (; (gsize) (end - at) >= length; at++)
    {
      at = memchr (at, *word, (gsize) (end - at) - length + 1);
      if (at == NULL)
        return NULL;
      if (memcmp (at, word, length) == 0)
        return at;
    }
  return NULL;
}

/* Appends what is packed here; a broken end is left out. */
static void
unpack (const char *at, const char *end, GByteArray *out)
{
  z_stream stream = { .next_in = (Bytef *) at, .avail_in = (uInt) MIN (end - at, G_MAXINT) };
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  int status = inflateInit (&stream);

  while (status == Z_OK && out->len < MAX_UNPACKED)
    {
      stream.next_out = chunk;
      stream.avail_out = CHUNK;
      status = inflate (&stream, Z_NO_FLUSH);
      if (status == Z_OK || status == Z_STREAM_END)
        g_byte_array_append (out, chunk, CHUNK - stream.avail_out);
    }
  inflateEnd (&stream);
}

/* The file with its packed objects behind it, so that a word is found wherever it stands. */
static GByteArray *
unfold (GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length), *end = data + length, *at = data;
  GByteArray *all = g_byte_array_new ();

  while ((at = find_bytes (at, end, "/ObjStm")) != NULL)
    {
      const char *stream = find_bytes (at, end, "stream");

      if (stream == NULL)
        break;
      at = stream + strlen ("stream");
      at += at < end && *at == '\r';
      at += at < end && *at == '\n';
      unpack (at, end, all);
      g_byte_array_append (all, (const guint8 *) "\n", 1);
    }
  g_byte_array_append (all, (const guint8 *) data, (guint) length);
  g_byte_array_append (all, (const guint8 *) "", 1);
  return all;
}

static gboolean
is_false (const char *value)
{
  return g_str_has_prefix (value, "false");
}

static gboolean
is_upright (const char *value)
{
  return g_ascii_strtoll (value, NULL, 10) % 360 == 0;
}

/* Whether a key stands anywhere with a value that is not harmless. */
static gboolean
says (const GByteArray *all, const char *key, gboolean (*is_harmless) (const char *value))
{
  const char *at = (const char *) all->data, *end = at + all->len - 1;

  while ((at = find_bytes (at, end, key)) != NULL)
    {
      at += strlen (key);
      if (g_ascii_isalnum (*at))
        continue;
      at += strspn (at, " \t\r\n\f");
      if (is_harmless == NULL || !is_harmless (at))
        return TRUE;
    }
  return FALSE;
}

static void
check_bytes (const JkkForm *form, GPtrArray *faults)
{
  g_autoptr (GByteArray) all = unfold (form->template);

  if (says (all, "/Encrypt", NULL))
    g_ptr_array_add (faults, g_strdup (_ ("The PDF is locked against changes. Ask the agency for an open copy.")));
  if (says (all, "/NeedAppearances", is_false))
    g_ptr_array_add (faults, g_strdup (_ ("The PDF leaves it to its reader to draw what stands in its fields "
                                          "(NeedAppearances), so nobody would know what is seen and printed. Save it "
                                          "once with another PDF editor.")));
  if (says (all, "/XFA", NULL))
    g_ptr_array_add (faults, g_strdup (_ ("The PDF has a second form inside (XFA), which some readers show instead. "
                                          "Save it as a plain AcroForm.")));
  if (says (all, "/Rotate", is_upright))
    g_ptr_array_add (faults, g_strdup (_ ("A page of the PDF lies turned (Rotate). Save it upright.")));
}

/* ---- What its fields say ----------------------------------------------------------------------------------------- */

/**
 * jkk_form_template_compare:
 * @top: distance of a field from above, in points
 * @left: its distance from the left
 * @other_top: of another field
 * @other_left: of another field
 *
 * Returns: below 0 if the first is read before the other: line by line, from the left; fields that differ in height by
 * less than a few points stand in one line.
 */
int
jkk_form_template_compare (double top, double left, double other_top, double other_left)
{
  long line = lround (top / LINE), other_line = lround (other_top / LINE);

  if (line != other_line)
    return line < other_line ? -1 : 1;
  return left < other_left ? -1 : left > other_left;
}

/**
 * jkk_form_template_is_called:
 * @wanted: what a map calls a field
 * @name: its name in the PDF
 * @nth: which of that name it is, from 1
 *
 * Returns: whether it is that one: "name" is each of the name, "name#2" the second, as one
 * reads.
 */
gboolean
jkk_form_template_is_called (const char *wanted, const char *name, guint nth)
{
  gsize length = strlen (name);

  if (strncmp (wanted, name, length) != 0)
    return FALSE;
  return wanted[length] == '\0' || (wanted[length] == '#' && strtoul (wanted + length + 1, NULL, 10) == nth);
}

/* In the order in which a person reads: a PDF may list its fields in any. */
static int
compare_fields (gconstpointer a, gconstpointer b)
{
  const JkkPaperField *left = *(const JkkPaperField *const *) a, *right = *(const JkkPaperField *const *) b;

  if (left->page != right->page)
    return left->page < right->page ? -1 : 1;
  return jkk_form_template_compare (left->box.y, left->box.x, right->box.y, right->box.x);
}

/* Each field of the PDF with its number among those of its name. */
static GArray *
number_fields (GPtrArray *fields, GHashTable *counts)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < fields->len; i++)
    {
      const JkkPaperField *field = fields->pdata[i];
      const char *name = field->name != NULL ? field->name : "";
      guint nth = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) + 1;

      g_hash_table_insert (counts, (gpointer) name, GUINT_TO_POINTER (nth));
      g_array_append_val (numbers, nth);
    }
  return numbers;
}

static guint
count_called (const JkkFormField *field, GPtrArray *fields, const GArray *numbers, guint *n_boxes)
{
  guint n = 0;

  *n_boxes = 0;
  for (guint i = 0; i < fields->len; i++)
    {
      const JkkPaperField *own = fields->pdata[i];

      if (own->name != NULL && jkk_form_template_is_called (field->name, own->name, g_array_index (numbers, guint, i)))
        {
          n++;
          *n_boxes += own->is_box;
        }
    }
  return n;
}

static void
check_field (const JkkFormField *field, GPtrArray *fields, const GArray *numbers, GPtrArray *faults)
{
  guint n_boxes = 0, n = count_called (field, fields, numbers, &n_boxes);

  if (n == 0)
    g_ptr_array_add (faults, g_strdup_printf (_ ("Line %u: The PDF has no field “%s”."), field->line, field->name));
  else if (field->kind != JKK_FORM_CHECK && n_boxes > 0)
    g_ptr_array_add (faults, g_strdup_printf (_ ("Line %u: “%s” is a box in the PDF; map it with check."), field->line,
                                              field->name));
  else if (field->kind == JKK_FORM_CHECK && n_boxes == 0)
    g_ptr_array_add (faults, g_strdup_printf (_ ("Line %u: “%s” is no box in the PDF; map it with text."), field->line,
                                              field->name));
  else if (field->kind == JKK_FORM_CHECK && n > 1)
    g_ptr_array_add (faults, g_strdup_printf (_ ("Line %u: The PDF has %u boxes called “%s”. Say which, such as %s#1."),
                                              field->line, n, field->name, field->name));
}

static gboolean
is_skipped (const JkkForm *form, const char *name, guint nth)
{
  for (guint i = 0; i < form->skipped->len; i++)
    if (jkk_form_template_is_called (form->skipped->pdata[i], name, nth))
      return TRUE;
  return FALSE;
}

static gboolean
is_mapped (const JkkForm *form, const char *name, guint nth)
{
  for (guint i = 0; i < form->fields->len; i++)
    if (jkk_form_template_is_called (((JkkFormField *) form->fields->pdata[i])->name, name, nth))
      return TRUE;
  return is_skipped (form, name, nth);
}

static void
check_fields (const JkkForm *form, GPtrArray *fields, GPtrArray *faults, GPtrArray *surplus)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_sort (fields, compare_fields);
  g_autoptr (GArray) numbers = number_fields (fields, counts);
  for (guint i = 0; i < form->fields->len; i++)
    check_field (form->fields->pdata[i], fields, numbers, faults);
  for (guint i = 0; surplus != NULL && i < fields->len; i++)
    {
      const char *name = ((JkkPaperField *) fields->pdata[i])->name;
      guint nth = g_array_index (numbers, guint, i);

      if (name == NULL || is_mapped (form, name, nth))
        continue;
      gboolean several = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) > 1;
      g_autofree char *called = several ? g_strdup_printf ("%s#%u", name, nth) : g_strdup (name);
      g_ptr_array_add (
          surplus, g_strdup_printf (_ ("The map does not name the field “%s” of the PDF; it stays empty."), called));
    }
}

/* A page that the helper cannot draw, nobody can. */
static gboolean
draw_pages (JkkPaperReader *reader, GError **error)
{
  guint n_pages = jkk_paper_reader_get_n_pages (reader);

  if (n_pages > MAX_PAGES)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("The PDF has %u pages; a form has at most %d."), n_pages,
                   MAX_PAGES);
      return FALSE;
    }
  for (guint i = 0; i < n_pages; i++)
    {
      cairo_surface_t *surface = jkk_paper_reader_render (reader, i, 1.0, -1, error);

      if (surface == NULL)
        return FALSE;
      cairo_surface_destroy (surface);
    }
  return TRUE;
}

/**
 * jkk_form_template_check:
 * @form: an office's own form
 * @faults: (element-type utf8): where to add a sentence for each fault that hinders
 * @surplus: (nullable) (element-type utf8): where to add a sentence for each field that the map leaves out
 * @error: return location
 *
 * Opens the PDF in the helper process and compares it with its map.
 *
 * Returns: whether it could be read; %FALSE with %JKK_ERROR_FORMAT if it is broken, locked or hostile.
 */
gboolean
jkk_form_template_check (const JkkForm *form, GPtrArray *faults, GPtrArray *surplus, GError **error)
{
  g_return_val_if_fail (form->official, FALSE);

  g_autoptr (JkkPaperReader) reader = jkk_paper_reader_open (form->template, -1, error);
  g_autoptr (GPtrArray) fields = reader != NULL ? jkk_paper_reader_list_fields (reader, -1, error) : NULL;
  if (fields == NULL || !draw_pages (reader, error))
    return FALSE;
  if (g_strcmp0 (jkk_paper_reader_get_media_type (reader), "application/pdf") != 0)
    g_ptr_array_add (faults, g_strdup (_ ("The template is no PDF.")));
  else if (fields->len == 0)
    g_ptr_array_add (faults, g_strdup (_ ("The PDF has no fields to fill in.")));
  check_bytes (form, faults);
  check_fields (form, fields, faults, surplus);
  return TRUE;
}

/**
 * jkk_form_template_prove:
 * @form: an office's own form
 * @error: return location
 *
 * See jkk_form_template_check(). It is done once for each form.
 *
 * Returns: whether the PDF may be opened by this program and filled; else %JKK_ERROR_FORMAT.
 */
gboolean
jkk_form_template_prove (const JkkForm *form, GError **error)
{
  static GMutex mutex;
  static GHashTable *proven;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  if (proven == NULL)
    proven = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  if (g_hash_table_contains (proven, form->template))
    return TRUE;
  if (!jkk_form_template_check (form, faults, NULL, error))
    {
      g_prefix_error (error, _ ("The office's own form %s cannot be used: "), form->code);
      return FALSE;
    }
  if (faults->len > 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("The office's own form %s cannot be used: %s"), form->code,
                   (const char *) faults->pdata[0]);
      return FALSE;
    }
  g_hash_table_add (proven, g_bytes_ref (form->template));
  return TRUE;
}
