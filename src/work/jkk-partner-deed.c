#include "jkk-deed-private.h"
#include "jkk-key.h"
#include "jkk-partner-store.h"

#include <glib/gi18n-lib.h>

static void
note_change (const JkkDeedContext *context, const char *path, const char *before, const char *after)
{
  if (g_strcmp0 (before, after) == 0)
    return;
  JkkChange *change = g_new0 (JkkChange, 1);
  change->path = g_strdup (path);
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  g_ptr_array_add (context->changes, change);
}

static const char *
yes_no (gboolean flag)
{
  return flag ? "ya" : "tidak";
}

/* Who is registered anew takes nobody's code, and nobody reads the post of others. */
static gboolean
check_others (const JkkDeedContext *context, const JkkPartner *partner, const JkkPartner *before, GError **error)
{
  g_autoptr (GPtrArray) all = jkk_partner_store_all (context->db, error);

  if (all == NULL)
    return FALSE;
  if (context->request->is_new && before != NULL)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_CONFLICT,
                   _ ("The code %s belongs to “%s” already. Open that partner in the list, or write another code."),
                   before->code, before->name);
      return FALSE;
    }
  for (guint i = 0; partner->folder != NULL && i < all->len; i++)
    {
      const JkkPartner *other = all->pdata[i];
      g_autofree char *own = g_canonicalize_filename (partner->folder, "/");
      g_autofree char *theirs = other->folder != NULL ? g_canonicalize_filename (other->folder, "/") : NULL;

      if (g_strcmp0 (other->code, partner->code) != 0 && g_strcmp0 (own, theirs) == 0)
        {
          g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                       _ ("The folder %s belongs to “%s” already. Give each partner a folder of its own."), own,
                       other->name);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * jkk_deed_register_partner:
 * @context: the deed's context
 * @error: return location
 *
 * Registers a partner, or changes what is known of it.
 *
 * Returns: %NULL
 */
JkkCase *
jkk_deed_register_partner (const JkkDeedContext *context, GError **error)
{
  const JkkPartner *partner = context->request->partner;

  g_return_val_if_fail (partner != NULL, NULL);

  g_autoptr (JkkPartner) before = jkk_partner_store_load (context->db, partner->code, NULL);
  if (!jkk_partner_check (partner, error) || !check_others (context, partner, before, error) ||
      !jkk_partner_store_put (context->db, partner, error))
    return NULL;
  note_change (context, "partner.code", before != NULL ? before->code : NULL, partner->code);
  note_change (context, "partner.name", before != NULL ? before->name : NULL, partner->name);
  note_change (context, "partner.kind", before != NULL ? before->kind : NULL, partner->kind);
  note_change (context, "partner.folder", before != NULL ? before->folder : NULL, partner->folder);
  note_change (context, "partner.must_sign", before != NULL ? yes_no (before->must_sign) : NULL,
               yes_no (partner->must_sign));
  note_change (context, "partner.active", before != NULL ? yes_no (before->active) : NULL, yes_no (partner->active));
  return NULL;
}

/**
 * jkk_deed_register_key:
 * @context: the deed's context
 * @error: return location
 *
 * Registers a key of a partner from its first day on.
 *
 * Returns: %NULL
 */
JkkCase *
jkk_deed_register_key (const JkkDeedContext *context, GError **error)
{
  g_return_val_if_fail (context->request->key != NULL, NULL);

  g_autoptr (JkkPartnerKey) key = jkk_partner_key_copy (context->request->key);
  g_autoptr (JkkPartner) partner = jkk_partner_store_load (context->db, key->partner, error);
  if (partner == NULL)
    return NULL;
  jkk_set_str (&key->person, context->person->login);
  key->time = context->now;
  if (key->from_day == JKK_NONE)
    key->from_day = context->today;
  if (!jkk_key_check (key, error) || !jkk_partner_store_add_key (context->db, key, context->made, error))
    return NULL;
  note_change (context, "partner.key", NULL, key->fingerprint);
  return NULL;
}

/**
 * jkk_deed_revoke_key:
 * @context: the deed's context
 * @error: return location
 *
 * Revokes a key of a partner from a day on. Messages that came before keep their effect.
 *
 * Returns: %NULL
 */
JkkCase *
jkk_deed_revoke_key (const JkkDeedContext *context, GError **error)
{
  const JkkPartnerKey *key = context->request->key;

  g_return_val_if_fail (key != NULL, NULL);

  JkkDay day = key->revoked_day != JKK_NONE ? key->revoked_day : context->today;
  if (!jkk_partner_store_revoke_key (context->db, key->id, day, context->request->reason, context->person->login,
                                     error))
    return NULL;
  g_autofree char *iso = jkk_day_to_iso (day);
  note_change (context, "partner.key.revoked_day", NULL, iso);
  return NULL;
}

/**
 * jkk_deed_make_key:
 * @context: the deed's context
 * @error: return location
 *
 * Enters a key of the office, whose private half lies in its file already.
 *
 * Returns: %NULL
 */
JkkCase *
jkk_deed_make_key (const JkkDeedContext *context, GError **error)
{
  g_return_val_if_fail (context->request->key != NULL && context->request->key->partner == NULL, NULL);

  g_autoptr (JkkPartnerKey) key = jkk_partner_key_copy (context->request->key);
  jkk_set_str (&key->person, context->person->login);
  key->time = context->now;
  if (!jkk_key_check (key, error) || !jkk_partner_store_add_key (context->db, key, context->made, error))
    return NULL;
  note_change (context, "office.key", NULL, key->fingerprint);
  return NULL;
}

/**
 * jkk_deed_end_key:
 * @context: the deed's context
 * @error: return location
 *
 * Ends a key of the office: nothing is signed with it any more. Partners must be told.
 *
 * Returns: %NULL
 */
JkkCase *
jkk_deed_end_key (const JkkDeedContext *context, GError **error)
{
  const JkkPartnerKey *key = context->request->key;

  g_return_val_if_fail (key != NULL, NULL);

  JkkDay day = key->revoked_day != JKK_NONE ? key->revoked_day : context->today;
  if (!jkk_partner_store_end_own_key (context->db, key->id, day, context->request->reason, context->person->login,
                                      error))
    return NULL;
  g_autofree char *iso = jkk_day_to_iso (day);
  note_change (context, "office.key.revoked_day", NULL, iso);
  return NULL;
}
