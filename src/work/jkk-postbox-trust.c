#include "jkk-encryption.h"
#include "jkk-file.h"
#include "jkk-office-private.h"
#include "jkk-office-store.h"
#include "jkk-partner-store.h"
#include "jkk-postbox-private.h"
#include "jkk-signature.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define CERTIFICATE_MAX (1024 * 1024)

/* --- The office's own keys --- */

static JkkOwnKey *
load_own (JkkDb *db, const JkkPartnerKey *key, GError **error)
{
  g_autofree char *folder = jkk_partner_store_key_folder (db);
  g_autofree char *path = jkk_own_key_path (folder, key->fingerprint);

  return jkk_own_key_load (path, key->purpose, error);
}

/* The newest one that counts; NULL without an error if the office has none. One that has run out is an error: whoever
 * had a key made wants to sign, and would not see that he does so no longer. */
static JkkOwnKey *
load_current (JkkDb *db, const char *purpose, JkkDay day, GError **error)
{
  g_autoptr (GPtrArray) keys = jkk_partner_store_own_keys (db, error);
  gboolean ran_out = FALSE;

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const JkkPartnerKey *key = keys->pdata[i];

      if (g_str_equal (key->purpose, purpose) && jkk_partner_key_counts (key, day))
        return load_own (db, key, error);
      ran_out |= g_str_equal (key->purpose, purpose) && key->revoked_day == JKK_NONE;
    }
  if (ran_out)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED, _ ("Its last day is over."));
  return NULL;
}

/* One code whatever the reason: that a key's file is missing must not look as if the message were gone. */
static gboolean
set_unusable (const GError *problem, GError **error)
{
  g_set_error (
      error, JKK_ERROR, JKK_ERROR_REFUSED, "%s %s",
      _ ("The office’s key for signing cannot be used. Bring its file back, or end this key and make a new one "
         "(santunctl key)."),
      problem->message);
  return FALSE;
}

/**
 * jkk_post_load_key:
 * @db: a connection
 * @day: the day
 * @key: (out) (nullable) (transfer full): the key by which the office signs; %NULL if it has none
 * @error: %JKK_ERROR_REFUSED: the office has a key that cannot be used; nothing goes out unsigned then
 *
 * Returns: whether messages may go out
 */
gboolean
jkk_post_load_key (JkkDb *db, JkkDay day, JkkOwnKey **key, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *key = load_current (db, JKK_KEY_SIGNS, day, &problem);
  return problem == NULL || set_unusable (problem, error);
}

/**
 * jkk_post_sign:
 * @key: the office's key
 * @content: (inout) (transfer full): a message of the office
 * @length: (inout): its length
 * @error: %JKK_ERROR_REFUSED: the key cannot be used
 *
 * Returns: whether the message is signed now
 */
gboolean
jkk_post_sign (const JkkOwnKey *key, char **content, gsize *length, GError **error)
{
  g_autoptr (GError) problem = NULL;
  char *text = jkk_signature_sign (*content, *length, key, length, &problem);

  if (text == NULL)
    return set_unusable (problem, error);
  g_free (*content);
  *content = text;
  return TRUE;
}

/* A key that has ended need not be there; what was encrypted for it before may still come. */
static gboolean
add_own_for_reading (JkkDb *db, const JkkPartnerKey *key, JkkDay day, GPtrArray *keys, GError **error)
{
  g_autoptr (GError) problem = NULL;
  JkkOwnKey *own = g_str_equal (key->purpose, JKK_KEY_ENCRYPTS) ? load_own (db, key, &problem) : NULL;

  if (own != NULL)
    g_ptr_array_add (keys, own);
  if (problem == NULL || !jkk_partner_key_counts (key, day))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* --- What the office knows of a partner while it goes through its files --- */

/**
 * jkk_post_trust_free:
 * @trust: (transfer full): what the office knows of a partner
 */
void
jkk_post_trust_free (JkkPostTrust *trust)
{
  g_clear_pointer (&trust->keys, g_ptr_array_unref);
  g_clear_pointer (&trust->own_keys, g_ptr_array_unref);
  g_free (trust);
}

static gpointer
read_trust (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const JkkPartner *partner = data;
  g_autoptr (JkkPostTrust) trust = g_new0 (JkkPostTrust, 1);
  g_autoptr (GPtrArray) own = jkk_partner_store_own_keys (db, error);
  JkkDay today = jkk_today ();

  trust->keys = own != NULL ? jkk_partner_store_keys (db, partner->code, error) : NULL;
  trust->own_keys = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_own_key_free);
  if (trust->keys == NULL)
    return NULL;
  for (guint i = 0; i < own->len; i++)
    if (!add_own_for_reading (db, own->pdata[i], today, trust->own_keys, error))
      return NULL;
  trust->trust = (JkkTrust){ partner, trust->keys, trust->own_keys, today };
  return g_steal_pointer (&trust);
}

