#include "jkk-collect.h"

#include "jkk-centre-store.h"
#include "jkk-db-copy.h"
#include "jkk-follow.h"
#include "jkk-journal.h"
#include "jkk-node-office-private.h"
#include "jkk-node-role.h"
#include "jkk-stream.h"
#include "jkk-writers.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#define GROUP "branch"

/* A branch that is away is called again after this time at the latest. */
#define MOST_PAUSE (5 * G_TIME_SPAN_SECOND)

/* A line and what ends it, a copy with its log and index; while one is taken some more. */
#define FILES_OF_BRANCH 10
#define FILES_BESIDES 100

/* The folder of the centre:
 *
 *   national.db        a line for each case of all branches
 *   CODE/branch.conf   where the node of the branch is
 *   CODE/follower.pem  with which certificate it is followed
 *   CODE/office.pem    which office it must be
 *   CODE/store.db      the copy of its store
 */
typedef struct
{
  JkkCollect *collect;
  char *code;
  JkkFollow *follow;
} Branch;

struct _JkkCollect
{
  char *folder;
  GPtrArray *branches; /* of Branch */
  JkkCentre *centre;   /* of who has his turn */
  JkkWriters *writers;
};

/**
 * jkk_collect_list_path:
 * @folder: of the centre
 *
 * Returns: (transfer full): where the national list lies
 */
char *
jkk_collect_list_path (const char *folder)
{
  return g_build_filename (folder, "national.db", NULL);
}

/**
 * jkk_collect_store_path:
 * @folder: of the centre
 * @code: of a branch
 *
 * Returns: (transfer full): where the copy of its store lies
 */
char *
jkk_collect_store_path (const char *folder, const char *code)
{
  return g_build_filename (folder, code, "store.db", NULL);
}

static gboolean
keep (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return jkk_node_office_keep (path, text, error);
}

/**
 * jkk_collect_add:
 * @folder: of the centre; made when it is not there
 * @code: how the centre calls the branch
 * @invitation: path of an invitation from its node
 * @error: INVALID, NOT_FOUND, FORMAT, CONFLICT: there is one of this code already; STORAGE
 *
 * Adds a branch.
 *
 * Returns: whether it will be followed
 */
gboolean
jkk_collect_add (const char *folder, const char *code, const char *invitation, GError **error)
{
  g_autoptr (JkkNodeInvitation) read =
      jkk_node_office_check_name (code, error) ? jkk_node_role_read (invitation, error) : NULL;
  g_autofree char *place = g_build_filename (folder, code, NULL);
  g_autofree char *conf = g_build_filename (place, "branch.conf", NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  if (read == NULL)
    return FALSE;
  if (g_file_test (conf, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_CONFLICT,
                   _ ("There is a branch “%s” already; it was left as it is. Choose another code."), code);
      return FALSE;
    }
  if (g_mkdir_with_parents (place, 0700) != 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
                   _ ("The folder “%s” could not be created: %s. Choose a place where you may write."), place,
                   g_strerror (errno));
      return FALSE;
    }
  g_key_file_set_string (keys, GROUP, "node", read->node);
  g_autofree char *text = g_key_file_to_data (keys, NULL, NULL);
  return keep (place, "follower.pem", read->key, error) && keep (place, "office.pem", read->office, error) &&
         keep (place, "branch.conf", text, error);
}

/* ---- Following --------------------------------------------------------------------------------------------------- */

/* The list is one file: who was told of changes first writes first. What takes long, to hear of them, is over then. */
static void
take (Branch *branch, GPtrArray *changes)
{
  JkkCollect *collect = branch->collect;
  g_autofree char *store = jkk_collect_store_path (collect->folder, branch->code);
  g_autoptr (GError) error = NULL;

  while (!jkk_writers_enter (collect->writers, G_TIME_SPAN_HOUR))
    ;
  if (changes != NULL)
    {
      const JkkStreamChange *first = changes->pdata[0];

      /* It was ended between the copy and the list: what the list has missed is not in these changes. */
      if (jkk_centre_number (collect->centre, branch->code) != first->number - 1)
        changes = NULL;
    }
  if (!jkk_centre_take (collect->centre, branch->code, store, changes, &error))
    g_warning ("%s: %s", branch->code, error->message);
  jkk_writers_leave (collect->writers);
}

static void
applied_cb (GPtrArray *changes, gpointer data)
{
  take (data, changes);
}

/* The list was removed, or is of an earlier shape, or its last words are missing. */
static void
opened_cb (gint64 number, gpointer data)
{
  Branch *branch = data;
  JkkCollect *collect = branch->collect;

  while (!jkk_writers_enter (collect->writers, G_TIME_SPAN_HOUR))
    ;
  gboolean is_known = jkk_centre_number (collect->centre, branch->code) == number;
  jkk_writers_leave (collect->writers);
  if (!is_known)
    take (branch, NULL);
}

