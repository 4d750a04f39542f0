#include "jkk-postbox-desk.h"
#include "jkk-postbox-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-case-store.h"
#include "jkk-match-private.h"
#include "jkk-message-xml.h"
#include "jkk-office-private.h"
#include "jkk-partner-store.h"
#include "jkk-post-store.h"

/* A page shows no more of each; what is older is on the command line. */
#define LIST_MAX 500
#define SETTLED_MAX 200
#define SENT_MAX 5

#define SETTLED (1u << JKK_POST_TAKEN | 1u << JKK_POST_DONE | 1u << JKK_POST_REPLACED)

/**
 * jkk_post_desk_free:
 * @desk: (transfer full): what a page shows
 */
void
jkk_post_desk_free (JkkPostDesk *desk)
{
  g_clear_pointer (&desk->waiting, g_ptr_array_unref);
  g_clear_pointer (&desk->faulty, g_ptr_array_unref);
  g_clear_pointer (&desk->settled, g_ptr_array_unref);
  g_clear_pointer (&desk->owed, g_ptr_array_unref);
  g_clear_pointer (&desk->gaps, g_ptr_array_unref);
  g_clear_pointer (&desk->partners, g_ptr_array_unref);
  g_clear_pointer (&desk->own_keys, g_ptr_array_unref);
  g_clear_pointer (&desk->key_warnings, g_ptr_array_unref);
  g_free (desk);
}

/**
 * jkk_post_letter_free:
 * @letter: (transfer full): a message
 */
void
jkk_post_letter_free (JkkPostLetter *letter)
{
  g_clear_pointer (&letter->entry, jkk_post_in_free);
  g_clear_pointer (&letter->sent, jkk_post_out_free);
  g_clear_pointer (&letter->message, jkk_message_free);
  g_clear_pointer (&letter->receipt, jkk_message_free);
  g_clear_pointer (&letter->matches, g_ptr_array_unref);
  g_clear_pointer (&letter->jcase, jkk_case_unref);
  g_free (letter);
}

/**
 * jkk_post_sending_free:
 * @sending: (transfer full): what a writer should know
 */
void
jkk_post_sending_free (JkkPostSending *sending)
{
  g_clear_pointer (&sending->partners, g_ptr_array_unref);
  g_clear_pointer (&sending->owed, g_ptr_array_unref);
  g_clear_pointer (&sending->sent, g_ptr_array_unref);
  g_free (sending);
}

/* --- How much waits --- */

static gpointer
read_counts (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree JkkPostCounts *counts = g_new0 (JkkPostCounts, 1);

  return jkk_post_store_count_waiting (db, *(JkkDay *) data, counts, error) ? g_steal_pointer (&counts) : NULL;
}

static JkkDay *
today_new (void)
{
  JkkDay today = jkk_today ();

  return g_memdup2 (&today, sizeof today);
}

/**
 * jkk_postbox_counts_async:
 * @office: the office
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Counts the post that waits for a person.
 */
void
jkk_postbox_counts_async (JkkOffice *office,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  jkk_office_read_async (office, read_counts, today_new (), g_free, g_free, cancellable, callback, user_data);
}

/**
 * jkk_postbox_counts_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): how much waits; g_free() it
 */
JkkPostCounts *
jkk_postbox_counts_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
}

/* --- The page --- */

static gpointer
read_desk (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (JkkPostDesk) desk = g_new0 (JkkPostDesk, 1);

  if (!jkk_post_store_count_waiting (db, *(JkkDay *) data, &desk->counts, error) ||
      (desk->waiting = jkk_post_store_list (db, 1u << JKK_POST_NEW, JKK_NONE, LIST_MAX, error)) == NULL ||
      (desk->faulty = jkk_post_store_faulty (db, JKK_NONE, LIST_MAX, error)) == NULL ||
      (desk->settled = jkk_post_store_list (db, SETTLED, JKK_NONE, SETTLED_MAX, error)) == NULL ||
      (desk->owed = jkk_post_store_owed (db, error)) == NULL ||
      (desk->gaps = jkk_post_store_gaps (db, error)) == NULL ||
      (desk->partners = jkk_partner_store_all (db, error)) == NULL ||
      (desk->own_keys = jkk_partner_store_own_keys (db, error)) == NULL ||
      (desk->key_warnings = jkk_post_key_warnings (db, *(JkkDay *) data, error)) == NULL)
    return NULL;
  return g_steal_pointer (&desk);
}

