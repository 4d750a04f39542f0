#include "jkk-payout-row.h"

#include <glib/gi18n-lib.h>

#include "jkk-text.h"

/* How long an amount that moved stays marked, milliseconds. */
#define MARK 1200

/* More steps than these are told briefly. */
#define MANY_STEPS 5

/* Of the window around; a dialog has none. */
#define SHOW_LAW "win.show-law"

struct _JkkPayoutRow
{
  GtkBox parent_instance;

  char *doubts; /* what awaits confirmation, as links into the law */
  char *plain;  /* and without links */
  char *shown;  /* what the details were made from, so that they are not made again at each keystroke */
  guint mark_id;

  /* Children */
  GtkWidget *button;
  GtkWidget *arrow;
  GtkWidget *title;
  GtkWidget *amount;
  GtkWidget *other;
  GtkWidget *formula;
  GtkWidget *article;
  GtkWidget *counterfactual;
  GtkWidget *unconfirmed;
  GtkWidget *unconfirmed_text;
  GtkWidget *revealer;
  GtkWidget *details;
};

G_DEFINE_FINAL_TYPE (JkkPayoutRow, jkk_payout_row, GTK_TYPE_BOX)

static GtkWidget *
amount_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "tabular");
  return label;
}

/* ---- What went into it ------------------------------------------------------------------------------------------- */

static GtkWidget *
input_new (const JkkPayoutInput *input)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = g_strdup_printf ("%s: %s", input->label, input->value);
  GtkWidget *button;

  gtk_box_append (GTK_BOX (words), jkk_text_new (input->label, NULL));
  if (input->source != NULL)
    gtk_box_append (GTK_BOX (words), jkk_text_new (input->source, "jkk-source"));
  if (input->origin != NULL)
    gtk_box_append (GTK_BOX (words), jkk_text_new (input->origin, "jkk-article"));
  if (input->unconfirmed)
    gtk_box_append (GTK_BOX (words), jkk_text_new (_ ("not confirmed yet"), "jkk-unconfirmed"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), amount_new (input->value));
  gtk_widget_add_css_class (box, "jkk-input");
  if (input->path == NULL && input->parameter == NULL)
    return box;

  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button,
                               input->path != NULL ? _ ("Go to the field") : _ ("Look this figure up in the law"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", input->path != NULL ? input->path : input->parameter);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), input->path != NULL ? "case.jump" : SHOW_LAW);
  return button;
}

static GtkWidget *
step_head_new (const JkkPayoutLine *step)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *title = jkk_text_new (step->title, "jkk-step");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (head, "jkk-step-head");
  gtk_box_append (GTK_BOX (head), title);
  if (step->amount != NULL)
    gtk_box_append (GTK_BOX (head), amount_new (step->amount));
  return head;
}

/* One of many, such as a year of a scholarship: what is its own in a line or two; what all have in common is said by
 * the step around. */
static GtkWidget *
short_step_new (const JkkPayoutLine *step)
{
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < step->inputs->len; i++)
    {
      const JkkPayoutInput *input = step->inputs->pdata[i];

      if (input->parameter == NULL)
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? " · " : "", input->label, input->value);
    }
  gtk_box_append (GTK_BOX (inner), step_head_new (step));
  if (text->len > 0)
    gtk_box_append (GTK_BOX (inner), jkk_text_new (text->str, "jkk-article"));
  return inner;
}

static void
add_details (GtkBox *box, const JkkPayoutLine *line)
{
  for (guint i = 0; i < line->inputs->len; i++)
    gtk_box_append (box, input_new (line->inputs->pdata[i]));
  for (guint i = 0; i < line->steps->len; i++)
    {
      const JkkPayoutLine *step = line->steps->pdata[i];
      gboolean brief = line->steps->len > MANY_STEPS && step->steps->len == 0;
      GtkWidget *inner = brief ? short_step_new (step) : gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      if (!brief)
        {
          gtk_box_append (GTK_BOX (inner), step_head_new (step));
          if (step->formula != NULL)
            gtk_box_append (GTK_BOX (inner), jkk_text_new (step->formula, "jkk-formula"));
          if (step->article != NULL)
            gtk_box_append (GTK_BOX (inner), jkk_text_new (step->article, "jkk-article"));
          add_details (GTK_BOX (inner), step);
        }
      gtk_widget_add_css_class (inner, "jkk-inner");
      gtk_box_append (box, inner);
    }
}

