#include "jkk-db-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/statvfs.h>

/* What the triggers of the schema say, and what that means. */
typedef struct
{
  const char *word;
  JkkError code;
  const char *sentence;
} Refusal;

static const Refusal refusals[] = {
  { "four-eyes", JKK_ERROR_REFUSED,
    N_ ("Who has proposed may not decide as well. Ask a colleague with the role of supervisor to decide.") },
  { "decision-is-final", JKK_ERROR_REFUSED,
    N_ ("This has been decided and can no longer be changed. If something is wrong, correct it by a new case.") },
  { "decision-is-frozen", JKK_ERROR_REFUSED,
    N_ ("What was proposed cannot be changed. Return the proposal and make a new one.") },
  { "decision-starts-proposed", JKK_ERROR_REFUSED,
    N_ ("A decision begins as a proposal. Propose first, then let a colleague decide.") },
  { "decision-needed", JKK_ERROR_REFUSED,
    N_ ("A case is closed by a decision only. Propose it and let a colleague with the role of supervisor decide.") },
  { "case-is-kept", JKK_ERROR_REFUSED,
    N_ ("A case is never deleted, because papers and people refer to it. Put it on hold, or propose to refuse it.") },
  { "journal-is-append-only", JKK_ERROR_REFUSED,
    N_ ("The journal is never changed. Correct the case itself: the correction is then journalled too.") },
  { "law-is-append-only", JKK_ERROR_REFUSED,
    N_ ("What an office has confirmed of the law is never changed. Confirm the figure again: the later word counts.") },
  { "supervisor-needed", JKK_ERROR_REFUSED,
    N_ ("Only a supervisor whose account is open may decide. Ask a colleague with that role.") },
  { "limit-exceeded", JKK_ERROR_REFUSED,
    N_ ("The amount is above what you may approve. Pass it on to a supervisor with a higher limit.") },
  { "auditor-only-reads", JKK_ERROR_REFUSED,
    N_ ("An auditor reads everything and changes nothing, and can have no other role beside it.") },
  { "warrant-is-kept", JKK_ERROR_REFUSED,
    N_ ("Who may sign is never changed in what was written. Change the account: a new line is then written.") },
  { "partner-key-is-kept", JKK_ERROR_REFUSED,
    N_ ("A registered key is never changed. Revoke it and register the new one beside it.") },
  { "post-is-kept", JKK_ERROR_REFUSED,
    N_ ("What was received or sent is kept as it was. Send a correction with the next edition.") },
  { "deed-is-done", JKK_ERROR_CONFLICT,
    N_ ("This has been done already and was not done again. Look at the history of the case.") },
  { "account-is-kept", JKK_ERROR_REFUSED,
    N_ ("An account is kept because the journal names it. Close it instead of deleting it.") },
};

static const Refusal *
find_refusal (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_strcmp0 (refusals[i].word, word) == 0)
      return &refusals[i];
  return NULL;
}

static void
take_constraint_error (const JkkDbFailure *failure, GError **error)
{
  int code = failure->code;
  const char *detail = failure->detail;
  const Refusal *refusal = find_refusal (detail);

  if (refusal != NULL)
    g_set_error_literal (error, JKK_ERROR, refusal->code, _ (refusal->sentence));
  else if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID)
    g_set_error (error, JKK_ERROR, JKK_ERROR_CONFLICT,
                 _ ("The store has this already; nothing was changed. Look at what is there first (%s)."), detail);
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                 _ ("The store does not accept this value; nothing was changed. Correct it and try again (%s)."),
                 detail);
}

static gboolean
is_full_reason (int reason)
{
  return reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
}

/* What the system said of the store's file or of its log, whichever @operation names. */
static int
last_reason (JkkDb *db, int operation)
{
  sqlite3_file *file = NULL;
  int reason = 0;

  if (sqlite3_file_control (db->handle, "main", operation, &file) == SQLITE_OK && file != NULL &&
      file->pMethods != NULL)
    file->pMethods->xFileControl (file, SQLITE_FCNTL_LAST_ERRNO, &reason);
  return reason;
}

static gboolean
has_no_space (const char *path)
{
  struct statvfs info;

  return path != NULL && statvfs (path, &info) == 0 && info.f_bavail * info.f_frsize < 64 * 1024;
}

/* SQLite calls a full disk full only when the system says ENOSPC at once; a quota or a late refusal is an I/O error. */
static gboolean
is_full (JkkDb *db, int code)
{
  if ((code & 0xff) != SQLITE_IOERR)
    return (code & 0xff) == SQLITE_FULL;

  return is_full_reason (sqlite3_system_errno (db->handle)) ||
         is_full_reason (last_reason (db, SQLITE_FCNTL_FILE_POINTER)) ||
         is_full_reason (last_reason (db, SQLITE_FCNTL_JOURNAL_POINTER)) || has_no_space (db->path);
}

