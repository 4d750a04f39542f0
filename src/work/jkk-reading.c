#include "jkk-reading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-form-reading.h"
#include "jkk-paper-reader.h"
#include "jkk-viewing.h"

/**
 * jkk_reading_is:
 * @incoming: a file that was read
 *
 * Returns: whether it is a filled form.
 */
gboolean
jkk_reading_is (const JkkIncoming *incoming)
{
  return incoming->values != NULL;
}

/* The parts of a case of which the form says something. */
static char **
parts_of (GPtrArray *values)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  guint n_parts = 0;
  const JkkCasePart *all = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    for (guint j = 0; j < values->len; j++)
      {
        const JkkReadValue *value = values->pdata[j];
        gsize length = strcspn (value->path, ".[");

        if (!value->is_bad && strlen (all[i].name) == length && strncmp (value->path, all[i].name, length) == 0)
          {
            g_ptr_array_add (parts, g_strdup (all[i].name));
            break;
          }
      }
  g_ptr_array_add (parts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&parts), FALSE);
}

/* Where each value stands, as the history keeps it: in the words of the forms, whoever sits at the desk. */
static GHashTable *
places_of (GPtrArray *values)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < values->len; i++)
    {
      const JkkReadValue *value = values->pdata[i];
      char *place = g_strdup_printf ("hal. %u · %s · [%s] %d,%d %d×%d pt", value->page + 1, value->label, value->source,
                                     (int) (value->x / 1000), (int) (value->y / 1000), (int) (value->width / 1000),
                                     (int) (value->height / 1000));

      g_hash_table_replace (places, g_strdup (value->path), place);
    }
  return places;
}

/* The file itself is the letter: the same one cannot be taken over twice. */
static JkkMessage *
message_of (JkkFormReading *reading, const char *sha256)
{
  JkkMessage *message = jkk_message_new (JKK_READING_KIND);
  g_autoptr (JkkCase) empty = jkk_case_new ();

  message->id = g_strconcat (JKK_READING_KIND ":", sha256, NULL);
  message->sender = g_strdup (reading->form->code);
  message->case_number = g_strdup (reading->case_number);
  message->content = jkk_form_reading_apply (reading->values, empty);
  message->parts = parts_of (reading->values);
  message->places = places_of (reading->values);
  return message;
}

/**
 * jkk_reading_new:
 * @path: the file
 * @bytes: its bytes
 * @fields: (element-type JkkPaperField): its fields
 * @error: return location
 *
 * Returns: (transfer full): what it says; %NULL with %JKK_ERROR_NOT_FOUND if it is no form of ours, or an empty one.
 */
JkkIncoming *
jkk_reading_new (const char *path, GBytes *bytes, GPtrArray *fields, GError **error)
{
  g_autoptr (JkkFormReading) reading = jkk_form_reading_new (fields, error);

  if (reading == NULL)
    return NULL;
  if (reading->values->len == 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("The form %s is empty; nothing is filled in."),
                   reading->form->number);
      return NULL;
    }
  JkkIncoming *incoming = g_new0 (JkkIncoming, 1);
  incoming->path = g_strdup (path);
  incoming->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  incoming->form = g_strdup (reading->form->number);
  incoming->message = message_of (reading, incoming->sha256);
  incoming->values = g_ptr_array_ref (reading->values);
  return incoming;
}

/**
 * jkk_reading_open:
 * @path: a PDF
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Reads a filled form. The file is opened in a helper process, see #JkkViewing.
 *
 * Returns: (transfer full): what it says; %NULL with %JKK_ERROR_FORMAT when the file cannot be read safely,
 * %JKK_ERROR_NOT_FOUND when it is no form of ours.
 */
JkkIncoming *
jkk_reading_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = jkk_viewing_read_file (path, error);
  g_autoptr (JkkViewing) viewing = bytes != NULL ? jkk_viewing_open (bytes, cancellable, error) : NULL;

  if (viewing == NULL)
    return NULL;
  /* A viewing is a reader; see jkk-viewing.c. */
  g_autoptr (GPtrArray) fields = jkk_paper_reader_list_fields ((JkkPaperReader *) viewing, -1, error);
  return fields != NULL ? jkk_reading_new (path, bytes, fields, error) : NULL;
}

/**
 * jkk_reading_fit:
 * @incoming: a filled form
 * @jcase: the case that it belongs to
 *
 * Lists come whole in a message, but a form shows only some of their rows: from here on the message has those of the
 * case, with what the form says of them.
 */
void
jkk_reading_fit (JkkIncoming *incoming, const JkkCase *jcase)
{
  g_return_if_fail (jkk_reading_is (incoming));

  g_clear_pointer (&incoming->message->content, jkk_case_unref);
  incoming->message->content = jkk_form_reading_apply (incoming->values, jcase);
}

/**
 * jkk_reading_new_case:
 * @incoming: a filled form
 *
 * Returns: (transfer full): a new case with what the form says, for the deed "take-in".
 */
JkkCase *
jkk_reading_new_case (const JkkIncoming *incoming)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();

  g_return_val_if_fail (jkk_reading_is (incoming), NULL);

  return jkk_form_reading_apply (incoming->values, empty);
}

/**
 * jkk_reading_place:
 * @value: a value that was read
 *
 * Returns: (transfer full): the page, item and label where it stands.
 */
char *
jkk_reading_place (const JkkReadValue *value)
{
  return g_strdup_printf (_ ("page %u · %s"), value->page + 1, value->label);
}

/**
 * jkk_reading_source:
 * @value: a value that was read
 *
 * Returns: (transfer full): where it stands, for people: page, item and label, and the rectangle in points from the
 * upper left corner of the page.
 */
char *
jkk_reading_source (const JkkReadValue *value)
{
  return g_strdup_printf (_ ("page %u · %s · [%s] at %d, %d (%d × %d pt)"), value->page + 1, value->label,
                          value->source, (int) (value->x / 1000), (int) (value->y / 1000), (int) (value->width / 1000),
                          (int) (value->height / 1000));
}
