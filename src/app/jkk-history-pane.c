#include "jkk-history-pane.h"

#include <glib/gi18n-lib.h>

#include "jkk-deed.h"
#include "jkk-text.h"

/* From so many values on an entry is folded. */
#define MANY_CHANGES 6

struct _JkkHistoryPane
{
  AdwBin parent_instance;

  GtkWidget *bar;
  GtkWidget *looks;
  GtkWidget *column;
};

G_DEFINE_FINAL_TYPE (JkkHistoryPane, jkk_history_pane, ADW_TYPE_BIN)

static void
jkk_history_pane_class_init (JkkHistoryPaneClass *klass)
{
}

static void
looks_toggled_cb (GtkCheckButton *button, JkkHistoryPane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "case.show-looks", "b", gtk_check_button_get_active (button));
}

/* What one can ask of the history, above it. */
static GtkWidget *
bar_new (JkkHistoryPane *self)
{
  GtkWidget *day = gtk_button_new_with_mnemonic (_ ("As of a _Day…"));

  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->looks = gtk_check_button_new_with_mnemonic (_ ("Also show who _looked"));
  gtk_widget_set_tooltip_text (day, _ ("Show the case as it stood on a day"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (day), "x", (gint64) 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (day), "case.show-past");
  g_signal_connect (self->looks, "toggled", G_CALLBACK (looks_toggled_cb), self);
  gtk_widget_set_visible (self->looks, FALSE);
  gtk_widget_add_css_class (self->bar, "jkk-history-bar");
  gtk_box_append (GTK_BOX (self->bar), day);
  gtk_box_append (GTK_BOX (self->bar), self->looks);
  return self->bar;
}

static void
jkk_history_pane_init (JkkHistoryPane *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->column, "jkk-history");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->column);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), bar_new (self));
  gtk_box_append (GTK_BOX (box), scroller);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * jkk_history_pane_new:
 *
 * Returns: (transfer floating): an empty history.
 */
GtkWidget *
jkk_history_pane_new (void)
{
  return g_object_new (JKK_TYPE_HISTORY_PANE, NULL);
}

/* Long texts are told by their beginning. */
static char *
shortened (const char *text)
{
  if (*text == '\0')
    return g_strdup (_ ("(empty)"));
  if (g_utf8_strlen (text, -1) <= 120)
    return g_strdup (text);
  g_autofree char *start = g_utf8_substring (text, 0, 118);
  return g_strconcat (start, "…", NULL);
}

/**
 * jkk_history_change_widget:
 * @change: a change
 *
 * Returns: (transfer floating): a button that tells it and leads to its field.
 */
GtkWidget *
jkk_history_change_widget (const JkkHistoryChange *change)
{
  GtkWidget *button = gtk_button_new (), *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = jkk_text_new (change->label, "jkk-source");
  GtkWidget *place = gtk_label_new (change->place);
  g_autofree char *before = shortened (change->before), *after = shortened (change->after);
  g_autofree char *markup = *change->before != '\0' ? g_markup_printf_escaped ("<s>%s</s>  →  %s", before, after)
                                                    : g_markup_printf_escaped ("%s", after);
  /* Translators: a field, its value before and after. */
  g_autofree char *name = g_strdup_printf (_ ("%s: before %s, after %s"), change->label, before, after);
  GtkWidget *values = jkk_text_new (NULL, NULL);

  gtk_label_set_markup (GTK_LABEL (values), markup);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (place, "jkk-place");
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), place);
  gtk_box_append (GTK_BOX (content), head);
  gtk_box_append (GTK_BOX (content), values);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "jkk-change");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", change->path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.jump");
  return button;
}

/* A report that came in as a whole is told by how much it said. */
static void
add_changes (GtkBox *box, GPtrArray *changes)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *expander;
  g_autofree char *count = g_strdup_printf (ngettext ("%u value", "%u values", changes->len), changes->len);

  for (guint i = 0; i < changes->len; i++)
    gtk_box_append (GTK_BOX (column), jkk_history_change_widget (changes->pdata[i]));
  if (changes->len <= MANY_CHANGES)
    {
      gtk_box_append (box, column);
      return;
    }
  expander = gtk_expander_new (count);
  gtk_expander_set_child (GTK_EXPANDER (expander), column);
  gtk_box_append (box, expander);
}

static GtkWidget *
past_button (const JkkHistoryLine *line)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-open-recent-symbolic");
  g_autofree char *name = g_strdup_printf ("%s (%s)", _ ("Show the Case as It Stood Then"), line->when);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _ ("Show the Case as It Stood Then"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", line->sequence);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.show-past");
  return button;
}

static GtkWidget *
line_head (const JkkHistoryLine *line)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  /* Translators: a time, name of a computer. */
  g_autofree char *place = line->where != NULL ? g_strdup_printf (_ ("%s, at %s"), line->when, line->where) : NULL;
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b> %s", line->who, line->what);
  GtkWidget *title = jkk_text_new (NULL, NULL);

  gtk_label_set_markup (GTK_LABEL (title), markup);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), jkk_text_new (place != NULL ? place : line->when, "jkk-source"));
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (head), texts);
  if (!line->quiet)
    gtk_box_append (GTK_BOX (head), past_button (line));
  return head;
}

static GtkWidget *
line_widget (const JkkHistoryLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "jkk-entry");
  if (line->quiet)
    gtk_widget_add_css_class (box, "dim-label");
  gtk_box_append (GTK_BOX (box), line_head (line));
  if (line->reason != NULL)
    {
      g_autofree char *reason = g_strdup_printf ("“%s”", line->reason);

      gtk_box_append (GTK_BOX (box), jkk_text_new (reason, "jkk-reason"));
    }
  add_changes (GTK_BOX (box), line->changes);
  return box;
}

/**
 * jkk_history_pane_show:
 * @self: a pane
 * @history: (nullable) (element-type JkkHistoryEntry): the journal of a case, the newest first
 */
void
jkk_history_pane_show (JkkHistoryPane *self, GPtrArray *history)
{
  g_return_if_fail (JKK_IS_HISTORY_PANE (self));

  gtk_widget_set_visible (self->bar, history != NULL && history->len > 0);
  jkk_box_clear (GTK_BOX (self->column));
  if (history == NULL || history->len == 0)
    {
      gtk_box_append (GTK_BOX (self->column),
                      jkk_text_new (_ ("Here stands what happens to the case: who did what, and why."), "dim-label"));
      return;
    }
  g_autoptr (GPtrArray) lines = jkk_history_state_new (history, jkk_deed_done_label);
  for (guint i = 0; i < lines->len; i++)
    gtk_box_append (GTK_BOX (self->column), line_widget (lines->pdata[i]));
}

/**
 * jkk_history_pane_set_looks:
 * @self: a pane
 * @may: whether the person may ask who looked
 * @shown: whether that is shown
 */
void
jkk_history_pane_set_looks (JkkHistoryPane *self, gboolean may, gboolean shown)
{
  g_return_if_fail (JKK_IS_HISTORY_PANE (self));

  gtk_widget_set_visible (self->looks, may);
  g_signal_handlers_block_by_func (self->looks, looks_toggled_cb, self);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->looks), shown);
  g_signal_handlers_unblock_by_func (self->looks, looks_toggled_cb, self);
}
