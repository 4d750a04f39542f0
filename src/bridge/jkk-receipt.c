#include "jkk-receipt.h"

#include "jkk-check.h"
#include "jkk-file.h"
#include "jkk-message-check.h"
#include "jkk-message-xml.h"
#include "jkk-sha256.h"
#include "jkk-xml-decode.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define HASHED_MAX (1024 * 1024)

/* The most characters of the name of a file in a receipt. */
#define NAME_MAX_SHOWN 200

/* What a proposal needs of a doctor's letter. A message carries only what its sender knows, so it is no fault; but who
 * sends it hears now what he will be asked for later. Only a last letter can tell the outcome. */
static void
add_awaited (JkkPostFile *file)
{
  const JkkMessage *message = file->message;
  const JkkCasePart *part = jkk_case_part_find ("medical");
  const JkkReport *report = message->own;
  gboolean is_last = report->stage == NULL || g_str_equal (report->stage, "akhir");

  for (guint i = 0; i < part->type->n_fields; i++)
    {
      const JkkField *field = &part->type->fields[i];

      if ((field->flags & JKK_FIELD_NEEDED) == 0 || (!is_last && g_str_equal (field->name, "outcome")))
        continue;
      g_autofree char *path = g_strconcat ("medical.", field->name, NULL),
                      *value = jkk_message_get_text (message, path);
      if (value != NULL)
        continue;
      g_autofree char *place = jkk_message_path_place (message, path);
      g_autofree char *text =
          g_strdup_printf (_ ("“%s” is not there yet. The office needs it before the benefit can be "
                              "proposed."),
                           jkk_field_label (field));
      g_autofree char *repair = jkk_message_add_repair (NULL, part->name, field);
      g_ptr_array_add (file->faults, jkk_fault_new (0, 0, place, "value-awaited", text, repair));
    }
}

/* What deserves a look in a message without faults: where two of its values disagree. */
static void
add_notices (JkkPostFile *file, JkkDay today)
{
  g_autoptr (GPtrArray) findings = jkk_case_check_stated (file->message->content, today);

  for (guint i = 0; i < findings->len; i++)
    {
      const JkkFinding *finding = findings->pdata[i];
      g_auto (GStrv) steps = g_strsplit_set (finding->path != NULL ? finding->path : "", ".[", 2);

      if (steps[0] == NULL || file->message->parts == NULL ||
          !g_strv_contains ((const char *const *) file->message->parts, steps[0]))
        continue;
      g_autofree char *path =
          file->message->places != NULL ? jkk_message_path_place (file->message, finding->path) : NULL;
      if (path == NULL)
        {
          path = g_strdup_printf ("/pesan/%s/%s", file->message->kind, finding->path);
          g_strdelimit (path, ".", '/');
        }
      g_ptr_array_add (file->faults, jkk_fault_new (0, 0, path, finding->code, finding->text, NULL));
    }
}

/**
 * jkk_post_file_judge:
 * @partner: code of the partner in whose folder it lies
 * @file_name: its name
 * @bytes: the file as it came, from anybody
 * @length: its length
 * @today: the day, against which days to come are noticed
 *
 * Reads a file and says all that is wrong with it by itself, so that both ends of the bridge find the same.
 *
 * Returns: (transfer full): the file; its message is %NULL if it has faults
 */