static void
describe_details (GString *text, const JkkPayoutLine *line)
{
  for (guint i = 0; i < line->inputs->len; i++)
    {
      const JkkPayoutInput *input = line->inputs->pdata[i];

      g_string_append_printf (text, "%s\t%s\t%s\t%s\t%d\n", input->label, input->value, input->source, input->origin,
                              input->unconfirmed);
    }
  for (guint i = 0; i < line->steps->len; i++)
    {
      const JkkPayoutLine *step = line->steps->pdata[i];

      g_string_append_printf (text, "%s\t%s\t%s\t%s\n{", step->title, step->amount, step->formula, step->article);
      describe_details (text, step);
      g_string_append (text, "}\n");
    }
}

static void
refresh_details (JkkPayoutRow *self, const JkkPayoutLine *line)
{
  GString *text = g_string_new (NULL);

  describe_details (text, line);
  g_autofree char *described = g_string_free (text, FALSE);
  if (g_strcmp0 (described, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&described);
  jkk_box_clear (GTK_BOX (self->details));
  add_details (GTK_BOX (self->details), line);
}

/* ---- The line ---------------------------------------------------------------------------------------------------- */

static void
clicked_cb (JkkPayoutRow *self)
{
  jkk_payout_row_set_open (self, !gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)));
}

/* ---- What awaits confirmation ------------------------------------------------------------------------------------ */

static gboolean
link_cb (GtkWidget *label, const char *parameter)
{
  gtk_widget_activate_action (label, SHOW_LAW, "s", parameter);
  return TRUE;
}

static char *
mark_up (const JkkPayoutLine *line)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < line->doubts->len; i++)
    {
      const JkkPayoutDoubt *doubt = line->doubts->pdata[i];
      g_autofree char *link = doubt->parameter != NULL
                                  ? g_markup_printf_escaped ("<a href=\"%s\">%s</a>", doubt->parameter, doubt->label)
                                  : g_markup_escape_text (doubt->label, -1);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", link);
    }
  return line->doubts->len > 0 ? g_strdup_printf (_ ("Not confirmed yet: %s"), names->str) : NULL;
}

/* Where no law can be shown, there are no links. */
static void
refresh_doubts (JkkPayoutRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->doubts == NULL)
    return;
  if (GTK_IS_APPLICATION_WINDOW (root))
    {
      gtk_label_set_markup (GTK_LABEL (self->unconfirmed_text), self->doubts);
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->unconfirmed_text), self->plain);
}

static void
jkk_payout_row_dispose (GObject *object)
{
  g_clear_handle_id (&JKK_PAYOUT_ROW (object)->mark_id, g_source_remove);
  G_OBJECT_CLASS (jkk_payout_row_parent_class)->dispose (object);
}

static void
jkk_payout_row_finalize (GObject *object)
{
  JkkPayoutRow *self = JKK_PAYOUT_ROW (object);

  g_free (self->doubts);
  g_free (self->plain);
  g_free (self->shown);
  G_OBJECT_CLASS (jkk_payout_row_parent_class)->finalize (object);
}

static void
jkk_payout_row_class_init (JkkPayoutRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jkk_payout_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_payout_row_finalize;
}

static GtkWidget *
make_button (JkkPayoutRow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *button = gtk_button_new ();

  /* Amounts stand in one column; what a second sheet says stands below. */
  self->arrow = gtk_image_new_from_icon_name ("pan-end-symbolic");
  self->title = jkk_text_new (NULL, "heading");
  self->amount = amount_new (NULL);
  self->other = amount_new (NULL);
  gtk_widget_set_valign (self->arrow, GTK_ALIGN_START);
  gtk_widget_set_valign (self->title, GTK_ALIGN_START);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->amount, "jkk-amount");
  gtk_widget_add_css_class (self->other, "jkk-other");
  gtk_box_append (GTK_BOX (head), self->arrow);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->amount);
  gtk_button_set_child (GTK_BUTTON (button), head);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Show what went into it"));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
  return button;
}

