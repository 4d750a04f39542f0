#include <string.h>

#include "jkk-assess-dialog.h"
#include "jkk-case-page-private.h"
#include "jkk-say.h"

/* Working out a disability: the calculator opens, and what it finds goes into the record as if it had been typed. */

/* The field of the row that a result is seen in first. */
static const char *
field_of (const JkkAssessing *assessing)
{
  return assessing->loss != JKK_NONE            ? "function_loss"
         : assessing->table_percent != JKK_NONE ? "table_percent"
         : assessing->steps != JKK_NONE         ? "steps"
                                                : "table_row";
}

static gboolean
may_edit (JkkCasePage *self)
{
  return self->draft != NULL && self->state != NULL && jkk_case_page_view (self, JKK_PAPER_KK3).editable;
}

static void
assessed_cb (guint index, const JkkAssessing *assessing, gpointer user_data)
{
  JkkCasePage *self = user_data;
  g_autoptr (GError) error = NULL;
  guint written = 0;

  if (!may_edit (self))
    return;
  g_autoptr (JkkCase) changed =
      jkk_assessing_apply (jkk_draft_get_current (self->draft), index, assessing, &written, &error);
  if (changed == NULL)
    {
      jkk_say (GTK_WIDGET (self), error);
      return;
    }
  g_autofree char *path = g_strdup_printf ("impairments[%u].%s", written, field_of (assessing));
  jkk_draft_take (self->draft, path, changed);
  jkk_case_page_save_soon (self);
  jkk_case_page_refresh (self);
  jkk_case_page_jump (self, path);
}

/* Which disability the keyboard is in; else the only one, or a new one. */
static guint
focused_row (JkkCasePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, JKK_TYPE_FIELD_ROW) : NULL;
  const char *path = row != NULL ? jkk_field_row_get_path (JKK_FIELD_ROW (row)) : "";
  guint n = jkk_draft_get_current (self->draft)->impairments->len, number = 0;

  if (g_str_has_prefix (path, "impairments["))
    number = (guint) g_ascii_strtoull (path + strlen ("impairments["), NULL, 10);
  return number >= 1 && number <= n ? number : MIN (n, 1);
}

static void
assess_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  guint index = (guint) g_variant_get_int32 (parameter);

  if (!may_edit (self))
    return;
  jkk_assess_dialog_open (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->office,
                          jkk_draft_get_current (self->draft), index != 0 ? index : focused_row (self), assessed_cb,
                          g_object_ref (self), g_object_unref);
}

/**
 * jkk_case_page_install_assess:
 * @widget_class: the page's class
 */
void
jkk_case_page_install_assess (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "case.assess", "i", assess_cb);
}
