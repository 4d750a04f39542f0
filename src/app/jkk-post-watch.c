#include "jkk-post-watch.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-letter-state.h"

/* After something appeared in a folder it is left alone so long, so that it can be written to its end. */
#define REST_SECONDS 3

/* Folders of other computers tell nothing; they are looked at so often. */
#define PERIOD_SECONDS 60

/* How often it is told how far a round is. */
#define PROGRESS_MS 200

struct _JkkPostWatch
{
  GObject parent_instance;

  /* Owned */
  JkkOffice *office;
  GPtrArray *monitors; /* GFileMonitor */
  char *folders;       /* those that are watched, as one text */
  GCancellable *cancellable;
  char *trouble;
  JkkPostRound round;
  gint64 looked_at;          /* seconds since 1970 UTC, or 0 */
  JkkPostStanding *standing; /* of the round that is under way */
  guint rest_id;
  guint period_id;
  guint progress_id;
  gboolean looking, look_again;
  gboolean broken_off; /* the person wants no round until it is asked for */
};

G_DEFINE_FINAL_TYPE (JkkPostWatch, jkk_post_watch, G_TYPE_OBJECT)

enum
{
  LOOKED,
  PROGRESSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
watches (void)
{
  return g_strcmp0 (g_getenv ("SANTUN_POST_WATCH"), "0") != 0;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkPostWatch) self = data;
  g_autoptr (GError) error = NULL;
  JkkPostRound round;
  gboolean good = jkk_postbox_round_finish (JKK_OFFICE (source), result, &round, &error);

  self->looking = FALSE;
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_pointer (&self->standing, jkk_post_standing_unref);
  if (self->broken_off)
    {
      g_signal_emit (self, signals[LOOKED], 0);
      return;
    }
  if (JKK_OFFICE (source) != self->office || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Another desk that goes through the folders just now does the work. */
  if (good || g_error_matches (error, JKK_ERROR, JKK_ERROR_BUSY))
    {
      self->round = round;
      self->looked_at = g_get_real_time () / G_USEC_PER_SEC;
    }
  g_free (self->trouble);
  self->trouble =
      error != NULL && !g_error_matches (error, JKK_ERROR, JKK_ERROR_BUSY) ? g_strdup (error->message) : NULL;
  g_signal_emit (self, signals[LOOKED], 0);
  if (self->look_again || round.later > 0)
    jkk_post_watch_set_partners (self, NULL);
}

static gboolean
progress_cb (gpointer data)
{
  g_signal_emit (data, signals[PROGRESSED], 0);
  return G_SOURCE_CONTINUE;
}

/* Goes a round. One that is under way is not disturbed; another one follows it. */
static void
look_now (JkkPostWatch *self)
{
  const JkkAccount *person = self->office != NULL ? jkk_office_get_person (self->office) : NULL;

  if (person == NULL || person->must_change)
    return;
  if (self->looking)
    {
      self->look_again = TRUE;
      return;
    }
  self->looking = TRUE;
  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();
  self->standing = jkk_post_standing_new ();
  self->progress_id = g_timeout_add (PROGRESS_MS, progress_cb, self);
  jkk_postbox_round_async (self->office, self->standing, self->cancellable, looked_cb, g_object_ref (self));
}

static void
look_by_itself (JkkPostWatch *self)
{
  if (!self->broken_off)
    look_now (self);
}

static gboolean
rest_cb (gpointer data)
{
  JkkPostWatch *self = data;

  self->rest_id = 0;
  look_by_itself (self);
  return G_SOURCE_REMOVE;
}

static void
look_soon (JkkPostWatch *self)
{
  if (self->rest_id == 0)
    self->rest_id = g_timeout_add_seconds (REST_SECONDS, rest_cb, self);
}

static gboolean
period_cb (gpointer data)
{
  look_by_itself (data);
  return G_SOURCE_CONTINUE;
}

static void
folder_changed_cb (JkkPostWatch *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  if (event != G_FILE_MONITOR_EVENT_DELETED && event != G_FILE_MONITOR_EVENT_MOVED_OUT)
    look_soon (self);
}

static void
forget (JkkPostWatch *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_handle_id (&self->period_id, g_source_remove);
  g_clear_pointer (&self->folders, g_free);
  g_ptr_array_set_size (self->monitors, 0);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->trouble, g_free);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_pointer (&self->standing, jkk_post_standing_unref);
  self->looking = self->look_again = self->broken_off = FALSE;
  self->looked_at = 0;
}

static void
monitor_free (gpointer monitor)
{
  g_file_monitor_cancel (monitor);
  g_object_unref (monitor);
}

static void
jkk_post_watch_dispose (GObject *object)
{
  JkkPostWatch *self = JKK_POST_WATCH (object);

  forget (self);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (jkk_post_watch_parent_class)->dispose (object);
}

static void
jkk_post_watch_finalize (GObject *object)
{
  g_ptr_array_unref (JKK_POST_WATCH (object)->monitors);
  G_OBJECT_CLASS (jkk_post_watch_parent_class)->finalize (object);
}

