#define _GNU_SOURCE /* locks that belong to a file description */

#include "jkk-drawer-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

/* A sheet is: HEAD, 16 letters that name its key, a nonce, and the sealed text, bound to the name of the file. */
#define HEAD "santun-sheet-1\n"
#define HEAD_BYTES (sizeof HEAD - 1)
#define ID_BYTES 16
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define BEFORE_BYTES (HEAD_BYTES + ID_BYTES + NONCE_BYTES)
#define LARGEST (8 * 1024 * 1024)

/* So many desks of one person may have one thing before them. */
#define SLOTS 16

#define PURPOSE "sheet"

struct _JkkSheet
{
  JkkDrawer *drawer;
  gint64 topic;
  guint slot;
  char *name;
  char *path;
};

/* ---- Writing ----------------------------------------------------------------------------------------------------- */

/* What lies on the disk at the end of each job is whole: the text of before or the new one. */
typedef struct
{
  char *path;    /* NULL: the last job */
  GBytes *bytes; /* NULL: the file goes */
} Job;

static void
job_done (JkkDrawer *drawer, Job *job, GError *failure)
{
  g_mutex_lock (&drawer->jobs_mutex);
  drawer->n_jobs--;
  g_clear_error (&drawer->failure);
  drawer->failure = failure;
  g_cond_broadcast (&drawer->jobs_cond);
  g_mutex_unlock (&drawer->jobs_mutex);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_free (job->path);
  g_free (job);
}

static gpointer
write_cb (gpointer data)
{
  JkkDrawer *drawer = data;
  gboolean goes_on = TRUE;

  while (goes_on)
    {
      Job *job = g_async_queue_pop (drawer->jobs);
      GError *failure = NULL;

      goes_on = job->path != NULL;
      if (job->bytes != NULL)
        g_file_set_contents_full (job->path, g_bytes_get_data (job->bytes, NULL),
                                  (gssize) g_bytes_get_size (job->bytes), G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                  &failure);
      else if (job->path != NULL)
        g_unlink (job->path);
      job_done (drawer, job, failure);
    }
  return NULL;
}

static void
push (JkkDrawer *drawer, const char *path, GBytes *bytes)
{
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  job->bytes = bytes;
  g_mutex_lock (&drawer->jobs_mutex);
  drawer->n_jobs++;
  g_mutex_unlock (&drawer->jobs_mutex);
  g_async_queue_push (drawer->jobs, job);
}

void
jkk_drawer_start_writing (JkkDrawer *drawer)
{
  drawer->jobs = g_async_queue_new ();
  g_mutex_init (&drawer->jobs_mutex);
  g_cond_init (&drawer->jobs_cond);
  drawer->thread = g_thread_new ("drawer", write_cb, drawer);
}

void
jkk_drawer_stop_writing (JkkDrawer *drawer)
{
  push (drawer, NULL, NULL);
  g_thread_join (drawer->thread);
  g_async_queue_unref (drawer->jobs);
  g_clear_error (&drawer->failure);
  g_mutex_clear (&drawer->jobs_mutex);
  g_cond_clear (&drawer->jobs_cond);
}

/**
 * jkk_drawer_flush:
 * @drawer: a drawer
 * @error: why the last write failed
 *
 * Waits until all that was written lies on the disk.
 *
 * Returns: whether it does
 */
gboolean
jkk_drawer_flush (JkkDrawer *drawer, GError **error)
{
  g_mutex_lock (&drawer->jobs_mutex);
  while (drawer->n_jobs > 0)
    g_cond_wait (&drawer->jobs_cond, &drawer->jobs_mutex);
  gboolean done = drawer->failure == NULL;
  if (!done && error != NULL)
    *error = g_error_copy (drawer->failure);
  g_mutex_unlock (&drawer->jobs_mutex);
  return done;
}

/* ---- Sealing ----------------------------------------------------------------------------------------------------- */

static gboolean
derive (const JkkSigner *key, guint8 *secret)
{
  g_autofree char *text = jkk_signer_derive (key, PURPOSE);
  gboolean good = sodium_hex2bin (secret, 32, text, strlen (text), NULL, NULL, NULL) == 0;

  sodium_memzero (text, strlen (text));
  return good;
}

