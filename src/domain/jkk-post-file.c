#include "jkk-post-file.h"

/**
 * jkk_post_file_new:
 * @partner: code of the partner in whose folder it lies
 * @file_name: its name
 *
 * Returns: (transfer full): a file that was not read yet
 */
JkkPostFile *
jkk_post_file_new (const char *partner, const char *file_name)
{
  JkkPostFile *file = g_atomic_rc_box_new0 (JkkPostFile);

  file->partner = g_strdup (partner);
  file->file_name = g_strdup (file_name);
  file->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
  return file;
}

/**
 * jkk_post_file_ref:
 * @file: a file
 *
 * Returns: (transfer full): the same file
 */
JkkPostFile *
jkk_post_file_ref (const JkkPostFile *file)
{
  return g_atomic_rc_box_acquire ((JkkPostFile *) file);
}

static void
clear (gpointer data)
{
  JkkPostFile *file = data;

  g_free (file->partner);
  g_free (file->file_name);
  g_free (file->sha256);
  g_free (file->content);
  g_clear_pointer (&file->message, jkk_message_free);
  g_clear_pointer (&file->head, jkk_message_free);
  g_ptr_array_unref (file->faults);
  g_free (file->signer);
}

/**
 * jkk_post_file_unref:
 * @file: (transfer full): a file
 */
void
jkk_post_file_unref (JkkPostFile *file)
{
  g_atomic_rc_box_release_full (file, clear);
}