static Branch *
branch_start (JkkCollect *collect, const char *code)
{
  g_autofree char *place = g_build_filename (collect->folder, code, NULL);
  g_autofree char *conf = g_build_filename (place, "branch.conf", NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  if (!g_key_file_load_from_file (keys, conf, G_KEY_FILE_NONE, NULL))
    return NULL;
  Branch *branch = g_new0 (Branch, 1);
  branch->collect = collect;
  branch->code = g_strdup (code);
  JkkFollowPlan plan = {
    .address = g_key_file_get_string (keys, GROUP, "node", NULL),
    .key = g_build_filename (place, "follower.pem", NULL),
    .office = g_build_filename (place, "office.pem", NULL),
    .store = jkk_collect_store_path (collect->folder, code),
    .most_pause = MOST_PAUSE,
    .opened = opened_cb,
    .applied = applied_cb,
    .data = branch,
  };
  branch->follow = jkk_follow_start (&plan);
  jkk_follow_plan_clear (&plan);
  return branch;
}

static void
branch_stop (gpointer data)
{
  Branch *branch = data;

  jkk_follow_stop (branch->follow);
  g_free (branch->code);
  g_free (branch);
}

static GPtrArray *
find_codes (const char *folder)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *conf = g_build_filename (folder, name, "branch.conf", NULL);

      if (g_file_test (conf, G_FILE_TEST_EXISTS))
        g_ptr_array_add (codes, g_strdup (name));
    }
  return codes;
}

/* Each branch keeps a line, a copy and its log open. */
static gboolean
allow_files (guint n_branches, GError **error)
{
  struct rlimit limit = { 0 };
  rlim_t needed = FILES_BESIDES + (rlim_t) n_branches * FILES_OF_BRANCH;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
    return TRUE;
  limit.rlim_cur = MIN (needed, limit.rlim_max);
  if (limit.rlim_cur == needed && setrlimit (RLIMIT_NOFILE, &limit) == 0)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("To follow %u branches the centre needs %u open files, and this computer allows it %u. Allow more: "
                  "LimitNOFILE in the service, or “ulimit -n” before it is started."),
               n_branches, (guint) needed, (guint) limit.rlim_max);
  return FALSE;
}

/**
 * jkk_collect_start:
 * @folder: of the centre
 * @error: NOT_FOUND: it has no branch; REFUSED: the system allows too few open files; STORAGE: of the national list
 *
 * Follows all branches, each on a thread of its own: one that is away keeps no other waiting.
 *
 * Returns: (transfer full): what follows them
 */
JkkCollect *
jkk_collect_start (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) codes = find_codes (folder);
  g_autofree char *list = jkk_collect_list_path (folder);
  JkkCentre *centre = NULL;

  if (codes->len == 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                   _ ("“%s” has no branch yet. Add one by the invitation from its node: santun-node branch."), folder);
      return NULL;
    }
  if (!allow_files (codes->len, error) || (centre = jkk_centre_open (list, error)) == NULL)
    return NULL;
  JkkCollect *collect = g_new0 (JkkCollect, 1);
  collect->folder = g_strdup (folder);
  collect->branches = g_ptr_array_new_with_free_func (branch_stop);
  collect->centre = centre;
  collect->writers = jkk_writers_new ();
  for (guint i = 0; i < codes->len; i++)
    {
      Branch *branch = branch_start (collect, codes->pdata[i]);

      if (branch != NULL)
        g_ptr_array_add (collect->branches, branch);
    }
  return collect;
}

/**
 * jkk_collect_stop:
 * @collect: (transfer full): what follows
 */
void
jkk_collect_stop (JkkCollect *collect)
{
  g_ptr_array_unref (collect->branches);
  jkk_centre_close (collect->centre);
  jkk_writers_free (collect->writers);
  g_free (collect->folder);
  g_free (collect);
}

/**
 * jkk_collect_count:
 * @collect: what follows
 * @n_connected: (out): how many are in step now
 *
 * Returns: how many branches there are
 */
guint
jkk_collect_count (JkkCollect *collect, guint *n_connected)
{
  *n_connected = 0;
  for (guint i = 0; i < collect->branches->len; i++)
    {
      g_autoptr (JkkFollowState) state = jkk_follow_get_state (((Branch *) collect->branches->pdata[i])->follow);

      *n_connected += state->is_connected && state->is_in_step ? 1 : 0;
    }
  return collect->branches->len;
}

/**
 * jkk_collect_verify:
 * @folder: of the centre
 * @code: of a branch
 * @n_entries: (out): how many entries its journal has
 * @error: NOT_FOUND: there is no copy; STORAGE: it is damaged, or its journal has been changed; REFUSED: of an older
 *   version than this program
 *
 * Returns: whether the copy is whole, and its journal is the chain that the branch wrote
 */
gboolean
jkk_collect_verify (const char *folder, const char *code, gint64 *n_entries, GError **error)
{
  g_autofree char *store = jkk_collect_store_path (folder, code);
  g_autoptr (JkkDb) db = jkk_db_open (store, JKK_DB_READONLY, error);
  g_autoptr (JkkStreamChange) last = NULL;
  g_autoptr (JkkAuditReport) report = NULL;

  if (db == NULL || !jkk_db_check (db, FALSE, error) || (last = jkk_stream_last (db, error)) == NULL)
    return FALSE;
  report = jkk_journal_audit (db, last->sequence, last->head, NULL, error);
  if (report == NULL)
    return FALSE;
  *n_entries = last->sequence;
  if (jkk_audit_report_is_sound (report))
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("The journal in the copy of “%s” is not the one that the branch wrote. Remove the copy: it is taken "
                  "anew."),
               code);
  return FALSE;
}
