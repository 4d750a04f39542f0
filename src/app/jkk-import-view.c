#include "jkk-import-view.h"

#include <glib/gi18n-lib.h>

#include "jkk-text.h"

/* The head of the dialog shall leave room for the values. */
#define MAX_NOTICES 4

/**
 * jkk_import_view_fault:
 * @fault: something wrong with a file
 *
 * Returns: (transfer floating): where it is, what it is, and what to do.
 */
GtkWidget *
jkk_import_view_fault (const JkkFault *fault)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *text;
  g_autofree char *line = fault->line > 0 ? g_strdup_printf (_ ("Line %d"), fault->line) : NULL;
  g_autofree char *where = line != NULL && fault->path != NULL ? g_strdup_printf ("%s · %s", line, fault->path)
                                                               : g_strdup (line != NULL ? line : fault->path);
  GtkWidget *head = jkk_icon_text_new ("dialog-error-symbolic", "error", &text);

  gtk_label_set_text (GTK_LABEL (text), fault->text);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_box_append (GTK_BOX (box), head);
  if (where != NULL)
    gtk_box_append (GTK_BOX (box), jkk_text_new (where, "jkk-source"));
  if (fault->repair != NULL)
    gtk_box_append (GTK_BOX (box), jkk_text_new (fault->repair, NULL));
  return box;
}

/**
 * jkk_import_view_match:
 * @match: a case that a message may belong to
 * @group: (nullable): the button of another match
 *
 * Returns: (transfer floating): a button to choose it.
 */
GtkWidget *
jkk_import_view_match (const JkkMatch *match, GtkWidget *group)
{
  GtkWidget *button = gtk_check_button_new (), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *day = match->accident_day != JKK_NONE ? jkk_day_to_text (match->accident_day) : g_strdup ("—");
  g_autofree char *title = g_strdup_printf ("%s · %s · %s", match->number,
                                            match->participant_name != NULL ? match->participant_name : "—", day);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, match->reason);

  gtk_box_append (GTK_BOX (words), jkk_text_new (title, "heading"));
  gtk_box_append (GTK_BOX (words), jkk_text_new (match->reason, "jkk-source"));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), words);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group != NULL ? GTK_CHECK_BUTTON (group) : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/**
 * jkk_import_view_new_case:
 * @group: (nullable): the button of a match
 *
 * Returns: (transfer floating): a button to choose that a form becomes a case of its own.
 */
GtkWidget *
jkk_import_view_new_case (GtkWidget *group)
{
  GtkWidget *button = gtk_check_button_new_with_label (_ ("A new case"));

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group != NULL ? GTK_CHECK_BUTTON (group) : NULL);
  gtk_widget_add_css_class (button, "heading");
  return button;
}

/* What was found on a page, and what has changed since it was printed. */
static GtkWidget *
page_view (const JkkHomePage *page, const JkkCase *jcase)
{
  static const char *const icons[] = { "object-select-symbolic", "dialog-warning-symbolic", "dialog-question-symbolic",
                                       "dialog-error-symbolic", "dialog-question-symbolic" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *text;
  GtkWidget *head =
      jkk_icon_text_new (icons[page->verdict], page->verdict == JKK_HOME_SAME ? "success" : "warning", &text);
  g_autofree char *words = g_strdup_printf (_ ("Page %u: %s"), page->page + 1, page->text);

  gtk_label_set_text (GTK_LABEL (text), words);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_box_append (GTK_BOX (box), head);
  for (guint i = 0; page->changes != NULL && jcase != NULL && i < page->changes->len; i++)
    {
      g_autofree char *line = jkk_import_state_change (jcase, page->changes->pdata[i]);
      GtkWidget *label = jkk_text_new (line, "jkk-source");

      gtk_widget_set_margin_start (label, 24);
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

static GtkWidget *
cell_new (const char *text, const char *css_class)
{
  GtkWidget *label = jkk_text_new (*text != '\0' ? text : "—", css_class);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  return label;
}

/* Of a form, below the value where on the paper it stands. */
static GtkWidget *
after_new (const JkkImportRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), cell_new (row->after, NULL));
  if (row->source != NULL)
    gtk_box_append (GTK_BOX (box), cell_new (row->source, "jkk-source"));
  if (row->remark != NULL)
    gtk_box_append (GTK_BOX (box), cell_new (row->remark, "warning"));
  gtk_widget_set_tooltip_text (box, row->exact);
  return box;
}

static void
add_row (GtkGrid *grid, JkkImportRow *row, int number, GCallback toggled, gpointer user_data)
{
  GtkWidget *button = gtk_check_button_new (), *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = jkk_text_new (row->label, NULL);
  g_autofree char *name = g_strdup_printf (_ ("%s: before %s, after %s"), row->label,
                                           *row->before != '\0' ? row->before : _ ("(empty)"), row->after);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (words), label);
  if (row->place != NULL)
    gtk_box_append (GTK_BOX (words), jkk_text_new (row->place, "jkk-place"));
  gtk_widget_set_valign (words, GTK_ALIGN_START);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), row->chosen);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "jkk-row", row);
  g_signal_connect (button, "toggled", toggled, user_data);
  gtk_grid_attach (grid, button, 0, number, 1, 1);
  gtk_grid_attach (grid, words, 1, number, 1, 1);
  gtk_grid_attach (grid, cell_new (row->before, "dim-label"), 2, number, 1, 1);
  gtk_grid_attach (grid, after_new (row), 3, number, 1, 1);
}

