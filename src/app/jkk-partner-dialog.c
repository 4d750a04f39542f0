#include "jkk-partner-dialog.h"

#include <glib/gi18n-lib.h>

#include "jkk-code-list.h"
#include "jkk-entry-fault.h"
#include "jkk-partner-state.h"
#include "jkk-postbox.h"
#include "jkk-reason-dialog.h"
#include "jkk-say.h"

struct _JkkPartnerDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkWidget *name;
  GtkWidget *code;
  AdwComboRow *kind;
  JkkEntryFault *fault;
  GtkWidget *folder;
  GtkSwitch *must_sign;
  GtkSwitch *active;
  AdwPreferencesGroup *keys;

  /* Owned */
  JkkOffice *office;
  JkkPartner *original; /* %NULL: a new partner */
  GPtrArray *key_rows;  /* (borrowed) */
  GtkNativeDialog *chooser;
  char *proposed_code;
  char *key_purpose; /* of the key that is being chosen */
  gboolean working;
};

G_DEFINE_FINAL_TYPE (JkkPartnerDialog, jkk_partner_dialog, ADW_TYPE_WINDOW)

static char *
text_of (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static const JkkCodeList *
kinds (void)
{
  return jkk_code_list_get ("partner_kind");
}

/* The partner as it stands in the entries. */
static JkkPartner *
edited_partner (JkkPartnerDialog *self)
{
  g_autofree char *code = text_of (self->code), *name = text_of (self->name), *folder = text_of (self->folder);
  guint kind = adw_combo_row_get_selected (self->kind);
  JkkPartner *partner = jkk_partner_new (code, name, kind < kinds ()->n_codes ? kinds ()->codes[kind].code : "");

  partner->folder = *folder != '\0' ? g_steal_pointer (&folder) : NULL;
  partner->must_sign = gtk_switch_get_active (self->must_sign);
  partner->active = gtk_switch_get_active (self->active);
  return partner;
}

/* ---- Keys -------------------------------------------------------------------------------------------------------- */

static void
add_key_row (JkkPartnerDialog *self, const JkkPartnerKey *key)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = jkk_partner_state_key_title (key, jkk_today ());
  g_autofree char *text = jkk_partner_state_key_subtitle (key);
  g_autofree char *subtitle = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_tooltip_text (row, key->fingerprint);
  if (jkk_partner_state_may_revoke (key))
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Re_voke…"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", key->id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "partner.revoke-key");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  adw_preferences_group_add (self->keys, row);
  g_ptr_array_add (self->key_rows, row);
}

static void
refresh_keys (JkkPartnerDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all =
      self->original != NULL ? jkk_postbox_keys (self->office, self->original->code, &error) : NULL;

  while (self->key_rows->len > 0)
    adw_preferences_group_remove (self->keys, g_ptr_array_steal_index (self->key_rows, self->key_rows->len - 1));
  for (guint i = 0; all != NULL && i < all->len; i++)
    add_key_row (self, all->pdata[i]);
  if (error != NULL)
    jkk_say (GTK_WIDGET (self->keys), error);
}

static void
key_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkPartnerDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  if (self->office == NULL)
    return;
  if (outcome == NULL)
    jkk_say (GTK_WIDGET (self->keys), error);
  refresh_keys (self);
}

/**
 * jkk_partner_dialog_register_key:
 * @self: a dialog of a partner that is registered
 * @purpose: "tanda-tangan": the partner signs with it; "sandi": what goes to the partner is encrypted for it
 * @path: a certificate
 *
 * Registers the certificate as a key of the partner, from today on.
 */
void
jkk_partner_dialog_register_key (JkkPartnerDialog *self, const char *purpose, const char *path)
{
  g_return_if_fail (JKK_IS_PARTNER_DIALOG (self) && self->original != NULL);

  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPartnerKey) key = jkk_postbox_read_key (self->original->code, purpose, path, &error);

  if (key == NULL)
    {
      jkk_say (GTK_WIDGET (self->keys), error);
      return;
    }
  JkkRequest request = { .key = key };
  jkk_office_do_async (self->office, "register-key", &request, NULL, key_done_cb, g_object_ref (self));
}

static char *
chosen_path (JkkPartnerDialog *self, int response)
{
  g_autoptr (GtkNativeDialog) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  return file != NULL ? g_file_get_path (file) : NULL;
}

