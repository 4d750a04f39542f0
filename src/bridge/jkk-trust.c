#include "jkk-trust.h"

#include "jkk-encryption.h"
#include "jkk-file.h"
#include "jkk-receipt.h"
#include "jkk-sha256.h"
#include "jkk-signature.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The two belong together: what is wrong stands where a person looks first, what follows from it at the end. */
static void
put_in_quarantine (JkkPostFile *file, JkkFault *fault)
{
  static const char *const about_keys[] = { "signature-wrong",       "signature-unknown-key", "signature-key-revoked",
                                            "signature-key-not-yet", "signature-key-expired", NULL };
  /* Where the key is at fault the file may be good; else the very same file would be held again. */
  const char *repair = g_strv_contains (about_keys, fault->code)
                           ? _ ("When the right key is registered, send the very same file again, or ask the office "
                                "to release it.")
                           : _ ("Sign the message as said above and send it again; it keeps its id and its number.");

  file->quarantined = TRUE;
  g_ptr_array_insert (file->faults, 0, fault);
  g_ptr_array_add (file->faults,
                   jkk_fault_new (0, 0, NULL, "quarantined",
                                  _ ("The office keeps this file in quarantine; nothing of it was taken in."), repair));
}

/**
 * jkk_trust_check:
 * @trust: what the office knows of the partner
 * @file: a file of the partner as it was judged, which nobody else has seen yet
 *
 * Looks at the signature of a faultless file. It is put into quarantine if the signature is wrong, whoever has sent it,
 * and if it is missing or cannot be checked where the partner must sign. A file with other faults is refused for those.
 */
void
jkk_trust_check (const JkkTrust *trust, JkkPostFile *file)
{
  JkkFault *fault = NULL;

  if (file->message == NULL)
    return;
  /* Names stand in a file as they are: without this word there is no signature, and none is asked for. */
  if (!trust->partner->must_sign && strstr (file->content, "Signature") == NULL)
    return;
  JkkSignatureState state =
      jkk_signature_verify (file->content, strlen (file->content), trust->keys, trust->today, &file->signer, &fault);
  if (state == JKK_SIGNATURE_BAD || (state != JKK_SIGNATURE_GOOD && trust->partner->must_sign))
    put_in_quarantine (file, g_steal_pointer (&fault));
  else if (state == JKK_SIGNATURE_UNKNOWN)
    g_ptr_array_add (file->faults, g_steal_pointer (&fault)); /* worth a look */
  g_clear_pointer (&fault, jkk_fault_free);
}

static JkkPostFile *
file_closed (const JkkTrust *trust, const char *file_name, const char *text)
{
  JkkPostFile *file = jkk_post_file_new (trust->partner->code, file_name);

  g_ptr_array_add (file->faults, jkk_fault_new (1, 1, "/EncryptedData", "encrypted-for-others", text, NULL));
  return file;
}

/**
 * jkk_trust_judge:
 * @trust: what the office knows of the partner
 * @file_name: name of the file
 * @bytes: the file as it came, from anybody
 * @length: its length
 *
 * Decrypts a file where it is encrypted, reads it, and looks at its signature.
 *
 * Returns: (transfer full): the file; its message is %NULL if it has faults
 */
JkkPostFile *
jkk_trust_judge (const JkkTrust *trust, const char *file_name, const char *bytes, gsize length)
{
  static const GPtrArray none = { NULL, 0 };
  g_autoptr (GError) closed = NULL;
  JkkPostFile *file;

  if (jkk_encryption_is (bytes, length))
    {
      gsize plain_length = 0;
      g_autofree char *plain = jkk_encryption_decrypt (bytes, length, trust->own_keys != NULL ? trust->own_keys : &none,
                                                       &plain_length, &closed);

      file = plain != NULL ? jkk_post_file_judge (trust->partner->code, file_name, plain, plain_length, trust->today)
                           : file_closed (trust, file_name, closed->message);
      g_free (file->sha256);
      file->sha256 = jkk_sha256 (bytes, length);
      file->size = (gint64) length;
    }
  else
    file = jkk_post_file_judge (trust->partner->code, file_name, bytes, length, trust->today);
  jkk_trust_check (trust, file);
  return file;
}

/**
 * jkk_trust_judge_part:
 * @trust: what the office knows of the partner
 * @batch: name of the file of a batch
 * @place: which of its messages, from 1
 * @bytes: that message, as a document of its own
 * @length: its length
 * @line: the line of the batch in which it begins
 *
 * Reads one message of a batch. Its faults are told by the lines of the batch, where the sender looks for them.
 *
 * Returns: (transfer full): the message, as a file named BATCH#PLACE
 */
JkkPostFile *
jkk_trust_judge_part (const JkkTrust *trust, const char *batch, gint64 place, const char *bytes, gsize length, int line)
{
  g_autofree char *name = g_strdup_printf ("%s#%" G_GINT64_FORMAT, batch, place);
  JkkPostFile *file = jkk_trust_judge (trust, name, bytes, length);

  for (guint i = 0; i < file->faults->len; i++)
    {
      JkkFault *fault = file->faults->pdata[i];

      if (fault->line > 0)
        fault->line += line - 1;
    }
  return file;
}

/**
 * jkk_trust_read:
 * @trust: what the office knows of the partner
 * @path: the file
 * @error: %JKK_ERROR_NOT_FOUND, %JKK_ERROR_BUSY or %JKK_ERROR_STORAGE: it cannot be read now, and is not answered yet
 *
 * Returns: (transfer full): the file as it was judged; one that is too large or no file at all has that fault
 */
JkkPostFile *
jkk_trust_read (const JkkTrust *trust, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  gsize length = 0;
  g_autofree char *bytes = jkk_read_file (path, JKK_FILE_MAX, &length, NULL);

  /* What is wrong with a file that cannot be read is said in one place. */
  return bytes != NULL ? jkk_trust_judge (trust, name, bytes, length)
                       : jkk_post_file_read (trust->partner->code, path, trust->today, error);
}
