#include "jkk-desk-private.h"

#include <glib/gi18n-lib.h>

#include "jkk-inbox-state.h"
#include "jkk-office-lock.h"
#include "jkk-say.h"
#include "jkk-settings.h"

G_DEFINE_FINAL_TYPE (JkkDesk, jkk_desk, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/**
 * jkk_desk_is_at:
 * @self: the desk
 * @page: "list", "case", "inbox", "law", "partners" or "accounts"
 *
 * Returns: whether this page is shown.
 */
gboolean
jkk_desk_is_at (JkkDesk *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0;
}

/**
 * jkk_desk_get_person:
 * @self: the desk
 *
 * Returns: (transfer none) (nullable): who has signed in.
 */
const JkkAccount *
jkk_desk_get_person (JkkDesk *self)
{
  return self->office != NULL ? jkk_office_get_person (self->office) : NULL;
}

static void
refresh_post (JkkDesk *self)
{
  g_autoptr (JkkQueueRow) row = jkk_inbox_state_queue_row (jkk_inbox_page_get_counts (self->inbox));

  jkk_queue_bar_show_post (self->bar, row);
}

static void
refresh_saved (JkkDesk *self)
{
  gboolean pending = FALSE;

  if (self->page != NULL)
    g_object_get (self->page, "pending", &pending, NULL);
  jkk_desk_header_show_saved (self->header, jkk_desk_is_at (self, "case"), pending);
}

/**
 * jkk_desk_refresh:
 * @self: the desk
 *
 * Pours what is known into the widgets.
 */
void
jkk_desk_refresh (JkkDesk *self)
{
  const JkkAccount *person = jkk_desk_get_person (self);
  guint roles = person != NULL ? person->roles : 0;

  jkk_desk_header_show (self->header, person, jkk_desk_is_at (self, "list"));
  jkk_queue_bar_show (self->bar, &self->counts, roles);
  if (jkk_desk_is_at (self, "accounts"))
    jkk_queue_bar_select_accounts (self->bar);
  else if (jkk_desk_is_at (self, "law"))
    jkk_queue_bar_select_law (self->bar);
  else if (jkk_desk_is_at (self, "partners"))
    jkk_queue_bar_select_partners (self->bar);
  else if (jkk_desk_is_at (self, "inbox"))
    jkk_queue_bar_select_post (self->bar);
  else
    jkk_queue_bar_select (self->bar, self->queue);
  refresh_post (self);
  refresh_saved (self);
  /* What is not shown is not open, whatever the page still holds. */
  if (self->office != NULL)
    jkk_office_be_at (self->office,
                      jkk_desk_is_at (self, "case") && self->page != NULL ? jkk_case_page_get_case_id (self->page) : 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Reading again. */

static void
counts_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkDesk) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree JkkCaseCounts *counts = jkk_office_counts_finish (JKK_OFFICE (source), result, &error);

  if (JKK_OFFICE (source) != self->office)
    return;
  if (counts == NULL)
    {
      /* The list says why, in the middle of the window. */
      g_debug ("counts: %s", error->message);
      return;
    }
  self->counts = *counts;
  jkk_desk_refresh (self);
}

static void
accounts_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkDesk) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = jkk_office_accounts_finish (JKK_OFFICE (source), result, &error);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (JKK_OFFICE (source) != self->office)
    return;
  if (accounts == NULL)
    {
      g_debug ("accounts: %s", error->message);
      return;
    }
  for (guint i = 0; i < accounts->len; i++)
    {
      const JkkAccount *account = g_ptr_array_index (accounts, i);

      g_hash_table_insert (names, g_strdup (account->login), g_strdup (account->name));
    }
  jkk_list_page_set_verifiers (self->list, names);
  jkk_accounts_page_set_accounts (self->accounts, accounts);
  jkk_list_page_refresh (self->list);
}

static void
read_again (JkkDesk *self)
{
  if (jkk_desk_get_person (self) == NULL)
    return;
  jkk_office_counts_async (self->office, NULL, counts_read_cb, g_object_ref (self));
  /* The names come first: the lines of the list show them. */
  jkk_office_accounts_async (self->office, NULL, accounts_read_cb, g_object_ref (self));
  jkk_inbox_page_read_again (self->inbox);
}

