#include "jkk-drawer-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define KEY_PREFIX "key-"
#define KEY_HEAD "santun-drawer 1"
#define KEY_LARGEST 4096

/* What the person's key for signing is asked, to lock another key with the answer. */
#define LOCK_PURPOSE "drawer"

/**
 * jkk_drawer_folder:
 * @address: address of a store
 * @login: who works there
 *
 * Returns: (transfer full): where that person's drawer for that store is on this computer.
 */
char *
jkk_drawer_folder (const char *address, const char *login)
{
  g_autofree char *both = g_strdup_printf ("%s\n%s", address, login);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);

  return g_build_filename (g_get_user_state_dir (), "santun", "drawers", sum, NULL);
}

static char *
key_path (const JkkDrawer *drawer, const char *id)
{
  g_autofree char *name = g_strconcat (KEY_PREFIX, id, NULL);

  return g_build_filename (drawer->folder, name, NULL);
}

/* The public half names a key and tells nothing of it. */
static char *
key_id (const JkkSigner *key)
{
  return g_strndup (jkk_signer_get_public_key (key), 16);
}

static gboolean
set_closed (GError **error)
{
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                       _ ("What you typed earlier is locked by another password. Type the one that you had then."));
  return FALSE;
}

/* The answer of the person's key is as long as a password can be wished for: nothing dear must be done with it. */
static char *
seal_by_signer (const JkkSigner *key, const JkkSigner *signer)
{
  g_autofree char *answer = signer != NULL ? jkk_signer_derive (signer, LOCK_PURPOSE) : NULL;

  return answer != NULL ? jkk_signer_seal (key, answer, JKK_PASSWORD_COST_MINIMAL, NULL) : NULL;
}

static gboolean
write_key (JkkDrawer *drawer,
           const JkkSigner *key,
           const char *password,
           const JkkSigner *signer,
           JkkPasswordCost cost,
           char **sealed,
           GError **error)
{
  g_autofree char *by_password = jkk_signer_seal (key, password, cost, error);
  g_autofree char *by_signer = seal_by_signer (key, signer);
  g_autofree char *id = key_id (key);
  g_autofree char *path = key_path (drawer, id);

  if (by_password == NULL)
    return FALSE;
  g_autofree char *text = g_strdup_printf (KEY_HEAD "\n%s\n%s\n", by_password, by_signer != NULL ? by_signer : "");
  if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return FALSE;
  if (sealed != NULL)
    {
      g_free (*sealed);
      *sealed = g_steal_pointer (&by_password);
    }
  return TRUE;
}

static char **
read_key (const char *path)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  GStatBuf info;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > KEY_LARGEST ||
      !g_file_get_contents (path, &text, &length, NULL) || !g_utf8_validate (text, (gssize) length, NULL))
    return NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", 4);
  return g_strv_length (lines) == 4 && g_str_equal (lines[0], KEY_HEAD) ? g_steal_pointer (&lines) : NULL;
}

/* Opens a key by the password or by the person's key. */
static JkkSigner *
open_key (JkkDrawer *drawer, const char *path, const char *password, const JkkSigner *signer)
{
  g_auto (GStrv) lines = read_key (path);
  JkkSigner *key = lines != NULL ? jkk_signer_unseal (drawer->login, lines[1], password, NULL) : NULL;

  if (key != NULL || lines == NULL || signer == NULL)
    return key;
  g_autofree char *answer = jkk_signer_derive (signer, LOCK_PURPOSE);
  return jkk_signer_unseal (drawer->login, lines[2], answer, NULL);
}

static GPtrArray *
list_keys (JkkDrawer *drawer)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (drawer->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, KEY_PREFIX) && strlen (name) == strlen (KEY_PREFIX) + 16)
      g_ptr_array_add (paths, g_build_filename (drawer->folder, name, NULL));
  return paths;
}

static gboolean
knows_key (JkkDrawer *drawer, const char *path)
{
  for (guint i = 0; i < drawer->keys->len; i++)
    {
      g_autofree char *id = key_id (drawer->keys->pdata[i]);

      if (g_str_has_suffix (path, id))
        return TRUE;
    }
  return FALSE;
}

/* Opens what can be opened. */
static void
open_keys (JkkDrawer *drawer, const char *password, const JkkSigner *signer)
{
  g_autoptr (GPtrArray) paths = list_keys (drawer);

  for (guint i = 0; i < paths->len; i++)
    {
      JkkSigner *key =
          knows_key (drawer, paths->pdata[i]) ? NULL : open_key (drawer, paths->pdata[i], password, signer);

      if (key != NULL)
        g_ptr_array_add (drawer->keys, key);
    }
}

