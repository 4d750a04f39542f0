#include "jkk-warrants-private.h"

#include <glib/gi18n-lib.h>

#include "jkk-case.h"
#include "jkk-journal.h"
#include "jkk-told-store.h"
#include "jkk-warrant-store.h"

/* The first warrant is signed by its own key and stands for the office: whoever knows that key from elsewhere, or the
 * head of the journal, knows that the office is the same. Every later one is signed by somebody whose own warrant was
 * in force when it was written:
 *
 *   warrant 1 (admin, own) ──signs──▶ warrant 2 (budi, first) ──signs──▶ warrant 3 (budi, own)
 *                          ──signs──▶ warrant 4 (budi, own: another limit)
 *
 * A "first" key lies under a password that an administrator has chosen; it signs nothing but its successor. */
struct _JkkWarrants
{
  JkkDb *db;
  GPtrArray *list;
  GHashTable *sound; /* set of those whose signature was found good */
};

/**
 * jkk_warrants_read:
 * @db: a connection
 * @error: STORAGE
 *
 * Returns: (transfer full): all warrants of the office, unchecked; of use as long as the connection is.
 */
JkkWarrants *
jkk_warrants_read (JkkDb *db, GError **error)
{
  GPtrArray *list = jkk_warrant_store_all (db, error);

  if (list == NULL)
    return NULL;
  JkkWarrants *warrants = g_new0 (JkkWarrants, 1);
  warrants->db = db;
  warrants->list = list;
  warrants->sound = g_hash_table_new (NULL, NULL);
  return warrants;
}

/**
 * jkk_warrants_free:
 * @warrants: (transfer full): warrants
 */
void
jkk_warrants_free (JkkWarrants *warrants)
{
  g_ptr_array_unref (warrants->list);
  g_hash_table_unref (warrants->sound);
  g_free (warrants);
}

/**
 * jkk_warrants_get_list:
 * @warrants: warrants
 *
 * Returns: (transfer none) (element-type JkkWarrant): all of them by number.
 */
GPtrArray *
jkk_warrants_get_list (const JkkWarrants *warrants)
{
  return warrants->list;
}

/**
 * jkk_warrants_find:
 * @warrants: warrants
 * @id: a number
 *
 * Returns: (transfer none) (nullable): the warrant with it.
 */
const JkkWarrant *
jkk_warrants_find (const JkkWarrants *warrants, gint64 id)
{
  for (guint i = 0; i < warrants->list->len; i++)
    if (((JkkWarrant *) warrants->list->pdata[i])->id == id)
      return warrants->list->pdata[i];
  return NULL;
}

/**
 * jkk_warrants_get_office:
 * @warrants: warrants
 *
 * Returns: (transfer none) (nullable): the public key that stands for the office; %NULL before the first warrant.
 */
const char *
jkk_warrants_get_office (const JkkWarrants *warrants)
{
  const JkkWarrant *root = jkk_warrants_find (warrants, 1);

  return root != NULL ? root->public_key : NULL;
}

/**
 * jkk_warrants_in_force:
 * @warrants: warrants
 * @login: whose
 * @before_sequence: number of an entry of the journal; 0 = now
 *
 * Returns: (transfer none) (nullable): the warrant that counted when that entry was written, unchecked.
 */
const JkkWarrant *
jkk_warrants_in_force (const JkkWarrants *warrants, const char *login, gint64 before_sequence)
{
  const JkkWarrant *found = NULL;

  for (guint i = 0; i < warrants->list->len; i++)
    {
      const JkkWarrant *warrant = warrants->list->pdata[i];

      if (g_strcmp0 (warrant->login, login) == 0 && (before_sequence == 0 || warrant->sequence < before_sequence))
        found = warrant;
    }
  return found;
}

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED, text);
  return FALSE;
}

static gboolean
may_sign (const JkkWarrant *signer, const JkkWarrant *warrant)
{
  if (signer->own)
    return (signer->roles & JKK_ROLE_ADMINISTRATOR) != 0;
  return warrant->own && g_strcmp0 (signer->login, warrant->login) == 0 &&
         g_strcmp0 (signer->name, warrant->name) == 0 && signer->roles == warrant->roles &&
         signer->money_limit == warrant->money_limit;
}

static gboolean
check_root (const JkkWarrant *warrant, GError **error)
{
  if (warrant->signer == 1 && warrant->own && (warrant->roles & JKK_ROLE_ADMINISTRATOR) != 0)
    return TRUE;
  return refuse (error, _ ("The first warrant is not that of an administrator."));
}