static void
key_chosen_cb (JkkPartnerDialog *self, int response)
{
  g_autofree char *path = chosen_path (self, response);

  if (path != NULL)
    jkk_partner_dialog_register_key (self, self->key_purpose, path);
}

static void
folder_chosen_cb (JkkPartnerDialog *self, int response)
{
  g_autofree char *path = chosen_path (self, response);

  if (path != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->folder), path);
}

static void
choose (JkkPartnerDialog *self, const char *title, GtkFileChooserAction action, GCallback chosen)
{
  if (self->chooser != NULL)
    return;
  self->chooser =
      GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, _ ("_Choose"), _ ("_Cancel")));
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect_object (self->chooser, "response", chosen, self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (self->chooser);
}

static void
register_key_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkPartnerDialog *self = JKK_PARTNER_DIALOG (widget);

  g_free (self->key_purpose);
  self->key_purpose = g_variant_dup_string (parameter, NULL);
  choose (self, _ ("Register a Certificate"), GTK_FILE_CHOOSER_ACTION_OPEN, G_CALLBACK (key_chosen_cb));
}

static void
choose_folder_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (JKK_PARTNER_DIALOG (widget), _ ("Choose a Folder"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
          G_CALLBACK (folder_chosen_cb));
}

typedef struct
{
  JkkPartnerDialog *dialog;
  gint64 id;
} Revoking;

static void
revoking_free (gpointer data)
{
  Revoking *revoking = data;

  g_object_unref (revoking->dialog);
  g_free (revoking);
}

static void
revoked_cb (const char *reason, gpointer data)
{
  Revoking *revoking = data;
  g_autoptr (JkkPartnerKey) key = jkk_partner_key_new (revoking->dialog->original->code, JKK_KEY_SIGNS);

  key->id = revoking->id;
  JkkRequest request = { .key = key, .reason = reason };
  jkk_office_do_async (revoking->dialog->office, "revoke-key", &request, NULL, key_done_cb,
                       g_object_ref (revoking->dialog));
}

static void
revoke_key_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Revoking *revoking = g_new0 (Revoking, 1);

  revoking->dialog = g_object_ref (JKK_PARTNER_DIALOG (widget));
  revoking->id = g_variant_get_int64 (parameter);
  jkk_reason_dialog_open (GTK_WINDOW (widget), _ ("Revoke"),
                          _ ("Why is the key revoked from today on? Messages that came before keep their effect."),
                          revoked_cb, revoking, revoking_free);
}

/* ---- The partner ------------------------------------------------------------------------------------------------- */

static GtkWidget *
entry_of (JkkPartnerDialog *self, const char *part)
{
  return g_strcmp0 (part, "code") == 0 ? self->code : g_strcmp0 (part, "folder") == 0 ? self->folder : self->name;
}

