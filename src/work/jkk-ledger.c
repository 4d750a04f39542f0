#include "jkk-ledger-private.h"
#include "jkk-message-xml.h"
#include "jkk-office-store.h"
#include "jkk-post-store.h"

#include <string.h>

/* The ledger of owed answers: each message has an expected next event, and a day for it. */

/* How many days the other side has for an answer, where the office has agreed on nothing else with its partners. These
 * are habits of the post, no law: nothing is refused or lost when they are over, the ledger shows it. */
static const struct
{
  const char *kind;
  gint64 days;
} habits[] = {
  { "receipt", 2 }, { "number", 1 }, { "answer", 14 }, { "payment", 14 }, { "kk3", 60 }, { "document", 7 }
};

static JkkDay
due_day (const JkkDeedContext *context, const char *kind)
{
  g_autofree char *key = g_strconcat ("post-days-", kind, NULL);
  g_autofree char *agreed = jkk_office_store_get (context->db, key, NULL);
  guint64 days = 0;

  if (agreed != NULL && g_ascii_string_to_unsigned (agreed, 10, 0, 3660, &days, NULL))
    return context->today + (gint64) days;
  for (guint i = 0; i < G_N_ELEMENTS (habits); i++)
    if (strcmp (habits[i].kind, kind) == 0)
      return context->today + habits[i].days;
  return JKK_NONE;
}

/**
 * jkk_ledger_owe:
 * @context: a deed's context
 * @partner: code of a partner
 * @by_office: whether the office owes it; else the partner
 * @kind: what is owed: the kind of a message, or "document"
 * @guid: the message for which it is owed
 * @case_id: the case, or 0
 * @error: STORAGE
 *
 * Enters an answer that is owed, with the day on which it is expected.
 *
 * Returns: whether it stands in the ledger
 */
gboolean
jkk_ledger_owe (const JkkDeedContext *context,
                const char *partner,
                gboolean by_office,
                const char *kind,
                const char *guid,
                gint64 case_id,
                GError **error)
{
  const JkkOwed owed = { .partner = (char *) partner,
                         .by_office = by_office,
                         .kind = (char *) kind,
                         .guid = (char *) guid,
                         .case_id = case_id,
                         .since = context->now,
                         .due_day = due_day (context, kind) };

  return jkk_post_store_owe (context->db, &owed, error);
}

/* Whether the sending before named another file. */
static gboolean
names_other_paper (
    const JkkDeedContext *context, const JkkMessage *message, gint64 before, gboolean *other, GError **error)
{
  g_autoptr (JkkPostIn) entry = jkk_post_store_load (context->db, before, error);
  g_autoptr (JkkMessage) earlier = entry != NULL && entry->content != NULL
                                       ? jkk_message_from_xml (entry->content, strlen (entry->content), NULL, NULL)
                                       : NULL;
  const JkkEnclosure *now = message->own;

  *other = earlier == NULL || !g_str_equal (earlier->kind, "document") ||
           g_ascii_strcasecmp (((const JkkEnclosure *) earlier->own)->sha256, now->sha256) != 0;
  return entry != NULL;
}

/* A file that lies beside the message is owed until it comes; one inside it settles what was owed before. */
static gboolean
enter_paper (
    const JkkDeedContext *context, const JkkMessage *message, const char *partner, gint64 before, GError **error)
{
  gboolean other = FALSE;

  if (message->file != NULL)
    return jkk_post_store_owed_settle (context->db, message->id, "document", message->id, context->now, error);
  if (!jkk_ledger_owe (context, partner, FALSE, "document", message->id, 0, error))
    return FALSE;
  if (before == 0)
    return TRUE;
  return names_other_paper (context, message, before, &other, error) &&
         (!other || jkk_post_store_paper_owed_again (context->db, message->id, context->now,
                                                     due_day (context, "document"), error));
}

/**
 * jkk_ledger_enter:
 * @context: a deed's context
 * @message: a message that came in without faults
 * @partner: code of its sender
 * @before: id of the sending that it replaces, or 0
 * @error: STORAGE
 *
 * Enters what a message settles, and what is owed because of it.
 *
 * Returns: whether the ledger knows it
 */
gboolean
jkk_ledger_enter (
    const JkkDeedContext *context, const JkkMessage *message, const char *partner, gint64 before, GError **error)
{
  const char *next = jkk_message_kind_find (message->kind)->next;

  if (message->answers != NULL &&
      !jkk_post_store_owed_settle (context->db, message->answers, message->kind, message->id, context->now, error))
    return FALSE;
  if (g_str_equal (message->kind, "document") && !enter_paper (context, message, partner, before, error))
    return FALSE;
  return next == NULL || jkk_ledger_owe (context, partner, TRUE, next, message->id, 0, error);
}