/**
 * jkk_post_trust_new:
 * @office: the office
 * @partner: a partner; it must live as long as the answer
 * @error: return location
 *
 * Returns: (transfer full): what the office knows of it today
 */
JkkPostTrust *
jkk_post_trust_new (JkkOffice *office, const JkkPartner *partner, GError **error)
{
  return jkk_office_read (office, read_trust, (gpointer) partner, (GDestroyNotify) jkk_post_trust_free, error);
}

/**
 * jkk_post_seal:
 * @trust: what the office knows of the recipient
 * @content: a message of the office, signed
 * @length: (out): length of the answer
 * @error: %JKK_ERROR_FORMAT: the partner's key cannot be used; nothing goes out in the clear then
 *
 * Returns: (transfer full): what lies in the outbox: encrypted where the partner has a key for it, else as it is
 */
char *
jkk_post_seal (const JkkPostTrust *trust, const char *content, gsize *length, GError **error)
{
  for (guint i = 0; i < trust->keys->len; i++)
    {
      const JkkPartnerKey *key = trust->keys->pdata[i];

      if (g_str_equal (key->purpose, JKK_KEY_ENCRYPTS) && jkk_partner_key_counts (key, trust->trust.today))
        return jkk_encryption_encrypt (content, strlen (content), key, length, error);
    }
  *length = strlen (content);
  return g_strdup (content);
}

/* --- Doors --- */

/**
 * jkk_postbox_read_key:
 * @partner: code of the partner whose key it is
 * @purpose: "tanda-tangan" or "sandi"
 * @path: the file of its certificate, as PEM or DER
 * @error: return location; the sentence says what to ask the partner for
 *
 * Returns: (transfer full): the key as the deed "register-key" takes it, with the last day of its certificate
 */
JkkPartnerKey *
jkk_postbox_read_key (const char *partner, const char *purpose, const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *bytes = jkk_read_file (path, CERTIFICATE_MAX, &length, error);

  return bytes != NULL ? jkk_key_read_certificate (bytes, length, partner, purpose, error) : NULL;
}

static gpointer
read_own_keys (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_partner_store_own_keys (db, error);
}

/**
 * jkk_postbox_own_keys:
 * @office: the office
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkPartnerKey): the office's own keys, the newest first
 */
GPtrArray *
jkk_postbox_own_keys (JkkOffice *office, GError **error)
{
  return jkk_office_read (office, read_own_keys, NULL, (GDestroyNotify) g_ptr_array_unref, error);
}

typedef struct
{
  char *folder;
  char *name;
} Home;

static void
home_free (Home *home)
{
  g_free (home->folder);
  g_free (home->name);
  g_free (home);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Home, home_free)

static gpointer
read_home (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Home *home = g_new0 (Home, 1);

  home->folder = jkk_partner_store_key_folder (db);
  home->name = jkk_office_store_get (db, JKK_OFFICE_NAME, NULL);
  if (home->name == NULL || *home->name == '\0')
    jkk_set_str (&home->name, "Santun");
  return home;
}

/**
 * jkk_postbox_make_key:
 * @office: the office, with an administrator signed in
 * @purpose: "tanda-tangan" (its messages are signed from now on) or "sandi" (partners can encrypt for it)
 * @years: how long it counts
 * @error: return location
 *
 * Makes a key of the office. Its private half is written into a file beside the store that only the person who runs the
 * program can read; it never enters the store, nor a copy of it. Keys that were made before still count for whoever
 * checks older messages; the newest one signs.
 *
 * Returns: (transfer full): its certificate, which partners may have
 */
JkkPartnerKey *
jkk_postbox_make_key (JkkOffice *office, const char *purpose, guint years, GError **error)
{
  JkkDay today = jkk_today ();
  g_autoptr (Home) home = jkk_office_read (office, read_home, NULL, (GDestroyNotify) home_free, error);
  g_autoptr (JkkOwnKey) key = home != NULL ? jkk_own_key_generate (home->name, purpose, today,
                                                                   jkk_day_add_months (today, (int) years * 12), error)
                                           : NULL;

  if (key == NULL)
    return NULL;
  key->certificate->from_day = today;
  g_autofree char *path = jkk_own_key_path (home->folder, key->certificate->fingerprint);
  JkkRequest request = { .key = key->certificate };
  /* First the file: a key that the store knows and that is nowhere would stop all post. */
  if (!jkk_own_key_save (key, path, error))
    return NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do (office, "make-key", &request, error);
  if (outcome == NULL)
    {
      g_unlink (path);
      return NULL;
    }
  key->certificate->id = outcome->made;
  return g_steal_pointer (&key->certificate);
}

#define WARNING_DAYS 30

