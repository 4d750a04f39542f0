#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jkk-deed-private.h"
#include "jkk-document-store.h"
#include "jkk-documents.h"
#include "jkk-message-check.h"
#include "jkk-office-private.h"
#include "jkk-postbox-private.h"
#include "jkk-sha256.h"

/*   paper in the inbox ── a message names its fingerprint ──▶ filed, archive
 *                      └─ none does for a day ──────────────▶ refused, with a receipt
 *
 * Until its message comes a paper stays in the inbox, where its sender sees that it was not taken. */

/* How long a paper waits for the message that names it. */
#define WAIT_SECONDS (24 * 60 * 60)

#define BUFFER (256 * 1024)

static int
open_file (const char *path, struct stat *info)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);

  if (fd < 0)
    return -1;
  if (fstat (fd, info) == 0 && S_ISREG (info->st_mode))
    return fd;
  close (fd);
  return -1;
}

/**
 * jkk_postbox_is_paper:
 * @path: a file
 *
 * Returns: whether it begins as a PDF or a picture does; a message never does
 */
gboolean
jkk_postbox_is_paper (const char *path)
{
  static const struct
  {
    const char *bytes;
    gsize length;
  } beginnings[] = {
    { "%PDF-", 5 }, { "\x89PNG\r\n\x1a\n", 8 }, { "\xff\xd8\xff", 3 }, { "II*\0", 4 }, { "MM\0*", 4 }
  };
  struct stat info;
  char head[8] = { 0 };
  int fd = open_file (path, &info);

  if (fd < 0)
    return FALSE;
  ssize_t n = pread (fd, head, sizeof head, 0);
  close (fd);
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (n >= (ssize_t) beginnings[i].length && memcmp (head, beginnings[i].bytes, beginnings[i].length) == 0)
      return TRUE;
  return FALSE;
}

static char *
hash_file (const char *path, struct stat *info)
{
  g_autoptr (JkkSha256) sha256 = jkk_sha256_new ();
  g_autofree char *buffer = g_malloc (BUFFER);
  int fd = open_file (path, info);
  ssize_t n = fd >= 0 ? 1 : -1;

  while (n > 0 || (n < 0 && fd >= 0 && errno == EINTR))
    if ((n = read (fd, buffer, BUFFER)) > 0)
      jkk_sha256_add (sha256, buffer, (gsize) n);
  if (fd >= 0)
    close (fd);
  return n == 0 ? jkk_sha256_finish (sha256) : NULL;
}

/* --- What the office knows of a paper --- */

typedef struct
{
  const char *partner;
  const char *sha256;
  gboolean known; /* the very same bytes are kept already */
} Asking;

static gpointer
read_owed (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Asking *asking = data;
  JkkPostIn *entry = NULL;

  asking->known = jkk_document_store_has (db, asking->sha256);
  jkk_paper_owed_for (db, asking->partner, asking->sha256, &entry, error);
  return entry;
}

/* The message that waits for it; NULL without an error if there is none. */
static JkkPostIn *
find_message (JkkOffice *office, const JkkPartner *partner, const char *sha256, gboolean *known, GError **error)
{
  Asking asking = { partner->code, sha256, FALSE };
  JkkPostIn *entry = jkk_office_read (office, read_owed, &asking, (GDestroyNotify) jkk_post_in_free, error);

  *known = asking.known;
  return entry;
}

/**
 * jkk_postbox_paper_waits:
 * @office: the office
 * @partner: a partner, whose lock is held
 * @path: a paper in its inbox
 * @error: return location
 *
 * Returns: whether it stays there, because no message has named it yet
 */
gboolean
jkk_postbox_paper_waits (JkkOffice *office, const JkkPartner *partner, const char *path, GError **error)
{
  struct stat info = { 0 };
  g_autofree char *sha256 = hash_file (path, &info);
  g_autoptr (GError) problem = NULL;
  gboolean known = FALSE;

  if (sha256 == NULL)
    return TRUE; /* it is gone, or cannot be read now */
  g_autoptr (JkkPostIn) entry = find_message (office, partner, sha256, &known, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return TRUE;
    }
  return entry == NULL && !known && info.st_mtime + WAIT_SECONDS > g_get_real_time () / G_USEC_PER_SEC;
}