static gboolean
open_folder (JkkDrawer *drawer, GError **error)
{
  g_autofree char *path = g_build_filename (drawer->folder, "locks", NULL);

  if (g_mkdir_with_parents (drawer->folder, 0700) == 0)
    drawer->locks = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (drawer->locks >= 0)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE,
               _ ("What you type cannot be kept in “%s”: %s. Check the disk and your rights there."), drawer->folder,
               g_strerror (errno));
  return FALSE;
}

static void
drawer_clear (gpointer data)
{
  JkkDrawer *drawer = data;

  jkk_drawer_stop_writing (drawer);
  if (drawer->locks >= 0)
    close (drawer->locks);
  g_ptr_array_unref (drawer->keys);
  g_free (drawer->folder);
  g_free (drawer->login);
  g_free (drawer->sealed);
  g_mutex_clear (&drawer->mutex);
}

/**
 * jkk_drawer_open:
 * @folder: from jkk_drawer_folder()
 * @password: the right one, of who has signed in
 * @signer: (nullable): the person's key for signing
 * @cost: how dear each try of a password shall be
 * @error: STORAGE: nothing can be kept there
 *
 * Opens a drawer, and makes it if there is none. What was put there under a password that neither this one nor the
 * person's key follows stays locked; see jkk_drawer_count_locked().
 *
 * Returns: (transfer full): the drawer
 */
JkkDrawer *
jkk_drawer_open (
    const char *folder, const char *password, const JkkSigner *signer, JkkPasswordCost cost, GError **error)
{
  g_return_val_if_fail (folder != NULL && password != NULL, NULL);

  g_autoptr (JkkDrawer) drawer = g_atomic_rc_box_new0 (JkkDrawer);
  drawer->folder = g_strdup (folder);
  drawer->login = g_path_get_basename (folder);
  drawer->locks = -1;
  drawer->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_signer_unref);
  g_mutex_init (&drawer->mutex);
  jkk_drawer_start_writing (drawer);
  if (!open_folder (drawer, error))
    return NULL;
  open_keys (drawer, password, signer);
  if (drawer->keys->len == 0)
    {
      JkkSigner *key = jkk_signer_new (drawer->login, NULL, error);

      if (key == NULL)
        return NULL;
      g_ptr_array_add (drawer->keys, key);
    }
  /* What only the person's key opened is locked by the password of today, too. */
  return jkk_drawer_change (drawer, password, signer, cost, error) ? g_steal_pointer (&drawer) : NULL;
}

/**
 * jkk_drawer_ref:
 * @drawer: a drawer
 *
 * Returns: (transfer full): the same.
 */
JkkDrawer *
jkk_drawer_ref (JkkDrawer *drawer)
{
  return g_atomic_rc_box_acquire (drawer);
}

/**
 * jkk_drawer_unref:
 * @drawer: (transfer full): a drawer; the last holder waits until everything lies on the disk
 */
void
jkk_drawer_unref (JkkDrawer *drawer)
{
  g_atomic_rc_box_release_full (drawer, drawer_clear);
}

/**
 * jkk_drawer_close:
 * @drawer: a drawer
 *
 * Wipes its keys from memory, after what was written with them lies on the disk.
 */
void
jkk_drawer_close (JkkDrawer *drawer)
{
  jkk_drawer_flush (drawer, NULL);
  g_mutex_lock (&drawer->mutex);
  g_ptr_array_set_size (drawer->keys, 0);
  g_mutex_unlock (&drawer->mutex);
}

/**
 * jkk_drawer_is_open:
 * @drawer: a drawer
 *
 * Returns: whether something can be written and read.
 */
gboolean
jkk_drawer_is_open (JkkDrawer *drawer)
{
  g_mutex_lock (&drawer->mutex);
  gboolean is_open = drawer->keys->len > 0;
  g_mutex_unlock (&drawer->mutex);
  return is_open;
}

/**
 * jkk_drawer_reopen:
 * @drawer: a drawer that was closed
 * @password: as typed
 * @signer: (nullable): the person's key, where a store has said that the password is right
 * @error: REFUSED: it is another one
 *
 * Without @signer no store is needed: who opens the key that this program remembers is the person who closed it.
 *
 * Returns: whether it is open again
 */
