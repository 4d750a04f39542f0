#include "jkk-seal.h"

#include "jkk-file-out.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

/*     magic · head · header of the stream · piece · piece · … · last piece
 *
 * All pieces but the last hold PIECE bytes; the last one is marked as such inside its authentication. */
#define MAGIC "santun-1"
#define MAGIC_LENGTH 8
#define PIECE (64 * 1024)
#define SEALED_PIECE (PIECE + crypto_secretstream_xchacha20poly1305_ABYTES)
#define KEY_LENGTH crypto_secretstream_xchacha20poly1305_KEYBYTES

/* What stands before the stream. In a file of bytes only, so that it is the same on every machine. */
typedef struct
{
  guint8 is_locked;
  guint8 cost; /* #JkkPasswordCost */
  guint8 reserved[6];
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint8 nonce[crypto_secretbox_NONCEBYTES];
  guint8 key[KEY_LENGTH + crypto_secretbox_MACBYTES]; /* as it is, or locked */
} Head;

G_STATIC_ASSERT (sizeof (Head) == 96);
G_STATIC_ASSERT (KEY_LENGTH == crypto_secretbox_KEYBYTES && KEY_LENGTH <= crypto_generichash_KEYBYTES_MAX);

struct _JkkSeal
{
  Head head;
  guint8 key[KEY_LENGTH];
};

struct _JkkSealWriter
{
  crypto_secretstream_xchacha20poly1305_state state;
  char *path;
  int fd;
  guint8 piece[PIECE];
  gsize n; /* of it are filled */
};

struct _JkkSealReader
{
  crypto_secretstream_xchacha20poly1305_state state;
  char *path;
  int fd;
  gboolean at_end;
  guint8 piece[PIECE];
  gsize n, taken;
};

static gboolean
set_damaged (const char *path, GError **error)
{
  g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
               _ ("“%s” is cut off or damaged and is not used. Take another backup, and check the disk it lies on."),
               path);
  return FALSE;
}

static gboolean
set_unreadable (const char *path, int reason, GError **error)
{
  g_set_error (error, JKK_ERROR, reason == ENOENT ? JKK_ERROR_NOT_FOUND : JKK_ERROR_STORAGE,
               _ ("“%s” cannot be read: %s. Check the path, the disk and your right to read there."), path,
               g_strerror (reason));
  return FALSE;
}

/* Reads until there is so much or the file ends; -1 = refused. */
static gssize
read_fully (int fd, gpointer data, gsize length)
{
  gsize n = 0;

  while (n < length)
    {
      gssize more = read (fd, (guint8 *) data + n, length - n);

      if (more < 0 && errno != EINTR)
        return -1;
      if (more == 0)
        break;
      n += MAX (more, 0);
    }
  return (gssize) n;
}

/* ---- The key */

static gboolean
derive (const Head *head, const char *passphrase, guint8 key[KEY_LENGTH], GError **error)
{
  static const struct
  {
    unsigned long long times;
    size_t memory;
  } costs[] = {
    [JKK_PASSWORD_COST_MINIMAL] = { crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN },
    [JKK_PASSWORD_COST_NORMAL] = { crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE },
    [JKK_PASSWORD_COST_HIGH] = { crypto_pwhash_OPSLIMIT_SENSITIVE, crypto_pwhash_MEMLIMIT_SENSITIVE },
  };

  if (head->cost < G_N_ELEMENTS (costs) &&
      crypto_pwhash (key, KEY_LENGTH, passphrase, strlen (passphrase), head->salt, costs[head->cost].times,
                     costs[head->cost].memory, crypto_pwhash_ALG_ARGON2ID13) == 0)
    return TRUE;

  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_STORAGE,
                       _ ("There is not enough memory to work with the passphrase. Close other programs and try "
                          "again."));
  return FALSE;
}

/**
 * jkk_seal_new:
 * @passphrase: (nullable): locks the key; %NULL = whoever has the files can read them
 * @cost: how dear it is to try a passphrase
 * @error: INVALID: the passphrase is too short
 *
 * Returns: (transfer full): a new key
 */
JkkSeal *
jkk_seal_new (const char *passphrase, JkkPasswordCost cost, GError **error)
{
  g_autoptr (JkkSeal) seal = g_new0 (JkkSeal, 1);
  guint8 locking[KEY_LENGTH];

  g_return_val_if_fail (sodium_init () >= 0, NULL);

  crypto_secretstream_xchacha20poly1305_keygen (seal->key);
  memcpy (seal->head.key, seal->key, KEY_LENGTH);
  if (passphrase == NULL)
    return g_steal_pointer (&seal);

  if (g_utf8_strlen (passphrase, -1) < JKK_PASSWORD_MIN_CHARS)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                   _ ("The passphrase of a backup needs at least %d characters. Choose a longer one and keep it where "
                      "it is found again: without it nobody can read the backup."),
                   JKK_PASSWORD_MIN_CHARS);
      return NULL;
    }
  seal->head.is_locked = 1;
  seal->head.cost = cost;
  randombytes_buf (seal->head.salt, sizeof seal->head.salt);
  randombytes_buf (seal->head.nonce, sizeof seal->head.nonce);
  if (!derive (&seal->head, passphrase, locking, error))
    return NULL;
  crypto_secretbox_easy (seal->head.key, seal->key, KEY_LENGTH, seal->head.nonce, locking);
  sodium_memzero (locking, sizeof locking);
  return g_steal_pointer (&seal);
}