/**
 * jkk_postbox_desk:
 * @office: the office
 * @error: return location
 *
 * Returns: (transfer full): what the page of the inbox shows
 */
JkkPostDesk *
jkk_postbox_desk (JkkOffice *office, GError **error)
{
  JkkDay today = jkk_today ();

  return jkk_office_read (office, read_desk, &today, (GDestroyNotify) jkk_post_desk_free, error);
}

/**
 * jkk_postbox_desk_async:
 * @office: the office
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_postbox_desk().
 */
void
jkk_postbox_desk_async (JkkOffice *office, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  jkk_office_read_async (office, read_desk, today_new (), g_free, (GDestroyNotify) jkk_post_desk_free, cancellable,
                         callback, user_data);
}

/**
 * jkk_postbox_desk_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_postbox_desk().
 */
JkkPostDesk *
jkk_postbox_desk_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
}

/* --- One message --- */

typedef struct
{
  gint64 id;
  gint64 owed_id;
  gint64 case_id;
} Wanted;

/* What the store keeps was faultless when it came; should a later program find fault with it, there is no message. */
static JkkMessage *
parse (const char *content)
{
  return content != NULL ? jkk_message_from_xml (content, strlen (content), NULL, NULL) : NULL;
}

static gboolean
find_entry (JkkDb *db, const Wanted *wanted, JkkPostLetter *letter, GError **error)
{
  if (wanted->owed_id == 0)
    return (letter->entry = jkk_post_store_load (db, wanted->id, error)) != NULL;

  g_autoptr (JkkOwed) owed = jkk_post_store_owed_load (db, wanted->owed_id, error);
  if (owed == NULL)
    return FALSE;
  if (!owed->by_office)
    return (letter->sent = jkk_post_store_load_out (db, owed->guid, error)) != NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (JkkPostIn) found = jkk_post_store_find_guid (db, owed->partner, owed->guid, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return found == NULL || (letter->entry = jkk_post_store_load (db, found->id, error)) != NULL;
}

static gboolean
find_receipt (JkkDb *db, JkkPostLetter *letter, GError **error)
{
  const JkkPostIn *entry = letter->entry;
  g_autofree char *last =
      entry->guid != NULL ? jkk_post_store_last_receipt (db, entry->partner, entry->guid, entry->sha256, error) : NULL;
  const char *guid = last != NULL ? last : entry->receipt;

  if (*guid == '\0')
    return TRUE;
  g_autoptr (JkkPostOut) sent = jkk_post_store_load_out (db, guid, error);
  if (sent == NULL)
    return FALSE;
  letter->receipt = parse (sent->content);
  return TRUE;
}

/* Which case to compare it with: a person's choice, where it lies, where it was sent for, or the best match. */
static gint64
case_of (const JkkPostLetter *letter, gint64 chosen)
{
  if (chosen != 0)
    return chosen;
  if (letter->sent != NULL)
    return letter->sent->case_id;
  if (letter->entry != NULL && letter->entry->state == JKK_POST_TAKEN)
    return letter->entry->case_id;
  return letter->matches->len > 0 ? ((JkkMatch *) letter->matches->pdata[0])->case_id : 0;
}

static gpointer
read_letter (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (JkkPostLetter) letter = g_new0 (JkkPostLetter, 1);

  if (!find_entry (db, wanted, letter, error) || (letter->entry != NULL && !find_receipt (db, letter, error)))
    return NULL;
  letter->message = parse (letter->entry != NULL  ? letter->entry->content
                           : letter->sent != NULL ? letter->sent->content
                                                  : NULL);
  letter->matches = letter->message != NULL && letter->entry != NULL
                        ? jkk_match_find (db, letter->message, error)
                        : g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_match_free);
  if (letter->matches == NULL)
    return NULL;
  gint64 case_id = case_of (letter, wanted->case_id);
  if (case_id != 0 && (letter->jcase = jkk_case_store_load (db, case_id, error)) == NULL)
    return NULL;
  return g_steal_pointer (&letter);
}