/* Whether the signature under it is that of the warrant that it names. */
static gboolean
is_sound (const JkkWarrants *warrants, const JkkWarrant *warrant)
{
  const JkkWarrant *signer = jkk_warrants_find (warrants, warrant->signer);

  if (g_hash_table_contains (warrants->sound, warrant))
    return TRUE;
  if (warrant->statement == NULL || signer == NULL || signer->public_key == NULL ||
      !jkk_signature_is_good (signer->public_key, warrant->statement, warrant->signature))
    return FALSE;
  g_hash_table_add (warrants->sound, (gpointer) warrant);
  return TRUE;
}

/* Somebody may have taken away the warrant by which a person may do less, or nothing: each that was written after
 * @warrant must be there and say whose it is, and behind the last one the journal must tell of no other. */
static gboolean
are_whole_after (
    const JkkWarrants *warrants, const JkkWarrant *warrant, gint64 before_sequence, gboolean *whole, GError **error)
{
  gint64 last = warrant->sequence, told;
  gboolean sound = TRUE;

  for (gint64 id = warrant->id + 1; sound && id <= (gint64) warrants->list->len; id++)
    {
      const JkkWarrant *next = jkk_warrants_find (warrants, id);

      sound = next != NULL && is_sound (warrants, next);
      if (sound)
        last = next->sequence;
      if (sound && before_sequence != 0 && last >= before_sequence)
        {
          *whole = TRUE;
          return TRUE;
        }
    }
  if (!jkk_told_store_warrant_after (warrants->db, last, &told, error))
    return FALSE;
  /* What was written too late to count may say what it likes. */
  *whole = told == 0 ? sound : before_sequence != 0 && told >= before_sequence;
  return TRUE;
}

static gboolean
check_signer (const JkkWarrants *warrants, const JkkWarrant *warrant, const JkkWarrant *signer, GError **error)
{
  const JkkWarrant *before = jkk_warrants_find (warrants, warrant->id - 1);

  if (before == NULL || before->sequence >= warrant->sequence)
    return refuse (error, _ ("Warrant %lld is not in the order in which warrants were written."),
                   (long long) warrant->id);
  if (signer == NULL || signer->id >= warrant->id ||
      signer != jkk_warrants_in_force (warrants, signer->login, warrant->sequence) || !may_sign (signer, warrant))
    return refuse (error, _ ("Warrant %lld of %s was not signed by an administrator of this office."),
                   (long long) warrant->id, warrant->login);
  return jkk_warrants_check_standing (warrants, signer, warrant->sequence, error);
}

/**
 * jkk_warrants_check:
 * @warrants: warrants
 * @warrant: one of them
 * @error: REFUSED: why it does not count
 *
 * Returns: whether it counts: it says what was signed, and each who signed had the right to, back to the first warrant
 *   of the office
 */
gboolean
jkk_warrants_check (const JkkWarrants *warrants, const JkkWarrant *warrant, GError **error)
{
  if (warrant->statement == NULL || g_strcmp0 (warrant->office, jkk_warrants_get_office (warrants)) != 0)
    return refuse (error, _ ("Warrant %lld of %s no longer says what was signed."), (long long) warrant->id,
                   warrant->login);
  const JkkWarrant *signer = jkk_warrants_find (warrants, warrant->signer);
  if (!is_sound (warrants, warrant))
    return refuse (error, _ ("The signature under warrant %lld of %s is false."), (long long) warrant->id,
                   warrant->login);
  return warrant->id == 1 ? check_root (warrant, error) : check_signer (warrants, warrant, signer, error);
}

/**
 * jkk_warrants_check_standing:
 * @warrants: warrants
 * @warrant: one of them
 * @before_sequence: number of an entry of the journal; 0 = now
 * @error: REFUSED: why it does not count, or did not then; STORAGE
 *
 * As jkk_warrants_check(); besides, that nobody has taken away a later one of the same person.
 *
 * Returns: whether it was the one in force when that entry was written
 */
gboolean
jkk_warrants_check_standing (const JkkWarrants *warrants,
                             const JkkWarrant *warrant,
                             gint64 before_sequence,
                             GError **error)
{
  gboolean whole;

  if (!jkk_warrants_check (warrants, warrant, error) ||
      !are_whole_after (warrants, warrant, before_sequence, &whole, error))
    return FALSE;
  if (whole && warrant == jkk_warrants_in_force (warrants, warrant->login, before_sequence))
    return TRUE;
  return refuse (
      error,
      _ ("A warrant that was written after warrant %lld of %s has been taken away or changed, so that nobody "
         "knows what it said. Restore a backup from before."),
      (long long) warrant->id, warrant->login);
}

