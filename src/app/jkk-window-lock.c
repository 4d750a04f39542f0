#include "jkk-office-lock.h"
#include "jkk-window-private.h"

/* A desk at which nobody sits is covered: the page over everything, dialogs hidden until the same person is back. */

/* How often it is looked whether somebody still sits here. */
#define LOOK_SECONDS 1

static gboolean
is_watched (JkkWindow *self)
{
  return self->office != NULL && jkk_office_get_person (self->office) != NULL && !jkk_office_is_locked (self->office);
}

/* A pointer that lies where it lay is nobody's hand. */
static gboolean
is_input (JkkWindow *self, GdkEvent *event)
{
  double x = 0, y = 0;

  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_PAD_BUTTON_PRESS:
      return TRUE;
    case GDK_MOTION_NOTIFY:
      gdk_event_get_position (event, &x, &y);
      if (x == self->pointer_x && y == self->pointer_y)
        return FALSE;
      self->pointer_x = x;
      self->pointer_y = y;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
belongs_to (GtkWindow *window, JkkWindow *self)
{
  GtkWindow *above = window != GTK_WINDOW (self) ? gtk_window_get_transient_for (window) : NULL;

  return above != NULL && (above == GTK_WINDOW (self) || belongs_to (above, self));
}

/* After a sleep the first key must not count as if somebody had sat here all the time. */
static gboolean
event_cb (GtkEventController *controller, GdkEvent *event, JkkWindow *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_event_controller_get_widget (controller));

  if (!is_watched (self) || (window != GTK_WINDOW (self) && !belongs_to (window, self)) || !is_input (self, event) ||
      !jkk_idle_note (&self->idle, jkk_awake_seconds ()))
    return GDK_EVENT_PROPAGATE;
  jkk_window_lock (self);
  return GDK_EVENT_STOP;
}

static gboolean
look_cb (gpointer data)
{
  JkkWindow *self = data;

  if (is_watched (self) && jkk_idle_is_over (&self->idle, jkk_awake_seconds ()))
    jkk_window_lock (self);
  return G_SOURCE_CONTINUE;
}

/* ---- Dialogs ----------------------------------------------------------------------------------------------------- */

static void
hide (JkkWindow *self, GtkWindow *window)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (window)))
    return;
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  if (!g_ptr_array_find (self->hidden, window, NULL))
    g_ptr_array_add (self->hidden, g_object_ref (window));
}

/* What was under way may still ask something: it asks later. */
static void
shown_cb (GtkWidget *window, GParamSpec *pspec, JkkWindow *self)
{
  if (self->office != NULL && jkk_office_is_locked (self->office) && belongs_to (GTK_WINDOW (window), self))
    hide (self, GTK_WINDOW (window));
}

static void
watch (JkkWindow *self, GtkWindow *window)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  if (window != GTK_WINDOW (self))
    g_signal_connect_object (window, "notify::visible", G_CALLBACK (shown_cb), self, G_CONNECT_AFTER);
}

static void
toplevels_changed_cb (GListModel *all, guint position, guint removed, guint added, JkkWindow *self)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      /* To whom a dialog belongs is known when there is input. */
      if (!JKK_IS_WINDOW (window))
        watch (self, window);
    }
}

static void
hide_dialogs (JkkWindow *self)
{
  GListModel *all = gtk_window_get_toplevels ();
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    g_ptr_array_add (windows, g_list_model_get_item (all, i));
  for (guint i = 0; i < windows->len; i++)
    if (belongs_to (windows->pdata[i], self))
      hide (self, windows->pdata[i]);
}

static void
show_dialogs (JkkWindow *self)
{
  g_autoptr (GPtrArray) hidden = g_steal_pointer (&self->hidden);

  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < hidden->len; i++)
    if (belongs_to (hidden->pdata[i], self))
      gtk_window_present (hidden->pdata[i]);
}

static void
drop_dialogs (JkkWindow *self)
{
  g_autoptr (GPtrArray) hidden = g_steal_pointer (&self->hidden);

  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = hidden->len; i > 0; i--)
    gtk_window_destroy (hidden->pdata[i - 1]);
}

/* ---- The window -------------------------------------------------------------------------------------------------- */

static void
cover (JkkWindow *self)
{
  g_set_weak_pointer (&self->focus_before, gtk_window_get_focus (GTK_WINDOW (self)));
  hide_dialogs (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), FALSE);
  gtk_stack_set_visible_child_name (self->cover, "locked");
  jkk_lock_page_show (self->lock_page, self->office);
}

static void
uncover (JkkWindow *self, gboolean same)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), TRUE);
  gtk_stack_set_visible_child_name (self->cover, "open");
  jkk_lock_page_show (self->lock_page, NULL);
  if (same && self->focus_before != NULL)
    gtk_widget_grab_focus (self->focus_before);
  g_clear_weak_pointer (&self->focus_before);
  if (same)
    show_dialogs (self);
  else
    drop_dialogs (self);
}

static void
locked_cb (JkkWindow *self)
{
  gboolean locked = jkk_office_is_locked (self->office);
  gboolean covered = g_strcmp0 (gtk_stack_get_visible_child_name (self->cover), "locked") == 0;

  if (locked && !covered)
    cover (self);
  else if (!locked && covered)
    uncover (self, jkk_office_get_person (self->office) != NULL);
  jkk_idle_start (&self->idle, jkk_office_get_lock_minutes (self->office), jkk_awake_seconds ());
  jkk_window_refresh_title (self);
  jkk_window_refresh_actions (self);
}

static void
minutes_cb (JkkWindow *self)
{
  jkk_idle_start (&self->idle, jkk_office_get_lock_minutes (self->office), jkk_awake_seconds ());
}

/**
 * jkk_window_watch_idle:
 * @self: a window that has opened an office
 *
 * From now on it locks itself when nobody sits here.
 */
void
jkk_window_watch_idle (JkkWindow *self)
{
  g_signal_connect_swapped (self->office, "notify::locked", G_CALLBACK (locked_cb), self);
  g_signal_connect_swapped (self->office, "notify::lock-minutes", G_CALLBACK (minutes_cb), self);
  g_signal_connect_swapped (self->office, "notify::person", G_CALLBACK (minutes_cb), self);
  minutes_cb (self);
}

/**
 * jkk_window_lock:
 * @self: the window
 *
 * Keeps what is being typed, wipes the person's keys from memory, and covers the window.
 */
void
jkk_window_lock (JkkWindow *self)
{
  g_return_if_fail (JKK_IS_WINDOW (self));

  if (!is_watched (self))
    return;
  jkk_desk_keep (self->desk);
  jkk_office_lock (self->office);
}

/**
 * jkk_window_is_locked:
 * @self: the window
 *
 * Returns: whether a password is asked for before anything else.
 */
gboolean
jkk_window_is_locked (JkkWindow *self)
{
  g_return_val_if_fail (JKK_IS_WINDOW (self), FALSE);

  return self->office != NULL && jkk_office_is_locked (self->office);
}

/* Somebody else wants to sign in: what was typed lies with who typed it. */
void
jkk_window_leave_locked (JkkWindow *self)
{
  if (jkk_window_is_locked (self))
    jkk_office_sign_out (self->office);
}

void
jkk_window_init_lock (JkkWindow *self)
{
  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  watch (self, GTK_WINDOW (self));
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (toplevels_changed_cb), self, 0);
  self->look_id = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
}

void
jkk_window_dispose_lock (JkkWindow *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_weak_pointer (&self->focus_before);
  g_clear_pointer (&self->hidden, g_ptr_array_unref);
}