/**
 * jkk_import_view_fill:
 * @grid: an empty or filled grid
 * @rows: (element-type JkkImportRow): the values that would change; they must outlive what is shown
 * @from: heading of what comes in
 * @toggled: handler of "toggled" of the check buttons, whose data "jkk-row" is the row
 * @user_data: for @toggled
 */
void
jkk_import_view_fill (GtkGrid *grid, GPtrArray *rows, const char *from, GCallback toggled, gpointer user_data)
{
  const char *const headings[] = { _ ("Value"), _ ("In the case"), from };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
  for (int i = 0; rows->len > 0 && i < 3; i++)
    gtk_grid_attach (grid, jkk_text_new (headings[i], "heading"), i + 1, 0, 1, 1);
  for (guint i = 0; i < rows->len; i++)
    add_row (grid, rows->pdata[i], (int) i + 1, toggled, user_data);
}

/**
 * jkk_import_view_choose:
 * @grid: a filled grid
 * @chosen: whether all are chosen, or none
 */
void
jkk_import_view_choose (GtkGrid *grid, gboolean chosen)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_CHECK_BUTTON (child))
      gtk_check_button_set_active (GTK_CHECK_BUTTON (child), chosen);
}

/**
 * jkk_import_view_home:
 * @text: where the sentence about the whole paper goes
 * @box: where its pages go
 * @home: a paper that came back
 * @jcase: (nullable): its case
 *
 * Shows what was recognised, page by page.
 */
void
jkk_import_view_home (GtkLabel *text, GtkBox *box, const JkkHomecoming *home, const JkkCase *jcase)
{
  gtk_label_set_text (text, home->pages->len > 0
                                ? _ ("This paper was printed here.")
                                : _ ("This file has no fields and bears no mark of a paper that was printed here. "
                                     "Open its case and keep it there as a document."));
  for (guint i = 0; i < home->pages->len; i++)
    {
      const JkkHomePage *page = home->pages->pdata[i];

      gtk_box_append (box, page_view (page, page->case_id == home->case_id ? jcase : NULL));
    }
}

static void
add_remark (GtkBox *box, const char *icon, const char *style, const char *words)
{
  GtkWidget *text;

  gtk_box_append (box, jkk_icon_text_new (icon, style, &text));
  gtk_label_set_text (GTK_LABEL (text), words);
}

/* What of a message in a foreign form has no place here. */
static void
add_notices (GtkBox *box, const GPtrArray *notices)
{
  for (guint i = 0; i < MIN (notices->len, MAX_NOTICES); i++)
    {
      g_autofree char *words = jkk_import_state_notice (notices->pdata[i]);

      add_remark (box, "dialog-information-symbolic", "dim-label", words);
    }
  if (notices->len <= MAX_NOTICES)
    return;
  guint more = notices->len - MAX_NOTICES;
  g_autofree char *words = g_strdup_printf (ngettext ("%u more is not taken over; “santun-check” lists all.",
                                                      "%u more are not taken over; “santun-check” lists all.", more),
                                            more);
  add_remark (box, "dialog-information-symbolic", "dim-label", words);
}

/**
 * jkk_import_view_remarks:
 * @box: where to
 * @incoming: a message or a filled form
 *
 * Tells what it says and cannot be taken over, before the rest.
 */
void
jkk_import_view_remarks (GtkBox *box, const JkkIncoming *incoming)
{
  jkk_box_clear (box);
  for (guint i = 0; incoming->values != NULL && i < incoming->values->len; i++)
    {
      const JkkReadValue *value = incoming->values->pdata[i];

      if (!value->is_bad)
        continue;
      g_autofree char *words = jkk_import_state_bad (value);
      add_remark (box, "dialog-warning-symbolic", "warning", words);
    }
  if (incoming->message->notices != NULL)
    add_notices (box, incoming->message->notices);
  gtk_widget_set_visible (GTK_WIDGET (box), gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL);
}
