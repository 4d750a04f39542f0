#include "jkk-test-window.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../scratch-folder.h"
#include "jkk-application.h"
#include "jkk-demo.h"

/* Long enough for a slow machine under the sanitizers. */
#define PATIENCE_S 60

static GtkApplication *application;

#ifdef __SANITIZE_ADDRESS__
/* GLib gives its first table of quarks up when there are more than 2048 of them, as in a desk that has shown a case,
 * and never frees it, since another thread may be reading there. That is no leak of ours: the sanitizer finds a
 * pointer. */
#define QUARKS_BYTES (2048 * sizeof (char *))

static const volatile void *first_quarks;

void __sanitizer_malloc_hook (const volatile void *memory, size_t size);

void
__sanitizer_malloc_hook (const volatile void *memory, size_t size)
{
  if (first_quarks == NULL && size == QUARKS_BYTES)
    first_quarks = memory;
}
#endif

/* The application belongs to the process, like a display. */
static GtkApplication *
get_application (void)
{
  if (application == NULL)
    {
      g_autoptr (GError) error = NULL;

      application = GTK_APPLICATION (jkk_application_new ());
      g_application_set_flags (G_APPLICATION (application),
                               G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_COMMAND_LINE);
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }
  return application;
}

/* Day and passwords first: whatever is made later is made with them. */
void
jkk_test_init (int *argc, char ***argv)
{
  g_setenv ("SANTUN_TODAY", JKK_TEST_TODAY, TRUE);
  g_setenv ("SANTUN_TEST_PASSWORDS", "1", TRUE);
  /* The folders of the partners are looked at when a test asks for it. */
  g_setenv ("SANTUN_POST_WATCH", "0", TRUE);
  g_test_init (argc, argv, NULL);
  gtk_init ();
  adw_init ();
  /* Animations would be pictures of a moment. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/* A demonstration office of so many cases; 0: none, only the folder. */
JkkTestOffice *
jkk_test_office_new (guint n_cases)
{
  JkkTestOffice *office = g_new0 (JkkTestOffice, 1);
  g_autoptr (GError) error = NULL;

  office->folder = make_folder ();
  office->demo = g_build_filename (office->folder, "demo.db", NULL);
  office->own = g_build_filename (office->folder, "office.db", NULL);
  if (n_cases > 0)
    {
      jkk_demo_create (office->demo, n_cases, JKK_DEMO_SEED, jkk_today (), NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  return office;
}

void
jkk_test_office_free (JkkTestOffice *office)
{
  remove_folder (office->folder);
  g_free (office->folder);
  g_free (office->demo);
  g_free (office->own);
  g_free (office);
}

/* A window on the screen that shows nothing yet. */
JkkWindow *
jkk_test_window_new (JkkTestOffice *office)
{
  JkkWindow *window = jkk_window_new (get_application (), NULL);

  jkk_window_set_own (window, office->own);
  jkk_window_set_demo (window, office->demo, 12);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
jkk_test_window_close (JkkWindow *window)
{
  gpointer alive = window;

  g_object_add_weak_pointer (G_OBJECT (window), &alive);
  gtk_window_close (GTK_WINDOW (window));
  jkk_test_wait_for (is_gone, &alive);
}

void
jkk_test_sign_in (JkkWindow *window, const char *login)
{
  jkk_test_wait_page (window, "sign-in");
  jkk_test_act (jkk_test_find_named (window, G_TYPE_NONE, "JkkSignInPage"), "sign-in.as", "s", login);
  jkk_test_wait_page (window, "desk");
}

#define N_CASES 24

void
jkk_test_desk_set_up (JkkTestDesk *desk, gconstpointer data)
{
  desk->files = jkk_test_office_new (N_CASES);
  desk->window = jkk_test_window_new (desk->files);
  jkk_window_start (desk->window);
}

void
jkk_test_desk_tear_down (JkkTestDesk *desk, gconstpointer data)
{
  jkk_test_window_close (desk->window);
  jkk_test_office_free (desk->files);
}

/* What the window must have. */
GtkWidget *
jkk_test_desk_part (JkkTestDesk *desk, const char *name)
{
  GtkWidget *widget = jkk_test_find_named (desk->window, G_TYPE_NONE, name);

  g_assert_nonnull (widget);
  return widget;
}

/* Which page a dialog shows that has several, and whether it is none that only waits. */
const char *
jkk_test_dialog_page (gpointer dialog)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (jkk_test_find_named (dialog, GTK_TYPE_STACK, "stack")));
}

gboolean
jkk_test_dialog_is_idle (gpointer dialog)
{
  return g_strcmp0 (jkk_test_dialog_page (dialog), "working") != 0;
}

static gboolean
tick_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
jkk_test_wait_for (JkkTestCondition condition, gpointer data)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (PATIENCE_S, tick_cb, &late);

  while (!condition (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (condition (data));
  if (!late)
    g_source_remove (source);
}

typedef struct
{
  JkkWindow *window;
  const char *page;
} PageWanted;

static gboolean
is_page (gpointer data)
{
  PageWanted *wanted = data;

  return g_strcmp0 (jkk_window_get_page (wanted->window), wanted->page) == 0;
}

void
jkk_test_wait_page (JkkWindow *window, const char *page)
{
  PageWanted wanted = { window, page };

  jkk_test_wait_for (is_page, &wanted);
}

/* Lets what is under way come to rest: for pictures, and for asserting that nothing happens. */
void
jkk_test_settle (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, tick_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* The first widget below @root of this type, or (@name) of this type's or buildable's name; %NULL if there is none. */
GtkWidget *
jkk_test_find_named (gpointer root, GType type, const char *name)
{
  GtkWidget *widget = root;
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

  if ((type == G_TYPE_NONE || g_type_is_a (G_OBJECT_TYPE (widget), type)) &&
      (name == NULL || g_strcmp0 (id, name) == 0 || g_strcmp0 (G_OBJECT_TYPE_NAME (widget), name) == 0))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = jkk_test_find_named (child, type, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
jkk_test_find (gpointer root, GType type)
{
  return jkk_test_find_named (root, type, NULL);
}

/* The first label below @root whose text contains @part; %NULL if there is none. */
GtkWidget *
jkk_test_find_text (gpointer root, const char *part)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (root), part) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = jkk_test_find_text (child, part);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A dialog that belongs to the window, or %NULL. */
GtkWindow *
jkk_test_dialog (JkkWindow *window, GType type)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);

      if (g_type_is_a (G_OBJECT_TYPE (other), type) && gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        return other;
    }
  return NULL;
}

void
jkk_test_act (gpointer widget, const char *action, const char *format, ...)
{
  g_autoptr (GVariant) target = NULL;

  g_assert_true (GTK_IS_WIDGET (widget));
  if (format != NULL)
    {
      va_list args;

      va_start (args, format);
      target = g_variant_ref_sink (g_variant_new_va (format, NULL, &args));
      va_end (args);
    }
  g_assert_true (gtk_widget_activate_action_variant (widget, action, target));
}

gboolean
jkk_test_is_enabled (JkkWindow *window, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

/* What the eye sees: the window, and above it the dialogs that belong to it, each in the middle. */
static void
snapshot_window (GtkSnapshot *snapshot, GtkWindow *window, int width, int height)
{
  GtkWidget *widget = GTK_WIDGET (window);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  int w = gtk_widget_get_width (widget), h = gtk_widget_get_height (widget);
  GListModel *all = gtk_window_get_toplevels ();

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((width - w) / 2, (height - h) / 2));
  gdk_paintable_snapshot (paintable, snapshot, w, h);
  gtk_snapshot_restore (snapshot);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);

      if (gtk_window_get_transient_for (other) != window || !gtk_widget_get_mapped (GTK_WIDGET (other)))
        continue;
      gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0, 0, 0, 0.3 }, &GRAPHENE_RECT_INIT (0, 0, width, height));
      snapshot_window (snapshot, other, width, height);
    }
}