static gboolean
has_successor (const GPtrArray *keys, const JkkPartnerKey *key, JkkDay day)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const JkkPartnerKey *other = keys->pdata[i];

      if (other != key && g_strcmp0 (other->partner, key->partner) == 0 && g_str_equal (other->purpose, key->purpose) &&
          jkk_partner_key_counts (other, key->until_day + 1) && other->from_day <= MAX (day, key->until_day))
        return TRUE;
    }
  return FALSE;
}

static void
add_warnings (GPtrArray *warnings, const GPtrArray *keys, JkkDay day)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const JkkPartnerKey *key = keys->pdata[i];

      if (key->revoked_day != JKK_NONE || key->until_day == JKK_NONE || key->until_day > day + WARNING_DAYS ||
          has_successor (keys, key, day))
        continue;
      g_autofree char *last = jkk_day_to_text (key->until_day);
      g_ptr_array_add (
          warnings, key->partner == NULL
                        ? g_strdup_printf (_ ("The office’s own key counts until %s. Make a new one, and give its "
                                              "certificate to the partners before."),
                                           last)
                        : g_strdup_printf (_ ("The key of %s counts until %s. Ask the partner for the certificate of "
                                              "its new one."),
                                           key->partner, last));
    }
}

/**
 * jkk_post_key_warnings:
 * @db: a connection
 * @day: the day
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8): see jkk_postbox_key_warnings()
 */
GPtrArray *
jkk_post_key_warnings (JkkDb *db, JkkDay day, GError **error)
{
  g_autoptr (GPtrArray) own = jkk_partner_store_own_keys (db, error);
  g_autoptr (GPtrArray) theirs = own != NULL ? jkk_partner_store_keys (db, NULL, error) : NULL;
  GPtrArray *warnings = theirs != NULL ? g_ptr_array_new_with_free_func (g_free) : NULL;

  if (warnings == NULL)
    return NULL;
  add_warnings (warnings, own, day);
  add_warnings (warnings, theirs, day);
  return warnings;
}

static gpointer
read_key_warnings (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_post_key_warnings (db, *(const JkkDay *) data, error);
}

/**
 * jkk_postbox_key_warnings:
 * @office: the office
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8): sentences about keys that end soon or have run out, with none
 *   to follow them; one that is revoked or ended needs no words
 */
GPtrArray *
jkk_postbox_key_warnings (JkkOffice *office, GError **error)
{
  JkkDay today = jkk_today ();

  return jkk_office_read (office, read_key_warnings, &today, (GDestroyNotify) g_ptr_array_unref, error);
}

static JkkPartner *
find_partner (JkkOffice *office, const char *code, GError **error)
{
  g_autoptr (GPtrArray) all = jkk_postbox_partners (office, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (strcmp (((JkkPartner *) all->pdata[i])->code, code) == 0)
      return jkk_partner_copy (all->pdata[i]);
  return NULL;
}

/* The stored text is what was inside where the file was encrypted, so the fingerprint is that of the entry. */
static JkkPostFile *
judge_anew (const JkkPostTrust *trust, const JkkPostIn *entry)
{
  JkkPostFile *file = jkk_trust_judge (&trust->trust, entry->file_name, entry->content, strlen (entry->content));

  g_free (file->sha256);
  file->sha256 = g_strdup (entry->sha256);
  file->size = entry->size;
  return file;
}

static gboolean
check_is_held (const JkkPostIn *entry, GError **error)
{
  if (entry->state == JKK_POST_QUARANTINED && entry->content != NULL)
    return TRUE;
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_CONFLICT,
                       _ ("This message is not in quarantine, or no longer. Look at the inbox again."));
  return FALSE;
}

/**
 * jkk_postbox_release:
 * @office: the office, with an administrator signed in
 * @id: id of a file in quarantine
 * @reason: why it is released
 * @error: %JKK_ERROR_REFUSED: its signature still does not count; %JKK_ERROR_CONFLICT: it is in quarantine no longer
 *
 * Reads a file of the quarantine anew, with the keys that are registered today. Only one whose signature is good now,
 * or whose partner need not sign any more, comes in; nobody can wave a wrong signature through.
 *
 * Returns: (transfer full): the new entry of the inbox
 */
JkkPostIn *
jkk_postbox_release (JkkOffice *office, gint64 id, const char *reason, GError **error)
{
  g_autoptr (JkkPostIn) entry = jkk_postbox_load (office, id, error);
  g_autoptr (JkkPartner) partner =
      entry != NULL && check_is_held (entry, error) ? find_partner (office, entry->partner, error) : NULL;
  g_autoptr (JkkPostTrust) trust = partner != NULL ? jkk_post_trust_new (office, partner, error) : NULL;

  if (trust == NULL)
    return NULL;
  g_autoptr (JkkPostFile) file = judge_anew (trust, entry);
  JkkRequest request = { .post = file, .post_id = id, .reason = reason };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (office, "release-post", &request, error);
  return outcome != NULL ? jkk_postbox_load (office, outcome->made, error) : NULL;
}
