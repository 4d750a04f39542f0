#include "jkk-match-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-case-store.h"
#include "jkk-message-xml.h"
#include "jkk-office-private.h"
#include "jkk-post-store.h"

/* A message that names no case may be this many days off the accident's day to be offered. */
#define MATCH_DAYS 7

/* So many messages that wait are looked at when a case is taken in. */
#define WAITING_MAX 1000

/**
 * jkk_match_free:
 * @match: (transfer full): a match
 */
void
jkk_match_free (JkkMatch *match)
{
  g_free (match->number);
  g_free (match->participant_name);
  g_free (match->reason);
  g_free (match);
}

typedef struct
{
  char *number;
  char *participant_number;
  char *identity;
  char *name;
  JkkDay accident_day;
} MatchArgs;

static void
match_args_free (gpointer data)
{
  MatchArgs *args = data;

  g_free (args->number);
  g_free (args->participant_number);
  g_free (args->identity);
  g_free (args->name);
  g_free (args);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatchArgs, match_args_free)

/* The doctor's letter names the person as the doctor wrote it; every other kind of message in the parts of the case. */
static MatchArgs *
match_args_new (const JkkMessage *message)
{
  const JkkMedical *medical = &message->content->medical;
  const JkkParticipant *participant = &message->content->participant;
  const JkkAccident *accident = &message->content->accident;
  MatchArgs *args = g_new0 (MatchArgs, 1);

  args->number = g_strdup (message->case_number);
  args->participant_number = g_strdup (participant->number != NULL ? participant->number : medical->participant_number);
  args->identity = g_strdup (participant->identity != NULL ? participant->identity : medical->participant_identity);
  args->name = g_strdup (participant->name != NULL ? participant->name : medical->participant_name);
  args->accident_day = accident->accident_day != JKK_NONE ? accident->accident_day : medical->accident_day;
  return args;
}

static gboolean
same_text (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return FALSE;
  g_autofree char *x = g_utf8_casefold (a, -1), *y = g_utf8_casefold (b, -1);
  return strcmp (x, y) == 0;
}

/* How the day of the message stands to that of the case, in words. */
static char *
day_reason (const JkkCase *jcase, const MatchArgs *args)
{
  if (args->accident_day == JKK_NONE || jcase->accident.accident_day == JKK_NONE)
    return g_strdup (_ ("another day of accident"));

  gint64 days = ABS (args->accident_day - jcase->accident.accident_day);
  if (days == 0)
    return g_strdup (_ ("same day of accident"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "accident %u day apart", "accident %u days apart", days),
                          (guint) days);
}

static const char *
person_reason (gboolean same_person, gboolean same_name)
{
  if (!same_person)
    return same_name ? _ ("same name, but another number of the participant!") : _ ("another participant!");
  return same_name ? _ ("same participant") : _ ("same participant, the name is written otherwise");
}

/* In words why the case may be the one, and whether everything agrees. */
static JkkMatch *
match_new (const JkkCase *jcase, const MatchArgs *args)
{
  JkkMatch *match = g_new0 (JkkMatch, 1);
  g_autoptr (GPtrArray) reasons = g_ptr_array_new ();
  gboolean number = same_text (jcase->cover.number, args->number);
  gboolean person = same_text (jcase->participant.identity, args->identity) ||
                    same_text (jcase->participant.number, args->participant_number);
  gboolean day = args->accident_day != JKK_NONE && jcase->accident.accident_day == args->accident_day;
  gboolean name = args->name == NULL || same_text (jcase->participant.name, args->name);
  g_autofree char *days = day_reason (jcase, args);

  if (number)
    g_ptr_array_add (reasons, (gpointer) _ ("same case number"));
  g_ptr_array_add (reasons, (gpointer) person_reason (person, name));
  g_ptr_array_add (reasons, days);
  if (!jkk_case_status_is_open (jkk_case_get_status (jcase)))
    g_ptr_array_add (reasons, (gpointer) jkk_case_status_label (jkk_case_get_status (jcase)));
  g_ptr_array_add (reasons, NULL);
  match->case_id = jcase->id;
  match->number = g_strdup (jcase->cover.number);
  match->participant_name = g_strdup (jcase->participant.name);
  match->accident_day = jcase->accident.accident_day;
  match->certain = person && day && (number || args->number == NULL);
  match->reason = g_strjoinv (" · ", (char **) reasons->pdata);
  return match;
}

static gboolean
add_match (JkkDb *db, gint64 case_id, const MatchArgs *args, GPtrArray *matches, GError **error)
{
  g_autoptr (JkkCase) jcase = NULL;

  for (guint i = 0; i < matches->len; i++)
    if (((JkkMatch *) matches->pdata[i])->case_id == case_id)
      return TRUE;
  if ((jcase = jkk_case_store_load (db, case_id, error)) == NULL)
    return FALSE;
  JkkMatch *match = match_new (jcase, args);
  gboolean far = jcase->accident.accident_day != JKK_NONE && args->accident_day != JKK_NONE &&
                 ABS (jcase->accident.accident_day - args->accident_day) > MATCH_DAYS;
  if (far && !same_text (jcase->cover.number, args->number))
    jkk_match_free (match);
  else
    g_ptr_array_insert (matches, match->certain ? 0 : -1, match);
  return TRUE;
}

