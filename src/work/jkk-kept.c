#include "jkk-office-lock.h"
#include "jkk-office-private.h"

struct _JkkKept
{
  JkkDrawer *drawer;
  JkkSheet *sheet;
};

static JkkDrawer *
drawer_of (JkkOffice *office)
{
  return jkk_office_get_guard (office)->drawer;
}

/**
 * jkk_kept_take:
 * @office: the office
 * @case_id: a case; 0 = one that was not taken in
 *
 * Returns: (transfer full) (nullable): what is kept of it, or where it will be; %NULL if nothing can be kept.
 */
JkkKept *
jkk_kept_take (JkkOffice *office, gint64 case_id)
{
  JkkDrawer *drawer = drawer_of (office);
  JkkSheet *sheet = drawer != NULL ? jkk_sheet_take (drawer, case_id) : NULL;
  JkkKept *kept = NULL;

  if (sheet == NULL)
    return NULL;
  kept = g_new0 (JkkKept, 1);
  kept->drawer = jkk_drawer_ref (drawer);
  kept->sheet = sheet;
  return kept;
}

/**
 * jkk_kept_read:
 * @kept: what is kept
 *
 * Returns: (transfer full) (nullable): the text; %NULL if there is none, or while the desk is locked.
 */
char *
jkk_kept_read (JkkKept *kept)
{
  return jkk_sheet_read (kept->sheet);
}

/**
 * jkk_kept_write:
 * @kept: what is kept
 * @text: the text from now on
 *
 * Returns at once; see jkk_kept_flush().
 *
 * Returns: whether it is under way; %FALSE while the desk is locked.
 */
gboolean
jkk_kept_write (JkkKept *kept, const char *text)
{
  return jkk_sheet_write (kept->sheet, text);
}

/**
 * jkk_kept_flush:
 * @kept: what is kept
 * @error: why it does not lie on the disk
 *
 * Waits until it lies on the disk.
 *
 * Returns: whether it does
 */
gboolean
jkk_kept_flush (JkkKept *kept, GError **error)
{
  return jkk_drawer_flush (kept->drawer, error);
}

/**
 * jkk_kept_clear:
 * @kept: what is kept
 *
 * It is stored now, or wanted no more.
 */
void
jkk_kept_clear (JkkKept *kept)
{
  jkk_sheet_clear (kept->sheet);
}

/**
 * jkk_kept_free:
 * @kept: (transfer full): what is kept
 *
 * Another desk of the person may take it.
 */
void
jkk_kept_free (JkkKept *kept)
{
  jkk_sheet_free (kept->sheet);
  jkk_drawer_unref (kept->drawer);
  g_free (kept);
}

/**
 * jkk_office_list_kept:
 * @office: the office
 *
 * Returns: (transfer full) (element-type gint64): the cases of which something is kept and that no other desk of this
 * person has open; 0 = one that was begun
 */
GArray *
jkk_office_list_kept (JkkOffice *office)
{
  JkkDrawer *drawer = drawer_of (office);

  if (drawer == NULL || !jkk_drawer_is_open (drawer))
    return g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *cases = jkk_drawer_list (drawer);
  /* In order; what is no case comes last. */
  while (cases->len > 0 && g_array_index (cases, gint64, cases->len - 1) >= JKK_KEPT_LOOKS)
    g_array_set_size (cases, cases->len - 1);
  return cases;
}

/**
 * jkk_office_get_keeping_problem:
 * @office: the office
 *
 * Returns: (transfer none) (nullable): why what is typed cannot be kept on this computer.
 */
const char *
jkk_office_get_keeping_problem (JkkOffice *office)
{
  return jkk_office_get_guard (office)->problem;
}

/**
 * jkk_office_count_locked_away:
 * @office: the office
 *
 * Returns: how many passwords of earlier lock something that was typed here
 */
guint
jkk_office_count_locked_away (JkkOffice *office)
{
  JkkDrawer *drawer = drawer_of (office);

  return drawer != NULL ? jkk_drawer_count_locked (drawer) : 0;
}

typedef struct
{
  JkkDrawer *drawer;
  char *earlier;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  jkk_drawer_unref (opening->drawer);
  g_free (opening->earlier);
  g_free (opening);
}

static void
open_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;

  if (jkk_drawer_unlock (opening->drawer, opening->earlier, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * jkk_office_open_locked_away_async:
 * @office: an office in which something is locked away
 * @earlier: a password of earlier, as typed
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Opens what was typed under that password.
 */
void
jkk_office_open_locked_away_async (JkkOffice *office,
                                   const char *earlier,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (drawer_of (office) != NULL);

  g_autoptr (GTask) task = g_task_new (office, NULL, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);
  opening->drawer = jkk_drawer_ref (drawer_of (office));
  opening->earlier = g_strdup (earlier);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_cb);
}

/**
 * jkk_office_open_locked_away_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: REFUSED: it opens nothing
 *
 * Returns: whether something more is at hand
 */
gboolean
jkk_office_open_locked_away_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, office), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * jkk_office_discard_locked_away:
 * @office: the office
 *
 * It is wanted no more: the earlier password is forgotten.
 */
void
jkk_office_discard_locked_away (JkkOffice *office)
{
  if (drawer_of (office) != NULL)
    jkk_drawer_discard_locked (drawer_of (office));
}