static void
office_changed_cb (JkkDesk *self)
{
  read_again (self);
  if (jkk_desk_is_at (self, "law"))
    jkk_law_page_refresh (self->law);
}

/* Nobody reads the post who is not signed in. */
static void
person_changed_cb (JkkDesk *self)
{
  jkk_desk_show_damage (self);
  if (jkk_desk_get_person (self) == NULL)
    jkk_inbox_page_leave (self->inbox);
}

/* What the person does. */

static void
on_case_opened_cb (JkkDesk *self, gint64 case_id, guint position)
{
  jkk_desk_open_from_list (self, position);
}

static void
on_queue_chosen_cb (JkkDesk *self, guint queue)
{
  jkk_desk_show_queue (self, (JkkQueue) queue);
}

static void
on_accounts_chosen_cb (JkkDesk *self)
{
  jkk_desk_show_accounts (self);
}

static void
on_post_chosen_cb (JkkDesk *self)
{
  jkk_desk_show_inbox (self);
}

static void
on_partners_chosen_cb (JkkDesk *self)
{
  jkk_desk_show_partners (self);
}

static void
on_post_counted_cb (JkkDesk *self)
{
  const JkkPostDesk *post = jkk_inbox_page_get_desk (self->inbox);

  jkk_partners_page_set_partners (self->partners, post != NULL ? post->partners : NULL);
  jkk_partners_page_set_keys (self->partners, post != NULL ? post->own_keys : NULL,
                              post != NULL ? post->key_warnings : NULL);
  refresh_post (self);
}

static void
on_law_chosen_cb (JkkDesk *self)
{
  jkk_desk_show_law (self, NULL);
}

static void
on_search_changed_cb (JkkDesk *self)
{
  gboolean searching = *jkk_desk_header_get_search (self->header) != '\0';

  if (!searching && !self->searching)
    return;
  /* Who searches, searches everywhere; a queue chosen after that narrows it. */
  if (searching && !self->searching)
    {
      self->queue_before_search = self->queue;
      self->queue = JKK_QUEUE_ALL;
    }
  else if (!searching)
    self->queue = self->queue_before_search;
  self->searching = searching;
  if (searching || jkk_desk_is_at (self, "list"))
    jkk_desk_show_list (self);
}

static void
on_search_activated_cb (JkkDesk *self)
{
  if (*jkk_desk_header_get_search (self->header) == '\0')
    return;
  self->open_found = TRUE;
  self->searching = self->searching || self->queue == JKK_QUEUE_ALL;
  if (self->searching)
    jkk_desk_show_list (self);
  else
    on_search_changed_cb (self);
}

static void
on_search_stopped_cb (JkkDesk *self)
{
  if (jkk_desk_is_at (self, "list"))
    jkk_list_page_focus (self->list);
}

static void
jkk_desk_dispose (GObject *object)
{
  JkkDesk *self = JKK_DESK (object);

  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  g_clear_object (&self->office);
  g_clear_pointer (&self->login, g_free);
  g_clear_pointer (&self->figure, g_free);
  g_clear_pointer (&self->walk, g_array_unref);
  G_OBJECT_CLASS (jkk_desk_parent_class)->dispose (object);
}

static void
jkk_desk_class_init (JkkDeskClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_desk_dispose;

  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (JKK_TYPE_ACCOUNTS_PAGE);
  g_type_ensure (JKK_TYPE_DESK_HEADER);
  g_type_ensure (JKK_TYPE_INBOX_PAGE);
  g_type_ensure (JKK_TYPE_LAW_PAGE);
  g_type_ensure (JKK_TYPE_LIST_PAGE);
  g_type_ensure (JKK_TYPE_PARTNERS_PAGE);
  g_type_ensure (JKK_TYPE_QUEUE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-desk.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, header);
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, away);
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, away_text);
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, damaged);
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, damaged_text);
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, damaged_backups);
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, flap);
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, bar);
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, stack);
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, list);
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, case_bin);
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, accounts);
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, inbox);
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, partners);
  gtk_widget_class_bind_template_child (widget_class, JkkDesk, law);
  gtk_widget_class_bind_template_callback (widget_class, on_accounts_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_law_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_partners_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_post_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_post_counted_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_case_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_queue_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped_cb);
}