static void
jkk_post_watch_class_init (JkkPostWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jkk_post_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_post_watch_finalize;
  signals[LOOKED] =
      g_signal_new ("looked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PROGRESSED] =
      g_signal_new ("progressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jkk_post_watch_init (JkkPostWatch *self)
{
  self->monitors = g_ptr_array_new_with_free_func (monitor_free);
}

/**
 * jkk_post_watch_new:
 *
 * Returns: (transfer full): a watch that watches nothing yet.
 */
JkkPostWatch *
jkk_post_watch_new (void)
{
  return g_object_new (JKK_TYPE_POST_WATCH, NULL);
}

/**
 * jkk_post_watch_set_office:
 * @self: the watch
 * @office: (nullable): whose partners, or %NULL for none
 */
void
jkk_post_watch_set_office (JkkPostWatch *self, JkkOffice *office)
{
  g_return_if_fail (JKK_IS_POST_WATCH (self));

  forget (self);
  g_set_object (&self->office, office);
}

/**
 * jkk_post_watch_stop:
 * @self: the watch
 *
 * Nobody is signed in any more: what is under way ends before the next file.
 */
void
jkk_post_watch_stop (JkkPostWatch *self)
{
  g_return_if_fail (JKK_IS_POST_WATCH (self));

  forget (self);
}

static char *
folders_of (GPtrArray *partners)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < partners->len; i++)
    {
      const JkkPartner *partner = partners->pdata[i];

      if (partner->active && partner->folder != NULL)
        g_string_append_printf (all, "%s\n", partner->folder);
    }
  return g_string_free (all, FALSE);
}

static void
watch_folder (JkkPostWatch *self, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, JKK_FOLDER_INBOX, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFileMonitor *monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (monitor == NULL)
    return;
  g_signal_connect_swapped (monitor, "changed", G_CALLBACK (folder_changed_cb), self);
  g_ptr_array_add (self->monitors, monitor);
}

/**
 * jkk_post_watch_set_partners:
 * @self: the watch
 * @partners: (nullable) (element-type JkkPartner): the partners as they are now; %NULL for the same as before
 *
 * Watches their folders; where these are others than before, they are looked at soon.
 */
void
jkk_post_watch_set_partners (JkkPostWatch *self, GPtrArray *partners)
{
  g_return_if_fail (JKK_IS_POST_WATCH (self));

  if (!watches () || self->office == NULL || jkk_office_get_person (self->office) == NULL)
    return;
  if (partners == NULL)
    {
      self->look_again = FALSE;
      look_soon (self);
      return;
    }
  g_autofree char *folders = folders_of (partners);
  if (g_strcmp0 (folders, self->folders) == 0)
    return;
  g_free (self->folders);
  self->folders = g_steal_pointer (&folders);
  g_ptr_array_set_size (self->monitors, 0);
  for (guint i = 0; i < partners->len; i++)
    {
      const JkkPartner *partner = partners->pdata[i];

      if (partner->active && partner->folder != NULL)
        watch_folder (self, partner->folder);
    }
  g_clear_handle_id (&self->period_id, g_source_remove);
  if (*self->folders == '\0')
    return;
  self->period_id = g_timeout_add_seconds (PERIOD_SECONDS, period_cb, self);
  look_soon (self);
}

/**
 * jkk_post_watch_look:
 * @self: the watch
 *
 * Goes a round now. One that is under way is not disturbed; another one follows it.
 */
void
jkk_post_watch_look (JkkPostWatch *self)
{
  g_return_if_fail (JKK_IS_POST_WATCH (self));

  self->broken_off = FALSE;
  look_now (self);
}

/**
 * jkk_post_watch_break_off:
 * @self: the watch
 *
 * The round that is under way ends after what it is storing just now. What is not done waits in its folder until a
 * round is asked for.
 */
void
jkk_post_watch_break_off (JkkPostWatch *self)
{
  g_return_if_fail (JKK_IS_POST_WATCH (self));

  self->broken_off = TRUE;
  self->look_again = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/**
 * jkk_post_watch_get_progress:
 * @self: the watch
 * @done: (out): how many files of a folder, or messages of a file, are done
 * @all: (out): of how many
 *
 * Returns: (transfer full) (nullable): the file that is being read; %NULL: no round is under way
 */
char *
jkk_post_watch_get_progress (JkkPostWatch *self, guint *done, guint *all)
{
  g_return_val_if_fail (JKK_IS_POST_WATCH (self), NULL);

  return self->standing != NULL ? jkk_post_standing_get (self->standing, done, all) : NULL;
}

/**
 * jkk_post_watch_describe:
 * @self: the watch
 *
 * Returns: (transfer full): in a line when the folders were looked at last, and what came.
 */
char *
jkk_post_watch_describe (JkkPostWatch *self)
{
  guint n = self->round.accepted + self->round.refused;

  if (self->broken_off)
    return g_strdup (_ ("Broken off; the rest waits until the folders are looked at again"));
  if (self->looked_at == 0)
    return g_strdup (_ ("The folders have not been looked at yet"));
  g_autofree char *time = jkk_letter_moment (self->looked_at);
  if (n == 0)
    return g_strdup_printf (_ ("Folders looked at %s"), time);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Folders looked at %s: %u file came", "Folders looked at %s: %u files came", n),
      time, n);
}

/**
 * jkk_post_watch_get_trouble:
 * @self: the watch
 *
 * Returns: (transfer none) (nullable): why the last round could not do all.
 */
const char *
jkk_post_watch_get_trouble (JkkPostWatch *self)
{
  return self->trouble;
}
