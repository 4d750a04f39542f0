#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-postbox.h"

#define SIGNS "tanda-tangan"
#define ENCRYPTS "sandi"

static char *from_text, *until_text, *reason_text, *output_path;
static gboolean encrypts_flag;
static int years_number = 2;

static const char *
purpose (void)
{
  return encrypts_flag ? ENCRYPTS : SIGNS;
}

static gboolean
parse_day (const char *text, JkkDay *day, GError **error)
{
  if (text == NULL)
    return TRUE;
  *day = jkk_day_parse (text, error);
  return *day != JKK_NONE;
}

static gboolean
parse_id (const char *text, gint64 *id, GError **error)
{
  guint64 number = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    return jkk_ctl_usage_error (error, _ ("Give the number of a key as “key list” shows it."));
  *id = (gint64) number;
  return TRUE;
}

/* --- Looking --- */

static void
add_keys (JkkCtlTable *table, const GPtrArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const JkkPartnerKey *key = keys->pdata[i];
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, key->id);
      g_autofree char *from = jkk_day_to_iso (key->from_day);
      JkkDay last = key->revoked_day != JKK_NONE ? key->revoked_day : key->until_day;
      g_autofree char *until = last != JKK_NONE ? jkk_day_to_iso (last) : g_strdup ("—");

      jkk_ctl_table_add_cell (table, key->partner != NULL ? key->partner : _ ("this office"));
      jkk_ctl_table_add_cell (table, number);
      jkk_ctl_table_add_cell (table, g_str_equal (key->purpose, SIGNS) ? _ ("signs") : _ ("encrypts"));
      jkk_ctl_table_add_cell (table, from);
      jkk_ctl_table_add_cell (table, until);
      jkk_ctl_table_add_cell (table, key->revoked_reason != NULL ? key->revoked_reason : "");
      jkk_ctl_table_add_cell (table, key->fingerprint);
    }
}

static gboolean
list_keys (JkkCtl *ctl, char **args, GError **error)
{
  JkkOffice *office = jkk_ctl_reading (ctl, error);
  g_autoptr (GPtrArray) own = office != NULL ? jkk_postbox_own_keys (office, error) : NULL;
  g_autoptr (GPtrArray) theirs = own != NULL ? jkk_postbox_keys (office, args[1], error) : NULL;
  g_autoptr (JkkCtlTable) table = jkk_ctl_table_new ();

  if (theirs == NULL)
    return FALSE;
  jkk_ctl_table_add_column (table, _ ("Whose"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("No."), JKK_CTL_RIGHT, 0);
  jkk_ctl_table_add_column (table, _ ("For"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("From"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Until"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Why it ended"), JKK_CTL_LEFT, 30);
  jkk_ctl_table_add_column (table, _ ("Fingerprint (SHA-256)"), JKK_CTL_LEFT, 0);
  if (args[1] == NULL)
    add_keys (table, own);
  add_keys (table, theirs);
  jkk_ctl_table_print (table);
  if (args[1] == NULL && own->len == 0)
    jkk_ctl_say ("%s", _ ("The office has no key, so what it sends is not signed. Make one: santunctl key make"));
  return TRUE;
}

/* --- Keys of partners --- */

static gboolean
add_key (JkkCtl *ctl, char **args, GError **error)
{
  if (args[1] == NULL || args[2] == NULL)
    return jkk_ctl_usage_error (error,
                                _ ("Give the partner and the file of its certificate: key add RS-CONTOH kunci.pem"));
  g_autoptr (JkkPartnerKey) key = jkk_postbox_read_key (args[1], purpose (), args[2], error);
  if (key == NULL || !parse_day (from_text, &key->from_day, error) || !parse_day (until_text, &key->until_day, error))
    return FALSE;
  JkkRequest request = { .key = key };
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "register-key", &request, error);
  if (outcome == NULL)
    return FALSE;
  g_print (_ ("Key number %lld is registered. Its fingerprint, which the partner should confirm by telephone:\n%s\n"),
           (long long) outcome->made, key->fingerprint);
  return TRUE;
}

static gboolean
end (JkkCtl *ctl, const char *deed, char **args, GError **error)
{
  g_autoptr (JkkPartnerKey) key = jkk_partner_key_new (NULL, SIGNS);
  JkkRequest request = { .key = key, .reason = reason_text };

  if (!parse_id (args[1], &key->id, error) || !parse_day (from_text, &key->revoked_day, error))
    return FALSE;
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, deed, &request, error);
  return outcome != NULL;
}

/* --- Keys of the office --- */

static gboolean
hand_out (const JkkPartnerKey *key, GError **error)
{
  if (output_path != NULL)
    return jkk_ctl_save (output_path, key->pem, strlen (key->pem), error);
  g_print ("%s", key->pem);
  return TRUE;
}

