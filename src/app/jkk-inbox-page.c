#include <glib/gi18n-lib.h>

#include "jkk-focus.h"
#include "jkk-inbox-page-private.h"
#include "jkk-say.h"
#include "jkk-text.h"

G_DEFINE_FINAL_TYPE (JkkInboxPage, jkk_inbox_page, ADW_TYPE_BIN)

enum
{
  COUNTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- What is shown ----------------------------------------------------------------------------------------------- */

static GtkWidget *
row_new (const JkkInboxRow *row)
{
  GtkWidget *line = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon =
      g_object_new (GTK_TYPE_IMAGE, "icon-name", row->icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (words), jkk_text_new (row->title, "heading"));
  gtk_box_append (GTK_BOX (words), jkk_text_new (row->subtitle, NULL));
  gtk_box_append (GTK_BOX (words), jkk_text_new (row->from, "jkk-source"));
  if (row->note != NULL)
    gtk_box_append (GTK_BOX (words), jkk_text_new (row->note, "jkk-inbox-note"));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line), box);
  if (row->urgent)
    gtk_widget_add_css_class (line, "urgent");
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, row->spoken, -1);
  return line;
}

static gboolean
is_shown (JkkInboxPage *self, const JkkInboxRow *row)
{
  return row->id == self->id && row->owed_id == self->owed_id;
}

/* The line that was shown stays chosen while it is there; else the one that took its place. */
static guint
find_row (JkkInboxPage *self, guint before)
{
  if (self->id == 0 && self->owed_id == 0)
    return 0;
  for (guint i = 0; i < self->rows->len; i++)
    if (is_shown (self, self->rows->pdata[i]))
      return i;
  return MIN (before, self->rows->len - 1);
}

static void
refresh_list (JkkInboxPage *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  guint before = selected != NULL ? (guint) gtk_list_box_row_get_index (selected) : 0;
  gboolean had_focus = selected != NULL && gtk_widget_has_focus (GTK_WIDGET (selected));
  GtkWidget *child;

  self->refreshing = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_append (self->list, row_new (self->rows->pdata[i]));
  if (self->rows->len > 0)
    {
      guint at = find_row (self, before);
      const JkkInboxRow *row = self->rows->pdata[at];
      GtkListBoxRow *line = gtk_list_box_get_row_at_index (self->list, (int) at);
      gboolean fresh = !is_shown (self, row);

      gtk_list_box_select_row (self->list, line);
      if (had_focus)
        gtk_widget_grab_focus (GTK_WIDGET (line));
      self->id = row->id;
      self->owed_id = row->owed_id;
      if (fresh)
        self->case_id = 0;
      jkk_inbox_page_read_letter (self, fresh);
    }
  self->refreshing = FALSE;
}

static void
refresh_views (JkkInboxPage *self)
{
  for (guint i = 0; i < JKK_N_INBOX_VIEWS; i++)
    {
      gint64 count = jkk_inbox_state_count (&self->desk->counts, (JkkInboxView) i);
      const char *label = jkk_inbox_state_label ((JkkInboxView) i);
      g_autofree char *text = count > 0 ? g_strdup_printf ("%s  %" G_GINT64_FORMAT, label, count) : g_strdup (label);

      gtk_button_set_label (GTK_BUTTON (self->toggles[i]), text);
      self->refreshing = TRUE;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[i]), i == self->view);
      self->refreshing = FALSE;
    }
}

static void
refresh_notice (JkkInboxPage *self)
{
  gint64 count = self->desk != NULL ? jkk_inbox_state_count (&self->desk->counts, self->view) : 0;
  g_autofree char *text = jkk_inbox_state_notice (self->desk, jkk_post_watch_get_trouble (self->watch));

  if (text == NULL && count > JKK_INBOX_MOST_ROWS)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, count);

      text = g_strdup_printf (_ ("The first %d of %s are shown; the others follow as these are settled."),
                              JKK_INBOX_MOST_ROWS, number);
    }
  g_autofree char *watched = jkk_post_watch_describe (self->watch);

  gtk_label_set_text (self->watched, watched);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->watched), watched);
  gtk_label_set_text (self->notice, text != NULL ? text : "");
  gtk_widget_set_visible (self->notice_box, text != NULL);
}

/* A single file is done before anybody could read this. */
static void
progressed_cb (JkkInboxPage *self)
{
  guint done = 0, all = 0;
  g_autofree char *file_name = jkk_post_watch_get_progress (self->watch, &done, &all);
  gboolean tells = file_name != NULL && all > 1;

  gtk_widget_set_visible (self->round, tells);
  gtk_widget_set_visible (GTK_WIDGET (self->watched), !tells);
  if (!tells)
    return;
  g_autofree char *text = g_strdup_printf (_ ("%s: %u of %u"), file_name, done, all);
  gtk_progress_bar_set_text (self->progress, text);
  gtk_progress_bar_set_fraction (self->progress, done / (double) all);
}

