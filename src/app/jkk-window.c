#include <glib/gi18n-lib.h>

#include "jkk-backups-dialog.h"
#include "jkk-demo.h"
#include "jkk-office-clock.h"
#include "jkk-password-dialog.h"
#include "jkk-say.h"
#include "jkk-settings.h"
#include "jkk-window-private.h"

G_DEFINE_FINAL_TYPE (JkkWindow, jkk_window, ADW_TYPE_APPLICATION_WINDOW)

/**
 * jkk_window_refresh_title:
 * @self: the window
 *
 * Names the office; a locked window tells nothing.
 */
void
jkk_window_refresh_title (JkkWindow *self)
{
  gboolean named = self->office != NULL && !jkk_window_is_locked (self);
  const char *name = named ? jkk_office_get_name (self->office) : "";
  g_autofree char *title = *name != '\0' ? g_strdup_printf ("%s — %s", name, _ ("Santun")) : g_strdup (_ ("Santun"));

  gtk_window_set_title (GTK_WINDOW (self), title);
}

/**
 * jkk_window_show_page:
 * @self: the window
 * @page: name of a page
 */
void
jkk_window_show_page (JkkWindow *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->pages, page);
  jkk_window_refresh_title (self);
  jkk_window_refresh_actions (self);
}

/* A day that is wrong would stand in decisions, and in what is owed for a late payment. */
static void
clock_doubted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *doubt = jkk_office_doubt_clock_finish (JKK_OFFICE (source), result, &error);

  if (doubt == NULL || self->office != JKK_OFFICE (source))
    return;
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Is the Clock Right?"), doubt);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

/* An office comes and goes. */

static void
person_changed_cb (JkkWindow *self)
{
  const JkkAccount *person = jkk_office_get_person (self->office);

  if (person == NULL)
    {
      jkk_window_show_page (self, "sign-in");
      jkk_sign_in_page_focus (self->sign_in);
      return;
    }
  jkk_window_show_page (self, "desk");
  jkk_desk_enter (self->desk);
  jkk_window_refresh_actions (self);
  jkk_office_doubt_clock_async (self->office, NULL, clock_doubted_cb, g_object_ref (self));
  jkk_backups_remind (self, self->office);
  if (person->must_change)
    jkk_password_dialog_open (GTK_WINDOW (self), self->office, TRUE);
}

/* Lets go of the office; what was edited has been saved. */
void
jkk_window_close_office (JkkWindow *self)
{
  g_autoptr (JkkOffice) office = g_steal_pointer (&self->office);

  if (office == NULL)
    return;
  g_signal_handlers_disconnect_by_data (office, self);
  jkk_desk_set_office (self->desk, NULL);
  jkk_sign_in_page_set_office (self->sign_in, NULL, FALSE);
  jkk_office_sign_out (office);
  jkk_office_close (office);
}

static void
show_trouble (JkkWindow *self, const GError *error)
{
  gboolean about_demo = g_strcmp0 (self->address, self->demo_address) == 0;

  jkk_trouble_page_show (self->trouble, error, self->address, about_demo);
  jkk_window_show_page (self, "trouble");
}

/* An office that was there before and is gone is no reason to show a demonstration in its place. */
static gboolean
was_opened_before (const char *address)
{
  g_autofree char *before = jkk_settings () != NULL ? g_settings_get_string (jkk_settings (), "own-office") : NULL;

  return g_strcmp0 (before, address) == 0;
}

static void
remember_opened (const char *address)
{
  if (jkk_settings () != NULL && !was_opened_before (address))
    g_settings_set_string (jkk_settings (), "own-office", address);
}