static void
jkk_desk_init (JkkDesk *self)
{
  self->queue = JKK_QUEUE_ALL;
  gtk_widget_init_template (GTK_WIDGET (self));
  jkk_desk_header_bind_sidebar (self->header, self->flap);
  if (jkk_settings () != NULL)
    g_settings_bind (jkk_settings (), "show-queues", self->flap, "reveal-flap", G_SETTINGS_BIND_DEFAULT);
}

static void
walk_back_cb (JkkDesk *self)
{
  jkk_desk_walk (self, -1);
}

static void
walk_on_cb (JkkDesk *self)
{
  jkk_desk_walk (self, 1);
}

static void
make_case_page (JkkDesk *self)
{
  adw_bin_set_child (self->case_bin, NULL);
  self->page = NULL;
  if (self->office == NULL)
    return;

  self->page = jkk_case_page_new (self->office);
  g_signal_connect_object (self->page, "previous", G_CALLBACK (walk_back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "next", G_CALLBACK (walk_on_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "closed", G_CALLBACK (jkk_desk_back), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "notify::pending", G_CALLBACK (refresh_saved), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->case_bin, GTK_WIDGET (self->page));
}

/**
 * jkk_desk_set_office:
 * @self: the desk
 * @office: (nullable): the office, or %NULL to forget everything of the one so far
 */
void
jkk_desk_set_office (JkkDesk *self, JkkOffice *office)
{
  g_return_if_fail (JKK_IS_DESK (self));

  if (self->office == office)
    return;
  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  g_set_object (&self->office, office);
  g_clear_pointer (&self->walk, g_array_unref);
  g_clear_pointer (&self->login, g_free);
  self->counts = (JkkCaseCounts){ 0 };
  gtk_revealer_set_reveal_child (self->away, FALSE);
  gtk_revealer_set_reveal_child (self->damaged, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "list");
  jkk_list_page_set_office (self->list, office);
  jkk_accounts_page_set_office (self->accounts, office);
  jkk_inbox_page_set_office (self->inbox, office);
  jkk_partners_page_set_office (self->partners, office);
  jkk_law_page_set_office (self->law, office);
  jkk_queue_bar_set_office (self->bar, office != NULL ? jkk_office_get_name (office) : NULL,
                            office != NULL && jkk_office_is_demo (office));
  make_case_page (self);
  if (office != NULL)
    {
      g_signal_connect_swapped (office, "changed", G_CALLBACK (office_changed_cb), self);
      g_signal_connect_swapped (office, "notify::person", G_CALLBACK (person_changed_cb), self);
      g_signal_connect_swapped (office, "notify::away", G_CALLBACK (jkk_desk_show_away), self);
      g_signal_connect_swapped (office, "notify::damaged", G_CALLBACK (jkk_desk_show_damage), self);
    }
}

/* What this person typed here earlier and what never reached the store is not looked for: it is offered. */
static void
offer_kept (JkkDesk *self)
{
  g_autoptr (GArray) kept = jkk_office_list_kept (self->office);
  gboolean has_begun = jkk_case_page_has_begun (self->page);
  guint n_cases = kept->len - (kept->len > 0 && g_array_index (kept, gint64, 0) == 0 ? 1 : 0);

  if (jkk_office_get_keeping_problem (self->office) != NULL)
    jkk_say_toast (GTK_WIDGET (self), jkk_office_get_keeping_problem (self->office));
  if (jkk_office_count_locked_away (self->office) > 0)
    jkk_say_offer (GTK_WIDGET (self), _ ("What you typed here earlier is locked by the password that you had then."),
                   _ ("_Unlock…"), "win.open-locked-away");
  else if (has_begun)
    jkk_say_offer (GTK_WIDGET (self), _ ("A new case was begun and not taken in yet."), _ ("_Continue"),
                   "win.new-case");
  else if (n_cases > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("What you typed in %u case was not stored.", "What you typed in %u cases was not stored.", n_cases),
          n_cases);

      jkk_say_offer (GTK_WIDGET (self), text, _ ("_Continue"), "win.continue-kept");
    }
}

/**
 * jkk_desk_continue_kept:
 * @self: the desk
 *
 * Opens the first case in which something was typed that was never stored, or the one that was begun.
 */
void
jkk_desk_continue_kept (JkkDesk *self)
{
  g_return_if_fail (JKK_IS_DESK (self));

  g_autoptr (GArray) kept = jkk_office_list_kept (self->office);
  if (kept->len == 0)
    return;
  gint64 case_id = g_array_index (kept, gint64, kept->len - 1);
  if (case_id != 0)
    jkk_desk_open_case (self, case_id);
  else
    jkk_desk_new_case (self);
}

/**
 * jkk_desk_enter:
 * @self: the desk
 *
 * Somebody has signed in. Who sat here last finds everything in its place; for somebody else the desk is cleared, and
 * shows the queue that fits the role.
 */
void
jkk_desk_enter (JkkDesk *self)
{
  g_return_if_fail (JKK_IS_DESK (self));
  g_return_if_fail (jkk_desk_get_person (self) != NULL);

  const JkkAccount *person = jkk_desk_get_person (self);

  if (g_strcmp0 (person->login, self->login) != 0)
    {
      jkk_set_str (&self->login, person->login);
      self->queue = self->queue_before_search = jkk_queue_state_home (person->roles);
      self->searching = FALSE;
      jkk_desk_header_clear_search (self->header);
      gtk_stack_set_visible_child_name (self->stack, "list");
      jkk_list_page_set_office (self->list, NULL);
      jkk_list_page_set_office (self->list, self->office);
    }
  jkk_inbox_page_enter (self->inbox);
  read_again (self);
  jkk_desk_show_list (self);
  /* Should the list be empty, the queues are what is left to go to. */
  jkk_queue_bar_focus (self->bar);
  jkk_list_page_focus (self->list);
  offer_kept (self);
}

/**
 * jkk_desk_is_at_case:
 * @self: the desk
 *
 * Returns: whether a case is open.
 */
gboolean
jkk_desk_is_at_case (JkkDesk *self)
{
  g_return_val_if_fail (JKK_IS_DESK (self), FALSE);

  return jkk_desk_is_at (self, "case");
}

/**
 * jkk_desk_is_at_list:
 * @self: the desk
 *
 * Returns: whether the list is shown.
 */
gboolean
jkk_desk_is_at_list (JkkDesk *self)
{
  g_return_val_if_fail (JKK_IS_DESK (self), FALSE);

  return jkk_desk_is_at (self, "list");
}

/**
 * jkk_desk_count_unfinished:
 * @self: the desk
 *
 * Returns: how many typed values are not saved because they are not acceptable.
 */
guint
jkk_desk_count_unfinished (JkkDesk *self)
{
  g_return_val_if_fail (JKK_IS_DESK (self), 0);

  return self->page != NULL ? jkk_case_page_count_unfinished (self->page) : 0;
}

/**
 * jkk_desk_search:
 * @self: the desk
 *
 * Gives the keyboard to the search: on the page of the law to that for figures, else to that for cases.
 */
void
jkk_desk_search (JkkDesk *self)
{
  g_return_if_fail (JKK_IS_DESK (self));

  if (jkk_desk_is_at (self, "law"))
    jkk_law_page_search (self->law);
  else
    jkk_desk_header_focus_search (self->header);
}

/**
 * jkk_desk_focus_list:
 * @self: the desk
 *
 * Gives the keyboard to the list, if it is shown.
 */
void
jkk_desk_focus_list (JkkDesk *self)
{
  g_return_if_fail (JKK_IS_DESK (self));

  if (jkk_desk_is_at (self, "list"))
    jkk_list_page_focus (self->list);
}

/**
 * jkk_desk_reload:
 * @self: the desk
 *
 * Reads everything again.
 */
void
jkk_desk_reload (JkkDesk *self)
{
  g_return_if_fail (JKK_IS_DESK (self));

  read_again (self);
}

/**
 * jkk_desk_toggle_sidebar:
 * @self: the desk
 *
 * Shows or hides the queues.
 */
void
jkk_desk_toggle_sidebar (JkkDesk *self)
{
  g_return_if_fail (JKK_IS_DESK (self));

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}
