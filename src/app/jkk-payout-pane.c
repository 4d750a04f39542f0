#include "jkk-payout-pane.h"

#include <glib/gi18n-lib.h>

#include "jkk-payout-row.h"
#include "jkk-text.h"

#define MARK 1200

struct _JkkPayoutPane
{
  AdwBin parent_instance;

  JkkPayout *before; /* (owned) the sheet shown last */
  JkkPayout *beside; /* (owned) */
  char *refusal;
  guint mark_id;

  /* Template */
  GtkLabel *law;
  GtkLabel *error;
  GtkWidget *beside_box;
  GtkWidget *empty;
  GtkBox *lines;
  GtkWidget *gaps_heading;
  GtkBox *gaps;
  GtkWidget *shares_heading;
  GtkGrid *shares;
  GtkWidget *notes_heading;
  GtkBox *notes;
  GtkWidget *refusal_box;
  GtkLabel *refusal_text;
  GtkLabel *total_title;
  GtkLabel *total;
  GtkLabel *other_total;
  GtkLabel *split;
  GtkLabel *remark;
  GtkWidget *unconfirmed;
  GtkLabel *unconfirmed_text;
};

G_DEFINE_FINAL_TYPE (JkkPayoutPane, jkk_payout_pane, ADW_TYPE_BIN)

static void
jkk_payout_pane_dispose (GObject *object)
{
  JkkPayoutPane *self = JKK_PAYOUT_PANE (object);

  g_clear_handle_id (&self->mark_id, g_source_remove);
  g_clear_pointer (&self->before, jkk_payout_unref);
  g_clear_pointer (&self->beside, jkk_payout_unref);
  g_clear_pointer (&self->refusal, g_free);
  G_OBJECT_CLASS (jkk_payout_pane_parent_class)->dispose (object);
}

static void
jkk_payout_pane_class_init (JkkPayoutPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_payout_pane_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-payout-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, law);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, error);
  gtk_widget_class_bind_template_child_full (widget_class, "beside", FALSE,
                                             G_STRUCT_OFFSET (JkkPayoutPane, beside_box));
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, empty);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, lines);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, gaps_heading);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, gaps);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, shares_heading);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, shares);
  gtk_widget_class_bind_template_child_full (widget_class, "refusal", FALSE,
                                             G_STRUCT_OFFSET (JkkPayoutPane, refusal_box));
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, refusal_text);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, notes_heading);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, notes);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, total_title);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, total);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, other_total);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, split);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, remark);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, unconfirmed);
  gtk_widget_class_bind_template_child (widget_class, JkkPayoutPane, unconfirmed_text);
}

static void
jkk_payout_pane_init (JkkPayoutPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jkk_payout_pane_new:
 *
 * Returns: (transfer floating): an empty sheet.
 */
GtkWidget *
jkk_payout_pane_new (void)
{
  return g_object_new (JKK_TYPE_PAYOUT_PANE, NULL);
}

/* The rows that are there already are used again: what the person has opened stays open. */
static void
refresh_rows (GtkBox *box, GPtrArray *lines)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box));

  for (guint i = 0; i < lines->len; i++)
    {
      if (child == NULL)
        {
          child = jkk_payout_row_new ();
          gtk_box_append (box, child);
        }
      jkk_payout_row_show (JKK_PAYOUT_ROW (child), lines->pdata[i]);
      child = gtk_widget_get_next_sibling (child);
    }
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      gtk_box_remove (box, child);
      child = next;
    }
}

static GtkWidget *
gap_button (const JkkPayoutGap *gap)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *button = gtk_button_new ();
  GtkWidget *text = gtk_label_new (gap->text), *place = gtk_label_new (gap->place);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (place, "jkk-place");
  gtk_widget_set_valign (place, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (content), text);
  gtk_box_append (GTK_BOX (content), place);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "jkk-gap");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, gap->text, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.jump");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", gap->path);
  return button;
}

static void
refresh_gaps (JkkPayoutPane *self, GPtrArray *gaps)
{
  jkk_box_clear (self->gaps);
  for (guint i = 0; i < gaps->len; i++)
    gtk_box_append (self->gaps, gap_button (gaps->pdata[i]));
  gtk_widget_set_visible (self->gaps_heading, gaps->len > 0);
  gtk_label_set_text (self->total_title, gaps->len > 0 ? _ ("Total so far") : _ ("Total"));
}

/* ---- Who pays what ----------------------------------------------------------------------------------------------- */

static void
attach_text (JkkPayoutPane *self, const char *text, int column, int row, const char *css_class)
{
  GtkWidget *label = jkk_text_new (text != NULL ? text : "—", css_class);

  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  if (column > 0)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
      gtk_label_set_wrap (GTK_LABEL (label), row == 0);
      gtk_label_set_max_width_chars (GTK_LABEL (label), row == 0 ? 10 : -1);
      gtk_widget_add_css_class (label, "tabular");
    }
  gtk_grid_attach (self->shares, label, column, row, 1, 1);
}