static GBytes *
seal (const JkkSigner *key, const char *name, const char *text)
{
  gsize length = strlen (text);
  guint8 secret[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
  guint8 *sealed = g_malloc (BEFORE_BYTES + length + TAG_BYTES), *nonce = sealed + HEAD_BYTES + ID_BYTES;

  memcpy (sealed, HEAD, HEAD_BYTES);
  memcpy (sealed + HEAD_BYTES, jkk_signer_get_public_key (key), ID_BYTES);
  randombytes_buf (nonce, NONCE_BYTES);
  derive (key, secret);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + BEFORE_BYTES, NULL, (const guint8 *) text, length,
                                              (const guint8 *) name, strlen (name), NULL, nonce, secret);
  sodium_memzero (secret, sizeof secret);
  return g_bytes_new_take (sealed, BEFORE_BYTES + length + TAG_BYTES);
}

static char *
unseal (const JkkSigner *key, const char *name, const guint8 *sealed, gsize length)
{
  gsize text_length = length - BEFORE_BYTES - TAG_BYTES;
  guint8 secret[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
  char *text = g_malloc0 (text_length + 1);

  derive (key, secret);
  int failed = crypto_aead_xchacha20poly1305_ietf_decrypt ((guint8 *) text, NULL, NULL, sealed + BEFORE_BYTES,
                                                           length - BEFORE_BYTES, (const guint8 *) name, strlen (name),
                                                           sealed + HEAD_BYTES + ID_BYTES, secret);
  sodium_memzero (secret, sizeof secret);
  if (failed == 0 && strlen (text) == text_length && g_utf8_validate (text, -1, NULL))
    return text;
  g_free (text);
  return NULL;
}

/* With the drawer's mutex held. */
static const JkkSigner *
key_of (JkkDrawer *drawer, const guint8 *id)
{
  for (guint i = 0; i < drawer->keys->len; i++)
    if (memcmp (jkk_signer_get_public_key (drawer->keys->pdata[i]), id, ID_BYTES) == 0)
      return drawer->keys->pdata[i];
  return NULL;
}

/* Whatever is no sheet of ours, or locked, or damaged, says nothing. */
static char *
read_sheet (JkkDrawer *drawer, const char *name)
{
  g_autofree char *path = g_build_filename (drawer->folder, name, NULL);
  g_autofree char *sealed = NULL;
  gsize length = 0;
  GStatBuf info;
  char *text = NULL;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > LARGEST ||
      !g_file_get_contents (path, &sealed, &length, NULL) || length < BEFORE_BYTES + TAG_BYTES ||
      memcmp (sealed, HEAD, HEAD_BYTES) != 0)
    return NULL;
  g_mutex_lock (&drawer->mutex);
  const JkkSigner *key = key_of (drawer, (const guint8 *) sealed + HEAD_BYTES);
  if (key != NULL)
    text = unseal (key, name, (const guint8 *) sealed, length);
  g_mutex_unlock (&drawer->mutex);
  return text;
}

static gboolean
write_sheet (JkkDrawer *drawer, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (drawer->folder, name, NULL);

  g_mutex_lock (&drawer->mutex);
  GBytes *bytes = drawer->keys->len > 0 ? seal (drawer->keys->pdata[0], name, text) : NULL;
  g_mutex_unlock (&drawer->mutex);
  if (bytes == NULL)
    return FALSE;
  push (drawer, path, bytes);
  return TRUE;
}

/* ---- Which sheets there are -------------------------------------------------------------------------------------- */

static char *
sheet_name (gint64 topic, guint slot)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%u", topic, slot);
}

static gboolean
parse_name (const char *name, gint64 *topic, guint *slot)
{
  char *end = NULL;
  guint64 number = g_ascii_strtoull (name, &end, 10);

  if (end == name || *end != '.' || number > G_MAXINT64 / SLOTS)
    return FALSE;
  *topic = (gint64) number;
  *slot = (guint) g_ascii_strtoull (end + 1, NULL, 10);
  g_autofree char *again = sheet_name (*topic, *slot);
  return *slot < SLOTS && strcmp (again, name) == 0;
}

/* A lock of one byte, held by this drawer's file description: another drawer meets it also within one program, and it
 * goes with the program, however that ends. */
static gboolean
hold (JkkDrawer *drawer, gint64 topic, guint slot, short kind)
{
  struct flock lock = { .l_type = kind, .l_whence = SEEK_SET, .l_start = topic * SLOTS + slot, .l_len = 1 };

  return fcntl (drawer->locks, F_OFD_SETLK, &lock) == 0;
}

