#include "jkk-kk3.h"

#include "jkk-file.h"
#include "jkk-form-reading.h"
#include "jkk-paper-reader.h"
#include "jkk-pdf-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CODE "KK3"
#define KIND "kk3"

/* The parts that the message carries and of which the form says something. */
static char **
parts_of (const GPtrArray *values)
{
  const JkkMessageKind *kind = jkk_message_kind_find (KIND);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  for (guint i = 0; kind->parts[i] != NULL; i++)
    for (guint j = 0; j < values->len; j++)
      {
        const JkkReadValue *value = values->pdata[j];

        if (!value->is_bad && g_str_has_prefix (value->path, kind->parts[i]) &&
            strchr (".[", value->path[strlen (kind->parts[i])]) != NULL)
          {
            g_strv_builder_add (parts, kind->parts[i]);
            break;
          }
      }
  return g_strv_builder_end (parts);
}

static JkkMessage *
message_new (const JkkFormReading *reading)
{
  JkkMessage *message = jkk_message_new (KIND);
  g_autoptr (JkkCase) empty = jkk_case_new ();

  message->id = g_uuid_string_random ();
  message->case_number = g_strdup (reading->case_number);
  message->content = jkk_form_reading_apply (reading->values, empty);
  message->parts = parts_of (reading->values);
  return message;
}

static gboolean
check_form (const JkkFormReading *reading, GError **error)
{
  if (!g_str_equal (reading->form->code, CODE))
    g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                 _ ("This is the form %s. A message is made of the doctor’s letter, KK 3; “santun-check form” gives an "
                    "empty one."),
                 reading->form->number);
  else if (reading->values->len == 0)
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("The form %s is empty; nothing is filled in."),
                 reading->form->number);
  else
    return TRUE;
  return FALSE;
}

/**
 * jkk_kk3_read:
 * @path: a filled form KK 3
 * @unclear: (out) (transfer full) (element-type JkkReadValue): entries that cannot be taken as they are written
 * @error: %JKK_ERROR_FORMAT: it is no such form, or cannot be read safely; %JKK_ERROR_NOT_FOUND: it is empty
 *
 * Reads the form in a process that can do nothing else, as the office reads what comes from elsewhere.
 *
 * Returns: (transfer full): a message with an id of its own, without sender, number and time
 */
JkkMessage *
jkk_kk3_read (const char *path, GPtrArray **unclear, GError **error)
{
  gsize length = 0;
  char *data = jkk_read_file (path, JKK_PAPER_READER_MAX_BYTES, &length, error);
  g_autoptr (GBytes) bytes = data != NULL ? g_bytes_new_take (data, length) : NULL;
  g_autoptr (JkkPaperReader) reader = bytes != NULL ? jkk_paper_reader_open (bytes, -1, error) : NULL;
  g_autoptr (GPtrArray) fields = reader != NULL ? jkk_paper_reader_list_fields (reader, -1, error) : NULL;
  g_autoptr (JkkFormReading) reading = fields != NULL ? jkk_form_reading_new (fields, error) : NULL;

  if (reading == NULL || !check_form (reading, error))
    return NULL;
  *unclear = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_read_value_free);
  for (guint i = 0; i < reading->values->len; i++)
    if (((JkkReadValue *) reading->values->pdata[i])->is_bad)
      g_ptr_array_add (*unclear, jkk_read_value_copy (reading->values->pdata[i]));
  return message_new (reading);
}

/**
 * jkk_kk3_write_blank:
 * @path: where to
 * @error: return location
 *
 * Writes an empty form KK 3 that can be filled in any PDF reader.
 *
 * Returns: whether it is there
 */
gboolean
jkk_kk3_write_blank (const char *path, GError **error)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (GBytes) pdf = jkk_form_fill (CODE, empty, NULL, NULL, JKK_FORM_FILLABLE, error);
  gsize length;

  if (pdf == NULL)
    return FALSE;
  const char *data = g_bytes_get_data (pdf, &length);
  return jkk_xml_save_file (path, data, length, error);
}
