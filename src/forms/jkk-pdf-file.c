#include "jkk-pdf-file.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The end of a template, in bytes; its identifier stands there. */
#define TRAILER 160

typedef struct
{
  const char *start; /* inside the template, or owned */
  gsize length;
  char *owned;
} Object;

struct _JkkPdfFile
{
  GBytes *template;
  GArray *objects; /* Object; the number is the index, 0 stays empty */
};

static void
object_clear (gpointer data)
{
  g_free (((Object *) data)->owned);
}

/* The last line of the file but one is the place of the cross-reference table. */
static gboolean
find_table (const char *data, gsize length, gsize *at)
{
  const char *found = g_strrstr_len (data + (length > 64 ? length - 64 : 0), (gssize) MIN (length, 64), "startxref\n");

  if (found == NULL)
    return FALSE;
  *at = strtoul (found + strlen ("startxref\n"), NULL, 10);
  return *at < length && g_str_has_prefix (data + *at, "xref\n0 ");
}

static gboolean
read_object (JkkPdfFile *file, const char *data, guint number, gsize from, gsize until)
{
  g_autofree char *head = g_strdup_printf ("%u 0 obj\n", number);
  gsize skip = strlen (head), tail = strlen ("\nendobj\n");

  if (from + skip + tail > until || strncmp (data + from, head, skip) != 0)
    return FALSE;
  Object object = { data + from + skip, until - from - skip - tail, NULL };
  g_array_append_val (file->objects, object);
  return TRUE;
}

static gboolean
is_used (const char *row, gulong number)
{
  return row[number * 20 + 17] == 'n';
}

/* Our writer puts the objects in the order of their numbers, so one ends where the next that is there begins. */
static gboolean
read_objects (JkkPdfFile *file, const char *data, gsize length)
{
  gsize table = 0;

  if (!find_table (data, length, &table))
    return FALSE;
  char *row = NULL;
  gulong size = strtoul (data + table + strlen ("xref\n0 "), &row, 10);
  row += 1;
  if (size < JKK_PDF_RESOURCES || (gsize) (row - data) + size * 20 > length)
    return FALSE;
  for (gulong i = 1; i < size; i++)
    {
      gsize from = strtoul (row + i * 20, NULL, 10);
      gulong next = i + 1;

      if (!is_used (row, i))
        {
          g_array_set_size (file->objects, file->objects->len + 1);
          continue;
        }
      while (next < size && !is_used (row, next))
        next++;
      gsize until = next < size ? strtoul (row + next * 20, NULL, 10) : table;
      if (until > table || until < from || !read_object (file, data, (guint) i, from, until))
        return FALSE;
    }
  return TRUE;
}

/**
 * jkk_pdf_file_new:
 * @template: a PDF that data/forms/build-form.py wrote
 * @error: return location
 *
 * Returns: (transfer full): its objects; %NULL with %JKK_ERROR_FORMAT if it is another kind of file.
 */
JkkPdfFile *
jkk_pdf_file_new (GBytes *template, GError **error)
{
  g_autoptr (JkkPdfFile) file = g_new0 (JkkPdfFile, 1);
  gsize length = 0;
  const char *data = g_bytes_get_data (template, &length);
  Object none = { "", 0, NULL };

  file->template = g_bytes_ref (template);
  file->objects = g_array_new (FALSE, TRUE, sizeof (Object));
  g_array_set_clear_func (file->objects, object_clear);
  g_array_append_val (file->objects, none);
  if (data == NULL || !read_objects (file, data, length))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                   _ ("The template of the form is damaged. Install the program again."));
      return NULL;
    }
  return g_steal_pointer (&file);
}

/**
 * jkk_pdf_file_free:
 * @file: (transfer full): a file
 */
void
jkk_pdf_file_free (JkkPdfFile *file)
{
  g_clear_pointer (&file->objects, g_array_unref);
  g_clear_pointer (&file->template, g_bytes_unref);
  g_free (file);
}

