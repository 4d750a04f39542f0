#include "jkk-letter-view.h"

#include <glib/gi18n-lib.h>

#include "jkk-import-view.h"
#include "jkk-text.h"

#define LABEL_CHARS 22

static GtkWidget *
value_new (const JkkLetterLine *line)
{
  GtkWidget *label = jkk_text_new (line->value, "tabular");

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* Walked through with the mouse and read aloud with its line; the keyboard goes on to what can be done. */
  gtk_widget_set_can_focus (label, FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
line_new (const JkkLetterLine *line)
{
  GtkWidget *box = gtk_box_new (line->wide ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, line->wide ? 0 : 8);
  GtkWidget *label = jkk_text_new (line->label, "jkk-letter-label");
  GtkWidget *head = line->wide ? gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8) : box;

  gtk_label_set_max_width_chars (GTK_LABEL (label), line->wide ? -1 : LABEL_CHARS);
  /* The same width for all, so that the values stand in a column, whatever is beside them. */
  gtk_label_set_width_chars (GTK_LABEL (label), line->wide ? -1 : LABEL_CHARS);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (line->wide)
    gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (head), label);
  gtk_widget_set_hexpand (label, line->wide);
  if (!line->wide)
    gtk_box_append (GTK_BOX (box), value_new (line));
  if (line->place != NULL)
    {
      GtkWidget *place = gtk_label_new (line->place);

      gtk_widget_add_css_class (place, "jkk-place");
      gtk_widget_set_valign (place, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (head), place);
    }
  if (line->wide)
    gtk_box_append (GTK_BOX (box), value_new (line));
  gtk_widget_add_css_class (box, "jkk-letter-line");
  return box;
}

/**
 * jkk_letter_view_block:
 * @box: where
 * @block: a block of a message
 *
 * Adds it below what is there.
 */
void
jkk_letter_view_block (GtkBox *box, const JkkLetterBlock *block)
{
  gtk_box_append (box, jkk_text_new (block->title, "jkk-letter-heading"));
  for (guint i = 0; i < block->lines->len; i++)
    gtk_box_append (box, line_new (block->lines->pdata[i]));
}

/**
 * jkk_letter_view_blocks:
 * @box: where
 * @blocks: (element-type JkkLetterBlock): what a message says
 *
 * Adds them below what is there.
 */
void
jkk_letter_view_blocks (GtkBox *box, GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    jkk_letter_view_block (box, blocks->pdata[i]);
}

static GtkWidget *
fault_new (const JkkFault *fault, gboolean refused)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *text, *repair;
  GtkWidget *head = jkk_icon_text_new (refused ? "dialog-error-symbolic" : "dialog-warning-symbolic",
                                       refused ? "error" : "warning", &text);
  g_autofree char *place = jkk_fault_place (fault), *address = jkk_fault_address (fault);
  g_autofree char *where = g_strconcat (place, *place != '\0' && *address != '\0' ? "\n" : "", address, NULL);

  gtk_label_set_text (GTK_LABEL (text), fault->text);
  gtk_box_append (GTK_BOX (box), head);
  if (*where != '\0')
    gtk_box_append (GTK_BOX (box), jkk_text_new (where, "jkk-source"));
  if (fault->repair != NULL)
    {
      gtk_box_append (GTK_BOX (box), jkk_icon_text_new ("go-next-symbolic", NULL, &repair));
      gtk_label_set_text (GTK_LABEL (repair), fault->repair);
    }
  gtk_widget_add_css_class (box, "jkk-letter-line");
  return box;
}

/**
 * jkk_letter_view_faults:
 * @box: where
 * @faults: (nullable) (element-type JkkFault): what a receipt lists
 * @refused: whether nothing of the file was taken in
 *
 * Adds each with its place and how it can be mended.
 */
void
jkk_letter_view_faults (GtkBox *box, const GPtrArray *faults, gboolean refused)
{
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    gtk_box_append (box, fault_new (faults->pdata[i], refused));
}

/**
 * jkk_letter_view_matches:
 * @box: where
 * @matches: (element-type JkkMatch): cases that a message may belong to
 * @chosen: the one that is compared, or 0
 * @toggled: handler of "toggled" of the buttons, whose data "jkk-case-id" points to the id of the case
 * @user_data: for @toggled
 */
void
jkk_letter_view_matches (GtkBox *box, const GPtrArray *matches, gint64 chosen, GCallback toggled, gpointer user_data)
{
  /* One case alone is a choice, too, and no box to be ticked. */
  GtkWidget *none = gtk_check_button_new ();

  gtk_widget_set_visible (none, FALSE);
  gtk_box_append (box, none);
  for (guint i = 0; i < matches->len; i++)
    {
      const JkkMatch *match = matches->pdata[i];
      GtkWidget *button = jkk_import_view_match (match, none);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), match->case_id == chosen);
      g_object_set_data_full (G_OBJECT (button), "jkk-case-id", g_memdup2 (&match->case_id, sizeof match->case_id),
                              g_free);
      g_signal_connect (button, "toggled", toggled, user_data);
      gtk_box_append (box, button);
    }
}

static GtkWidget *
difference_new (JkkImportRow *row, GCallback toggled, gpointer user_data)
{
  GtkWidget *button = gtk_check_button_new (), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = jkk_text_new (row->label, "heading");
  const char *before = *row->before != '\0' ? row->before : _ ("(empty)");
  g_autofree char *now = g_strdup_printf (_ ("Case: %s"), before);
  g_autofree char *after = g_strdup_printf (_ ("Message: %s"), row->after);
  g_autofree char *spoken = g_strdup_printf (_ ("%s: before %s, after %s"), row->label, before, row->after);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  if (row->place != NULL)
    gtk_box_append (GTK_BOX (head), jkk_text_new (row->place, "jkk-place"));
  gtk_box_append (GTK_BOX (words), head);
  gtk_box_append (GTK_BOX (words), jkk_text_new (now, "dim-label"));
  gtk_box_append (GTK_BOX (words), jkk_text_new (after, NULL));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), words);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), row->chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (button), "jkk-row", row);
  g_signal_connect (button, "toggled", toggled, user_data);
  return button;
}

/**
 * jkk_letter_view_differences:
 * @box: where
 * @rows: (element-type JkkImportRow): the values that would change; they must outlive what is shown
 * @toggled: handler of "toggled" of the check buttons, whose data "jkk-row" is the row
 * @user_data: for @toggled
 */
void
jkk_letter_view_differences (GtkBox *box, GPtrArray *rows, GCallback toggled, gpointer user_data)
{
  for (guint i = 0; i < rows->len; i++)
    gtk_box_append (box, difference_new (rows->pdata[i], toggled, user_data));
}

/**
 * jkk_letter_view_choose:
 * @box: a box with differences
 * @chosen: whether all are chosen, or none
 */
void
jkk_letter_view_choose (GtkBox *box, gboolean chosen)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_CHECK_BUTTON (child))
      gtk_check_button_set_active (GTK_CHECK_BUTTON (child), chosen);
}