/* What to do, by the primary code; %s = the file. */
static const char *
storage_sentence (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_READONLY:
      return _ ("The store “%s” may only be read here; nothing was changed. Ask for the right to write to the file and "
                "its folder, or put the store elsewhere.");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return _ ("The store “%s” cannot be opened. Check that you may read and write the file and its folder.");
    case SQLITE_CORRUPT:
      return _ (
          "The store “%s” is damaged. Do not go on working with it: keep the file as it is and restore the last backup "
          "(santunctl backup restore).");
    case SQLITE_NOMEM:
      return _ ("There is not enough memory for the store “%s”; nothing was changed. Close other programs and try "
                "again.");
    case SQLITE_IOERR:
      return _ ("The disk that holds the store “%s” does not answer as it should; nothing was changed. Check the disk "
                "and its cable, then try again.");
    default:
      return _ (
          "Santun could not do this in the store “%s”; nothing was changed. Close Santun and open it again; if it "
          "happens again, keep the file and ask for help.");
    }
}

/* The detail, on a line of its own, is for who repairs the machine; it holds no values of the store. */
static void
take_storage_error (const char *path, const JkkDbFailure *failure, GError **error)
{
  int code = failure->code;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *sentence =
      failure->is_full
          ? _ ("The disk that holds the store “%s” is full; nothing was changed. Free some space and try again.")
          : storage_sentence (code);

  g_string_append (text, sentence);
  g_string_replace (text, "%s", path, 1);
  g_string_append_printf (text, "\n%s, %d", sqlite3_errstr (code), code);
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_STORAGE, text->str);
}

/* What SQLite says of its last failure in a file. */
void
jkk_db_file_explain (JkkDb *db, int code, JkkDbFailure *failure)
{
  failure->code = code;
  failure->detail = g_strdup (db->handle != NULL ? sqlite3_errmsg (db->handle) : sqlite3_errstr (code));
  failure->is_full = is_full (db, code);
}

/* What an engine may answer beside SQLite's codes: what that is, and what to do; the %s are the address, the detail and
 * this program's version, in this order. */
typedef struct
{
  JkkDbCode engine;
  JkkError code;
  const char *sentence;
} Answer;

static const Answer answers[] = {
  { JKK_DB_OUTDATED, JKK_ERROR_TOO_NEW,
    N_ ("The store “%s” has been brought to a newer version in the meantime. Close Santun and install the newer "
        "version on this computer too.") },
  { JKK_DB_MOVED, JKK_ERROR_STORAGE,
    N_ ("The store “%s” was moved, removed or replaced since it was opened; nothing was changed. Bring "
        "its disk or folder back if it is gone, then close Santun and open it again.") },
  { JKK_DB_AWAY, JKK_ERROR_AWAY,
    N_ ("The node “%s” does not answer; nothing was changed. Check the network and whether the node is "
        "running; what you have entered is kept here. Then try again.") },
  { JKK_DB_IN_DOUBT, JKK_ERROR_AWAY,
    N_ ("The node “%s” went away at the last moment. It is not known yet whether this was kept: when the "
        "node is back, look at the history of the case before you do it again.") },
  { JKK_DB_QUIET, JKK_ERROR_AWAY,
    N_ ("The node “%s” has taken this back because nothing was heard of this computer for too long. "
        "Nothing was changed. Try again.") },
  { JKK_DB_DISTRUST, JKK_ERROR_REFUSED,
    N_ ("The node “%s” and this computer do not trust each other (%s). If the office's certificates were "
        "renewed, ask your administrator for a new desk file; if not, tell the administrator at once.") },
  { JKK_DB_BARRED, JKK_ERROR_REFUSED,
    N_ ("The key of this computer for the node “%s” has been revoked. Ask your administrator for a new "
        "desk file.") },
  { JKK_DB_UNKNOWN_KEY, JKK_ERROR_AWAY,
    N_ ("The nodes “%s” that answer do not know the key of this computer. If it was made a short while ago, wait until "
        "the node at which it was made runs again; if not, ask your administrator for a new desk file.") },
  { JKK_DB_OTHER_VERSION, JKK_ERROR_TOO_NEW,
    N_ ("The node “%s” runs version %s of Santun, this computer version %s with another store. Nothing "
        "was read or changed. Install the same version on both.") },
  { JKK_DB_MISSING, JKK_ERROR_NOT_FOUND,
    N_ ("The document is missing at the node “%s”. Take it in again from the paper, or bring back the "
        "last copy.") },
  { JKK_DB_DAMAGED, JKK_ERROR_STORAGE,
    N_ ("The document has been changed or damaged at the node “%s”. Take it in again from the paper, or "
        "bring back the last copy.") },
  { JKK_DB_STANDS_BY, JKK_ERROR_AWAY,
    N_ ("The node “%s” does not answer, and its stand-by has not been promoted; nothing was changed. Start the node "
        "again, or promote the stand-by (santun-node promote); what you have entered is kept here.") },
  { JKK_DB_SUPERSEDED, JKK_ERROR_AWAY,
    N_ ("The node “%s” has been replaced by its stand-by and serves no more; nothing was changed. Start the computer "
        "that has taken its place; what you have entered is kept here.") },
  { JKK_DB_NOBODY, JKK_ERROR_REFUSED,
    N_ ("Nobody has signed in from this computer at the node “%s”, or the sign-in has ended; nothing was changed. Sign "
        "in, then try again.") },
  { JKK_DB_NOT_ALLOWED, JKK_ERROR_REFUSED,
    N_ ("The node “%s” refuses this to whoever has signed in here; nothing was changed. Let somebody do it who may.") },
  { JKK_DB_HURT, JKK_ERROR_STORAGE,
    N_ ("The store “%s” is damaged, and so that this does not get worse nothing is written into it any more; nothing "
        "was changed. Stop working, and let an administrator bring back the last backup.") },
  { JKK_DB_MUST_CHANGE, JKK_ERROR_REFUSED,
    N_ ("The node “%s” takes nothing yet from whoever has signed in here, because the password was given by somebody "
        "else. Choose a password of your own first.") },
  { JKK_DB_STRANGE, JKK_ERROR_STORAGE,
    N_ ("What answers at “%s” does not speak as a node of Santun does; nothing was changed. Check the "
        "address and the version of the program there.") },
  { JKK_DB_OUTSIDE, JKK_ERROR_STORAGE,
    N_ ("What answers at “%s” does not speak as a node of Santun does; nothing was changed. Check the "
        "address and the version of the program there.") },
};