/**
 * jkk_postbox_letter:
 * @office: the office
 * @id: id of a file of the inbox, or 0
 * @owed_id: id of a line of the ledger, to see the message for which an answer is owed; or 0
 * @case_id: the case to compare it with; 0 = its own, or the best match
 * @error: return location
 *
 * Returns: (transfer full): the message with all that a person needs to deal with it
 */
JkkPostLetter *
jkk_postbox_letter (JkkOffice *office, gint64 id, gint64 owed_id, gint64 case_id, GError **error)
{
  Wanted wanted = { id, owed_id, case_id };

  return jkk_office_read (office, read_letter, &wanted, (GDestroyNotify) jkk_post_letter_free, error);
}

/**
 * jkk_postbox_letter_async:
 * @office: the office
 * @id: id of a file of the inbox, or 0
 * @owed_id: id of a line of the ledger, or 0
 * @case_id: the case to compare it with, or 0
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_postbox_letter().
 */
void
jkk_postbox_letter_async (JkkOffice *office,
                          gint64 id,
                          gint64 owed_id,
                          gint64 case_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Wanted wanted = { id, owed_id, case_id };

  jkk_office_read_async (office, read_letter, g_memdup2 (&wanted, sizeof wanted), g_free,
                         (GDestroyNotify) jkk_post_letter_free, cancellable, callback, user_data);
}

/**
 * jkk_postbox_letter_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_postbox_letter().
 */
JkkPostLetter *
jkk_postbox_letter_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
}

/* --- Writing --- */

static gpointer
read_sending (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (JkkPostSending) sending = g_new0 (JkkPostSending, 1);

  if ((sending->partners = jkk_partner_store_all (db, error)) == NULL ||
      (sending->owed = jkk_post_store_owed (db, error)) == NULL)
    return NULL;
  for (guint i = sending->partners->len; i-- > 0;)
    if (!((JkkPartner *) sending->partners->pdata[i])->active)
      g_ptr_array_remove_index (sending->partners, i);
  for (guint i = sending->owed->len; i-- > 0;)
    if (!((JkkOwed *) sending->owed->pdata[i])->by_office)
      g_ptr_array_remove_index (sending->owed, i);
  sending->sent = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_post_out_free);
  for (guint i = 0; i < sending->partners->len; i++)
    {
      const JkkPartner *partner = sending->partners->pdata[i];
      GPtrArray *sent = jkk_post_store_list_partner (db, partner->code, SENT_MAX, error);

      if (sent == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (sending->sent, sent);
    }
  return g_steal_pointer (&sending);
}

/**
 * jkk_postbox_sending:
 * @office: the office
 * @error: return location
 *
 * Returns: (transfer full): what somebody should know who writes a message
 */
JkkPostSending *
jkk_postbox_sending (JkkOffice *office, GError **error)
{
  return jkk_office_read (office, read_sending, NULL, (GDestroyNotify) jkk_post_sending_free, error);
}

/**
 * jkk_postbox_sending_async:
 * @office: the office
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_postbox_sending().
 */
void
jkk_postbox_sending_async (JkkOffice *office,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  jkk_office_read_async (office, read_sending, NULL, NULL, (GDestroyNotify) jkk_post_sending_free, cancellable,
                         callback, user_data);
}

/**
 * jkk_postbox_sending_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_postbox_sending().
 */
JkkPostSending *
jkk_postbox_sending_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
}

/* --- A round beside the window --- */

struct _JkkPostStanding
{
  GMutex mutex;
  char *file_name; /* what is being read */
  guint done, all;
};

/**
 * jkk_post_standing_new:
 *
 * Returns: (transfer full): the standing of a round that has not begun
 */
JkkPostStanding *
jkk_post_standing_new (void)
{
  JkkPostStanding *standing = g_atomic_rc_box_new0 (JkkPostStanding);

  g_mutex_init (&standing->mutex);
  return standing;
}

