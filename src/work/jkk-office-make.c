#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "jkk-deed-private.h"
#include "jkk-desk-key.h"
#include "jkk-journal.h"
#include "jkk-keyring-private.h"
#include "jkk-office-private.h"
#include "jkk-office-store.h"

/* Where offices lie, and how one is made. */

static char *
data_file (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "santun", name, NULL);
}

/**
 * jkk_office_default_address:
 *
 * Returns: (transfer full): where the office of this person lies: at the node that was joined, else in a file.
 */
char *
jkk_office_default_address (void)
{
  const char *address = g_getenv ("SANTUN_STORE");
  g_autofree char *joined = jkk_desk_key_joined ();

  if (address != NULL && *address != '\0')
    return g_strdup (address);
  return joined != NULL ? g_steal_pointer (&joined) : data_file ("office.db");
}

/**
 * jkk_office_demo_address:
 *
 * Returns: (transfer full): where the demonstration office lies.
 */
char *
jkk_office_demo_address (void)
{
  return data_file ("demo.db");
}

/**
 * jkk_office_exists:
 * @address: an address
 *
 * Returns: whether there is a store already; of a node that is known only once it is asked.
 */
gboolean
jkk_office_exists (const char *address)
{
  return jkk_desk_key_is_node (address) || g_file_test (address, G_FILE_TEST_EXISTS);
}

/**
 * jkk_office_join:
 * @path: a desk file from the administrator of a node
 * @error: as jkk_desk_key_join()
 *
 * Makes the office that the node keeps the one of this person on this computer.
 *
 * Returns: (transfer full): its address.
 */
char *
jkk_office_join (const char *path, GError **error)
{
  return jkk_desk_key_join (path, error);
}

static gboolean
check_text (const char *text, const char *sentence, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (*stripped != '\0')
    return TRUE;
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID, sentence);
  return FALSE;
}

/**
 * jkk_office_setup_check:
 * @setup: what a new office needs
 * @error: return location
 *
 * Returns: whether it is complete and acceptable.
 */
gboolean
jkk_office_setup_check (const JkkOfficeSetup *setup, GError **error)
{
  return check_text (setup->name, _ ("Give the name of the office; it is printed on letters."), error) &&
         check_text (setup->city, _ ("Give the town where letters are signed."), error) &&
         check_text (setup->person, _ ("Give the administrator’s full name."), error) &&
         jkk_account_check_login (setup->login != NULL ? setup->login : "", error) &&
         jkk_account_check_password (setup->password != NULL ? setup->password : "", error);
}

static gpointer
create_write (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const JkkOfficeSetup *setup = data;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (JkkAccount) account = jkk_account_new (setup->login, setup->person, JKK_ROLE_ADMINISTRATOR);
  g_autofree char *deed_id = g_uuid_string_random ();
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  g_autoptr (JkkSigner) key = jkk_signer_new (setup->login, NULL, error);
  JkkJournalEntry entry = {
    .time = now,
    .person = setup->login,
    .workstation = g_get_host_name (),
    .deed = "create-office",
    .deed_id = deed_id,
    .reason = setup->name,
    .changes = changes,
  };

  if (key != NULL && jkk_office_store_set (db, JKK_OFFICE_NAME, setup->name, error) &&
      jkk_office_store_set (db, JKK_OFFICE_CITY, setup->city, error) &&
      jkk_account_insert (db, account, setup->password, jkk_deed_password_cost (), now, error) &&
      jkk_keyring_found (db, key, key, account, setup->password, now, changes, error))
    jkk_journal_append (db, &entry, NULL, error);
  return NULL;
}

/* A half-made office is no office: what was begun is taken away again. */
static void
remove_store (const char *address)
{
  static const char *const tails[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *file = g_strconcat (address, tails[i], NULL);

      g_unlink (file);
    }
}

/**
 * jkk_office_create:
 * @address: where; nothing may be there yet
 * @setup: name, town and first administrator
 * @error: return location
 *
 * Makes a new, empty office.
 *
 * Returns: whether it is there.
 */
gboolean
jkk_office_create (const char *address, const JkkOfficeSetup *setup, GError **error)
{
  g_autoptr (JkkStore) store = NULL;
  g_autoptr (GError) problem = NULL;

  if (!jkk_office_setup_check (setup, error))
    return FALSE;
  if (jkk_office_exists (address))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
                   _ ("There is an office at “%s” already. Open that one, or choose another place."), address);
      return FALSE;
    }
  if ((store = jkk_store_open (address, JKK_DB_CREATE, error)) == NULL)
    return FALSE;
  jkk_store_write (store, create_write, (gpointer) setup, NULL, NULL, &problem);
  jkk_store_close (store);
  if (problem == NULL)
    return TRUE;
  remove_store (address);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
