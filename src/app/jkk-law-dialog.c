#include "jkk-law-dialog.h"

#include <glib/gi18n-lib.h>

#define JKK_TYPE_LAW_DIALOG (jkk_law_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkLawDialog, jkk_law_dialog, JKK, LAW_DIALOG, AdwWindow)

/* Confirms a figure of the law as it is, or enters another value for it. */
struct _JkkLawDialog
{
  AdwWindow parent_instance;

  /* Template */
  AdwWindowTitle *window_title;
  GtkButton *save;
  GtkLabel *about;
  GtkWidget *value;
  GtkWidget *source;
  GtkLabel *fault;

  /* Owned */
  JkkOffice *office;
  char *pack;
  char *parameter;
  JkkDay from;
  gboolean correct;
  gboolean working;
};

G_DEFINE_FINAL_TYPE (JkkLawDialog, jkk_law_dialog, ADW_TYPE_WINDOW)

static char *
text_of (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static JkkLawEntry *
entry_new (JkkLawDialog *self)
{
  g_autofree char *value = self->correct ? text_of (self->value) : NULL;

  return jkk_law_entry_new (self->pack, self->parameter, self->from, value, NULL);
}

/* What hinders it is said in words as soon as something was typed. */
static void
refresh (JkkLawDialog *self)
{
  g_autoptr (JkkLawEntry) entry = entry_new (self);
  g_autofree char *source = text_of (self->source);
  g_autoptr (GError) error = NULL;
  gboolean good = jkk_law_check (self->office, entry, &error);

  gtk_label_set_text (self->fault, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), error != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entry.save", good && *source != '\0' && !self->working);
}

static void
on_changed_cb (JkkLawDialog *self)
{
  if (self->office != NULL)
    refresh (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkLawDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  self->working = FALSE;
  if (self->office == NULL)
    return;
  if (outcome != NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  refresh (self);
  gtk_label_set_text (self->fault, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkLawDialog *self = JKK_LAW_DIALOG (widget);
  g_autoptr (JkkLawEntry) entry = entry_new (self);
  g_autofree char *source = text_of (self->source);
  JkkRequest request = { .law = entry, .reason = source };

  self->working = TRUE;
  refresh (self);
  jkk_office_do_async (self->office, "confirm-value", &request, NULL, saved_cb, g_object_ref (self));
}

static void
jkk_law_dialog_dispose (GObject *object)
{
  g_clear_object (&JKK_LAW_DIALOG (object)->office);
  G_OBJECT_CLASS (jkk_law_dialog_parent_class)->dispose (object);
}

static void
jkk_law_dialog_finalize (GObject *object)
{
  JkkLawDialog *self = JKK_LAW_DIALOG (object);

  g_free (self->pack);
  g_free (self->parameter);
  G_OBJECT_CLASS (jkk_law_dialog_parent_class)->finalize (object);
}

static void
jkk_law_dialog_class_init (JkkLawDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_law_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_law_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-law-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkLawDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, JkkLawDialog, save);
  gtk_widget_class_bind_template_child (widget_class, JkkLawDialog, about);
  gtk_widget_class_bind_template_child (widget_class, JkkLawDialog, value);
  gtk_widget_class_bind_template_child (widget_class, JkkLawDialog, source);
  gtk_widget_class_bind_template_child (widget_class, JkkLawDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_install_action (widget_class, "entry.save", NULL, save_cb);
}

static void
jkk_law_dialog_init (JkkLawDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* How a value is written, so that nobody has to guess: as a regulation file writes it. */
static char *
value_title (const JkkLawBand *band)
{
  /* Translators: the first is a word such as "rupiah" or "persen". */
  return g_strdup_printf (_ ("Value in %s, such as %s"), band->unit, band->plain != NULL ? band->plain : "1");
}

/**
 * jkk_law_dialog_open:
 * @parent: the window
 * @office: the office
 * @band: the value that is confirmed or corrected
 * @correct: whether another value is entered
 *
 * Asks for the source, and for the value where it is corrected, and does it.
 */
void
jkk_law_dialog_open (GtkWindow *parent, JkkOffice *office, const JkkLawBand *band, gboolean correct)
{
  JkkLawDialog *self = g_object_new (JKK_TYPE_LAW_DIALOG, "transient-for", parent, NULL);
  g_autofree char *from = jkk_day_to_text (band->valid.from), *title = value_title (band);
  g_autofree char *about = g_strdup_printf (_ ("%s: %s, since %s. %s"), band->label, band->text, from,
                                            band->article != NULL ? band->article : "—");

  self->office = g_object_ref (office);
  self->pack = g_strdup (band->pack);
  self->parameter = g_strdup (band->parameter);
  self->from = band->valid.from;
  self->correct = correct;
  adw_window_title_set_title (self->window_title, correct ? _ ("Correct Figure") : _ ("Confirm Figure"));
  adw_window_title_set_subtitle (self->window_title, band->pack);
  gtk_button_set_label (self->save, correct ? _ ("C_orrect") : _ ("_Confirm"));
  gtk_label_set_text (self->about, about);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->value), title);
  gtk_editable_set_text (GTK_EDITABLE (self->value), band->plain != NULL ? band->plain : "");
  gtk_widget_set_visible (self->value, correct);
  refresh (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (correct ? self->value : self->source);
}