static gboolean
make_key (JkkCtl *ctl, GError **error)
{
  if (years_number < 1 || years_number > 10)
    return jkk_ctl_usage_error (error, _ ("Let a key count for 1 to 10 years."));
  JkkOffice *office = jkk_ctl_signed_in (ctl, error);
  g_autoptr (JkkPartnerKey) key =
      office != NULL ? jkk_postbox_make_key (office, purpose (), (guint) years_number, error) : NULL;
  if (key == NULL)
    return FALSE;
  jkk_ctl_say (_ ("The key is made; its fingerprint is %s. Give this certificate to your partners:"), key->fingerprint);
  return hand_out (key, error);
}

static gboolean
show_key (JkkCtl *ctl, GError **error)
{
  JkkOffice *office = jkk_ctl_reading (ctl, error);
  g_autoptr (GPtrArray) keys = office != NULL ? jkk_postbox_own_keys (office, error) : NULL;

  if (keys == NULL)
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    {
      const JkkPartnerKey *key = keys->pdata[i];

      if (g_str_equal (key->purpose, purpose ()) && jkk_partner_key_counts (key, jkk_today ()))
        return hand_out (key, error);
    }
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                       _ ("The office has no such key yet. Make one: santunctl key make"));
  return FALSE;
}

static gboolean
run_key (JkkCtl *ctl, char **args, GError **error)
{
  if (strcmp (args[0], "list") == 0)
    return list_keys (ctl, args, error);
  if (strcmp (args[0], "add") == 0)
    return add_key (ctl, args, error);
  if (strcmp (args[0], "revoke") == 0)
    return end (ctl, "revoke-key", args, error);
  if (strcmp (args[0], "make") == 0)
    return make_key (ctl, error);
  if (strcmp (args[0], "show") == 0)
    return show_key (ctl, error);
  if (strcmp (args[0], "end") == 0)
    return end (ctl, "end-key", args, error);
  return jkk_ctl_usage_error (error, _ ("There is no “key %s”; santunctl key --help lists what there is."), args[0]);
}

static gboolean
run_release (JkkCtl *ctl, char **args, GError **error)
{
  guint64 id = 0;

  if (!g_ascii_string_to_unsigned (args[0], 10, 1, G_MAXINT64, &id, NULL))
    return jkk_ctl_usage_error (error, _ ("Give the number of a message as “bridge list” shows it."));
  JkkOffice *office = jkk_ctl_signed_in (ctl, error);
  g_autoptr (JkkPostIn) entry = office != NULL ? jkk_postbox_release (office, (gint64) id, reason_text, error) : NULL;
  if (entry == NULL)
    return FALSE;
  g_print (_ ("It is message number %lld now: %s\n"), (long long) entry->id, jkk_post_state_label (entry->state));
  return TRUE;
}

static const GOptionEntry options[] = {
  { "encrypts", 0, 0, G_OPTION_ARG_NONE, &encrypts_flag, N_ ("add, make, show: a key for encrypting, not for signing"),
    NULL },
  { "from", 0, 0, G_OPTION_ARG_STRING, &from_text, N_ ("add: its first day; revoke, end: the first day without it"),
    N_ ("DAY") },
  { "until", 0, 0, G_OPTION_ARG_STRING, &until_text, N_ ("add: its last day, if earlier than the certificate’s"),
    N_ ("DAY") },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason_text, N_ ("revoke, end: why"), N_ ("TEXT") },
  { "years", 0, 0, G_OPTION_ARG_INT, &years_number, N_ ("make: how many years it counts; else 2"), N_ ("YEARS") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_path, N_ ("make, show: write the certificate into this file"),
    N_ ("FILE") },
  { NULL },
};

static const GOptionEntry release_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason_text, N_ ("Why it is released"), N_ ("TEXT") },
  { NULL },
};

const JkkCtlCommand jkk_ctl_key_commands[] = {
  { "key", N_ ("list|add|revoke|make|show|end …"), N_ ("Keys by which messages are signed and encrypted"),
    N_ ("list [PARTNER]                 the keys of the office and its partners\n"
        "add PARTNER FILE               register a partner’s certificate\n"
        "revoke NO --reason TEXT        a partner’s key counts no longer\n"
        "make                           make a key of the office; prints its certificate for the partners\n"
        "show                           print the office’s certificate\n"
        "end NO --reason TEXT           stop using a key of the office"),
    options, 1, 3, run_key },
  { "release", N_ ("NO --reason TEXT"), N_ ("Read a message of the quarantine anew"), NULL, release_options, 1, 1,
    run_release },
  { NULL },
};