static void
refresh (JkkInboxPage *self)
{
  if (self->desk == NULL)
    return;
  refresh_notice (self);
  refresh_views (self);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = jkk_inbox_state_rows (self->desk, self->view, jkk_today ());
  adw_status_page_set_title (self->empty, jkk_inbox_state_empty_title (self->view));
  adw_status_page_set_description (self->empty, jkk_inbox_state_empty_text (self->view));
  gtk_stack_set_visible_child_name (self->stack, self->rows->len > 0 ? "post" : "empty");
  refresh_list (self);
}

/**
 * jkk_inbox_page_get_owed:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): the line of the ledger that is shown.
 */
const JkkOwed *
jkk_inbox_page_get_owed (JkkInboxPage *self)
{
  for (guint i = 0; self->desk != NULL && i < self->desk->owed->len; i++)
    {
      const JkkOwed *owed = self->desk->owed->pdata[i];

      if (owed->id == self->owed_id)
        return owed;
    }
  return NULL;
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

static void
desk_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkInboxPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPostDesk) desk = jkk_postbox_desk_finish (JKK_OFFICE (source), result, &error);

  self->reading = FALSE;
  if (JKK_OFFICE (source) != self->office)
    return;
  if (desk == NULL)
    {
      adw_status_page_set_title (self->failed, jkk_say_heading (error));
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  g_clear_pointer (&self->desk, jkk_post_desk_free);
  self->desk = g_steal_pointer (&desk);
  if (!self->at_home)
    self->view = jkk_inbox_state_home (&self->desk->counts);
  jkk_post_watch_set_partners (self->watch, self->desk->partners);
  refresh (self);
  g_signal_emit (self, signals[COUNTED], 0);
  if (self->read_again)
    jkk_inbox_page_read_again (self);
}

/**
 * jkk_inbox_page_read_again:
 * @self: the page
 *
 * Something has changed, here or on another desk.
 */
void
jkk_inbox_page_read_again (JkkInboxPage *self)
{
  g_return_if_fail (JKK_IS_INBOX_PAGE (self));

  self->read_again = self->reading;
  if (self->office == NULL || self->reading || jkk_office_get_person (self->office) == NULL)
    return;
  self->reading = TRUE;
  jkk_postbox_desk_async (self->office, NULL, desk_read_cb, g_object_ref (self));
}

/* ---- What the person does ---------------------------------------------------------------------------------------- */

static void
on_row_selected_cb (JkkInboxPage *self, GtkListBoxRow *line)
{
  int at = line != NULL ? gtk_list_box_row_get_index (line) : -1;

  if (self->refreshing || at < 0 || (guint) at >= self->rows->len)
    return;
  const JkkInboxRow *row = self->rows->pdata[at];
  if (is_shown (self, row))
    return;
  self->id = row->id;
  self->owed_id = row->owed_id;
  self->case_id = 0;
  jkk_inbox_page_read_letter (self, TRUE);
}

/* Enter leads to what can be done with the message. */
static void
on_row_activated_cb (JkkInboxPage *self, GtkListBoxRow *line)
{
  if (!gtk_widget_child_focus (GTK_WIDGET (self->work_scroller), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (self->buttons, GTK_DIR_TAB_FORWARD);
}

static void
show_view (JkkInboxPage *self, JkkInboxView view)
{
  self->at_home = TRUE;
  self->view = view;
  self->id = self->owed_id = self->case_id = 0;
  refresh (self);
}

static void
view_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint32 view = g_variant_get_uint32 (parameter);

  if (view < JKK_N_INBOX_VIEWS)
    {
      show_view (JKK_INBOX_PAGE (widget), (JkkInboxView) view);
      jkk_inbox_page_focus (JKK_INBOX_PAGE (widget));
    }
}

static void
toggled_cb (JkkInboxPage *self, GtkToggleButton *toggle)
{
  if (self->refreshing || !gtk_toggle_button_get_active (toggle))
    return;
  for (guint i = 0; i < JKK_N_INBOX_VIEWS; i++)
    if (self->toggles[i] == GTK_WIDGET (toggle))
      show_view (self, (JkkInboxView) i);
}

static void
look_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  jkk_post_watch_look (JKK_INBOX_PAGE (widget)->watch);
}

static void
break_off_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  jkk_post_watch_break_off (JKK_INBOX_PAGE (widget)->watch);
}

static void
looked_cb (JkkInboxPage *self)
{
  progressed_cb (self);
  refresh_notice (self);
  jkk_inbox_page_read_again (self);
}

/* ---- The page ---------------------------------------------------------------------------------------------------- */

static void
forget (JkkInboxPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->desk, jkk_post_desk_free);
  g_clear_pointer (&self->letter, jkk_post_letter_free);
  g_clear_pointer (&self->deeds, jkk_letter_deeds_free);
  g_hash_table_remove_all (self->unchosen);
  self->id = self->owed_id = self->case_id = 0;
  self->at_home = self->doing = self->reading = self->read_again = FALSE;
  gtk_stack_set_visible_child_name (self->letter_stack, "nothing");
}

static void
jkk_inbox_page_dispose (GObject *object)
{
  JkkInboxPage *self = JKK_INBOX_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->watch != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->watch, self);
      jkk_post_watch_set_office (self->watch, NULL);
    }
  g_clear_object (&self->watch);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (jkk_inbox_page_parent_class)->dispose (object);
}

