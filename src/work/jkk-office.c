#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "jkk-deed-private.h"
#include "jkk-desk-key.h"
#include "jkk-journal.h"
#include "jkk-keyring-private.h"
#include "jkk-law-private.h"
#include "jkk-looks-private.h"
#include "jkk-office-private.h"
#include "jkk-office-store.h"

struct _JkkOffice
{
  GObject parent_instance;

  /* Owned */
  JkkStore *store;
  JkkAccount *person;
  JkkSigner *signer; /* the open key of that person */
  JkkLooks *looks;
  JkkOfficeGuard guard;
  char *name;
  char *city;
  char *code;
  gboolean is_demo;
  gboolean was_away; /* as it was told last */
  gboolean was_damaged;

  /* Borrowed: the law lives as long as the program */
  const JkkPackSet *packs;
};

G_DEFINE_FINAL_TYPE (JkkOffice, jkk_office, G_TYPE_OBJECT)

enum
{
  PROP_PERSON = 1,
  PROP_LOCKED,
  PROP_LOCK_MINUTES,
  PROP_AWAY,
  PROP_OTHERS,
  PROP_DAMAGED,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
store_changed_cb (JkkOffice *self)
{
  jkk_office_guard_follow (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
state_changed_cb (JkkOffice *self)
{
  gboolean away = jkk_office_is_away (self), damaged = jkk_office_is_damaged (self);

  if (damaged != self->was_damaged)
    {
      self->was_damaged = damaged;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAMAGED]);
    }
  if (away == self->was_away)
    return;
  self->was_away = away;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AWAY]);
  /* What was asked in vain is asked again. */
  if (!away)
    store_changed_cb (self);
}

static void
jkk_office_dispose (GObject *object)
{
  JkkOffice *self = JKK_OFFICE (object);

  if (self->store != NULL)
    {
      jkk_looks_end (self->looks);
      g_signal_handlers_disconnect_by_data (self->store, self);
      jkk_store_close (self->store);
      g_clear_object (&self->store);
    }
  G_OBJECT_CLASS (jkk_office_parent_class)->dispose (object);
}

static void
jkk_office_finalize (GObject *object)
{
  JkkOffice *self = JKK_OFFICE (object);

  g_clear_pointer (&self->person, jkk_account_free);
  g_clear_pointer (&self->signer, jkk_signer_unref);
  g_clear_pointer (&self->looks, jkk_looks_unref);
  jkk_office_guard_clear (&self->guard);
  g_free (self->name);
  g_free (self->city);
  g_free (self->code);
  G_OBJECT_CLASS (jkk_office_parent_class)->finalize (object);
}

static void
jkk_office_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  JkkOffice *self = JKK_OFFICE (object);

  if (id == PROP_PERSON)
    g_value_set_pointer (value, self->person);
  else if (id == PROP_LOCKED)
    g_value_set_boolean (value, self->guard.locked);
  else if (id == PROP_OTHERS)
    g_value_set_boolean (value, TRUE);
  else if (id == PROP_AWAY)
    g_value_set_boolean (value, jkk_office_is_away (self));
  else if (id == PROP_DAMAGED)
    g_value_set_boolean (value, jkk_office_is_damaged (self));
  else
    g_value_set_uint (value, self->guard.minutes);
}

static void
jkk_office_class_init (JkkOfficeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = jkk_office_dispose;
  object_class->finalize = jkk_office_finalize;
  object_class->get_property = jkk_office_get_property;
  properties[PROP_PERSON] = g_param_spec_pointer ("person", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOCKED] =
      g_param_spec_boolean ("locked", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOCK_MINUTES] =
      g_param_spec_uint ("lock-minutes", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_OTHERS] =
      g_param_spec_boolean ("others", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_AWAY] = g_param_spec_boolean ("away", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DAMAGED] =
      g_param_spec_boolean ("damaged", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", JKK_TYPE_OFFICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jkk_office_init (JkkOffice *self)
{
  self->looks = jkk_looks_new ();
}

static gpointer
settings_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  JkkOffice *self = data;
  g_autofree char *demo = NULL;
  g_autoptr (GError) problem = NULL;

  self->name = jkk_office_store_get (db, JKK_OFFICE_NAME, &problem);
  if (problem == NULL)
    self->city = jkk_office_store_get (db, JKK_OFFICE_CITY, &problem);
  if (problem == NULL)
    self->code = jkk_office_store_get (db, JKK_OFFICE_BRANCH_CODE, &problem);
  if (problem == NULL)
    demo = jkk_office_store_get (db, JKK_OFFICE_IS_DEMO, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  self->guard.minutes = jkk_office_guard_minutes (db, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  self->is_demo = demo != NULL;
  self->packs = jkk_law_read (db, error);
  return self->packs != NULL ? self : NULL;
}

static void
others_changed_cb (JkkOffice *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OTHERS]);
}

static void
follow_store (JkkOffice *self)
{
  g_signal_connect_swapped (self->store, "others-changed", G_CALLBACK (others_changed_cb), self);
  jkk_looks_set_office (self->looks, self, self->store);
  g_signal_connect_swapped (self->store, "changed", G_CALLBACK (store_changed_cb), self);
  g_signal_connect_swapped (self->store, "state-changed", G_CALLBACK (state_changed_cb), self);
}

static gboolean
check_exists (const char *address, GError **error)
{
  if (jkk_office_exists (address))
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
               _ ("There is no office at “%s”. If its disk or folder is gone, bring it back; otherwise make an "
                  "office first."),
               address);
  return FALSE;
}

