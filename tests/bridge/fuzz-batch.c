/* Any bytes as a file of many messages. Beyond not crashing: an envelope is good or has faults, and of a good one come
 * exactly as many messages as were counted, each of which is judged alone. */

#include "jkk-batch.h"
#include "jkk-message-xml.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Not g_error(): its signal is none that the fuzzer keeps the input for. */
#define expect(holds)                                                                                                  \
  if (!(holds))                                                                                                        \
    {                                                                                                                  \
      g_printerr ("This must hold: %s\n", #holds);                                                                     \
      abort ();                                                                                                        \
    }

/* One file for the whole run. */
static const char *
write_file (const char *bytes, gsize length)
{
  static char *path;
  g_autofree char *folder = path == NULL ? g_dir_make_tmp ("santun-fuzz-XXXXXX", NULL) : NULL;

  if (path == NULL)
    path = g_build_filename (folder, "kiriman.xml", NULL);
  unlink (path); /* written without a copy beside it, it would keep the end of a longer one before */
  expect (g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  return path;
}

static void
read_messages (JkkBatch *batch, gint64 n)
{
  for (gint64 i = 0; i < n; i++)
    {
      gsize length = 0;
      int line = 0;
      g_autofree char *text = jkk_batch_next (batch, &length, &line, NULL);
      g_autoptr (GPtrArray) faults = NULL;

      expect (text != NULL && length > 0 && line > 0);
      g_autoptr (JkkMessage) message = jkk_message_from_xml (text, length, &faults, NULL);
      expect ((message != NULL) == (faults->len == 0));
    }
  gsize length;
  int line;
  g_autoptr (GError) error = NULL;
  expect (jkk_batch_next (batch, &length, &line, &error) == NULL && error == NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (JkkBatch) batch = jkk_batch_open (write_file ((const char *) data, size), NULL);
  g_autoptr (JkkPostBatch) head = jkk_post_batch_new ("RS-CONTOH", "kiriman.xml");
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);

  if (batch == NULL)
    return 0;
  expect (jkk_batch_check (batch, head, faults, NULL));
  expect (head->size == (gint64) size);
  g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);
  expect (g_str_equal (sha256, head->sha256));
  if (faults->len == 0)
    read_messages (batch, head->messages);
  return 0;
}
