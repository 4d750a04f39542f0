#include "jkk-desk-private.h"
#include "jkk-say.h"

/* So many cases before the end of those that are known more are read. */
#define WALK_AHEAD 20

/* Going somewhere: first what is being edited is saved. */

typedef void (*Step) (JkkDesk *self, gint64 argument);

typedef struct
{
  JkkDesk *desk;
  Step step;
  gint64 argument;
} Errand;

static void
left_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Errand *errand = data;
  g_autoptr (JkkDesk) self = errand->desk;
  g_autoptr (GError) error = NULL;

  if (jkk_case_page_leave_finish (JKK_CASE_PAGE (source), result, &error))
    errand->step (self, errand->argument);
  else
    jkk_say (GTK_WIDGET (self), error);
  jkk_desk_refresh (self);
}

static void
leave_then (JkkDesk *self, Step step, gint64 argument)
{
  if (!jkk_desk_is_at (self, "case"))
    {
      step (self, argument);
      jkk_desk_refresh (self);
      return;
    }

  Errand *errand = g_new0 (Errand, 1);
  errand->desk = g_object_ref (self);
  errand->step = step;
  errand->argument = argument;
  jkk_case_page_leave_async (self->page, NULL, left_cb, errand);
}

static void
show_list_step (JkkDesk *self, gint64 argument)
{
  gboolean was_at_list = jkk_desk_is_at (self, "list");
  gboolean open_found = self->open_found;

  self->open_found = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "list");
  jkk_list_page_show (self->list, self->queue, jkk_desk_header_get_search (self->header));
  if (argument != 0)
    jkk_list_page_select (self->list, argument);
  if (open_found)
    jkk_list_page_open_when_listed (self->list);
  else if (!was_at_list && !self->searching)
    jkk_list_page_focus (self->list);
}

static void
show_accounts_step (JkkDesk *self, gint64 argument)
{
  gtk_stack_set_visible_child_name (self->stack, "accounts");
  jkk_accounts_page_focus (self->accounts);
}

static void
show_partners_step (JkkDesk *self, gint64 argument)
{
  gtk_stack_set_visible_child_name (self->stack, "partners");
  jkk_partners_page_focus (self->partners);
}

static void
show_inbox_step (JkkDesk *self, gint64 argument)
{
  gtk_stack_set_visible_child_name (self->stack, "inbox");
  jkk_inbox_page_focus (self->inbox);
}

static void
show_law_step (JkkDesk *self, gint64 argument)
{
  gtk_stack_set_visible_child_name (self->stack, "law");
  jkk_law_page_refresh (self->law);
  if (self->figure != NULL)
    jkk_law_page_choose (self->law, self->figure);
  else
    jkk_law_page_focus (self->law);
  g_clear_pointer (&self->figure, g_free);
}

/* The case is still there as it was left. */
static void
return_to_case_step (JkkDesk *self, gint64 argument)
{
  gtk_stack_set_visible_child_name (self->stack, "case");
  gtk_widget_grab_focus (GTK_WIDGET (self->page));
}

static void
new_case_step (JkkDesk *self, gint64 argument)
{
  g_clear_pointer (&self->walk, g_array_unref);
  gtk_stack_set_visible_child_name (self->stack, "case");
  jkk_case_page_new_case (self->page);
}

static gint64
walk_id (JkkDesk *self)
{
  return self->walk != NULL ? g_array_index (self->walk, gint64, self->walk_position - self->walk_first) : 0;
}

