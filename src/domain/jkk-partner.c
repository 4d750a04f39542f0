#include "jkk-partner.h"

#include "jkk-code-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CODE_MAX 40

/**
 * jkk_partner_new:
 * @code: its code
 * @name: its name
 * @kind: a code of partner_kind
 *
 * Returns: (transfer full): an active partner without folder, whose messages must be signed
 */
JkkPartner *
jkk_partner_new (const char *code, const char *name, const char *kind)
{
  JkkPartner *partner = g_new0 (JkkPartner, 1);

  partner->code = g_strdup (code);
  partner->name = g_strdup (name);
  partner->kind = g_strdup (kind);
  partner->must_sign = TRUE;
  partner->active = TRUE;
  return partner;
}

/**
 * jkk_partner_copy:
 * @partner: a partner
 *
 * Returns: (transfer full): another one with the same values
 */
JkkPartner *
jkk_partner_copy (const JkkPartner *partner)
{
  JkkPartner *copy = jkk_partner_new (partner->code, partner->name, partner->kind);

  copy->folder = g_strdup (partner->folder);
  copy->must_sign = partner->must_sign;
  copy->active = partner->active;
  return copy;
}

/**
 * jkk_partner_free:
 * @partner: (transfer full): a partner
 */
void
jkk_partner_free (JkkPartner *partner)
{
  g_free (partner->code);
  g_free (partner->name);
  g_free (partner->kind);
  g_free (partner->folder);
  g_free (partner);
}

/* The pattern of the message schema: what a header may name as its sender. */
static gboolean
code_is_good (const char *code)
{
  if (code == NULL || strlen (code) > CODE_MAX || !g_ascii_isalnum (*code))
    return FALSE;
  for (const char *p = code; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("._-", *p) == NULL)
      return FALSE;
  return TRUE;
}

static const char *
invalid (GError **error, const char *part, const char *text)
{
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID, text);
  return part;
}

/**
 * jkk_partner_find_fault:
 * @partner: a partner as it was typed
 * @error: %JKK_ERROR_INVALID says what to do
 *
 * Returns: (transfer none) (nullable): what of it is wrong, in the order in which it is asked for: "name", "code",
 * "kind" or "folder"; %NULL if it can be registered
 */
const char *
jkk_partner_find_fault (const JkkPartner *partner, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (partner->name != NULL ? partner->name : ""));

  if (*name == '\0')
    return invalid (error, "name", _ ("Write the partner’s full name."));
  if (!code_is_good (partner->code))
    return invalid (error, "code",
                    _ ("Write the partner’s code with up to 40 letters, digits, points and hyphens, such as "
                       "RS-CONTOH-SEHAT."));
  if (jkk_code_list_find (jkk_code_list_get ("partner_kind"), partner->kind) == NULL)
    return invalid (error, "kind", _ ("Choose what kind of partner it is."));
  if (partner->folder != NULL && !g_path_is_absolute (partner->folder))
    return invalid (error, "folder", _ ("Write the folder with its whole path, such as /srv/santun/RS-CONTOH-SEHAT."));
  return NULL;
}

/**
 * jkk_partner_check:
 * @partner: a partner as it was typed
 * @error: %JKK_ERROR_INVALID says what to do
 *
 * Returns: whether it can be registered
 */
gboolean
jkk_partner_check (const JkkPartner *partner, GError **error)
{
  return jkk_partner_find_fault (partner, error) == NULL;
}

/**
 * jkk_partner_key_new:
 * @partner: (nullable): code of the partner; %NULL = the office itself
 * @purpose: "tanda-tangan" or "sandi"
 *
 * Returns: (transfer full): an empty key without end
 */
JkkPartnerKey *
jkk_partner_key_new (const char *partner, const char *purpose)
{
  JkkPartnerKey *key = g_new0 (JkkPartnerKey, 1);

  key->partner = g_strdup (partner);
  key->purpose = g_strdup (purpose);
  key->from_day = key->until_day = key->revoked_day = JKK_NONE;
  return key;
}

/**
 * jkk_partner_key_copy:
 * @key: a key
 *
 * Returns: (transfer full): another one with the same values
 */
JkkPartnerKey *
jkk_partner_key_copy (const JkkPartnerKey *key)
{
  JkkPartnerKey *copy = jkk_partner_key_new (key->partner, key->purpose);

  copy->id = key->id;
  copy->fingerprint = g_strdup (key->fingerprint);
  copy->pem = g_strdup (key->pem);
  copy->from_day = key->from_day;
  copy->until_day = key->until_day;
  copy->person = g_strdup (key->person);
  copy->time = key->time;
  copy->revoked_day = key->revoked_day;
  copy->revoked_reason = g_strdup (key->revoked_reason);
  copy->revoked_by = g_strdup (key->revoked_by);
  return copy;
}

/**
 * jkk_partner_key_free:
 * @key: (transfer full): a key
 */
void
jkk_partner_key_free (JkkPartnerKey *key)
{
  g_free (key->partner);
  g_free (key->purpose);
  g_free (key->fingerprint);
  g_free (key->pem);
  g_free (key->person);
  g_free (key->revoked_reason);
  g_free (key->revoked_by);
  g_free (key);
}

/**
 * jkk_partner_key_counts:
 * @key: a key
 * @day: the day on which a message came in
 *
 * Returns: whether a signature by it counts on that day
 */
gboolean
jkk_partner_key_counts (const JkkPartnerKey *key, JkkDay day)
{
  return key->from_day != JKK_NONE && day >= key->from_day && (key->until_day == JKK_NONE || day <= key->until_day) &&
         (key->revoked_day == JKK_NONE || day < key->revoked_day);
}