/* The sentence, and the mark at what it speaks of. */
static void
show_fault (JkkPartnerDialog *self, const char *part, const GError *error)
{
  static const char *const parts[] = { "name", "code", "folder" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    jkk_entry_fault_set (self->fault, entry_of (self, parts[i]), NULL);
  if (error == NULL)
    return;
  jkk_entry_fault_set (self->fault, entry_of (self, part), error->message);
  gtk_widget_grab_focus (entry_of (self, part));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkPartnerDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  self->working = FALSE;
  if (self->office == NULL)
    return;
  if (outcome == NULL)
    {
      if (g_error_matches (error, JKK_ERROR, JKK_ERROR_CONFLICT))
        show_fault (self, "code", error);
      else if (g_error_matches (error, JKK_ERROR, JKK_ERROR_INVALID))
        show_fault (self, "folder", error);
      else
        jkk_say (GTK_WIDGET (self->keys), error);
      return;
    }
  g_autoptr (JkkPartner) partner = edited_partner (self);
  if (partner->folder != NULL && partner->active && !jkk_postbox_prepare (partner, &error))
    {
      jkk_say (GTK_WIDGET (self->keys), error);
      return;
    }
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkPartnerDialog *self = JKK_PARTNER_DIALOG (widget);
  g_autoptr (JkkPartner) partner = edited_partner (self);
  g_autoptr (GError) error = NULL;

  if (self->working)
    return;
  const char *part = jkk_partner_find_fault (partner, &error);
  show_fault (self, part, error);
  if (part != NULL)
    return;
  JkkRequest request = { .partner = partner, .is_new = self->original == NULL };
  self->working = TRUE;
  jkk_office_do_async (self->office, "register-partner", &request, NULL, saved_cb, g_object_ref (self));
}

/* The code follows the name until somebody writes another one. */
static void
on_name_changed_cb (JkkPartnerDialog *self)
{
  g_autofree char *code = text_of (self->code), *name = text_of (self->name);

  if (self->original != NULL || g_strcmp0 (code, self->proposed_code != NULL ? self->proposed_code : "") != 0)
    return;
  g_free (self->proposed_code);
  self->proposed_code = jkk_partner_state_code (name);
  gtk_editable_set_text (GTK_EDITABLE (self->code), self->proposed_code);
}

static void
jkk_partner_dialog_dispose (GObject *object)
{
  JkkPartnerDialog *self = JKK_PARTNER_DIALOG (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (jkk_partner_dialog_parent_class)->dispose (object);
}

static void
jkk_partner_dialog_finalize (GObject *object)
{
  JkkPartnerDialog *self = JKK_PARTNER_DIALOG (object);

  g_clear_pointer (&self->original, jkk_partner_free);
  g_ptr_array_unref (self->key_rows);
  g_free (self->proposed_code);
  g_free (self->key_purpose);
  G_OBJECT_CLASS (jkk_partner_dialog_parent_class)->finalize (object);
}

static void
jkk_partner_dialog_class_init (JkkPartnerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_partner_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_partner_dialog_finalize;
  g_type_ensure (JKK_TYPE_ENTRY_FAULT);
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-partner-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkPartnerDialog, name);
  gtk_widget_class_bind_template_child (widget_class, JkkPartnerDialog, code);
  gtk_widget_class_bind_template_child (widget_class, JkkPartnerDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, JkkPartnerDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, JkkPartnerDialog, folder);
  gtk_widget_class_bind_template_child (widget_class, JkkPartnerDialog, must_sign);
  gtk_widget_class_bind_template_child (widget_class, JkkPartnerDialog, active);
  gtk_widget_class_bind_template_child (widget_class, JkkPartnerDialog, keys);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
  gtk_widget_class_install_action (widget_class, "partner.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "partner.choose-folder", NULL, choose_folder_cb);
  gtk_widget_class_install_action (widget_class, "partner.register-key", "s", register_key_cb);
  gtk_widget_class_install_action (widget_class, "partner.revoke-key", "x", revoke_key_cb);
}

static void
jkk_partner_dialog_init (JkkPartnerDialog *self)
{
  self->key_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (JkkPartnerDialog *self)
{
  const JkkPartner *partner = self->original;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < kinds ()->n_codes; i++)
    gtk_string_list_append (labels, jkk_code_label (&kinds ()->codes[i]));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (labels));
  gtk_window_set_title (GTK_WINDOW (self), partner != NULL ? _ ("Partner") : _ ("New Partner"));
  gtk_switch_set_active (self->must_sign, partner == NULL || partner->must_sign);
  gtk_switch_set_active (self->active, partner == NULL || partner->active);
  gtk_widget_set_visible (GTK_WIDGET (self->keys), partner != NULL);
  if (partner == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->name), partner->name);
  gtk_editable_set_text (GTK_EDITABLE (self->code), partner->code);
  /* All messages name it. */
  gtk_editable_set_editable (GTK_EDITABLE (self->code), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->folder), partner->folder != NULL ? partner->folder : "");
  for (guint i = 0; i < kinds ()->n_codes; i++)
    if (g_str_equal (kinds ()->codes[i].code, partner->kind))
      adw_combo_row_set_selected (self->kind, i);
  refresh_keys (self);
}

/**
 * jkk_partner_dialog_open:
 * @parent: the window that it belongs to
 * @office: the office
 * @partner: (nullable): which partner to change, or %NULL to register one
 *
 * Returns: (transfer none): the dialog, already on the screen.
 */
JkkPartnerDialog *
jkk_partner_dialog_open (GtkWindow *parent, JkkOffice *office, const JkkPartner *partner)
{
  JkkPartnerDialog *self = g_object_new (JKK_TYPE_PARTNER_DIALOG, "transient-for", parent, NULL);

  self->office = g_object_ref (office);
  self->original = partner != NULL ? jkk_partner_copy (partner) : NULL;
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->name);
  return self;
}
