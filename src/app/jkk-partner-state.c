#include "jkk-partner-state.h"

#include <glib/gi18n-lib.h>

#include "jkk-code-list.h"

#define CODE_MAX 40

/* So much of a fingerprint tells two keys apart; the whole of it stands in the tooltip. */
#define SHORT_FINGERPRINT 16

/* Digits of a fingerprint that are read out in one breath. */
#define FINGERPRINT_GROUP 8

/**
 * jkk_partner_state_subtitle:
 * @partner: a partner
 *
 * Returns: (transfer full): in a line its code, its kind, where its folders lie, and whether it signs.
 */
char *
jkk_partner_state_subtitle (const JkkPartner *partner)
{
  return g_strdup_printf ("%s · %s · %s · %s%s", partner->code, jkk_code_list_label ("partner_kind", partner->kind),
                          partner->must_sign ? _ ("signs its messages") : _ ("messages without signature"),
                          partner->folder != NULL ? partner->folder : _ ("no folder"),
                          partner->active ? "" : _ (" · no post is exchanged now"));
}

/**
 * jkk_partner_state_code:
 * @name: full name of a partner
 *
 * Returns: (transfer full): a code made of it, such as "RS-CONTOH-SEHAT", as a proposal.
 */
char *
jkk_partner_state_code (const char *name)
{
  GString *code = g_string_new (NULL);

  for (const char *p = name; *p != '\0' && code->len < CODE_MAX; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (code, g_ascii_toupper (*p));
    else if (code->len > 0 && code->str[code->len - 1] != '-')
      g_string_append_c (code, '-');
  while (code->len > 0 && code->str[code->len - 1] == '-')
    g_string_truncate (code, code->len - 1);
  return g_string_free (code, FALSE);
}

/**
 * jkk_partner_state_key_title:
 * @key: a key
 * @today: the day
 *
 * Returns: (transfer full): what it is for, and whether it counts now.
 */
char *
jkk_partner_state_key_title (const JkkPartnerKey *key, JkkDay today)
{
  const char *purpose =
      g_str_equal (key->purpose, JKK_KEY_ENCRYPTS) ? _ ("Key for encryption") : _ ("Key for signatures");
  const char *state = jkk_partner_key_counts (key, today)                  ? _ ("valid")
                      : key->revoked_day != JKK_NONE                       ? _ ("revoked")
                      : key->from_day != JKK_NONE && today < key->from_day ? _ ("not valid yet")
                                                                           : _ ("expired");

  return g_strdup_printf ("%s · %s", purpose, state);
}

/* From when until when a key counts, and why no longer. */
static void
append_days (GString *text, const JkkPartnerKey *key)
{
  g_autofree char *from = key->from_day != JKK_NONE ? jkk_day_to_text (key->from_day) : g_strdup ("—");

  g_string_append (text, from);
  if (key->until_day != JKK_NONE)
    {
      g_autofree char *until = jkk_day_to_text (key->until_day);

      g_string_append_printf (text, "–%s", until);
    }
  if (key->revoked_day != JKK_NONE)
    {
      g_autofree char *revoked = jkk_day_to_text (key->revoked_day);

      g_string_append_printf (text, _ (" · revoked from %s: %s"), revoked,
                              key->revoked_reason != NULL ? key->revoked_reason : "—");
    }
}

/**
 * jkk_partner_state_key_subtitle:
 * @key: a key
 *
 * Returns: (transfer full): the beginning of its fingerprint, from when until when it counts, and why it was revoked.
 */
char *
jkk_partner_state_key_subtitle (const JkkPartnerKey *key)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%.*s… · ", SHORT_FINGERPRINT, key->fingerprint);
  append_days (text, key);
  return g_string_free (text, FALSE);
}

/**
 * jkk_partner_state_own_key_subtitle:
 * @key: a key of the office
 *
 * Returns: (transfer full): from when until when it counts, and below its whole fingerprint in groups, as it is read
 * out on the telephone.
 */
char *
jkk_partner_state_own_key_subtitle (const JkkPartnerKey *key)
{
  GString *text = g_string_new (NULL);

  append_days (text, key);
  for (gsize i = 0; key->fingerprint[i] != '\0'; i++)
    {
      if (i % FINGERPRINT_GROUP == 0)
        g_string_append_c (text, i == 0 ? '\n' : ' ');
      g_string_append_c (text, key->fingerprint[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * jkk_partner_state_may_revoke:
 * @key: a key
 *
 * Returns: whether it can still be revoked.
 */
gboolean
jkk_partner_state_may_revoke (const JkkPartnerKey *key)
{
  return key->revoked_day == JKK_NONE;
}

/**
 * jkk_partner_state_warnings:
 * @warnings: (nullable) (element-type utf8): sentences about keys
 *
 * Returns: (transfer full) (nullable): all of them, one in a line; %NULL if there are none.
 */
char *
jkk_partner_state_warnings (const GPtrArray *warnings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) warnings->pdata[i]);
  return g_string_free (text, text->len == 0);
}