static Object *
object_at (JkkPdfFile *file, guint number)
{
  g_assert (number > 0 && number < file->objects->len);
  return &g_array_index (file->objects, Object, number);
}

/**
 * jkk_pdf_file_get:
 * @file: a file
 * @object: number of an object that is no stream
 *
 * Returns: (transfer full): what it says.
 */
char *
jkk_pdf_file_get (JkkPdfFile *file, guint object)
{
  const Object *found = object_at (file, object);

  return g_strndup (found->start, found->length);
}

/**
 * jkk_pdf_file_peek:
 * @file: a file
 * @object: number of an object
 * @length: (out) (optional): how many bytes it has
 *
 * Returns: (transfer none) (nullable): what it says, streams included; %NULL if there is none of that number.
 */
const char *
jkk_pdf_file_peek (JkkPdfFile *file, guint object, gsize *length)
{
  const Object *found = object_at (file, object);

  if (length != NULL)
    *length = found->length;
  return found->start;
}

/**
 * jkk_pdf_file_put:
 * @file: a file
 * @object: number of an object
 * @body: (transfer full): what it says from now on
 */
void
jkk_pdf_file_put (JkkPdfFile *file, guint object, char *body)
{
  Object *place = object_at (file, object);

  g_free (place->owned);
  *place = (Object){ body, strlen (body), body };
}

/**
 * jkk_pdf_file_put_stream:
 * @file: a file
 * @object: number of an object
 * @entries: entries of its dictionary besides the length
 * @ops: drawing operators
 */
void
jkk_pdf_file_put_stream (JkkPdfFile *file, guint object, const char *entries, const char *ops)
{
  jkk_pdf_file_put (
      file, object,
      g_strdup_printf ("<< %s /Length %" G_GSIZE_FORMAT " >>\nstream\n%s\nendstream", entries, strlen (ops), ops));
}

/**
 * jkk_pdf_file_get_size:
 * @file: a file
 *
 * Returns: the number that the next new object gets.
 */
guint
jkk_pdf_file_get_size (JkkPdfFile *file)
{
  return file->objects->len;
}

/**
 * jkk_pdf_file_reserve:
 * @file: a file
 *
 * Returns: the number of a new object, which must be put before the file is written.
 */
guint
jkk_pdf_file_reserve (JkkPdfFile *file)
{
  Object none = { "null", 4, NULL };

  g_array_append_val (file->objects, none);
  return file->objects->len - 1;
}

/**
 * jkk_pdf_file_drop:
 * @file: a file
 * @object: number of an object that nobody refers to any more
 */
void
jkk_pdf_file_drop (JkkPdfFile *file, guint object)
{
  Object *place = object_at (file, object);

  g_free (place->owned);
  *place = (Object){ NULL, 0, NULL };
}

static void
append_table (JkkPdfFile *file, GByteArray *out, const gsize *places)
{
  g_autoptr (GString) table = g_string_new (NULL);
  guint size = file->objects->len;

  g_string_append_printf (table, "xref\n0 %u\n", size);
  for (guint i = 0; i < size; i++)
    {
      guint free_next = i + 1;

      if (places[i] != 0)
        {
          g_string_append_printf (table, "%010" G_GSIZE_FORMAT " 00000 n \n", places[i]);
          continue;
        }
      /* Free entries form a chain that begins at 0 and ends there. */
      while (free_next < size && places[free_next] != 0)
        free_next++;
      g_string_append_printf (table, "%010u %05u f \n", free_next < size ? free_next : 0, i == 0 ? 65535 : 1);
    }
  g_byte_array_append (out, (const guint8 *) table->str, (guint) table->len);
}