static gboolean
unlock (JkkSeal *seal, const char *path, const char *passphrase, GError **error)
{
  guint8 locking[KEY_LENGTH];

  if (passphrase == NULL)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED, _ ("“%s” is locked. Give the passphrase of the backups."),
                   path);
      return FALSE;
    }
  if (!derive (&seal->head, passphrase, locking, error))
    return FALSE;
  int code = crypto_secretbox_open_easy (seal->key, seal->head.key, sizeof seal->head.key, seal->head.nonce, locking);
  sodium_memzero (locking, sizeof locking);
  if (code != 0)
    g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
                 _ ("The passphrase does not open “%s”. Give the one with which these backups were begun."), path);
  return code == 0;
}

static gboolean
read_head (int fd, const char *path, Head *head, GError **error)
{
  char magic[MAGIC_LENGTH];
  gssize n = read_fully (fd, magic, sizeof magic);

  if (n < 0)
    return set_unreadable (path, errno, error);
  if (n != sizeof magic || memcmp (magic, MAGIC, MAGIC_LENGTH) != 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("“%s” is not a backup of Santun. Choose another file."),
                   path);
      return FALSE;
    }
  return read_fully (fd, head, sizeof *head) == sizeof *head || set_damaged (path, error);
}

static int
open_sealed (const char *path, Head *head, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    set_unreadable (path, errno, error);
  else if (!read_head (fd, path, head, error))
    {
      close (fd);
      fd = -1;
    }
  return fd;
}

/**
 * jkk_seal_ask:
 * @path: a sealed file
 * @is_locked: (out): whether a passphrase is needed
 * @error: NOT_FOUND, FORMAT, STORAGE
 *
 * Returns: whether it is a sealed file
 */
gboolean
jkk_seal_ask (const char *path, gboolean *is_locked, GError **error)
{
  Head head;
  int fd = open_sealed (path, &head, error);

  if (fd < 0)
    return FALSE;
  *is_locked = head.is_locked != 0;
  return g_close (fd, NULL);
}

/**
 * jkk_seal_read:
 * @path: a sealed file
 * @passphrase: (nullable): opens its key
 * @error: REFUSED: no passphrase, or the wrong one; NOT_FOUND, FORMAT, STORAGE
 *
 * Returns: (transfer full): the key under which it was written
 */
JkkSeal *
jkk_seal_read (const char *path, const char *passphrase, GError **error)
{
  g_autoptr (JkkSeal) seal = g_new0 (JkkSeal, 1);
  int fd = open_sealed (path, &seal->head, error);

  g_return_val_if_fail (sodium_init () >= 0, NULL);

  if (fd < 0)
    return NULL;
  g_close (fd, NULL);
  if (seal->head.is_locked == 0)
    memcpy (seal->key, seal->head.key, KEY_LENGTH);
  else if (!unlock (seal, path, passphrase, error))
    return NULL;
  return g_steal_pointer (&seal);
}

void
jkk_seal_free (JkkSeal *seal)
{
  sodium_memzero (seal, sizeof *seal);
  g_free (seal);
}

/**
 * jkk_seal_is_locked:
 * @seal: a key
 *
 * Returns: whether it needs a passphrase
 */
gboolean
jkk_seal_is_locked (const JkkSeal *seal)
{
  return seal->head.is_locked != 0;
}

/**
 * jkk_seal_name:
 * @seal: a key
 * @text: what is to be found again
 *
 * Returns: (transfer full): a name for a file, always the same for the same text, which tells nothing to who has not
 * the key
 */
char *
jkk_seal_name (const JkkSeal *seal, const char *text)
{
  guint8 hash[32];
  char name[sizeof hash * 2 + 1];

  crypto_generichash (hash, sizeof hash, (const guint8 *) text, strlen (text), seal->key, sizeof seal->key);
  return g_strdup (sodium_bin2hex (name, sizeof name, hash, sizeof hash));
}

/* ---- Writing */

/**
 * jkk_seal_writer_new:
 * @seal: a key
 * @path: a draft; what is there is written over
 * @error: STORAGE
 *
 * Returns: (transfer full): a file to be written; it lies under @path until jkk_seal_writer_end()
 */
JkkSealWriter *
jkk_seal_writer_new (const JkkSeal *seal, const char *path, GError **error)
{
  g_autoptr (JkkSealWriter) writer = g_new0 (JkkSealWriter, 1);
  guint8 header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];

  writer->path = g_strdup (path);
  writer->fd = jkk_file_out_open (path, error);
  if (writer->fd < 0)
    return NULL;
  crypto_secretstream_xchacha20poly1305_init_push (&writer->state, header, seal->key);
  if (!jkk_file_out_write (writer->fd, path, MAGIC, MAGIC_LENGTH, error) ||
      !jkk_file_out_write (writer->fd, path, &seal->head, sizeof seal->head, error) ||
      !jkk_file_out_write (writer->fd, path, header, sizeof header, error))
    return NULL;
  return g_steal_pointer (&writer);
}