JkkPostFile *
jkk_post_file_judge (const char *partner, const char *file_name, const char *bytes, gsize length, JkkDay today)
{
  JkkPostFile *file = jkk_post_file_new (partner, file_name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  file->sha256 = jkk_sha256 (bytes, length);
  file->size = (gint64) length;
  file->message = jkk_message_read (bytes, length, &file->head, &faults, &error);
  if (file->message == NULL)
    {
      g_ptr_array_unref (file->faults);
      file->faults = g_steal_pointer (&faults);
      return file;
    }
  if (g_str_equal (file->message->kind, "case"))
    {
      g_clear_pointer (&file->message, jkk_message_free);
      g_ptr_array_add (file->faults,
                       jkk_fault_new (1, 0, "/kasus", "kind-not-for-office", _ ("A whole case is no message."),
                                      _ ("Send what happened as a message of its kind; its schema is "
                                         "santun-message-2.xsd.")));
      return file;
    }
  file->content = jkk_xml_to_utf8 (bytes, length);
  for (guint i = 0; file->message->notices != NULL && i < file->message->notices->len; i++)
    g_ptr_array_add (file->faults, jkk_fault_copy (file->message->notices->pdata[i]));
  add_notices (file, today);
  if (g_str_equal (file->message->kind, "kk3"))
    add_awaited (file);
  return file;
}

/* A file that is too large to be read is told from another one by its beginning and its length. */
static char *
hash_beginning (const char *path, gint64 *size)
{
  g_autoptr (JkkSha256) sha256 = jkk_sha256_new ();
  g_autofree guchar *buffer = g_malloc (HASHED_MAX);
  FILE *stream = fopen (path, "rbe");
  gsize n = stream != NULL ? fread (buffer, 1, HASHED_MAX, stream) : 0;

  *size = (gint64) n;
  if (stream != NULL && fseeko (stream, 0, SEEK_END) == 0)
    *size = MAX (*size, (gint64) ftello (stream));
  if (stream != NULL)
    fclose (stream);
  jkk_sha256_add (sha256, buffer, n);
  jkk_sha256_add (sha256, size, sizeof *size);
  return jkk_sha256_finish (sha256);
}

/**
 * jkk_post_file_read:
 * @partner: code of the partner in whose folder it lies
 * @path: the file
 * @today: the day
 * @error: %JKK_ERROR_NOT_FOUND, %JKK_ERROR_BUSY or %JKK_ERROR_STORAGE: it cannot be read now, and is not answered yet
 *
 * Returns: (transfer full): the file as it was judged; one that is too large or no file at all has that fault
 */
JkkPostFile *
jkk_post_file_read (const char *partner, const char *path, JkkDay today, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *name = g_filename_display_basename (path);
  gsize length = 0;
  g_autofree char *bytes = jkk_read_file (path, JKK_FILE_MAX, &length, &problem);

  if (bytes != NULL)
    return jkk_post_file_judge (partner, name, bytes, length, today);
  if (!g_error_matches (problem, JKK_ERROR, JKK_ERROR_FORMAT))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  JkkPostFile *file = jkk_post_file_new (partner, name);
  file->sha256 = hash_beginning (path, &file->size);
  g_ptr_array_add (file->faults, jkk_fault_new (0, 0, NULL, "file-unreadable", problem->message, NULL));
  return file;
}

static void
refuse (JkkPostFile *file, const char *name, const char *code, const char *text, const char *repair)
{
  g_autofree char *path = jkk_message_header_place (file->message, name);

  g_ptr_array_add (file->faults, jkk_fault_new (0, 0, path, code, text, repair));
}

/**
 * jkk_post_file_judge_names:
 * @file: a faultless file
 * @office: (nullable): code of the office that reads it; %NULL = any
 *
 * Looks at whom the message comes from, whom it is for, and whether offices take messages of its kind at all.
 *
 * Returns: whether it can be taken in; else its faults say why not
 */
gboolean
jkk_post_file_judge_names (JkkPostFile *file, const char *office)
{
  const JkkMessage *message = file->message;
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);
  guint before = file->faults->len;

  if (g_strcmp0 (message->sender, file->partner) != 0)
    refuse (file, "sender", "sender-differs", _ ("The sender is not the partner in whose folder the file lies."),
            _ ("Write your own code as sender, and use your own folder."));
  if (message->recipient != NULL && office != NULL && g_ascii_strcasecmp (message->recipient, office) != 0)
    refuse (file, "recipient", "recipient-differs", _ ("The message is for another office."),
            _ ("Send it to the office that it names, or mend the recipient."));
  if ((kind->ways & JKK_MESSAGE_IN) == 0)
    g_ptr_array_add (file->faults, jkk_fault_new (0, 0, "/pesan", "kind-not-for-office",
                                                  _ ("Only the office sends messages of this kind."),
                                                  _ ("Send what happened as a message of its own kind.")));
  return file->faults->len == before;
}

/**
 * jkk_post_batch_judge_names:
 * @head: the envelope of a batch
 * @office: (nullable): code of the office that reads it; %NULL = any
 * @faults: (element-type JkkFault): gets what is wrong
 *
 * Looks at whom a batch comes from and whom it is for.
 */
void
jkk_post_batch_judge_names (const JkkPostBatch *head, const char *office, GPtrArray *faults)
{
  if (g_strcmp0 (head->sender, head->partner) != 0)
    g_ptr_array_add (faults, jkk_fault_new (0, 0, "/kiriman/header/sender", "sender-differs",
                                            _ ("The sender is not the partner in whose folder the file lies."),
                                            _ ("Write your own code as sender, and use your own folder.")));
  if (head->recipient != NULL && office != NULL && g_ascii_strcasecmp (head->recipient, office) != 0)
    g_ptr_array_add (faults, jkk_fault_new (0, 0, "/kiriman/header/recipient", "recipient-differs",
                                            _ ("The batch is for another office."),
                                            _ ("Send it to the office that it names, or mend the recipient.")));
}

static gpointer
copy_fault (gconstpointer fault, gpointer data)
{
  return jkk_fault_copy (fault);
}

/**
 * jkk_receipt_remark:
 * @message: (nullable): a message
 *
 * No package has the official schemas of FHIR, and nobody shall believe that they were used.
 *
 * Returns: (transfer none) (nullable): by what it was checked, translated, where that is not the schema that it names
 */
