#include "jkk-partner-store.h"

#include "jkk-statement.h"

#include <glib/gi18n-lib.h>

/**
 * jkk_partner_store_put:
 * @db: a connection in a writing transaction
 * @partner: a partner
 * @error: INVALID: something is missing
 *
 * Registers a partner, or changes the one of that code.
 *
 * Returns: whether it is stored
 */
gboolean
jkk_partner_store_put (JkkDb *db, const JkkPartner *partner, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_PARTNER_PUT);

  jkk_query_bind_text (query, 1, partner->code);
  jkk_query_bind_text (query, 2, partner->name);
  jkk_query_bind_text (query, 3, partner->kind);
  jkk_query_bind_text (query, 4, partner->folder);
  jkk_query_bind_number (query, 5, partner->must_sign ? 1 : 0);
  jkk_query_bind_number (query, 6, partner->active ? 1 : 0);
  return jkk_query_run (query, NULL, error);
}

static JkkPartner *
read_partner (JkkQuery *query)
{
  JkkPartner *partner =
      jkk_partner_new (jkk_query_text (query, 0), jkk_query_text (query, 1), jkk_query_text (query, 2));

  partner->folder = jkk_query_dup_text (query, 3);
  partner->must_sign = jkk_query_number (query, 4) == 1;
  partner->active = jkk_query_number (query, 5) == 1;
  return partner;
}

/**
 * jkk_partner_store_load:
 * @db: a connection
 * @code: code of a partner
 * @error: NOT_FOUND
 *
 * Returns: (transfer full): the partner
 */
JkkPartner *
jkk_partner_store_load (JkkDb *db, const char *code, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_PARTNER_LOAD);
  GError *failure = NULL;

  jkk_query_bind_text (query, 1, code);
  if (jkk_query_next (query, &failure))
    return read_partner (query);
  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                 _ ("There is no partner with the code %s. Look at the list of partners, or register it first."), code);
  return NULL;
}

/**
 * jkk_partner_store_all:
 * @db: a connection
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkPartner): all partners by their codes
 */
GPtrArray *
jkk_partner_store_all (JkkDb *db, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_PARTNER_ALL);
  g_autoptr (GPtrArray) partners = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_partner_free);
  GError *failure = NULL;

  while (jkk_query_next (query, &failure))
    g_ptr_array_add (partners, read_partner (query));
  if (failure == NULL)
    return g_steal_pointer (&partners);
  g_propagate_error (error, failure);
  return NULL;
}

/**
 * jkk_partner_store_add_key:
 * @db: a connection in a writing transaction
 * @key: a key; its id has no meaning; without partner it is the office's own
 * @id: (out) (optional): the id that it now has
 * @error: CONFLICT: the partner has this key already
 *
 * Returns: whether it is stored; from now on it can only be revoked
 */
gboolean
jkk_partner_store_add_key (JkkDb *db, const JkkPartnerKey *key, gint64 *id, GError **error)
{
  gboolean own = key->partner == NULL;
  g_autoptr (JkkQuery) next = jkk_db_query (db, own ? JKK_SQL_OFFICE_KEY_NEXT_ID : JKK_SQL_PARTNER_KEY_NEXT_ID);
  g_autoptr (JkkQuery) query = jkk_db_query (db, own ? JKK_SQL_OFFICE_KEY_ADD : JKK_SQL_PARTNER_KEY_ADD);

  if (!jkk_query_next (next, error))
    return FALSE;
  gint64 new_id = jkk_query_number (next, 0);
  jkk_query_bind_number (query, 1, new_id);
  jkk_query_bind_text (query, 2, key->partner);
  jkk_query_bind_text (query, 3, key->purpose);
  jkk_query_bind_text (query, 4, key->fingerprint);
  jkk_query_bind_text (query, 5, key->pem);
  jkk_query_bind_number (query, 6, key->from_day);
  jkk_query_bind_number (query, 7, key->until_day);
  jkk_query_bind_text (query, 8, key->person);
  jkk_query_bind_number (query, 9, key->time);
  if (!jkk_query_run (query, NULL, error))
    return FALSE;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}