static void
jkk_payout_row_init (JkkPayoutRow *self)
{
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "jkk-line");
  self->button = make_button (self);
  self->formula = jkk_text_new (NULL, "jkk-formula");
  self->article = jkk_text_new (NULL, "jkk-article");
  self->counterfactual = jkk_text_new (NULL, "jkk-article");
  gtk_widget_set_tooltip_text (self->counterfactual, _ ("The nearest single fact that would change this amount"));
  self->unconfirmed = jkk_icon_text_new ("dialog-question-symbolic", "jkk-unconfirmed", &self->unconfirmed_text);
  g_signal_connect (self->unconfirmed_text, "activate-link", G_CALLBACK (link_cb), NULL);
  g_signal_connect_swapped (self, "map", G_CALLBACK (refresh_doubts), self);
  self->details = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->revealer = gtk_revealer_new ();
  gtk_widget_add_css_class (below, "jkk-below");
  gtk_widget_add_css_class (self->details, "jkk-details");
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), self->details);
  gtk_box_append (GTK_BOX (below), self->formula);
  gtk_box_append (GTK_BOX (below), self->article);
  gtk_box_append (GTK_BOX (below), self->counterfactual);
  gtk_box_append (GTK_BOX (below), self->unconfirmed);
  gtk_box_append (GTK_BOX (self), self->button);
  gtk_box_append (GTK_BOX (self), self->other);
  gtk_box_append (GTK_BOX (self), below);
  gtk_box_append (GTK_BOX (self), self->revealer);
}

/**
 * jkk_payout_row_new:
 *
 * Returns: (transfer floating): a line, empty and closed.
 */
GtkWidget *
jkk_payout_row_new (void)
{
  return g_object_new (JKK_TYPE_PAYOUT_ROW, NULL);
}

/**
 * jkk_payout_row_set_open:
 * @self: a row
 * @open: whether what went into it is shown
 */
void
jkk_payout_row_set_open (JkkPayoutRow *self, gboolean open)
{
  g_return_if_fail (JKK_IS_PAYOUT_ROW (self));

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), open);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED, (int) open, -1);
}

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
}

static gboolean
marked_cb (gpointer user_data)
{
  JkkPayoutRow *self = user_data;

  self->mark_id = 0;
  gtk_widget_remove_css_class (self->amount, "jkk-changed");
  return G_SOURCE_REMOVE;
}

static void
mark (JkkPayoutRow *self)
{
  gtk_widget_add_css_class (self->amount, "jkk-changed");
  g_clear_handle_id (&self->mark_id, g_source_remove);
  self->mark_id = g_timeout_add (MARK, marked_cb, self);
}

/**
 * jkk_payout_row_show:
 * @self: a row
 * @line: what it shows
 */
void
jkk_payout_row_show (JkkPayoutRow *self, const JkkPayoutLine *line)
{
  g_return_if_fail (JKK_IS_PAYOUT_ROW (self));

  g_autofree char *article = line->payee != NULL && line->article != NULL
                                 ? g_strdup_printf (_ ("to: %s · %s"), line->payee, line->article)
                                 : g_strdup (line->article);
  g_autofree char *name =
      line->amount != NULL ? g_strdup_printf ("%s: %s", line->title, line->amount) : g_strdup (line->title);
  /* Translators: an amount as it would be if it were calculated again today */
  g_autofree char *other = line->other != NULL ? g_strdup_printf (_ ("today %s"), line->other) : NULL;
  g_autofree char *counterfactual =
      line->counterfactual != NULL ? g_strconcat ("≠ ", line->counterfactual, NULL) : NULL;
  gboolean has_details = line->inputs->len + line->steps->len > 0;

  set_text (self->title, line->title);
  set_text (self->amount, line->amount);
  set_text (self->other, other);
  set_text (self->formula, line->formula);
  set_text (self->article, article);
  set_text (self->counterfactual, counterfactual);
  g_free (self->doubts);
  self->doubts = mark_up (line);
  jkk_set_str (&self->plain, line->unconfirmed);
  refresh_doubts (self);
  gtk_widget_set_visible (self->unconfirmed, line->unconfirmed != NULL);
  /* A note is read, it is no heading. */
  if (line->amount != NULL)
    gtk_widget_add_css_class (self->title, "heading");
  else
    gtk_widget_remove_css_class (self->title, "heading");
  gtk_widget_set_sensitive (self->button, has_details);
  gtk_widget_set_visible (self->arrow, has_details);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  refresh_details (self, line);
  if (line->changed)
    mark (self);
}