const char *
jkk_receipt_remark (const JkkMessage *message)
{
  if (message == NULL || message->notices == NULL)
    return NULL;
  return _ (
      "FHIR: checked by this office’s own profile of R4 (santun-fhir-1.xsd), not by the official schemas of HL7.");
}

/* A name as a receipt can carry it: what no line of text has becomes "?", and of a very long one the end is kept. */
static char *
printable_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  glong length = g_utf8_strlen (valid, -1);
  GString *shown = g_string_new (NULL);

  for (const char *p = g_utf8_offset_to_pointer (valid, MAX (length - NAME_MAX_SHOWN, 0)); *p != '\0';
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (shown, c == ' ' || (g_unichar_isgraph (c) && !g_unichar_isspace (c)) ? c : '?');
    }
  g_strstrip (shown->str);
  if (*shown->str == '\0')
    g_string_assign (shown, "?");
  return g_string_free (shown, FALSE);
}

/**
 * jkk_receipt_new:
 * @file: a file that was judged
 * @refused: whether nothing of it is taken in
 *
 * Returns: (transfer full): the receipt that answers it, without sender, number and time of its own
 */
JkkMessage *
jkk_receipt_new (const JkkPostFile *file, gboolean refused)
{
  JkkMessage *receipt = jkk_message_new ("receipt");
  JkkReceipt *head = receipt->own;
  const JkkMessage *message = file->message != NULL ? file->message : file->head;

  receipt->id = g_uuid_string_random ();
  receipt->content = jkk_case_new ();
  if (message != NULL)
    {
      receipt->answers = g_strdup (message->id);
      receipt->case_number = g_strdup (message->case_number);
      head->of_id = g_strdup (message->id);
      head->of_edition = message->edition;
    }
  head->of_file = printable_name (file->file_name);
  head->of_sha256 = g_strdup (file->sha256);
  head->result = g_strdup (refused                 ? JKK_RECEIPT_REFUSED
                           : file->faults->len > 0 ? JKK_RECEIPT_NOTICED
                                                   : JKK_RECEIPT_ACCEPTED);
  receipt->faults = g_ptr_array_copy (file->faults, copy_fault, NULL);
  g_ptr_array_set_free_func (receipt->faults, (GDestroyNotify) jkk_fault_free);
  if (jkk_receipt_remark (message) != NULL)
    g_ptr_array_add (receipt->faults,
                     jkk_fault_new (0, 0, "/Bundle", "fhir-profile", jkk_receipt_remark (message), NULL));
  head->faults = receipt->faults->len;
  return receipt;
}

static void
append_fault (GString *text, guint number, const JkkFault *fault)
{
  g_autofree char *place = jkk_fault_place (fault), *address = jkk_fault_address (fault);

  g_string_append_printf (text, "\n%u. %s\n", number, fault->text);
  if (fault->repair != NULL)
    /* Translators: how something is mended, under the sentence that says what is wrong; keep the blanks before it. */
    g_string_append_printf (text, _ ("   Mend it: %s\n"), fault->repair);
  if (*place != '\0')
    /* Translators: where in the file; keep the blanks before it. */
    g_string_append_printf (text, _ ("   Place: %s\n"), place);
  /* Translators: for the makers of programs; keep the blanks before it. */
  g_string_append_printf (text, _ ("   For IT staff: %s\n"), address);
}

static void
append_pair (GString *text, const char *label, const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, "%s: %s\n", label, value);
}

/**
 * jkk_receipt_to_text:
 * @receipt: a receipt
 *
 * Returns: (transfer full): the receipt as a page of text, which a clerk understands without the file
 */
char *
jkk_receipt_to_text (const JkkMessage *receipt)
{
  const JkkReceipt *head = receipt->own;
  GString *text = g_string_new (NULL);
  g_autofree char *time = jkk_receipt_time (receipt), *advice = jkk_receipt_advice (receipt, jkk_receipt_own_words);
  const JkkCode *result = jkk_code_list_find (jkk_code_list_get ("receipt_result"), head->result);

  g_string_append_printf (text, "%s\n%s\n\n", _ ("RECEIPT"),
                          jkk_receipt_is_held (receipt) ? _ ("In quarantine")
                          : result != NULL              ? jkk_code_label (result)
                                                        : head->result);
  append_pair (text, _ ("To"), receipt->recipient);
  append_pair (text, _ ("Name of the file"), head->of_file);
  append_pair (text, _ ("Case number"), receipt->case_number);
  append_pair (text, _ ("Number of the message"), head->of_id);
  append_pair (text, _ ("Answered on"), time);
  append_pair (text, _ ("Number of the receipt"), receipt->id);
  g_string_append_printf (text, "\n%s\n", advice);
  for (guint i = 0; receipt->faults != NULL && i < receipt->faults->len; i++)
    append_fault (text, i + 1, receipt->faults->pdata[i]);
  return g_string_free (text, FALSE);
}