static gboolean
end_key (JkkQuery *query, gint64 id, JkkDay day, const char *reason, const char *person, GError **error)
{
  gint64 n_changed = 0;

  jkk_query_bind_number (query, 1, id);
  jkk_query_bind_number (query, 2, day);
  jkk_query_bind_text (query, 3, reason);
  jkk_query_bind_text (query, 4, person);
  if (!jkk_query_run (query, &n_changed, error))
    return FALSE;
  if (n_changed == 0)
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("There is no key number %lld."), (long long) id);
  return n_changed > 0;
}

/**
 * jkk_partner_store_revoke_key:
 * @db: a connection in a writing transaction
 * @id: id of a key of a partner
 * @day: from this day it no longer counts
 * @reason: why
 * @person: login of who revokes it
 * @error: NOT_FOUND; REFUSED: it was revoked before
 *
 * Returns: whether it is revoked
 */
gboolean
jkk_partner_store_revoke_key (JkkDb *db, gint64 id, JkkDay day, const char *reason, const char *person, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_PARTNER_KEY_REVOKE);

  return end_key (query, id, day, reason, person, error);
}

/**
 * jkk_partner_store_end_own_key:
 * @db: a connection in a writing transaction
 * @id: id of a key of the office
 * @day: from this day on nothing is signed with it
 * @reason: why
 * @person: login of who ends it
 * @error: NOT_FOUND; REFUSED: it was ended before
 *
 * Returns: whether it is ended
 */
gboolean
jkk_partner_store_end_own_key (JkkDb *db, gint64 id, JkkDay day, const char *reason, const char *person, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_OFFICE_KEY_REVOKE);

  return end_key (query, id, day, reason, person, error);
}

static GPtrArray *
read_keys (JkkQuery *query, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_partner_key_free);
  GError *failure = NULL;

  while (jkk_query_next (query, &failure))
    {
      JkkPartnerKey *key = jkk_partner_key_new (jkk_query_text (query, 1), jkk_query_text (query, 2));

      key->id = jkk_query_number (query, 0);
      key->fingerprint = jkk_query_dup_text (query, 3);
      key->pem = jkk_query_dup_text (query, 4);
      key->from_day = jkk_query_number (query, 5);
      key->until_day = jkk_query_number (query, 6);
      key->person = jkk_query_dup_text (query, 7);
      key->time = jkk_query_number (query, 8);
      key->revoked_day = jkk_query_number (query, 9);
      key->revoked_reason = jkk_query_dup_text (query, 10);
      key->revoked_by = jkk_query_dup_text (query, 11);
      g_ptr_array_add (keys, key);
    }
  if (failure == NULL)
    return g_steal_pointer (&keys);
  g_propagate_error (error, failure);
  return NULL;
}

/**
 * jkk_partner_store_keys:
 * @db: a connection
 * @partner: (nullable): code of a partner; %NULL = all
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkPartnerKey): its keys, the newest first, also revoked ones
 */
GPtrArray *
jkk_partner_store_keys (JkkDb *db, const char *partner, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_PARTNER_KEYS);

  jkk_query_bind_text (query, 1, partner);
  return read_keys (query, error);
}

/**
 * jkk_partner_store_own_keys:
 * @db: a connection
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkPartnerKey): the office's own keys, the newest first, also ended ones
 */
GPtrArray *
jkk_partner_store_own_keys (JkkDb *db, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_OFFICE_KEYS);

  return read_keys (query, error);
}

/**
 * jkk_partner_store_key_folder:
 * @db: a connection
 *
 * Returns: (transfer full): the folder of the private halves of the office's keys: beside the store, so that a copy of
 *   the store alone takes none of them along
 */
char *
jkk_partner_store_key_folder (JkkDb *db)
{
  g_autofree char *folder = jkk_db_get_folder (db);

  return g_build_filename (folder, "keys", NULL);
}
