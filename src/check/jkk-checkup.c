#include "jkk-checkup.h"

#include "jkk-batch.h"
#include "jkk-file.h"
#include "jkk-message-xml.h"
#include "jkk-own-key.h"
#include "jkk-receipt.h"
#include "jkk-signature.h"
#include "jkk-trust.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CERTIFICATE_MAX (1024 * 1024)

/**
 * jkk_checkup_init:
 * @checkup: (out caller-allocates): a checkup of no files by no rules of its own
 */
void
jkk_checkup_init (JkkCheckup *checkup)
{
  *checkup = (JkkCheckup){ .today = JKK_NONE };
  checkup->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_partner_key_free);
  checkup->files = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_post_file_unref);
  checkup->refused = g_array_new (FALSE, FALSE, sizeof (gboolean));
}

/**
 * jkk_checkup_clear:
 * @checkup: a checkup; what it holds is freed
 */
void
jkk_checkup_clear (JkkCheckup *checkup)
{
  g_clear_pointer (&checkup->keys, g_ptr_array_unref);
  g_clear_pointer (&checkup->files, g_ptr_array_unref);
  g_clear_pointer (&checkup->refused, g_array_unref);
}

/**
 * jkk_checkup_add_key:
 * @checkup: a checkup
 * @path: a certificate, as it is given to the office
 * @error: return location
 *
 * Returns: whether signatures are checked with it from now on
 */
gboolean
jkk_checkup_add_key (JkkCheckup *checkup, const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *bytes = jkk_read_file (path, CERTIFICATE_MAX, &length, error);
  JkkPartnerKey *key = bytes != NULL ? jkk_key_read_certificate (bytes, length, NULL, JKK_KEY_SIGNS, error) : NULL;

  if (key == NULL)
    return FALSE;
  key->from_day = MIN (checkup->today, key->until_day);
  g_ptr_array_add (checkup->keys, key);
  return TRUE;
}

/* Whom a readable file names, which the office compares with the folder. */
static char *
sender_of (const char *bytes, gsize length)
{
  g_autoptr (JkkMessage) message = jkk_message_from_xml (bytes, length, NULL, NULL);

  return message != NULL && message->sender != NULL ? g_strdup (message->sender) : g_strdup ("-");
}

/* Without a certificate nobody can say whether a signature is good; that it is missing can be said. */
static gboolean
must_sign (const JkkCheckup *checkup, const char *bytes, gsize length)
{
  g_autofree char *signer = NULL;
  g_autoptr (JkkFault) fault = NULL;

  return !checkup->need_not_sign &&
         (checkup->keys->len > 0 ||
          jkk_signature_verify (bytes, length, checkup->keys, checkup->today, &signer, &fault) == JKK_SIGNATURE_NONE);
}

/* The office may well have a key; here it is missing. */
static void
explain_unchecked (const JkkCheckup *checkup, JkkPostFile *file)
{
  JkkFault *fault = file->faults->len > 0 ? file->faults->pdata[0] : NULL;

  if (checkup->keys->len > 0 || fault == NULL || !g_str_equal (fault->code, "signature-unknown-key"))
    return;
  jkk_set_str (&fault->text, _ ("The signature was not checked here, for want of your certificate."));
  jkk_set_str (&fault->repair, _ ("Give the certificate that the office has: --certificate kunci.crt"));
}

static void
take_file (JkkCheckup *checkup, JkkPostFile *file)
{
  explain_unchecked (checkup, file);
  g_clear_pointer (&file->content, g_free); /* a batch may have thousands */
  gboolean refused = file->message != NULL && !file->quarantined && !jkk_post_file_judge_names (file, checkup->office);

  g_ptr_array_add (checkup->files, file);
  g_array_append_val (checkup->refused, refused);
}

typedef struct
{
  JkkPartner *partner;
  JkkTrust trust;
} Office;

/* What the office would know of whoever sends these bytes. */
static void
office_init (Office *office, const JkkCheckup *checkup, const char *sender, const char *bytes, gsize length)
{
  office->partner = jkk_partner_new (sender, sender, "faskes");
  office->partner->must_sign = must_sign (checkup, bytes, length);
  office->trust = (JkkTrust){ office->partner, checkup->keys, NULL, checkup->today };
}