/* --- Taking it in --- */

static gboolean
refuse (JkkOffice *office,
        const JkkPartner *partner,
        JkkPostFile *file,
        JkkFault *fault,
        JkkPostRound *round,
        GError **error)
{
  g_ptr_array_add (file->faults, fault);
  return jkk_postbox_answer (office, partner, file->file_name, file, round, error);
}

static JkkFault *
fault_unnamed (void)
{
  return jkk_fault_new (0, 0, NULL, "paper-unnamed", _ ("No message names this paper, so nobody knows whose it is."),
                        _ ("Send a message of the kind “document” with the SHA-256 of the file, and the file again."));
}

/* What is kept is what was compared with the message, also when somebody still writes to the file. */
static gboolean
is_same (const JkkPaperFile *paper, const JkkPostFile *file, GError **error)
{
  g_autofree char *sha256 = jkk_sha256 (g_bytes_get_data (paper->bytes, NULL), g_bytes_get_size (paper->bytes));

  if (g_str_equal (sha256, file->sha256))
    return TRUE;
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_BUSY,
                       _ ("The file has changed while it was being read. It is taken again in the next round."));
  return FALSE;
}

static gboolean
file_paper (JkkOffice *office,
            const JkkPartner *partner,
            JkkPostFile *file,
            const JkkPostIn *entry,
            const char *path,
            JkkPostRound *round,
            GError **error)
{
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (JkkPaperFile) paper = jkk_documents_read (path, NULL, &unreadable);

  if (paper == NULL)
    return refuse (office, partner, file, jkk_fault_new (0, 0, NULL, "paper-unreadable", unreadable->message, NULL),
                   round, error);
  if (!is_same (paper, file, error))
    return FALSE;
  const JkkDocument document = { .media_type = paper->media_type };
  gint64 case_id = entry->state == JKK_POST_TAKEN ? entry->case_id : 0;
  JkkRequest request = { .post = file, .bytes = paper->bytes, .document = &document, .case_id = case_id };
  g_autoptr (JkkOutcome) outcome =
      jkk_office_do (office, case_id != 0 ? "file-paper" : "receive-paper", &request, error);
  if (outcome == NULL)
    return FALSE;
  round->accepted++;
  return jkk_postbox_put_away (partner, file->file_name, JKK_FOLDER_ARCHIVE, file->sha256, jkk_today (), error);
}

/**
 * jkk_postbox_take_paper:
 * @office: the office
 * @partner: a partner, whose lock is held
 * @name: name of a paper, which was claimed
 * @path: where it lies
 * @round: counts it
 * @error: return location
 *
 * Returns: whether the paper is filed, refused or known already, and put away
 */
gboolean
jkk_postbox_take_paper (JkkOffice *office,
                        const JkkPartner *partner,
                        const char *name,
                        const char *path,
                        JkkPostRound *round,
                        GError **error)
{
  g_autoptr (JkkPostFile) file = jkk_post_file_new (partner->code, name);
  g_autoptr (GError) problem = NULL;
  struct stat info = { 0 };
  gboolean known = FALSE;

  file->sha256 = hash_file (path, &info);
  file->size = info.st_size;
  if (file->sha256 == NULL)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("The file cannot be read to its end: %s."),
                   g_strerror (errno));
      return FALSE;
    }
  if (!jkk_message_file_name_is_safe (name))
    return refuse (office, partner, file,
                   jkk_fault_new (0, 0, NULL, "file-name-unsafe", _ ("This name of a file cannot be used."),
                                  _ ("Write the name alone, with letters, digits, blanks, points and hyphens: "
                                     "resume-medis.pdf.")),
                   round, error);
  g_autoptr (JkkPostIn) entry = find_message (office, partner, file->sha256, &known, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (entry != NULL)
    return file_paper (office, partner, file, entry, path, round, error);
  if (!known)
    return refuse (office, partner, file, fault_unnamed (), round, error);
  JkkRequest request = { .post = file };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (office, "receive-paper", &request, error);
  if (outcome == NULL)
    return FALSE;
  round->again++;
  return jkk_postbox_put_away (partner, name, JKK_FOLDER_ARCHIVE, file->sha256, jkk_today (), error);
}