static gboolean
put_piece (JkkSealWriter *writer, guint8 tag, GError **error)
{
  guint8 sealed[SEALED_PIECE];
  unsigned long long length;

  crypto_secretstream_xchacha20poly1305_push (&writer->state, sealed, &length, writer->piece, writer->n, NULL, 0, tag);
  writer->n = 0;
  return jkk_file_out_write (writer->fd, writer->path, sealed, length, error);
}

/**
 * jkk_seal_writer_add:
 * @writer: a file that is being written
 * @data: (array length=length): what comes next
 * @length: how much
 * @error: STORAGE
 *
 * Returns: whether it was written
 */
gboolean
jkk_seal_writer_add (JkkSealWriter *writer, gconstpointer data, gsize length, GError **error)
{
  const guint8 *from = data;

  while (length > 0)
    {
      /* A full piece waits until more comes: the last one must be known as the last. */
      if (writer->n == PIECE && !put_piece (writer, crypto_secretstream_xchacha20poly1305_TAG_MESSAGE, error))
        return FALSE;
      gsize n = MIN (length, PIECE - writer->n);
      memcpy (writer->piece + writer->n, from, n);
      writer->n += n;
      from += n;
      length -= n;
    }
  return TRUE;
}

/**
 * jkk_seal_writer_end:
 * @writer: a file that is written
 * @error: STORAGE
 *
 * Returns: whether it now lies whole and safely on the disk, still under the draft's name
 */
gboolean
jkk_seal_writer_end (JkkSealWriter *writer, GError **error)
{
  if (!put_piece (writer, crypto_secretstream_xchacha20poly1305_TAG_FINAL, error))
    return FALSE;
  int fd = writer->fd;
  writer->fd = -1;
  return jkk_file_out_close (fd, writer->path, error);
}

void
jkk_seal_writer_free (JkkSealWriter *writer)
{
  if (writer->fd >= 0)
    close (writer->fd);
  g_free (writer->path);
  sodium_memzero (writer, sizeof *writer);
  g_free (writer);
}

/* ---- Reading */

/**
 * jkk_seal_reader_new:
 * @seal: the key
 * @path: a sealed file
 * @error: FORMAT, NOT_FOUND, STORAGE; REFUSED: written under another key
 *
 * Returns: (transfer full): the file, at its beginning
 */
JkkSealReader *
jkk_seal_reader_new (const JkkSeal *seal, const char *path, GError **error)
{
  g_autoptr (JkkSealReader) reader = g_new0 (JkkSealReader, 1);
  guint8 header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
  Head head;

  reader->path = g_strdup (path);
  reader->fd = open_sealed (path, &head, error);
  if (reader->fd < 0)
    return NULL;
  if (read_fully (reader->fd, header, sizeof header) != sizeof header ||
      crypto_secretstream_xchacha20poly1305_init_pull (&reader->state, header, seal->key) != 0)
    {
      set_damaged (path, error);
      return NULL;
    }
  return g_steal_pointer (&reader);
}

static gboolean
next_piece (JkkSealReader *reader, GError **error)
{
  guint8 sealed[SEALED_PIECE], tag, more;
  unsigned long long length;
  gssize n = read_fully (reader->fd, sealed, sizeof sealed);

  if (n < 0)
    return set_unreadable (reader->path, errno, error);
  if (n < (gssize) crypto_secretstream_xchacha20poly1305_ABYTES ||
      crypto_secretstream_xchacha20poly1305_pull (&reader->state, reader->piece, &length, &tag, sealed,
                                                  (unsigned long long) n, NULL, 0) != 0)
    return set_damaged (reader->path, error);
  reader->n = length;
  reader->taken = 0;
  reader->at_end = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return !reader->at_end || read_fully (reader->fd, &more, 1) == 0 || set_damaged (reader->path, error);
}

/**
 * jkk_seal_reader_take:
 * @reader: a file that is being read
 * @data: (array length=length): where it goes
 * @length: at most so much
 * @error: FORMAT: cut off or damaged; STORAGE
 *
 * Returns: how much was read; less than @length only at the end of a whole file; -1 with an error
 */
gssize
jkk_seal_reader_take (JkkSealReader *reader, gpointer data, gsize length, GError **error)
{
  gsize done = 0;

  while (done < length)
    {
      if (reader->taken == reader->n)
        {
          if (reader->at_end)
            break;
          if (!next_piece (reader, error))
            return -1;
          continue;
        }
      gsize n = MIN (length - done, reader->n - reader->taken);
      memcpy ((guint8 *) data + done, reader->piece + reader->taken, n);
      reader->taken += n;
      done += n;
    }
  return (gssize) done;
}

void
jkk_seal_reader_free (JkkSealReader *reader)
{
  if (reader->fd >= 0)
    close (reader->fd);
  g_free (reader->path);
  sodium_memzero (reader, sizeof *reader);
  g_free (reader);
}