gboolean
jkk_drawer_reopen (JkkDrawer *drawer, const char *password, const JkkSigner *signer, GError **error)
{
  JkkSigner *key = jkk_signer_unseal (drawer->login, drawer->sealed, password, NULL);

  if (key == NULL && signer == NULL)
    return set_closed (error);
  g_mutex_lock (&drawer->mutex);
  g_ptr_array_set_size (drawer->keys, 0);
  if (key != NULL)
    g_ptr_array_add (drawer->keys, key);
  open_keys (drawer, password, signer);
  gboolean is_open = drawer->keys->len > 0;
  g_mutex_unlock (&drawer->mutex);
  return is_open || set_closed (error);
}

/**
 * jkk_drawer_change:
 * @drawer: an open drawer
 * @password: the new one
 * @signer: (nullable): the person's key for signing as it counts now
 * @cost: how dear each try shall be
 * @error: STORAGE
 *
 * Locks what is open by another password from now on.
 *
 * Returns: whether it is done
 */
gboolean
jkk_drawer_change (
    JkkDrawer *drawer, const char *password, const JkkSigner *signer, JkkPasswordCost cost, GError **error)
{
  gboolean done = TRUE;

  g_mutex_lock (&drawer->mutex);
  for (guint i = 0; done && i < drawer->keys->len; i++)
    done = write_key (drawer, drawer->keys->pdata[i], password, signer, cost, i == 0 ? &drawer->sealed : NULL, error);
  g_mutex_unlock (&drawer->mutex);
  return done;
}

/* Whether a sheet is sealed by this key: it says so itself. */
static gboolean
is_used (JkkDrawer *drawer, const char *id)
{
  g_autoptr (GDir) dir = g_dir_open (drawer->folder, 0, NULL);
  gboolean found = FALSE;
  const char *name;

  while (!found && dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (drawer->folder, name, NULL), *text = NULL;
      gsize length = 0;

      found = g_ascii_isdigit (*name) && g_file_get_contents (path, &text, &length, NULL) && length > 32 &&
              g_strstr_len (text, 32, id) != NULL;
    }
  return found;
}

static GPtrArray *
list_locked (JkkDrawer *drawer)
{
  g_autoptr (GPtrArray) paths = list_keys (drawer);
  GPtrArray *locked = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = paths->pdata[i];

      if (!knows_key (drawer, path) && is_used (drawer, path + strlen (path) - 16))
        g_ptr_array_add (locked, g_strdup (path));
    }
  return locked;
}

/**
 * jkk_drawer_count_locked:
 * @drawer: an open drawer
 *
 * Returns: how many keys lock something there that the password of today does not open.
 */
guint
jkk_drawer_count_locked (JkkDrawer *drawer)
{
  g_mutex_lock (&drawer->mutex);
  g_autoptr (GPtrArray) locked = drawer->keys->len > 0 ? list_locked (drawer) : NULL;
  g_mutex_unlock (&drawer->mutex);
  return locked != NULL ? locked->len : 0;
}

/**
 * jkk_drawer_unlock:
 * @drawer: an open drawer
 * @earlier: a password of earlier, as typed
 * @error: REFUSED: it opens nothing
 *
 * Opens what was locked by that password, and seals it by the key of today.
 *
 * Returns: whether something more can be read now
 */
gboolean
jkk_drawer_unlock (JkkDrawer *drawer, const char *earlier, GError **error)
{
  g_mutex_lock (&drawer->mutex);
  guint before = drawer->keys->len;
  if (before > 0)
    open_keys (drawer, earlier, NULL);
  gboolean opened = drawer->keys->len > before;
  g_mutex_unlock (&drawer->mutex);
  if (!opened)
    return set_closed (error);
  jkk_drawer_seal_anew (drawer);
  return TRUE;
}

/**
 * jkk_drawer_discard_locked:
 * @drawer: an open drawer
 *
 * What is locked by a password that nobody knows any more is wanted no longer.
 */
void
jkk_drawer_discard_locked (JkkDrawer *drawer)
{
  g_mutex_lock (&drawer->mutex);
  g_autoptr (GPtrArray) locked = drawer->keys->len > 0 ? list_locked (drawer) : NULL;
  g_mutex_unlock (&drawer->mutex);

  for (guint i = 0; locked != NULL && i < locked->len; i++)
    g_unlink (locked->pdata[i]);
}