static void
office_clear (Office *office)
{
  g_clear_pointer (&office->partner, jkk_partner_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Office, office_clear)

/**
 * jkk_checkup_judge:
 * @checkup: a checkup
 * @name: name of a file
 * @bytes: the file
 * @length: its length
 *
 * Judges a file as the office would.
 */
void
jkk_checkup_judge (JkkCheckup *checkup, const char *name, const char *bytes, gsize length)
{
  g_autofree char *sender = checkup->sender != NULL ? g_strdup (checkup->sender) : sender_of (bytes, length);
  g_auto (Office) office = { NULL };

  office_init (&office, checkup, sender, bytes, length);
  take_file (checkup, jkk_trust_judge (&office.trust, name, bytes, length));
}

/* --- Batches --- */

/* An envelope that is no good is refused as one file, as in the office. */
static void
refuse_batch (JkkCheckup *checkup, const JkkPostBatch *head, GPtrArray *faults)
{
  JkkPostFile *file = jkk_post_file_new (head->partner, head->file_name);

  file->sha256 = g_strdup (head->sha256);
  for (guint i = 0; i < faults->len; i++)
    g_ptr_array_add (file->faults, jkk_fault_copy (faults->pdata[i]));
  take_file (checkup, file);
}

static gboolean
judge_parts (JkkCheckup *checkup, const JkkPostBatch *head, JkkBatch *batch, GError **error)
{
  g_autoptr (GError) problem = NULL;

  for (gint64 place = 1; problem == NULL; place++)
    {
      gsize length;
      int line;
      g_autofree char *message = jkk_batch_next (batch, &length, &line, &problem);
      g_auto (Office) office = { NULL };

      if (message == NULL && problem == NULL)
        return TRUE;
      if (message == NULL)
        break;
      office_init (&office, checkup, head->sender, message, length);
      take_file (checkup, jkk_trust_judge_part (&office.trust, head->file_name, place, message, length, line));
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
add_batch (JkkCheckup *checkup, const char *name, JkkBatch *batch, GError **error)
{
  g_autoptr (JkkPostBatch) head = jkk_post_batch_new (checkup->sender, name);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);

  if (!jkk_batch_check (batch, head, faults, error))
    return FALSE;
  if (head->partner == NULL)
    head->partner = g_strdup (head->sender);
  if (faults->len == 0)
    jkk_post_batch_judge_names (head, checkup->office, faults);
  if (faults->len == 0)
    return judge_parts (checkup, head, batch, error);
  refuse_batch (checkup, head, faults);
  return TRUE;
}

static gboolean
add_file (JkkCheckup *checkup, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (JkkBatch) batch = jkk_batch_open (path, NULL);
  gsize length = 0;

  if (batch != NULL)
    return add_batch (checkup, name, batch, error);
  g_autofree char *bytes = jkk_read_file (path, JKK_FILE_MAX, &length, NULL);
  if (bytes != NULL)
    {
      jkk_checkup_judge (checkup, name, bytes, length);
      return TRUE;
    }
  JkkPostFile *file = jkk_post_file_read (checkup->sender != NULL ? checkup->sender : "-", path, checkup->today, error);
  if (file != NULL)
    take_file (checkup, file);
  return file != NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What the office would take out of a folder: no hidden files, none that are still being written. */
static gboolean
is_for_office (const char *name)
{
  return *name != '.' && !g_str_has_suffix (name, ".tmp") && !g_str_has_suffix (name, ".part");
}

static gboolean
add_folder (JkkCheckup *checkup, const char *path, GDir *dir, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (is_for_office (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *file = g_build_filename (path, names->pdata[i], NULL);

      if (g_file_test (file, G_FILE_TEST_IS_REGULAR) && !add_file (checkup, file, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * jkk_checkup_add_path:
 * @checkup: a checkup
 * @path: a file, or a folder of files (not of folders)
 * @error: %JKK_ERROR_NOT_FOUND, %JKK_ERROR_REFUSED: it is not there, or may not be read
 *
 * Returns: whether what lies there was judged
 */
gboolean
jkk_checkup_add_path (JkkCheckup *checkup, const char *path, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  return dir != NULL ? add_folder (checkup, path, dir, error) : add_file (checkup, path, error);
}

/**
 * jkk_checkup_result:
 * @checkup: a checkup
 * @i: which of its files
 *
 * Returns: (transfer none): what the office would do with it
 */
const char *
jkk_checkup_result (const JkkCheckup *checkup, guint i)
{
  const JkkPostFile *file = checkup->files->pdata[i];

  if (file->quarantined)
    return JKK_CHECKUP_QUARANTINED;
  if (file->message == NULL || g_array_index (checkup->refused, gboolean, i))
    return JKK_RECEIPT_REFUSED;
  return file->faults->len > 0 ? JKK_RECEIPT_NOTICED : JKK_RECEIPT_ACCEPTED;
}

/**
 * jkk_checkup_count:
 * @checkup: a checkup
 * @result: a result
 *
 * Returns: how many files have it
 */
guint
jkk_checkup_count (const JkkCheckup *checkup, const char *result)
{
  guint n = 0;

  for (guint i = 0; i < checkup->files->len; i++)
    if (g_str_equal (jkk_checkup_result (checkup, i), result))
      n++;
  return n;
}

/**
 * jkk_checkup_is_good:
 * @checkup: a checkup
 *
 * Returns: whether the office would take all the files in
 */
gboolean
jkk_checkup_is_good (const JkkCheckup *checkup)
{
  return jkk_checkup_count (checkup, JKK_RECEIPT_REFUSED) + jkk_checkup_count (checkup, JKK_CHECKUP_QUARANTINED) == 0;
}