/* Of a long list only a part was known when the case was opened: before its end is reached the next part is read. */
static void
lengthen_walk (JkkDesk *self)
{
  JkkCaseListModel *model = jkk_list_page_get_model (self->list);
  guint at = self->walk_position - self->walk_first, position, first;
  gboolean ahead = at + WALK_AHEAD >= self->walk->len && self->walk_first + self->walk->len < self->walk_n;
  gboolean back = at < WALK_AHEAD && self->walk_first > 0;
  gint64 edge = ahead ? g_array_index (self->walk, gint64, self->walk->len - 1) : g_array_index (self->walk, gint64, 0);

  if ((!ahead && !back) || !jkk_case_list_model_find (model, edge, &position))
    return;
  g_autoptr (GArray) near = jkk_case_list_model_dup_near (model, position, &first);
  guint known = position - first;

  if (ahead && known + 1 < near->len)
    g_array_append_vals (self->walk, &g_array_index (near, gint64, known + 1), near->len - known - 1);
  else if (back && known > 0)
    {
      known = MIN (known, self->walk_first);
      g_array_prepend_vals (self->walk, &g_array_index (near, gint64, position - first - known), known);
      self->walk_first -= known;
    }
  else
    jkk_case_list_model_look_at (model, ahead ? position + 1 : position - 1);
}

static void
show_walked_case (JkkDesk *self)
{
  gtk_stack_set_visible_child_name (self->stack, "case");
  jkk_case_page_open (self->page, walk_id (self), self->walk_position + 1, self->walk_n);
  jkk_desk_refresh (self);
}

static void
open_case_step (JkkDesk *self, gint64 case_id)
{
  g_clear_pointer (&self->walk, g_array_unref);
  gtk_stack_set_visible_child_name (self->stack, "case");
  jkk_case_page_open (self->page, case_id, 0, 0);
}

/**
 * jkk_desk_show_list:
 * @self: the desk
 *
 * Shows the list of the current queue and search.
 */
void
jkk_desk_show_list (JkkDesk *self)
{
  leave_then (self, show_list_step, 0);
}

/**
 * jkk_desk_open_from_list:
 * @self: the desk
 * @position: where the case stands in the list
 *
 * Opens a case and remembers the list, so that one can walk on from there even after it has changed.
 */
void
jkk_desk_open_from_list (JkkDesk *self, guint position)
{
  JkkCaseListModel *model = jkk_list_page_get_model (self->list);

  g_clear_pointer (&self->walk, g_array_unref);
  self->walk = jkk_case_list_model_dup_near (model, position, &self->walk_first);
  self->walk_n = jkk_case_list_model_get_n_cases (model);
  self->walk_position = position;
  lengthen_walk (self);
  show_walked_case (self);
}

/**
 * jkk_desk_may_walk:
 * @self: the desk
 * @step: 1 for the next case, -1 for the one before
 *
 * Returns: whether there is one in the list.
 */
gboolean
jkk_desk_may_walk (JkkDesk *self, int step)
{
  g_return_val_if_fail (JKK_IS_DESK (self), FALSE);

  gint64 place = (gint64) self->walk_position - self->walk_first + step;
  return jkk_desk_is_at (self, "case") && self->walk != NULL && place >= 0 && place < self->walk->len;
}

/**
 * jkk_desk_show_queue:
 * @self: the desk
 * @queue: a queue; one that is of no use to this person is passed over
 */
void
jkk_desk_show_queue (JkkDesk *self, JkkQueue queue)
{
  g_return_if_fail (JKK_IS_DESK (self));

  const JkkAccount *person = jkk_desk_get_person (self);
  if (person == NULL || !jkk_queue_state_visible (queue, person->roles))
    return;
  self->queue = self->queue_before_search = queue;
  leave_then (self, show_list_step, 0);
}

/**
 * jkk_desk_show_accounts:
 * @self: the desk
 *
 * Shows the accounts to an administrator.
 */
void
jkk_desk_show_accounts (JkkDesk *self)
{
  g_return_if_fail (JKK_IS_DESK (self));

  const JkkAccount *person = jkk_desk_get_person (self);
  if (person != NULL && (person->roles & JKK_ROLE_ADMINISTRATOR) != 0)
    leave_then (self, show_accounts_step, 0);
}

/**
 * jkk_desk_show_partners:
 * @self: the desk
 *
 * Shows the partners to an administrator.
 */
void
jkk_desk_show_partners (JkkDesk *self)
{
  g_return_if_fail (JKK_IS_DESK (self));

  const JkkAccount *person = jkk_desk_get_person (self);
  if (person != NULL && (person->roles & JKK_ROLE_ADMINISTRATOR) != 0)
    leave_then (self, show_partners_step, 0);
}