static GskRenderNode *
window_node (GtkWindow *window)
{
  int width = gtk_widget_get_width (GTK_WIDGET (window)), height = gtk_widget_get_height (GTK_WIDGET (window));
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  snapshot_window (snapshot, window, width, height);
  return gtk_snapshot_free_to_node (snapshot);
}

/* A window that was never drawn, or has no size yet, has no picture; neither have its dialogs. */
static gboolean
is_drawn (gpointer data)
{
  g_autoptr (GskRenderNode) node = gtk_widget_get_width (data) > 0 ? window_node (data) : NULL;
  GListModel *all = gtk_window_get_toplevels ();
  gboolean drawn = node != NULL;

  for (guint i = 0; drawn && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);

      if (gtk_window_get_transient_for (other) == data && gtk_widget_get_visible (GTK_WIDGET (other)))
        drawn = is_drawn (other);
    }
  return drawn;
}

void
jkk_test_picture (JkkWindow *window, const char *path)
{
  jkk_test_wait_for (is_drawn, window);
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  int width = gtk_widget_get_width (GTK_WIDGET (window)), height = gtk_widget_get_height (GTK_WIDGET (window));
  g_autoptr (GskRenderNode) node = window_node (GTK_WINDOW (window));
  g_autoptr (GdkTexture) texture =
      gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));

  g_assert_true (gdk_texture_save_to_png (texture, path));
}
