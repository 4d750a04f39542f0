#include "jkk-desk-places.h"

#include "jkk-desk-key.h"

#define GROUP "node"

static char *
find_file (const char *address)
{
  g_autofree char *folder = jkk_desk_key_folder (address);

  return g_build_filename (folder, "places", NULL);
}

/**
 * jkk_desk_places_load:
 * @address: address of a node
 *
 * Returns: (transfer full): what this person's desk remembers of it, perhaps nothing
 */
JkkDeskPlaces *
jkk_desk_places_load (const char *address)
{
  JkkDeskPlaces *places = g_new0 (JkkDeskPlaces, 1);
  g_autofree char *path = find_file (address);
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL);
  places->epoch = g_key_file_get_int64 (keys, GROUP, "epoch", NULL);
  places->proof = g_key_file_get_string (keys, GROUP, "proof", NULL);
  places->others = g_key_file_get_string (keys, GROUP, "others", NULL);
  places->last = g_key_file_get_string (keys, GROUP, "last", NULL);
  return places;
}

/**
 * jkk_desk_places_free:
 * @places: (transfer full): what a desk remembers
 */
void
jkk_desk_places_free (JkkDeskPlaces *places)
{
  g_free (places->proof);
  g_free (places->others);
  g_free (places->last);
  g_free (places);
}

/**
 * jkk_desk_places_learn:
 * @places: what a desk remembers
 * @epoch: in which it is served now
 * @others: (nullable): where else a node may be found
 * @last: (nullable): where it was found
 *
 * Returns: whether that is new
 */
gboolean
jkk_desk_places_learn (JkkDeskPlaces *places, gint64 epoch, const char *others, const char *last)
{
  if (places->epoch == epoch && g_strcmp0 (places->others, others) == 0 && g_strcmp0 (places->last, last) == 0)
    return FALSE;

  char *new_others = g_strdup (others), *new_last = g_strdup (last);
  g_free (places->others);
  g_free (places->last);
  places->epoch = MAX (places->epoch, epoch);
  places->others = new_others;
  places->last = new_last;
  return TRUE;
}

/**
 * jkk_desk_places_prove:
 * @places: what a desk remembers
 * @epoch: in which it is served now
 * @proof: (nullable): what the node gives for it
 *
 * Returns: whether that is new
 */
gboolean
jkk_desk_places_prove (JkkDeskPlaces *places, gint64 epoch, const char *proof)
{
  if (epoch != places->epoch || g_strcmp0 (places->proof, proof) == 0)
    return FALSE;
  g_free (places->proof);
  places->proof = g_strdup (proof);
  return TRUE;
}

/**
 * jkk_desk_places_save:
 * @places: what a desk remembers
 * @address: address of the node
 *
 * Keeps it for the next time. Where that cannot be done the address alone is tried then.
 */
void
jkk_desk_places_save (const JkkDeskPlaces *places, const char *address)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *path = find_file (address);

  g_key_file_set_int64 (keys, GROUP, "epoch", places->epoch);
  if (places->proof != NULL)
    g_key_file_set_string (keys, GROUP, "proof", places->proof);
  if (places->others != NULL)
    g_key_file_set_string (keys, GROUP, "others", places->others);
  if (places->last != NULL)
    g_key_file_set_string (keys, GROUP, "last", places->last);
  g_key_file_save_to_file (keys, path, NULL);
}

static void
add (GPtrArray *list, const char *place)
{
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (list->pdata[i], place) == 0)
      return;
  g_ptr_array_add (list, g_strdup (place));
}

/**
 * jkk_desk_places_list:
 * @places: what a desk remembers
 *
 * Returns: (transfer full) (element-type utf8): where to look, in this order; %NULL stands for the node's address
 */
GPtrArray *
jkk_desk_places_list (const JkkDeskPlaces *places)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) others = g_strsplit (places->others != NULL ? places->others : "", ",", -1);

  add (list, places->last);
  add (list, NULL);
  for (guint i = 0; others[i] != NULL; i++)
    if (*others[i] != '\0')
      add (list, others[i]);
  return list;
}
