#include "jkk-application.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "jkk-window.h"

#define APPLICATION_ID "id.santun.Santun"

struct _JkkApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (JkkApplication, jkk_application, ADW_TYPE_APPLICATION)

typedef struct
{
  const char *action;
  const char *keys[3];
} Keys;

/* What has a letter without a modifier stands in the window: there it does not take it away from the entries. */
static const Keys keys[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.show-help-overlay", { "<Control>question", "F1" } },
  { "win.search", { "<Control>f" } },
  { "win.reload", { "F5", "<Control>r" } },
  { "win.toggle-queues", { "F9" } },
  { "win.law", { "<Control>j" } },
  { "win.inbox", { "<Control>m" } },
  { "win.new-case", { "<Control>n" } },
  { "win.import", { "<Control>i" } },
  { "win.lock", { "<Control>l" } },
  { "win.sign-out", { "<Control><Shift>l" } },
  { "win.back", { "<Alt>Left" } },
  { "win.next-case", { "<Control>Down", "<Control>Page_Down" } },
  { "win.previous-case", { "<Control>Up", "<Control>Page_Up" } },
  { "win.queue(uint32 0)", { "<Control>1" } },
  { "win.queue(uint32 1)", { "<Control>2" } },
  { "win.queue(uint32 2)", { "<Control>3" } },
  { "win.queue(uint32 3)", { "<Control>4" } },
  { "win.queue(uint32 4)", { "<Control>5" } },
  { "win.queue(uint32 5)", { "<Control>6" } },
  { "win.queue(uint32 6)", { "<Control>7" } },
  { "win.queue(uint32 7)", { "<Control>8" } },
  { "win.queue(uint32 8)", { "<Control>9" } },
};

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *developers[] = { "The Santun contributors", NULL };

  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (data)), "application-name", _ ("Santun"),
                         "application-icon", APPLICATION_ID, "version", JKK_VERSION, "developers", developers,
                         "comments", _ ("Work-accident claims, from the report to the decision"), "translator-credits",
                         _ ("translator-credits"), NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  /* Each window saves what is being edited before it goes; the program ends with the last one. */
  for (GList *l = windows; l != NULL; l = l->next)
    if (JKK_IS_WINDOW (l->data))
      gtk_window_close (l->data);
}

static const GActionEntry actions[] = {
  { "about", about_cb },
  { "quit", quit_cb },
};

static JkkWindow *
window_for (JkkApplication *self, const char *address)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (JKK_IS_WINDOW (l->data) && (address == NULL || g_strcmp0 (jkk_window_get_address (l->data), address) == 0))
      return l->data;
  return NULL;
}

static int
jkk_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  JkkApplication *self = JKK_APPLICATION (application);
  GVariantDict *given = g_application_command_line_get_options_dict (command_line);
  const char *name = NULL;
  g_autofree char *address = NULL;

  if (g_variant_dict_lookup (given, "store", "^&ay", &name))
    {
      /* From where the command was given, which need not be where the program runs. */
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, name);

      /* A node has no path. */
      address = strstr (name, "://") != NULL ? g_strdup (name) : g_file_get_path (file);
    }

  JkkWindow *window = window_for (self, address);
  if (window == NULL)
    {
      window = jkk_window_new (GTK_APPLICATION (self), address);
      gtk_window_present (GTK_WINDOW (window));
      jkk_window_start (window);
    }
  gtk_window_present (GTK_WINDOW (window));
  return 0;
}

static int
jkk_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  static const char version[] = "santun " JKK_VERSION "\n";

  if (!g_variant_dict_contains (given, "version"))
    return -1;
  return write (STDOUT_FILENO, version, strlen (version)) == (gssize) strlen (version) ? 0 : 1;
}

static void
jkk_application_startup (GApplication *application)
{
  GtkApplication *self = GTK_APPLICATION (application);

  G_APPLICATION_CLASS (jkk_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (self, keys[i].action, (const char *const *) keys[i].keys);
}

static void
jkk_application_activate (GApplication *application)
{
  JkkWindow *window = window_for (JKK_APPLICATION (application), NULL);

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
}

static void
jkk_application_class_init (JkkApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = jkk_application_activate;
  application_class->command_line = jkk_application_command_line;
  application_class->handle_local_options = jkk_application_handle_local_options;
  application_class->startup = jkk_application_startup;
}

static void
jkk_application_init (JkkApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "store", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME,
                                 _ ("Open this store instead of your own"), _ ("ADDRESS"));
  g_application_add_main_option (G_APPLICATION (self), "version", 'v', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE,
                                 _ ("Print the version and leave"), NULL);
}

/**
 * jkk_application_new:
 *
 * Returns: (transfer full): the program.
 */
JkkApplication *
jkk_application_new (void)
{
  return g_object_new (JKK_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path", "/id/santun/Santun", NULL);
}