static void
enter_office (JkkWindow *self, JkkOffice *office)
{
  g_autofree char *login = g_steal_pointer (&self->login);

  self->office = office;
  if (g_strcmp0 (self->address, self->own_address) == 0)
    remember_opened (self->address);
  g_signal_connect_swapped (self->office, "notify::person", G_CALLBACK (person_changed_cb), self);
  jkk_window_watch_idle (self);
  g_signal_connect_swapped (self->office, "notify::damaged", G_CALLBACK (jkk_window_refresh_actions), self);
  jkk_office_watch_pages (office);
  jkk_desk_set_office (self->desk, self->office);
  jkk_sign_in_page_set_office (self->sign_in, self->office, jkk_window_own_exists (self));
  if (login != NULL)
    jkk_sign_in_page_set_login (self->sign_in, login);
  jkk_window_show_page (self, "sign-in");
  jkk_sign_in_page_focus (self->sign_in);
}

void
jkk_window_opened (JkkWindow *self, JkkOffice *office, const GError *error)
{
  if (office != NULL)
    enter_office (self, office);
  else
    show_trouble (self, error);
}

/* Opens it, or says why it cannot be opened. */
void
jkk_window_open_now (JkkWindow *self, const char *address)
{
  g_autofree char *wanted = g_strdup (address);

  jkk_window_close_office (self);
  jkk_set_str (&self->address, wanted);
  jkk_window_start_opening (self);
}

static void
make_demo (JkkWindow *self)
{
  jkk_window_close_office (self);
  jkk_window_stop_opening (self);
  jkk_set_str (&self->address, self->demo_address);
  jkk_start_page_make (self->start, self->demo_address, self->demo_cases);
  jkk_window_show_page (self, "start");
}

static void
on_demo_done_cb (JkkWindow *self, const GError *error)
{
  if (self->close_when_made)
    {
      self->may_close = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (error != NULL)
    show_trouble (self, error);
  else
    jkk_window_open_now (self, self->demo_address);
}

static void
on_office_created_cb (JkkWindow *self, const char *address, const char *login)
{
  jkk_set_str (&self->login, login);
  jkk_window_open_now (self, address);
}

/* What is being edited is saved before an office or the window goes. */

typedef void (*Step) (JkkWindow *self, const char *address);

typedef struct
{
  JkkWindow *window;
  Step step;
  char *address;
} Errand;

static void
left_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Errand *errand = data;
  g_autoptr (JkkWindow) self = errand->window;
  g_autofree char *address = errand->address;
  g_autoptr (GError) error = NULL;

  if (jkk_desk_leave_finish (JKK_DESK (source), result, &error))
    errand->step (self, address);
  else
    jkk_say (GTK_WIDGET (self), error);
}

static void
leave_then (JkkWindow *self, Step step, const char *address)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->window = g_object_ref (self);
  errand->step = step;
  errand->address = g_strdup (address);
  jkk_desk_leave_async (self->desk, left_cb, errand);
}

static void
sign_out_step (JkkWindow *self, const char *address)
{
  if (self->office != NULL)
    jkk_office_sign_out (self->office);
}

static void
close_step (JkkWindow *self, const char *address)
{
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
make_demo_step (JkkWindow *self, const char *address)
{
  make_demo (self);
}

static void
unfinished_answered_cb (JkkWindow *self, const char *response)
{
  if (g_str_equal (response, "close"))
    leave_then (self, close_step, NULL);
}

/* Values that could not be saved would be lost with the program. */
static void
ask_about_unfinished (JkkWindow *self, guint n_values)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Close All the Same?"), NULL);

  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      g_dngettext (GETTEXT_PACKAGE, "%u value that was typed is not acceptable yet and would be lost.",
                   "%u values that were typed are not acceptable yet and would be lost.", n_values),
      n_values);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Keep Open"), "close", _ ("_Close"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (unfinished_answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