/* The file is known by what is in it: the template, which says its own name at its end, and what was changed. */
static char *
identify (JkkPdfFile *file)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = 0;
  const guchar *data = g_bytes_get_data (file->template, &length);
  gsize end = MIN (length, TRAILER);

  g_checksum_update (sum, data + length - end, (gssize) end);
  for (guint i = 1; i < file->objects->len; i++)
    {
      const Object *object = object_at (file, i);
      g_autofree char *head = NULL;

      if (object->start != NULL && object->owned == NULL)
        continue;
      head = g_strdup_printf ("%u %" G_GSIZE_FORMAT "\n", i, object->length);
      g_checksum_update (sum, (const guchar *) head, -1);
      g_checksum_update (sum, (const guchar *) object->start, (gssize) object->length);
    }
  return g_strdup (g_checksum_get_string (sum));
}

static void
append_trailer (JkkPdfFile *file, GByteArray *out, gsize table)
{
  g_autofree char *sum = identify (file);
  g_autofree char *trailer = g_strdup_printf ("trailer\n<< /Size %u /Root 1 0 R /Info 6 0 R /ID [<%.32s> <%.32s>] >>\n"
                                              "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                                              file->objects->len, sum, sum + 32, table);

  g_byte_array_append (out, (const guint8 *) trailer, (guint) strlen (trailer));
}

/**
 * jkk_pdf_file_write:
 * @file: a file
 *
 * Returns: (transfer full): the whole PDF, in one revision.
 */
GBytes *
jkk_pdf_file_write (JkkPdfFile *file)
{
  static const char head[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
  GByteArray *out = g_byte_array_sized_new ((guint) g_bytes_get_size (file->template) + 65536);
  g_autofree gsize *places = g_new0 (gsize, file->objects->len);

  g_byte_array_append (out, (const guint8 *) head, sizeof head - 1);
  for (guint i = 1; i < file->objects->len; i++)
    {
      const Object *object = object_at (file, i);
      g_autofree char *start = g_strdup_printf ("%u 0 obj\n", i);

      if (object->start == NULL)
        continue;
      places[i] = out->len;
      g_byte_array_append (out, (const guint8 *) start, (guint) strlen (start));
      g_byte_array_append (out, (const guint8 *) object->start, (guint) object->length);
      g_byte_array_append (out, (const guint8 *) "\nendobj\n", 8);
    }
  gsize table = out->len;
  append_table (file, out, places);
  append_trailer (file, out, table);
  return g_byte_array_free_to_bytes (out);
}

/**
 * jkk_pdf_append_number:
 * @out: where to
 * @value: a number
 *
 * Appends the number with at most two decimals and a space after it, the same in every locale.
 */
void
jkk_pdf_append_number (GString *out, double value)
{
  gint64 hundredths = (gint64) round (value * 100);
  guint64 rest = (guint64) ABS (hundredths);
  char text[32], *at = text + sizeof text;

  /* From behind. A page has some thousand numbers, and printf takes longer than all else that is done for them. */
  *--at = ' ';
  if (rest % 100 != 0)
    {
      *--at = (char) ('0' + rest % 10);
      *--at = (char) ('0' + rest / 10 % 10);
      *--at = '.';
    }
  rest /= 100;
  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (hundredths < 0)
    *--at = '-';
  g_string_append_len (out, at, text + sizeof text - at);
}

/**
 * jkk_pdf_append_unit:
 * @out: where to
 * @unit: of UTF-16
 *
 * Appends it as four hexadecimal digits.
 */
void
jkk_pdf_append_unit (GString *out, gunichar2 unit)
{
  static const char digits[] = "0123456789ABCDEF";
  const char four[] = { digits[unit >> 12], digits[unit >> 8 & 15], digits[unit >> 4 & 15], digits[unit & 15] };

  g_string_append_len (out, four, sizeof four);
}

/**
 * jkk_pdf_append_text:
 * @out: where to
 * @text: a text
 *
 * Appends it as a PDF text string, which may hold any character.
 */
void
jkk_pdf_append_text (GString *out, const char *text)
{
  glong length = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);

  g_string_append (out, "<FEFF");
  for (glong i = 0; i < length; i++)
    jkk_pdf_append_unit (out, units[i]);
  g_string_append_c (out, '>');
}