static void
jkk_inbox_page_finalize (GObject *object)
{
  JkkInboxPage *self = JKK_INBOX_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->desk, jkk_post_desk_free);
  g_clear_pointer (&self->letter, jkk_post_letter_free);
  g_clear_pointer (&self->deeds, jkk_letter_deeds_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_hash_table_unref (self->unchosen);
  G_OBJECT_CLASS (jkk_inbox_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, views);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, watched);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, round);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, progress);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, notice_box);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, notice);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, stack);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, empty);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, failed);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, list);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, letter_stack);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, title);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, primary);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, new_case);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, other_case);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, answer);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, open_case);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, refuse);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, aside);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, letter_scroller);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, work_scroller);
  gtk_widget_class_bind_template_child_full (widget_class, "letter", FALSE, G_STRUCT_OFFSET (JkkInboxPage, letter_box));
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, faults);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, print_receipt);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, matches);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, difference_head);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, difference_title);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, all);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, none);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, why_not);
  gtk_widget_class_bind_template_child (widget_class, JkkInboxPage, why_not_text);
  gtk_widget_class_bind_template_child_full (widget_class, "differences", FALSE,
                                             G_STRUCT_OFFSET (JkkInboxPage, differences_box));
}

static void
jkk_inbox_page_class_init (JkkInboxPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_inbox_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_inbox_page_finalize;
  signals[COUNTED] =
      g_signal_new ("counted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-inbox-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_install_action (widget_class, "inbox.view", "u", view_cb);
  gtk_widget_class_install_action (widget_class, "inbox.look", NULL, look_cb);
  gtk_widget_class_install_action (widget_class, "inbox.break-off", NULL, break_off_cb);
  for (guint i = 0; i < JKK_N_INBOX_VIEWS; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, "inbox.view", "u", i);
  jkk_inbox_page_install_deeds (widget_class);
}

static void
jkk_inbox_page_init (JkkInboxPage *self)
{
  self->unchosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rows = g_ptr_array_new ();
  self->watch = jkk_post_watch_new ();
  g_signal_connect_swapped (self->watch, "looked", G_CALLBACK (looked_cb), self);
  g_signal_connect_swapped (self->watch, "progressed", G_CALLBACK (progressed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  jkk_focus_leave_list (self->list);
  for (guint i = 0; i < JKK_N_INBOX_VIEWS; i++)
    {
      self->toggles[i] = gtk_toggle_button_new_with_mnemonic (jkk_inbox_state_label ((JkkInboxView) i));
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->toggles[i]), GTK_TOGGLE_BUTTON (self->toggles[0]));
      gtk_box_append (self->views, self->toggles[i]);
      g_signal_connect_swapped (self->toggles[i], "toggled", G_CALLBACK (toggled_cb), self);
    }
}

/**
 * jkk_inbox_page_set_office:
 * @self: the page
 * @office: (nullable): whose post, or %NULL to forget all
 */
void
jkk_inbox_page_set_office (JkkInboxPage *self, JkkOffice *office)
{
  g_return_if_fail (JKK_IS_INBOX_PAGE (self));

  g_set_object (&self->office, office);
  jkk_post_watch_set_office (self->watch, office);
  forget (self);
}

/**
 * jkk_inbox_page_enter:
 * @self: the page
 *
 * Somebody has signed in: what the one before looked at is no longer shown.
 */
void
jkk_inbox_page_enter (JkkInboxPage *self)
{
  g_return_if_fail (JKK_IS_INBOX_PAGE (self));

  forget (self);
  jkk_inbox_page_read_again (self);
}

/**
 * jkk_inbox_page_leave:
 * @self: the page
 *
 * Nobody is signed in any more; the folders are left alone.
 */
void
jkk_inbox_page_leave (JkkInboxPage *self)
{
  g_return_if_fail (JKK_IS_INBOX_PAGE (self));

  jkk_post_watch_stop (self->watch);
  forget (self);
}

/**
 * jkk_inbox_page_focus:
 * @self: the page
 *
 * Gives the keyboard to the list, or to the views where it is empty.
 */
void
jkk_inbox_page_focus (JkkInboxPage *self)
{
  g_return_if_fail (JKK_IS_INBOX_PAGE (self));

  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  gtk_widget_grab_focus (row != NULL && self->rows->len > 0 ? GTK_WIDGET (row) : self->toggles[self->view]);
}

/**
 * jkk_inbox_page_get_counts:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): how much waits, as read last.
 */
const JkkPostCounts *
jkk_inbox_page_get_counts (JkkInboxPage *self)
{
  g_return_val_if_fail (JKK_IS_INBOX_PAGE (self), NULL);

  return self->desk != NULL ? &self->desk->counts : NULL;
}

/**
 * jkk_inbox_page_get_desk:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): the post, the partners and the office's keys, as read last.
 */
const JkkPostDesk *
jkk_inbox_page_get_desk (JkkInboxPage *self)
{
  g_return_val_if_fail (JKK_IS_INBOX_PAGE (self), NULL);

  return self->desk;
}