static void
standing_clear (gpointer data)
{
  JkkPostStanding *standing = data;

  g_mutex_clear (&standing->mutex);
  g_free (standing->file_name);
}

/**
 * jkk_post_standing_unref:
 * @standing: (transfer full): a standing
 */
void
jkk_post_standing_unref (JkkPostStanding *standing)
{
  g_atomic_rc_box_release_full (standing, standing_clear);
}

/**
 * jkk_post_standing_get:
 * @standing: a standing
 * @done: (out): how many files of the folder, or messages of the file, are done
 * @all: (out): of how many; 0: the round has not begun
 *
 * Returns: (transfer full) (nullable): name of the file that is being read
 */
char *
jkk_post_standing_get (JkkPostStanding *standing, guint *done, guint *all)
{
  g_mutex_lock (&standing->mutex);
  *done = standing->done;
  *all = standing->all;
  char *file_name = g_strdup (standing->file_name);
  g_mutex_unlock (&standing->mutex);
  return file_name;
}

typedef struct
{
  char *address;
  JkkAccount *person;
  JkkPostStanding *standing;
  GCancellable *cancellable; /* borrowed of the task */
} RoundCall;

static void
round_call_free (gpointer data)
{
  RoundCall *call = data;

  g_free (call->address);
  g_clear_pointer (&call->person, jkk_account_free);
  g_clear_pointer (&call->standing, jkk_post_standing_unref);
  g_free (call);
}

static gboolean
go_on_cb (guint done, guint all, const char *file_name, gpointer data)
{
  const RoundCall *call = data;

  if (call->standing != NULL)
    {
      g_mutex_lock (&call->standing->mutex);
      call->standing->done = done;
      call->standing->all = all;
      jkk_set_str (&call->standing->file_name, file_name);
      g_mutex_unlock (&call->standing->mutex);
    }
  return !g_cancellable_is_cancelled (call->cancellable);
}

/* The thread has the office opened for itself: it shares nothing with the window but the store, in which every file has
 * its effect once, whoever takes it. */
static void
round_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RoundCall *call = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autofree JkkPostRound *round = g_new0 (JkkPostRound, 1);
  GError *error = NULL;

  g_main_context_push_thread_default (context);
  JkkOffice *office = jkk_office_open (call->address, &error);
  if (office != NULL)
    {
      jkk_office_set_person (office, g_steal_pointer (&call->person));
      call->cancellable = cancellable;
      jkk_postbox_round (office, NULL, go_on_cb, call, round, &error);
      jkk_office_close (office);
      g_object_unref (office);
    }
  g_main_context_pop_thread_default (context);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&round), g_free);
}

/**
 * jkk_postbox_round_async:
 * @office: the office, with a person signed in
 * @standing: (nullable): told how far the round is
 * @cancellable: (nullable): ends the round before the next file, or the next messages of a batch; the rest waits
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Goes through the folders of all partners in a thread of its own, as the person who is signed in now.
 */
void
jkk_postbox_round_async (JkkOffice *office,
                         JkkPostStanding *standing,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (office, cancellable, callback, user_data);
  RoundCall *call = g_new0 (RoundCall, 1);
  const JkkAccount *person = jkk_office_get_person (office);

  call->address = g_strdup (jkk_office_get_address (office));
  call->person = person != NULL ? jkk_account_copy (person) : NULL;
  call->standing = standing != NULL ? g_atomic_rc_box_acquire (standing) : NULL;
  g_task_set_source_tag (task, jkk_postbox_round_async);
  g_task_set_task_data (task, call, round_call_free);
  g_task_run_in_thread (task, round_thread);
}

/**
 * jkk_postbox_round_finish:
 * @office: the office
 * @result: what the callback was given
 * @round: (out): what the round did
 * @error: return location
 *
 * Returns: whether all could be done
 */
gboolean
jkk_postbox_round_finish (JkkOffice *office, GAsyncResult *result, JkkPostRound *round, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, office), FALSE);

  g_autofree JkkPostRound *done = g_task_propagate_pointer (G_TASK (result), error);
  *round = done != NULL ? *done : (JkkPostRound){ 0 };
  return done != NULL;
}
