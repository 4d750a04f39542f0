#include "jkk-print-preview.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "jkk-paper-stage.h"

/* No picture of a page is larger than this many pixels a side. */
#define MAX_PIXELS 16384

/* ---- A run as a paper -------------------------------------------------------------------------------------------- */

typedef struct
{
  JkkPrintRun *run;
  guint page;
  double scale;
} RenderArgs;

static void
render_args_free (gpointer data)
{
  RenderArgs *args = data;

  jkk_print_run_unref (args->run);
  g_free (args);
}

static void
render_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RenderArgs *args = task_data;
  double width, height;

  if (g_task_return_error_if_cancelled (task))
    return;
  jkk_print_run_get_size (args->run, args->page, &width, &height);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) CLAMP (ceil (width * args->scale - 1e-6), 1, MAX_PIXELS),
                                  (int) CLAMP (ceil (height * args->scale - 1e-6), 1, MAX_PIXELS));
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, args->scale, args->scale);
  jkk_print_run_draw (args->run, args->page, cr);
  cairo_destroy (cr);
  g_task_return_pointer (task, surface, (GDestroyNotify) cairo_surface_destroy);
}

static void
render_async (gpointer paper,
              guint page,
              double scale,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  RenderArgs *args = g_new0 (RenderArgs, 1);

  args->run = jkk_print_run_ref (paper);
  args->page = page;
  args->scale = scale;
  g_task_set_source_tag (task, render_async);
  g_task_set_task_data (task, args, render_args_free);
  g_task_run_in_thread (task, render_thread);
}

static cairo_surface_t *
render_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static guint
get_n_pages (gpointer paper)
{
  return jkk_print_run_get_n_pages (paper);
}

static void
get_size (gpointer paper, guint page, double *width, double *height)
{
  jkk_print_run_get_size (paper, page, width, height);
}

static gpointer
ref (gpointer paper)
{
  return jkk_print_run_ref (paper);
}

static void
unref (gpointer paper)
{
  jkk_print_run_unref (paper);
}

static const JkkPaperSource run_source = {
  .get_n_pages = get_n_pages,
  .get_size = get_size,
  .render_async = render_async,
  .render_finish = render_finish,
  .ref = ref,
  .unref = unref,
};

/* ---- The window -------------------------------------------------------------------------------------------------- */

static GtkWidget *
button_new (const char *icon, const char *action, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
bar_new (const char *title)
{
  GtkWidget *bar = adw_header_bar_new ();

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), adw_window_title_new (_ ("Print Preview"), title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar),
                             button_new ("go-up-symbolic", "paper.previous-page", _ ("Previous page (Ctrl+Page Up)")));
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar),
                             button_new ("go-down-symbolic", "paper.next-page", _ ("Next page (Ctrl+Page Down)")));
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar),
                           button_new ("zoom-in-symbolic", "paper.zoom-in", _ ("Larger (Ctrl++)")));
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar),
                           button_new ("zoom-fit-best-symbolic", "paper.fit", _ ("As wide as the pane (Ctrl+0)")));
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar),
                           button_new ("zoom-out-symbolic", "paper.zoom-out", _ ("Smaller (Ctrl+−)")));
  return bar;
}

static gboolean
escaped_cb (GtkWidget *window, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (window));
  return TRUE;
}

/**
 * jkk_print_preview_open:
 * @parent: (nullable): the window over which it stands
 * @run: papers
 * @title: what they are
 *
 * Returns: (transfer none): the window, which is seen.
 */
GtkWindow *
jkk_print_preview_open (GtkWindow *parent, JkkPrintRun *run, const char *title)
{
  GtkWidget *window = adw_window_new (), *stage = jkk_paper_stage_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_val_if_fail (run != NULL, NULL);

  gtk_window_set_title (GTK_WINDOW (window), _ ("Print Preview"));
  gtk_window_set_default_size (GTK_WINDOW (window), 860, 680);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), parent != NULL);
  jkk_paper_stage_set_bar (JKK_PAPER_STAGE (stage), bar_new (title));
  g_object_set (stage, "thumbnails", jkk_print_run_get_n_pages (run) > 1, NULL);
  adw_window_set_content (ADW_WINDOW (window), stage);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escaped_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
  jkk_paper_stage_set_paper (JKK_PAPER_STAGE (stage), &run_source, run, title);
  gtk_widget_grab_focus (GTK_WIDGET (jkk_paper_stage_get_view (JKK_PAPER_STAGE (stage))));
  return GTK_WINDOW (window);
}