/**
 * jkk_office_open:
 * @address: where
 * @error: return location
 *
 * Waits until it is open; for the command line and tests.
 *
 * Returns: (transfer full): the office; nobody has signed in.
 */
JkkOffice *
jkk_office_open (const char *address, GError **error)
{
  g_autoptr (JkkOffice) self = g_object_new (JKK_TYPE_OFFICE, NULL);

  if (!check_exists (address, error))
    return NULL;
  self->store = jkk_store_open (address, JKK_DB_DEFAULT, error);
  if (self->store == NULL || jkk_store_read (self->store, settings_read, self, NULL, NULL, error) == NULL)
    return NULL;
  follow_store (self);
  return g_steal_pointer (&self);
}

static void
settings_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  JkkOffice *self = g_task_get_task_data (task);

  if (jkk_store_finish (JKK_STORE (source), result, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  follow_store (self);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
store_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  JkkOffice *self = g_task_get_task_data (task);

  self->store = jkk_store_open_finish (result, &error);
  if (self->store == NULL)
    g_task_return_error (task, error);
  else
    jkk_store_read_async (self->store, settings_read, self, NULL, NULL, NULL, settings_read_cb,
                          g_steal_pointer (&task));
}

/**
 * jkk_office_open_async:
 * @address: where
 * @callback: called when it is open, or cannot be opened
 * @user_data: for @callback
 *
 * See jkk_office_open(). A node may take seconds to answer, or not to.
 */
void
jkk_office_open_async (const char *address, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, jkk_office_open_async);
  g_task_set_task_data (task, g_object_new (JKK_TYPE_OFFICE, NULL), g_object_unref);
  if (check_exists (address, &error))
    jkk_store_open_async (address, JKK_DB_DEFAULT, store_opened_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * jkk_office_open_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_office_open().
 */
JkkOffice *
jkk_office_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * jkk_office_node_name:
 * @address: (nullable): address of an office
 *
 * Returns: (transfer full) (nullable): the node that keeps it, or those of a group, as people call them; %NULL for a
 * file.
 */
char *
jkk_office_node_name (const char *address)
{
  if (address == NULL || !jkk_desk_key_is_node (address))
    return NULL;

  g_autofree char *usual = g_strdup_printf (":%d", JKK_NODE_PORT);
  g_auto (GStrv) nodes = g_strsplit (strstr (address, "://") + 3, ",", -1);
  for (char **node = nodes; *node != NULL; node++)
    if (g_str_has_suffix (*node, usual))
      (*node)[strlen (*node) - strlen (usual)] = '\0';
  return g_strjoinv (", ", nodes);
}

/**
 * jkk_office_close:
 * @office: an office
 *
 * Waits for what is under way and closes the store.
 */
void
jkk_office_close (JkkOffice *office)
{
  g_return_if_fail (JKK_IS_OFFICE (office));

  g_object_run_dispose (G_OBJECT (office));
}

/**
 * jkk_office_get_address:
 * @office: an office
 *
 * Returns: (transfer none): where it lies.
 */
const char *
jkk_office_get_address (JkkOffice *office)
{
  return jkk_store_get_address (office->store);
}

/**
 * jkk_office_get_name:
 * @office: an office
 *
 * Returns: (transfer none): its name as printed on letters.
 */
const char *
jkk_office_get_name (JkkOffice *office)
{
  return office->name != NULL ? office->name : "";
}

/**
 * jkk_office_get_code:
 * @office: an office
 *
 * Returns: (transfer none): the code by which its messages name it
 */
const char *
jkk_office_get_code (JkkOffice *office)
{
  return office->code != NULL && *office->code != '\0' ? office->code : JKK_OFFICE_NO_CODE;
}

/**
 * jkk_office_get_city:
 * @office: an office
 *
 * Returns: (transfer none): where its letters are signed.
 */
const char *
jkk_office_get_city (JkkOffice *office)
{
  return office->city != NULL ? office->city : "";
}

/**
 * jkk_office_is_demo:
 * @office: an office
 *
 * Returns: whether everything in it is invented.
 */
gboolean
jkk_office_is_demo (JkkOffice *office)
{
  return office->is_demo;
}

/**
 * jkk_office_get_person:
 * @office: an office
 *
 * Returns: (transfer none) (nullable): who has signed in.
 */
const JkkAccount *
jkk_office_get_person (JkkOffice *office)
{
  return office->person;
}

/**
 * jkk_office_set_person:
 * @office: an office
 * @person: (transfer full) (nullable): who has signed in
 */
void
jkk_office_set_person (JkkOffice *office, JkkAccount *person)
{
  g_clear_pointer (&office->person, jkk_account_free);
  office->person = person;
  jkk_looks_begin_sitting (office->looks);
  g_object_notify_by_pspec (G_OBJECT (office), properties[PROP_PERSON]);
}

/**
 * jkk_office_note_own_password:
 * @office: an office
 *
 * Who has signed in has a password of the own now; it is still the same sitting.
 */
void
jkk_office_note_own_password (JkkOffice *office)
{
  if (office->person != NULL)
    office->person->must_change = FALSE;
}

/**
 * jkk_office_get_signer:
 * @office: an office
 *
 * Returns: (transfer none) (nullable): the open key of who has signed in.
 */
const JkkSigner *
jkk_office_get_signer (JkkOffice *office)
{
  return office->signer;
}

/**
 * jkk_office_set_signer:
 * @office: an office
 * @signer: (transfer full) (nullable): the open key of who has signed in
 */
void
jkk_office_set_signer (JkkOffice *office, JkkSigner *signer)
{
  jkk_signer_unref (office->signer);
  office->signer = signer;
}

static gpointer
sign_out_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  jkk_db_sign_out (db);
  return NULL;
}

/**
 * jkk_office_sign_out:
 * @office: an office
 *
 * Nobody is signed in any more.
 */
void
jkk_office_sign_out (JkkOffice *office)
{
  /* Only a node has to be told: a file asks nobody. */
  if (office->store != NULL && office->person != NULL && jkk_desk_key_is_node (jkk_store_get_address (office->store)))
    jkk_store_read_async (office->store, sign_out_read, NULL, NULL, NULL, NULL, NULL, NULL);
  jkk_office_set_signer (office, NULL);
  jkk_office_set_person (office, NULL);
  jkk_office_guard_clear (&office->guard);
  jkk_office_notify_locked (office);
}

JkkOfficeGuard *
jkk_office_get_guard (JkkOffice *office)
{
  return &office->guard;
}

void
jkk_office_notify_locked (JkkOffice *office)
{
  g_object_notify_by_pspec (G_OBJECT (office), properties[PROP_LOCKED]);
}

void
jkk_office_notify_lock_minutes (JkkOffice *office)
{
  g_object_notify_by_pspec (G_OBJECT (office), properties[PROP_LOCK_MINUTES]);
}

/**
 * jkk_office_get_store:
 * @office: an office
 *
 * Returns: (transfer none): its store.
 */
JkkStore *
jkk_office_get_store (JkkOffice *office)
{
  return office->store;
}

/**
 * jkk_office_get_looks:
 * @office: an office
 *
 * Returns: (transfer none): what is to be noted of who looked at its cases.
 */
JkkLooks *
jkk_office_get_looks (JkkOffice *office)
{
  return office->looks;
}

/**
 * jkk_office_get_packs:
 * @office: an office
 *
 * Returns: (transfer none): the regulations with what the office confirmed and corrected.
 */
const JkkPackSet *
jkk_office_get_packs (JkkOffice *office)
{
  return office->packs;
}

/**
 * jkk_office_set_packs:
 * @office: an office
 * @packs: (transfer none) (nullable): the regulations as they were read just now
 */
void
jkk_office_set_packs (JkkOffice *office, const JkkPackSet *packs)
{
  if (packs != NULL)
    office->packs = packs;
}

/**
 * jkk_today:
 *
 * Returns: the day, by the clock of this machine or by SANTUN_TODAY.
 */
JkkDay
jkk_today (void)
{
  const char *text = g_getenv ("SANTUN_TODAY");
  JkkDay day = text != NULL ? jkk_day_parse (text, NULL) : JKK_NONE;

  if (day != JKK_NONE)
    return day;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  return jkk_day_new (g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now));
}