static gboolean
is_held_elsewhere (JkkDrawer *drawer, gint64 topic, guint slot)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = topic * SLOTS + slot, .l_len = 1 };

  return fcntl (drawer->locks, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

static int
compare_topics (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/**
 * jkk_drawer_list:
 * @drawer: an open drawer
 *
 * Returns: (transfer full) (element-type gint64): of what something lies there that can be read and that no other desk
 * has before it
 */
GArray *
jkk_drawer_list (JkkDrawer *drawer)
{
  GArray *topics = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GDir) dir = g_dir_open (drawer->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      gint64 topic;
      guint slot;
      g_autofree char *text = NULL;

      if (!parse_name (name, &topic, &slot) || is_held_elsewhere (drawer, topic, slot))
        continue;
      if ((text = read_sheet (drawer, name)) != NULL && !g_array_binary_search (topics, &topic, compare_topics, NULL))
        {
          g_array_append_val (topics, topic);
          g_array_sort (topics, compare_topics);
        }
    }
  return topics;
}

/* What was opened by a key of earlier is sealed by that of today; the key of earlier is needed no longer. */
void
jkk_drawer_seal_anew (JkkDrawer *drawer)
{
  g_autoptr (GDir) dir = g_dir_open (drawer->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      gint64 topic;
      guint slot;

      if (!parse_name (name, &topic, &slot) || is_held_elsewhere (drawer, topic, slot))
        continue;
      g_autofree char *text = read_sheet (drawer, name);
      if (text != NULL)
        write_sheet (drawer, name, text);
    }
  jkk_drawer_flush (drawer, NULL);
}

/* ---- One sheet --------------------------------------------------------------------------------------------------- */

static JkkSheet *
sheet_new (JkkDrawer *drawer, gint64 topic, guint slot)
{
  JkkSheet *sheet = g_new0 (JkkSheet, 1);

  sheet->drawer = jkk_drawer_ref (drawer);
  sheet->topic = topic;
  sheet->slot = slot;
  sheet->name = sheet_name (topic, slot);
  sheet->path = g_build_filename (drawer->folder, sheet->name, NULL);
  return sheet;
}

/* Takes the first sheet that is free and, as is @wished for, written on or not there. */
static JkkSheet *
take (JkkDrawer *drawer, gint64 topic, gboolean wished)
{
  for (guint slot = 0; slot < SLOTS; slot++)
    {
      g_autofree char *name = sheet_name (topic, slot), *path = g_build_filename (drawer->folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS) != wished || !hold (drawer, topic, slot, F_WRLCK))
        continue;
      g_autofree char *text = wished ? read_sheet (drawer, name) : NULL;
      if (g_file_test (path, G_FILE_TEST_EXISTS) == wished && (text != NULL) == wished)
        return sheet_new (drawer, topic, slot);
      hold (drawer, topic, slot, F_UNLCK);
    }
  return NULL;
}

/**
 * jkk_sheet_take:
 * @drawer: a drawer
 * @topic: what is typed: the id of a case, 0 for a new one
 *
 * Takes the sheet on which something of this stands and that no other desk of the person has before it; else an empty
 * one.
 *
 * Returns: (transfer full) (nullable): the sheet; %NULL if there are too many
 */
JkkSheet *
jkk_sheet_take (JkkDrawer *drawer, gint64 topic)
{
  g_return_val_if_fail (drawer != NULL && topic >= 0 && topic <= G_MAXINT64 / SLOTS, NULL);

  JkkSheet *sheet = take (drawer, topic, TRUE);
  return sheet != NULL ? sheet : take (drawer, topic, FALSE);
}

/**
 * jkk_sheet_read:
 * @sheet: a sheet
 *
 * Returns: (transfer full) (nullable): what stands on it
 */
char *
jkk_sheet_read (JkkSheet *sheet)
{
  jkk_drawer_flush (sheet->drawer, NULL);
  return read_sheet (sheet->drawer, sheet->name);
}

/**
 * jkk_sheet_write:
 * @sheet: a sheet
 * @text: what stands on it from now on
 *
 * Returns at once; see jkk_drawer_flush().
 *
 * Returns: whether it is under way; %FALSE where the drawer is closed
 */
gboolean
jkk_sheet_write (JkkSheet *sheet, const char *text)
{
  return write_sheet (sheet->drawer, sheet->name, text);
}

/**
 * jkk_sheet_clear:
 * @sheet: a sheet
 *
 * Nothing stands on it any more; that can be said of a closed drawer, too.
 */
void
jkk_sheet_clear (JkkSheet *sheet)
{
  push (sheet->drawer, sheet->path, NULL);
}

/**
 * jkk_sheet_free:
 * @sheet: (transfer full): a sheet
 *
 * Lets go of it, so that another desk may take it.
 */
void
jkk_sheet_free (JkkSheet *sheet)
{
  jkk_drawer_flush (sheet->drawer, NULL);
  hold (sheet->drawer, sheet->topic, sheet->slot, F_UNLCK);
  jkk_drawer_unref (sheet->drawer);
  g_free (sheet->name);
  g_free (sheet->path);
  g_free (sheet);
}