jkk_window_close_request (GtkWindow *window)
{
  JkkWindow *self = JKK_WINDOW (window);
  guint n_values = jkk_desk_count_unfinished (self->desk);

  /* Of a locked desk everything that was typed has been kept; nobody sits there to answer a question. */
  if (self->may_close || jkk_window_is_locked (self))
    return GTK_WINDOW_CLASS (jkk_window_parent_class)->close_request (window);
  if (g_strcmp0 (jkk_window_get_page (self), "start") == 0)
    {
      /* What was begun is taken away first. */
      self->close_when_made = TRUE;
      jkk_start_page_cancel (self->start);
    }
  else if (n_values > 0)
    ask_about_unfinished (self, n_values);
  else
    leave_then (self, close_step, NULL);
  return GDK_EVENT_STOP;
}

static void
remember_looks (JkkWindow *self)
{
  GSettings *settings = jkk_settings ();

  if (settings == NULL)
    return;
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

static void
jkk_window_dispose (GObject *object)
{
  JkkWindow *self = JKK_WINDOW (object);

  jkk_window_stop_opening (self);
  if (self->start != NULL)
    jkk_start_page_cancel (self->start);
  if (self->desk != NULL)
    jkk_window_close_office (self);
  jkk_window_dispose_lock (self);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (self->chooser);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (jkk_window_parent_class)->dispose (object);
}

static void
jkk_window_finalize (GObject *object)
{
  JkkWindow *self = JKK_WINDOW (object);

  g_free (self->own_address);
  g_free (self->demo_address);
  g_free (self->address);
  g_free (self->page_before);
  g_free (self->login);
  G_OBJECT_CLASS (jkk_window_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  /* Not among the accelerators of the application: those would take the letters away from the entries. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_slash, 0, "win.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Divide, 0, "win.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_SHIFT_MASK, "win.show-help-overlay", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, 0, "win.show-help-overlay", NULL);
}

static void
jkk_window_class_init (JkkWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jkk_window_dispose;
  object_class->finalize = jkk_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = jkk_window_close_request;

  g_type_ensure (JKK_TYPE_DESK);
  g_type_ensure (JKK_TYPE_LOCK_PAGE);
  g_type_ensure (JKK_TYPE_NEW_OFFICE_PAGE);
  g_type_ensure (JKK_TYPE_SIGN_IN_PAGE);
  g_type_ensure (JKK_TYPE_START_PAGE);
  g_type_ensure (JKK_TYPE_TROUBLE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkWindow, cover);
  gtk_widget_class_bind_template_child (widget_class, JkkWindow, lock_page);
  gtk_widget_class_bind_template_child (widget_class, JkkWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, JkkWindow, opening_text);
  gtk_widget_class_bind_template_child (widget_class, JkkWindow, start);
  gtk_widget_class_bind_template_child (widget_class, JkkWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, JkkWindow, new_office);
  gtk_widget_class_bind_template_child (widget_class, JkkWindow, sign_in);
  gtk_widget_class_bind_template_child (widget_class, JkkWindow, desk);
  gtk_widget_class_bind_template_callback (widget_class, jkk_window_leave_locked);
  gtk_widget_class_bind_template_callback (widget_class, on_demo_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_office_created_cb);
  add_keys (widget_class);
}

static void
jkk_window_init (JkkWindow *self)
{
  self->demo_address = jkk_office_demo_address ();
  self->demo_cases = JKK_DEMO_CASES;
  gtk_widget_init_template (GTK_WIDGET (self));
  jkk_window_add_actions (self);
  jkk_window_init_lock (self);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (jkk_window_refresh_actions), self, G_CONNECT_SWAPPED);
  remember_looks (self);
}

/**
 * jkk_window_new:
 * @application: (nullable): the application
 * @own_address: (nullable): the store that was asked for; %NULL = the one of this person
 *
 * Returns: (transfer none): a window that shows nothing yet.
 */
JkkWindow *
jkk_window_new (GtkApplication *application, const char *own_address)
{
  JkkWindow *self = g_object_new (JKK_TYPE_WINDOW, "application", application, NULL);

  const char *named = g_getenv ("SANTUN_STORE");

  /* Who names a place wants that one, also when it is not there. */
  self->own_given = own_address != NULL || (named != NULL && *named != '\0');
  self->own_address = own_address != NULL ? g_strdup (own_address) : jkk_office_default_address ();
  jkk_window_show_page (self, "empty");
  return self;
}

/**
 * jkk_window_set_own:
 * @self: the window
 * @address: where the real office of this person lies, or will lie
 */
void
jkk_window_set_own (JkkWindow *self, const char *address)
{
  g_return_if_fail (JKK_IS_WINDOW (self));

  jkk_set_str (&self->own_address, address);
}

/**
 * jkk_window_set_demo:
 * @self: the window
 * @address: where its demonstration office lies, or will lie
 * @n_cases: how many cases it gets when it is made
 */
void
jkk_window_set_demo (JkkWindow *self, const char *address, guint n_cases)
{
  g_return_if_fail (JKK_IS_WINDOW (self));

  jkk_set_str (&self->demo_address, address);
  self->demo_cases = n_cases;
}

/**
 * jkk_window_start:
 * @self: the window
 *
 * Opens the office of this person; where there is none yet, the demonstration.
 */
void
jkk_window_start (JkkWindow *self)
{
  g_return_if_fail (JKK_IS_WINDOW (self));

  if (self->own_given || jkk_window_own_exists (self) || was_opened_before (self->own_address))
    jkk_window_open_now (self, self->own_address);
  else
    jkk_window_open_demo (self);
}

/**
 * jkk_window_open:
 * @self: the window
 * @address: a store
 *
 * Leaves the office that is open and opens this one.
 */
void
jkk_window_open (JkkWindow *self, const char *address)
{
  g_return_if_fail (JKK_IS_WINDOW (self));
  g_return_if_fail (address != NULL);

  leave_then (self, jkk_window_open_now, address);
}

/**
 * jkk_window_open_own:
 * @self: the window
 * @address: the office that is this person's own from now on
 *
 * Leaves the office that is open and opens this one.
 */
void
jkk_window_open_own (JkkWindow *self, const char *address)
{
  jkk_set_str (&self->own_address, address);
  jkk_window_open (self, address);
}

/**
 * jkk_window_open_demo:
 * @self: the window
 *
 * Leaves the office that is open and opens the demonstration; makes it if it is not there.
 */
void
jkk_window_open_demo (JkkWindow *self)
{
  if (jkk_office_exists (self->demo_address))
    leave_then (self, jkk_window_open_now, self->demo_address);
  else
    leave_then (self, make_demo_step, NULL);
}

/**
 * jkk_window_begin_new_office:
 * @self: the window
 *
 * Shows the page on which a real office is made.
 */
void
jkk_window_begin_new_office (JkkWindow *self)
{
  jkk_set_str (&self->page_before, jkk_window_get_page (self));
  jkk_window_show_page (self, "new-office");
  jkk_new_office_page_start (self->new_office, self->own_address);
}

/**
 * jkk_window_leave_page:
 * @self: the window
 *
 * Back to where one came from.
 */
void
jkk_window_leave_page (JkkWindow *self)
{
  if (g_strcmp0 (jkk_window_get_page (self), "new-office") == 0)
    jkk_window_show_page (self, self->page_before);
  else
    jkk_desk_back (self->desk);
}

/**
 * jkk_window_sign_out:
 * @self: the window
 *
 * Nobody sits here any more; what is being edited is saved first.
 */
void
jkk_window_sign_out (JkkWindow *self)
{
  leave_then (self, sign_out_step, NULL);
}

/**
 * jkk_window_get_page:
 * @self: the window
 *
 * Returns: (transfer none): "empty", "opening", "start", "trouble", "new-office", "sign-in" or "desk".
 */
const char *
jkk_window_get_page (JkkWindow *self)
{
  g_return_val_if_fail (JKK_IS_WINDOW (self), NULL);

  return gtk_stack_get_visible_child_name (self->pages);
}
