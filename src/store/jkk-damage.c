#include "jkk-damage.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#define GROUP "damage"

/* Where nothing can be written beside the store, at least this program knows. */
static GMutex mutex;
static GHashTable *known_here;

static char *
record_path (const char *path)
{
  return g_strconcat (path, "-damaged", NULL);
}

/* Which file it is about: another one may lie under the name since. */
static char *
name_file (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0
             ? g_strdup_printf ("%llu:%llu", (unsigned long long) info.st_dev, (unsigned long long) info.st_ino)
             : NULL;
}

/**
 * jkk_damage_free:
 * @damage: (transfer full): what was found
 */
void
jkk_damage_free (JkkDamage *damage)
{
  g_free (damage->text);
  g_free (damage);
}

static gboolean
is_known_here (const char *path)
{
  g_mutex_lock (&mutex);
  gboolean known = known_here != NULL && g_hash_table_contains (known_here, path);
  g_mutex_unlock (&mutex);
  return known;
}

/**
 * jkk_damage_read:
 * @path: the file of a store
 *
 * Returns: (transfer full) (nullable): what was found in this very file; %NULL: nothing
 */
JkkDamage *
jkk_damage_read (const char *path)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *record = record_path (path);

  if (!g_key_file_load_from_file (keys, record, G_KEY_FILE_NONE, NULL))
    return NULL;
  g_autofree char *noted = g_key_file_get_string (keys, GROUP, "store", NULL);
  g_autofree char *present = name_file (path);
  if (noted == NULL || g_strcmp0 (noted, present) != 0)
    return NULL;
  JkkDamage *damage = g_new0 (JkkDamage, 1);
  damage->found_at = g_key_file_get_int64 (keys, GROUP, "found", NULL);
  damage->text = g_key_file_get_string (keys, GROUP, "text", NULL);
  return damage;
}

/**
 * jkk_damage_is_known:
 * @path: the file of a store
 *
 * Asked before each write, by every program that has the store open: as long as all is well it costs one look at the
 * folder.
 *
 * Returns: whether damage was found in this very file
 */
gboolean
jkk_damage_is_known (const char *path)
{
  g_autofree char *record = record_path (path);

  if (is_known_here (path))
    return TRUE;
  if (!g_file_test (record, G_FILE_TEST_EXISTS))
    return FALSE;
  g_autoptr (JkkDamage) damage = jkk_damage_read (path);
  return damage != NULL;
}

/**
 * jkk_damage_note:
 * @path: the file of a store
 * @text: what SQLite says
 *
 * From now on no program of this computer writes into the file.
 */
void
jkk_damage_note (const char *path, const char *text)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *record = record_path (path), *store = name_file (path);
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&mutex);
  if (known_here == NULL)
    known_here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (known_here, g_strdup (path));
  g_mutex_unlock (&mutex);

  g_message ("The store “%s” is damaged: %s", path, text);
  g_key_file_set_string (keys, GROUP, "store", store != NULL ? store : "");
  g_key_file_set_int64 (keys, GROUP, "found", g_get_real_time () / G_USEC_PER_SEC);
  g_key_file_set_string (keys, GROUP, "text", text);
  g_autofree char *data = g_key_file_to_data (keys, NULL, NULL);
  if (!g_file_set_contents_full (record, data, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 &error))
    g_message ("%s", error->message);
}

/**
 * jkk_damage_forget:
 * @path: the file of a store, in which all pages were found sound
 */
void
jkk_damage_forget (const char *path)
{
  g_autofree char *record = record_path (path);

  g_mutex_lock (&mutex);
  if (known_here != NULL)
    g_hash_table_remove (known_here, path);
  g_mutex_unlock (&mutex);
  g_unlink (record);
}

/**
 * jkk_damage_move:
 * @path: where a store lay
 * @kept: where it lies now
 *
 * What was found stays beside the file in which it was found, for whoever mends that or asks later.
 */
void
jkk_damage_move (const char *path, const char *kept)
{
  g_autofree char *record = record_path (path), *kept_record = record_path (kept);

  g_rename (record, kept_record);
  jkk_damage_forget (path);
}
