#include "jkk-start-page.h"

#include <glib/gi18n-lib.h>

#include "jkk-demo-maker.h"

#define LOOK_EVERY_MS 60

struct _JkkStartPage
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkProgressBar *progress;
  GtkLabel *number;

  /* Owned */
  JkkDemoMaker *maker;
  GCancellable *cancellable;
  guint look_source;
};

G_DEFINE_FINAL_TYPE (JkkStartPage, jkk_start_page, ADW_TYPE_BIN)

enum
{
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
refresh (JkkStartPage *self)
{
  guint done = 0, total = 0;

  if (self->maker != NULL)
    jkk_demo_maker_get_progress (self->maker, &done, &total);

  /* Translators: progress, such as "120 of 300 cases" */
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u case", "%u of %u cases", total), done, total);
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? (double) done / total : 0);
  gtk_label_set_text (self->number, total > 0 ? text : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "start.cancel",
                                 self->cancellable != NULL && !g_cancellable_is_cancelled (self->cancellable));
}

static gboolean
look_cb (gpointer data)
{
  refresh (data);
  return G_SOURCE_CONTINUE;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkStartPage) self = data;
  g_autoptr (GError) error = NULL;

  jkk_demo_maker_run_finish (JKK_DEMO_MAKER (source), result, &error);
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_object (&self->maker);
  g_clear_object (&self->cancellable);
  g_signal_emit (self, signals[DONE], 0, error);
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  jkk_start_page_cancel (JKK_START_PAGE (widget));
}

static void
jkk_start_page_dispose (GObject *object)
{
  JkkStartPage *self = JKK_START_PAGE (object);

  g_clear_handle_id (&self->look_source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->maker);
  G_OBJECT_CLASS (jkk_start_page_parent_class)->dispose (object);
}

static void
jkk_start_page_class_init (JkkStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_start_page_dispose;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_ERROR);

  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkStartPage, progress);
  gtk_widget_class_bind_template_child (widget_class, JkkStartPage, number);
  gtk_widget_class_install_action (widget_class, "start.cancel", NULL, cancel_cb);
}

static void
jkk_start_page_init (JkkStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jkk_start_page_make:
 * @self: the page
 * @address: where the demonstration office is to lie
 * @n_cases: how many cases it gets
 *
 * Begins to make it.
 */
void
jkk_start_page_make (JkkStartPage *self, const char *address, guint n_cases)
{
  g_return_if_fail (JKK_IS_START_PAGE (self));
  g_return_if_fail (self->maker == NULL);

  self->maker = jkk_demo_maker_new (address, n_cases);
  self->cancellable = g_cancellable_new ();
  self->look_source = g_timeout_add (LOOK_EVERY_MS, look_cb, self);
  refresh (self);
  jkk_demo_maker_run_async (self->maker, self->cancellable, made_cb, g_object_ref (self));
}

/**
 * jkk_start_page_cancel:
 * @self: the page
 *
 * Gives up; "done" follows.
 */
void
jkk_start_page_cancel (JkkStartPage *self)
{
  g_return_if_fail (JKK_IS_START_PAGE (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}