/**
 * jkk_warrants_check_founded:
 * @warrants: warrants
 * @error: REFUSED: the journal tells of warrants, but there are none
 *
 * Returns: whether an office without warrants never had any
 */
gboolean
jkk_warrants_check_founded (const JkkWarrants *warrants, GError **error)
{
  gint64 told = 0;

  if (jkk_warrants_find (warrants, 1) != NULL)
    return TRUE;
  if (!jkk_told_store_warrant_after (warrants->db, 0, &told, error))
    return FALSE;
  if (told == 0)
    return TRUE;
  return refuse (error, _ ("The journal tells of warrants of this office, but somebody has taken them away. Restore a "
                           "backup from before."));
}

/* ---- Writing one */

/**
 * jkk_warrants_add_change:
 * @changes: (element-type JkkChange): what a deed changes, for the journal
 * @path: what was signed
 * @signature: the signature
 *
 * So that the chain of the journal holds the signature.
 */
void
jkk_warrants_add_change (GPtrArray *changes, const char *path, const char *signature)
{
  JkkChange *change = g_new0 (JkkChange, 1);

  change->path = g_strdup (path);
  change->after = g_strdup (signature);
  g_ptr_array_add (changes, change);
}

static gboolean
check_issuer (const JkkWarrants *warrants, const JkkSigner *issuer, JkkWarrant *warrant, GError **error)
{
  const JkkWarrant *by = issuer != NULL ? jkk_warrants_in_force (warrants, jkk_signer_get_login (issuer), 0) : NULL;

  if (warrants->list->len == 0 && issuer != NULL &&
      g_str_equal (jkk_signer_get_public_key (issuer), warrant->public_key))
    {
      warrant->signer = 1;
      warrant->office = g_strdup (warrant->public_key);
      return check_root (warrant, error);
    }
  if (by == NULL || g_strcmp0 (by->public_key, jkk_signer_get_public_key (issuer)) != 0)
    return refuse (error, _ ("Your key for signing is not open. Sign out and in again, then repeat it."));
  if (!by->own && !may_sign (by, warrant))
    return refuse (error, _ ("Your password was given by somebody else. Choose your own first."));
  if (!may_sign (by, warrant))
    return refuse (error, _ ("Only an administrator says who may do what."));
  if (!jkk_warrants_check_standing (warrants, by, 0, error))
    return FALSE;
  warrant->signer = by->id;
  warrant->office = g_strdup (jkk_warrants_get_office (warrants));
  return TRUE;
}

/**
 * jkk_warrants_issue:
 * @db: a connection in a writing transaction
 * @issuer: (nullable): the key of who does the deed
 * @account: what the person may do from now on
 * @public_key: by which key
 * @own: whether the person alone can open it
 * @now: seconds since 1970 UTC
 * @changes: (element-type JkkChange): gets what the journal has to hold
 * @error: REFUSED: the issuer may not
 *
 * Writes a warrant. The entry of the journal must follow in the same transaction, and tell @changes.
 *
 * Returns: whether it is written
 */
gboolean
jkk_warrants_issue (JkkDb *db,
                    const JkkSigner *issuer,
                    const JkkAccount *account,
                    const char *public_key,
                    gboolean own,
                    gint64 now,
                    GPtrArray *changes,
                    GError **error)
{
  g_autoptr (JkkWarrants) warrants = jkk_warrants_read (db, error);
  g_autoptr (JkkWarrant) warrant = jkk_warrant_new (account, public_key, own);
  gint64 last;

  if (warrants == NULL || !check_issuer (warrants, issuer, warrant, error) ||
      !jkk_journal_head (db, &last, &warrant->before, error))
    return FALSE;
  warrant->id = warrants->list->len + 1;
  warrant->sequence = last + 1;
  warrant->time = now;
  warrant->statement = jkk_warrant_to_text (warrant);
  warrant->signature = jkk_signer_sign (issuer, warrant->statement);
  g_autofree char *path = g_strdup_printf (JKK_WARRANTS_WARRANT_PATH "%" G_GINT64_FORMAT, warrant->id);
  jkk_warrants_add_change (changes, path, warrant->signature);
  return jkk_warrant_store_append (db, warrant, error);
}