/**
 * jkk_desk_show_inbox:
 * @self: the desk
 *
 * Shows the post between the office and its partners.
 */
void
jkk_desk_show_inbox (JkkDesk *self)
{
  g_return_if_fail (JKK_IS_DESK (self));

  if (jkk_desk_get_person (self) != NULL)
    leave_then (self, show_inbox_step, 0);
}

/**
 * jkk_desk_show_law:
 * @self: the desk
 * @figure: (nullable): a figure that is chosen there ("PP-82-2019/funeral")
 *
 * Shows the law over time.
 */
void
jkk_desk_show_law (JkkDesk *self, const char *figure)
{
  g_return_if_fail (JKK_IS_DESK (self));

  if (jkk_desk_get_person (self) == NULL)
    return;
  jkk_set_str (&self->figure, figure);
  if (!jkk_desk_is_at (self, "law"))
    self->law_from_case = jkk_desk_is_at (self, "case");
  leave_then (self, show_law_step, 0);
}

/**
 * jkk_desk_open_case:
 * @self: the desk
 * @case_id: a case that is not opened from the list
 */
void
jkk_desk_open_case (JkkDesk *self, gint64 case_id)
{
  g_return_if_fail (JKK_IS_DESK (self));

  leave_then (self, open_case_step, case_id);
}

/**
 * jkk_desk_new_case:
 * @self: the desk
 *
 * Shows an empty case that can be taken in.
 */
void
jkk_desk_new_case (JkkDesk *self)
{
  g_return_if_fail (JKK_IS_DESK (self));

  leave_then (self, new_case_step, 0);
}

/**
 * jkk_desk_walk:
 * @self: the desk
 * @step: 1 for the next case of the list, -1 for the one before
 */
void
jkk_desk_walk (JkkDesk *self, int step)
{
  g_return_if_fail (JKK_IS_DESK (self));

  if (!jkk_desk_may_walk (self, step))
    return;
  self->walk_position = (guint) ((gint64) self->walk_position + step);
  lengthen_walk (self);
  show_walked_case (self);
}

/**
 * jkk_desk_back:
 * @self: the desk
 *
 * Back to the list, where the case that was open is selected; from the law to the case from which it was looked up.
 */
void
jkk_desk_back (JkkDesk *self)
{
  g_return_if_fail (JKK_IS_DESK (self));

  if (jkk_desk_is_at (self, "law") && self->law_from_case)
    leave_then (self, return_to_case_step, 0);
  else if (!jkk_desk_is_at (self, "list"))
    leave_then (self, show_list_step, jkk_desk_is_at (self, "case") ? jkk_case_page_get_case_id (self->page) : 0);
}

/* Leaving the desk altogether. */

/**
 * jkk_desk_keep:
 * @self: the desk
 *
 * What is being typed lies on the disk after that, and is stored as soon as it can be.
 */
void
jkk_desk_keep (JkkDesk *self)
{
  g_return_if_fail (JKK_IS_DESK (self));

  if (self->page != NULL)
    jkk_case_page_keep_now (self->page);
}

static void
desk_left_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (jkk_case_page_leave_finish (JKK_CASE_PAGE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, FALSE);
}

/**
 * jkk_desk_leave_async:
 * @self: the desk
 * @callback: called when what is being edited is saved, or cannot be
 * @user_data: for @callback
 *
 * For who wants to sign out or close the window.
 */
void
jkk_desk_leave_async (JkkDesk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (JKK_IS_DESK (self));

  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, jkk_desk_leave_async);
  if (self->page != NULL && jkk_desk_is_at (self, "case"))
    jkk_case_page_leave_async (self->page, NULL, desk_left_cb, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * jkk_desk_leave_finish:
 * @self: the desk
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether the desk may be left; %FALSE without an error if the case page has said already why not.
 */
gboolean
jkk_desk_leave_finish (JkkDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
