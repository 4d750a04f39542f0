#include "jkk-own-keys.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-exchange.h"
#include "jkk-partner-state.h"
#include "jkk-postbox.h"
#include "jkk-reason-dialog.h"
#include "jkk-say.h"

/* So long a key of the office counts; santunctl key make --years makes one for longer. */
#define YEARS 2

struct _JkkOwnKeys
{
  AdwPreferencesGroup parent_instance;

  /* Owned */
  JkkOffice *office;
  GPtrArray *keys; /* JkkPartnerKey */
  GPtrArray *rows; /* borrowed widgets */
  GtkNativeDialog *chooser;
};

G_DEFINE_FINAL_TYPE (JkkOwnKeys, jkk_own_keys, ADW_TYPE_PREFERENCES_GROUP)

static const JkkPartnerKey *
find_key (JkkOwnKeys *self, gint64 id)
{
  for (guint i = 0; self->keys != NULL && i < self->keys->len; i++)
    if (((const JkkPartnerKey *) self->keys->pdata[i])->id == id)
      return self->keys->pdata[i];
  return NULL;
}

static GtkWindow *
window_of (JkkOwnKeys *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* ---- What is shown ----------------------------------------------------------------------------------------------- */

static void
add_button (GtkWidget *row, const char *label, const char *action, gint64 id)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_row (JkkOwnKeys *self, const JkkPartnerKey *key)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = jkk_partner_state_key_title (key, jkk_today ());
  g_autofree char *text = jkk_partner_state_own_key_subtitle (key);
  g_autofree char *subtitle = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  add_button (row, _ ("Save _Certificate…"), "own-keys.save", key->id);
  if (jkk_partner_state_may_revoke (key))
    add_button (row, _ ("_End…"), "own-keys.end", key->id);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
add_hint (JkkOwnKeys *self)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("No key yet"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("What the office sends is not signed. Make a key for signatures."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
refresh (JkkOwnKeys *self)
{
  while (self->rows->len > 0)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_steal_index (self->rows, self->rows->len - 1));
  if (self->keys == NULL)
    return;
  for (guint i = 0; i < self->keys->len; i++)
    add_row (self, self->keys->pdata[i]);
  if (self->keys->len == 0)
    add_hint (self);
}

static void
read_again (JkkOwnKeys *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = jkk_postbox_own_keys (self->office, &error);

  if (keys != NULL)
    jkk_own_keys_set_keys (self, keys);
  else
    jkk_say (GTK_WIDGET (self), error);
}

/* ---- Making ------------------------------------------------------------------------------------------------------ */

static void
make_answered_cb (GtkWidget *dialog, const char *response, JkkOwnKeys *self)
{
  const char *purpose = g_object_get_data (G_OBJECT (dialog), "purpose");
  g_autoptr (GError) error = NULL;

  if (self->office == NULL || strcmp (response, "make") != 0)
    return;
  g_autoptr (JkkPartnerKey) key = jkk_postbox_make_key (self->office, purpose, YEARS, &error);
  if (key == NULL)
    jkk_say (GTK_WIDGET (self), error);
  else
    jkk_say_toast (GTK_WIDGET (self), _ ("The key is made. Save its certificate, and give it to the partners."));
  read_again (self);
}

static void
make_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkOwnKeys *self = JKK_OWN_KEYS (widget);
  const char *purpose = g_variant_get_string (parameter, NULL);
  gboolean signs = g_str_equal (purpose, JKK_KEY_SIGNS);
  GtkWidget *dialog = adw_message_dialog_new (
      window_of (self), signs ? _ ("Make a Key for Signatures?") : _ ("Make a Key for Encryption?"),
      signs
          ? _ ("From now on the office signs with it all that it sends, for two years. Its secret half stays in a file "
               "of this computer beside the store; whoever else takes care of post needs that file, too.")
          : _ ("Partners can encrypt for the office with its certificate, for two years. Its secret half stays in a "
               "file of this computer beside the store; without that file such messages cannot be read."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "make", _ ("_Make Key"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "make", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "purpose", g_strdup (purpose), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (make_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- Handing out ------------------------------------------------------------------------------------------------- */

/**
 * jkk_own_keys_save_certificate:
 * @self: the keys
 * @id: which one
 * @path: where its certificate shall be written
 *
 * Writes what partners may have of a key; its secret half is not in it.
 *
 * Returns: whether it is written; else the person was told why not
 */
gboolean
jkk_own_keys_save_certificate (JkkOwnKeys *self, gint64 id, const char *path)
{
  g_return_val_if_fail (JKK_IS_OWN_KEYS (self) && path != NULL, FALSE);

  const JkkPartnerKey *key = find_key (self, id);
  g_autoptr (GError) error = NULL;

  if (key == NULL)
    return FALSE;
  if (jkk_exchange_save (path, key->pem, strlen (key->pem), &error))
    return TRUE;
  jkk_say (GTK_WIDGET (self), error);
  return FALSE;
}

static void
save_chosen_cb (JkkOwnKeys *self, int response)
{
  g_autoptr (GtkNativeDialog) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  const gint64 *id = g_object_get_data (G_OBJECT (chooser), "id");

  if (path != NULL && jkk_own_keys_save_certificate (self, *id, path))
    jkk_say_toast (GTK_WIDGET (self), _ ("The certificate is saved."));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkOwnKeys *self = JKK_OWN_KEYS (widget);
  gint64 id = g_variant_get_int64 (parameter);

  if (self->chooser != NULL || find_key (self, id) == NULL)
    return;
  self->chooser = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (
      _ ("Save the Certificate"), window_of (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel")));
  g_object_set_data_full (G_OBJECT (self->chooser), "id", g_memdup2 (&id, sizeof id), g_free);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), "kantor.crt");
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (save_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (self->chooser);
}

/* ---- Ending ------------------------------------------------------------------------------------------------------ */

typedef struct
{
  JkkOwnKeys *keys;
  gint64 id;
} Ending;

static void
ending_free (gpointer data)
{
  g_object_unref (((Ending *) data)->keys);
  g_free (data);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkOwnKeys) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  if (self->office == NULL)
    return;
  if (outcome == NULL)
    jkk_say (GTK_WIDGET (self), error);
  read_again (self);
}

static void
end_given_cb (const char *reason, gpointer data)
{
  const Ending *ending = data;
  g_autoptr (JkkPartnerKey) key = jkk_partner_key_new (NULL, JKK_KEY_SIGNS);
  JkkRequest request = { .key = key, .reason = reason };

  key->id = ending->id;
  if (ending->keys->office != NULL)
    jkk_office_do_async (ending->keys->office, "end-key", &request, NULL, ended_cb, g_object_ref (ending->keys));
}

static void
end_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkOwnKeys *self = JKK_OWN_KEYS (widget);
  Ending *ending = g_new0 (Ending, 1);

  ending->keys = g_object_ref (self);
  ending->id = g_variant_get_int64 (parameter);
  jkk_reason_dialog_open (window_of (self), _ ("End"),
                          _ ("Why does the office stop using this key from today on? What it has signed stays signed."),
                          end_given_cb, ending, ending_free);
}

/* ---- The group --------------------------------------------------------------------------------------------------- */

static void
jkk_own_keys_dispose (GObject *object)
{
  JkkOwnKeys *self = JKK_OWN_KEYS (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->office);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (jkk_own_keys_parent_class)->dispose (object);
}

static void
jkk_own_keys_class_init (JkkOwnKeysClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_own_keys_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-own-keys.ui");
  gtk_widget_class_install_action (widget_class, "own-keys.make", "s", make_cb);
  gtk_widget_class_install_action (widget_class, "own-keys.save", "x", save_cb);
  gtk_widget_class_install_action (widget_class, "own-keys.end", "x", end_cb);
}

static void
jkk_own_keys_init (JkkOwnKeys *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jkk_own_keys_set_office:
 * @self: the keys
 * @office: (nullable): whose keys, or %NULL to forget all
 */
void
jkk_own_keys_set_office (JkkOwnKeys *self, JkkOffice *office)
{
  g_return_if_fail (JKK_IS_OWN_KEYS (self));

  g_set_object (&self->office, office);
}

/**
 * jkk_own_keys_set_keys:
 * @self: the keys
 * @keys: (nullable) (element-type JkkPartnerKey): the keys of the office as they are now, the newest first
 */
void
jkk_own_keys_set_keys (JkkOwnKeys *self, GPtrArray *keys)
{
  g_return_if_fail (JKK_IS_OWN_KEYS (self));

  g_autoptr (GPtrArray) before = g_steal_pointer (&self->keys);
  self->keys = keys != NULL ? g_ptr_array_ref (keys) : NULL;
  if (before == NULL && keys == NULL)
    return;
  refresh (self);
}