static void
take_answer (const char *path, const JkkDbFailure *failure, const Answer *answer, GError **error)
{
  const char *const parts[] = { path, failure->detail, JKK_VERSION };
  g_auto (GStrv) pieces = g_strsplit (_ (answer->sentence), "%s", G_N_ELEMENTS (parts) + 1);
  g_autoptr (GString) text = g_string_new (pieces[0]);

  for (guint i = 1; pieces[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", parts[i - 1], pieces[i]);
  g_set_error_literal (error, JKK_ERROR, (int) answer->code, text->str);
}

static gboolean
take_own_error (const char *path, const JkkDbFailure *failure, GError **error)
{
  /* The other end has put it into words. */
  if (failure->code == JKK_DB_SAID)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_STORAGE, failure->detail);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if ((int) answers[i].engine == failure->code)
      take_answer (path, failure, &answers[i], error);
  return failure->code >= JKK_DB_OUTDATED;
}

static void
take_failure (const char *path, const JkkDbFailure *failure, GError **error)
{
  switch (failure->code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, JKK_ERROR, JKK_ERROR_BUSY,
                   _ ("Another program is writing to the store “%s” just now; nothing was changed. Try again in a "
                      "moment."),
                   path);
      break;
    case SQLITE_NOTADB:
      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                   _ ("“%s” is not a store of Santun, or its beginning is damaged. Choose another file, or bring back "
                      "the last copy."),
                   path);
      break;
    case SQLITE_CONSTRAINT:
      take_constraint_error (failure, error);
      break;
    default:
      take_storage_error (path, failure, error);
    }
}

/**
 * jkk_db_take_error:
 * @db: the connection
 * @code: what the engine answered: SQLite's code, or a #JkkDbCode
 * @error: where the error goes
 *
 * The one translation of the engines' errors.
 */
void
jkk_db_take_error (JkkDb *db, int code, GError **error)
{
  JkkDbFailure failure = { 0 };
  const char *path = db->path != NULL ? db->path : db->address;

  db->engine->explain (db, code, &failure);
  g_autofree char *detail = failure.detail;
  g_debug ("store: %s (%d)", detail, code);

  if (take_own_error (path, &failure, error))
    return;
  if (db->cancellable != NULL && ((code & 0xff) == SQLITE_INTERRUPT || (code & 0xff) == SQLITE_BUSY) &&
      g_cancellable_set_error_if_cancelled (db->cancellable, error))
    return;
  take_failure (path, &failure, error);
}