static GPtrArray *
find (JkkDb *db, const MatchArgs *args, GError **error)
{
  g_autoptr (GPtrArray) matches = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_match_free);
  g_autoptr (GArray) ids = NULL;

  if (args->number != NULL)
    {
      g_autoptr (GError) unknown = NULL;
      gint64 id = jkk_case_store_find_number (db, args->number, &unknown);

      if (id != 0 && !add_match (db, id, args, matches, error))
        return NULL;
    }
  ids = jkk_case_store_find_candidates (db, args->participant_number, args->identity, args->accident_day, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!add_match (db, g_array_index (ids, gint64, i), args, matches, error))
      return NULL;
  return g_steal_pointer (&matches);
}

/**
 * jkk_match_find:
 * @db: a connection
 * @message: a message
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkMatch): cases that it may belong to, the best first
 */
GPtrArray *
jkk_match_find (JkkDb *db, const JkkMessage *message, GError **error)
{
  g_autoptr (MatchArgs) args = match_args_new (message);

  return find (db, args, error);
}

/**
 * jkk_match_propose:
 * @db: a connection
 * @message: a message
 * @case_id: (out): the case that a person is asked about first, or 0
 * @error: STORAGE
 *
 * Returns: whether one could look for it
 */
gboolean
jkk_match_propose (JkkDb *db, const JkkMessage *message, gint64 *case_id, GError **error)
{
  g_autoptr (GPtrArray) matches = jkk_match_find (db, message, error);

  if (matches == NULL)
    return FALSE;
  *case_id = matches->len > 0 ? ((JkkMatch *) matches->pdata[0])->case_id : 0;
  return TRUE;
}

/* The message of an entry that waits; one that cannot be read any more is no match. */
static gboolean
entry_fits (JkkDb *db, gint64 id, gint64 case_id)
{
  g_autoptr (JkkPostIn) entry = jkk_post_store_load (db, id, NULL);
  g_autoptr (JkkMessage) message = entry != NULL && entry->content != NULL
                                       ? jkk_message_from_xml (entry->content, strlen (entry->content), NULL, NULL)
                                       : NULL;
  g_autoptr (GPtrArray) matches = message != NULL ? jkk_match_find (db, message, NULL) : NULL;

  for (guint i = 0; matches != NULL && i < matches->len; i++)
    if (((JkkMatch *) matches->pdata[i])->case_id == case_id)
      return TRUE;
  return FALSE;
}

/**
 * jkk_match_take_in:
 * @db: a connection in a writing transaction
 * @jcase: a case that is being taken in
 * @case_id: its id
 * @error: STORAGE
 *
 * Messages often come before the report of the employer. Those that wait and name the same person, or the number that
 * was given in advance, are proposed for the case as soon as there is one.
 *
 * Returns: whether the inbox could be looked through
 */
gboolean
jkk_match_take_in (JkkDb *db, const JkkCase *jcase, gint64 case_id, GError **error)
{
  g_autoptr (GPtrArray) waiting = jkk_post_store_list (db, 1u << JKK_POST_NEW, JKK_NONE, WAITING_MAX, error);

  if (waiting == NULL)
    return FALSE;
  for (guint i = 0; i < waiting->len; i++)
    {
      const JkkPostIn *entry = waiting->pdata[i];

      gboolean named = same_text (entry->participant_name, jcase->participant.name) ||
                       (jcase->cover.number != NULL && g_strcmp0 (entry->case_number, jcase->cover.number) == 0);

      if (entry->case_id == 0 && named && entry_fits (db, entry->id, case_id) &&
          !jkk_post_store_propose (db, entry->id, case_id, error))
        return FALSE;
    }
  return TRUE;
}

/* --- Through the office --- */

static gpointer
match_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return find (db, data, error);
}

/**
 * jkk_exchange_match:
 * @office: the office
 * @message: a message
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkMatch): cases that it may belong to, the best first; a proposal, never
 * more.
 */
GPtrArray *
jkk_exchange_match (JkkOffice *office, const JkkMessage *message, GError **error)
{
  g_autoptr (MatchArgs) args = match_args_new (message);

  return jkk_office_read (office, match_read, args, (GDestroyNotify) g_ptr_array_unref, error);
}

/**
 * jkk_exchange_match_async:
 * @office: the office
 * @message: a message
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_exchange_match().
 */
void
jkk_exchange_match_async (JkkOffice *office,
                          const JkkMessage *message,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  jkk_office_read_async (office, match_read, match_args_new (message), match_args_free,
                         (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * jkk_exchange_match_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkMatch): see jkk_exchange_match().
 */
GPtrArray *
jkk_exchange_match_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
}