static void
refresh_shares (JkkPayoutPane *self, GPtrArray *shares)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->shares))) != NULL)
    gtk_grid_remove (self->shares, child);
  gtk_widget_set_visible (self->shares_heading, shares->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->shares), shares->len > 0);
  if (shares->len == 0)
    return;
  attach_text (self, "", 0, 0, NULL);
  attach_text (self, _ ("The agency pays"), 1, 0, "jkk-source");
  attach_text (self, _ ("The employer owes"), 2, 0, "jkk-source");
  for (guint i = 0; i < shares->len; i++)
    {
      const JkkPayoutShare *share = shares->pdata[i];
      const char *css_class = i + 1 == shares->len ? "heading" : NULL;

      attach_text (self, share->title, 0, (int) i + 1, css_class);
      attach_text (self, share->agency, 1, (int) i + 1, css_class);
      attach_text (self, share->employer, 2, (int) i + 1, css_class);
    }
}

static gboolean
marked_cb (gpointer user_data)
{
  JkkPayoutPane *self = user_data;

  self->mark_id = 0;
  gtk_widget_remove_css_class (GTK_WIDGET (self->total), "jkk-changed");
  return G_SOURCE_REMOVE;
}

static void
refresh_total (JkkPayoutPane *self, const JkkPayoutState *state)
{
  gtk_label_set_text (self->total, state->total);
  g_autofree char *other =
      /* Translators: what the sheet comes to although nothing is owed; an amount as it would be today */
      state->calculated != NULL    ? g_strdup_printf (_ ("calculated %s"), state->calculated)
      : state->other_total != NULL ? g_strdup_printf (_ ("today %s"), state->other_total)
                                   : NULL;
  gtk_label_set_text (self->other_total, other != NULL ? other : "");
  gtk_widget_set_visible (GTK_WIDGET (self->other_total), other != NULL);
  gtk_label_set_text (self->split, state->split != NULL ? state->split : "");
  gtk_widget_set_visible (GTK_WIDGET (self->split), state->split != NULL);
  gtk_label_set_text (self->refusal_text, state->refusal != NULL ? state->refusal : "");
  gtk_widget_set_visible (self->refusal_box, state->refusal != NULL);
  gtk_label_set_text (self->unconfirmed_text, state->unconfirmed != NULL ? state->unconfirmed : "");
  gtk_widget_set_visible (self->unconfirmed, state->unconfirmed != NULL);
  if (state->total_changed)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->total), "jkk-changed");
      g_clear_handle_id (&self->mark_id, g_source_remove);
      self->mark_id = g_timeout_add (MARK, marked_cb, self);
    }
}

static void
refresh (JkkPayoutPane *self, const JkkPayoutState *state)
{
  g_autofree char *law = state->law_day != NULL && state->pack != NULL
                             ? g_strdup_printf ("%s · %s", state->pack, state->law_day)
                             : g_strdup (state->pack);

  gtk_label_set_text (self->law, law != NULL ? law : "");
  gtk_widget_set_visible (GTK_WIDGET (self->law), law != NULL);
  gtk_widget_set_visible (self->empty, state->lines->len == 0);
  refresh_rows (self->lines, state->lines);
  refresh_shares (self, state->shares);
  refresh_gaps (self, state->gaps);
  refresh_rows (self->notes, state->notes);
  gtk_widget_set_visible (self->notes_heading, state->notes->len > 0);
  refresh_total (self, state);
}

static gboolean
same (const JkkPayout *a, const JkkPayout *b)
{
  return a == b || (a != NULL && b != NULL && jkk_payout_equal (a, b));
}

static void
keep (JkkPayout **place, const JkkPayout *payout)
{
  JkkPayout *before = *place;

  *place = payout != NULL ? jkk_payout_ref (payout) : NULL;
  g_clear_pointer (&before, jkk_payout_unref);
}

/**
 * jkk_payout_pane_show:
 * @self: a pane
 * @sheet: (nullable): the sheet as calculated now
 * @frozen: (nullable): the sheet that was proposed or decided
 * @refusal: (nullable): why nothing is owed, whatever the sheet comes to
 * @error: (nullable): why there is no @sheet
 * @fresh: whether this is another case than before, so that nothing is marked as changed
 */
void
jkk_payout_pane_show (JkkPayoutPane *self,
                      const JkkPayout *sheet,
                      const JkkPayout *frozen,
                      const char *refusal,
                      const char *error,
                      gboolean fresh)
{
  g_return_if_fail (JKK_IS_PAYOUT_PANE (self));

  const JkkPayout *shown = frozen != NULL ? frozen : sheet;
  const JkkPayout *beside = frozen != NULL && sheet != NULL && !jkk_payout_equal (frozen, sheet) ? sheet : NULL;

  gtk_label_set_text (self->error, error != NULL ? error : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), error != NULL);
  if (shown == NULL ||
      (!fresh && same (shown, self->before) && same (beside, self->beside) && g_strcmp0 (refusal, self->refusal) == 0))
    return;
  g_autoptr (JkkPayoutState) state = jkk_payout_state_new (shown, fresh ? NULL : self->before, beside, refusal);
  if (fresh)
    jkk_box_clear (self->lines);
  keep (&self->before, shown);
  keep (&self->beside, beside);
  jkk_set_str (&self->refusal, refusal);
  refresh (self, state);
  gtk_widget_set_visible (self->beside_box, beside != NULL && state->other_total != NULL);
}

/**
 * jkk_payout_pane_set_remark:
 * @self: a pane
 * @remark: (nullable): what has happened since the sheet was frozen
 */
void
jkk_payout_pane_set_remark (JkkPayoutPane *self, const char *remark)
{
  g_return_if_fail (JKK_IS_PAYOUT_PANE (self));

  gtk_label_set_text (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL);
}
