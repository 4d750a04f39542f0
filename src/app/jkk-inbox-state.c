#include "jkk-inbox-state.h"

#include <glib/gi18n-lib.h>

#include "jkk-letter-state.h"

static const struct
{
  const char *label;
  const char *empty_title;
  const char *empty_text;
} views[JKK_N_INBOX_VIEWS] = {
  [JKK_INBOX_NEW] = { N_ ("_New"), N_ ("No New Post"),
                      N_ ("Messages that fit no case yet lie here. The folders of the partners are looked at "
                          "while the desk is open.") },
  [JKK_INBOX_PROPOSALS] = { N_ ("_Proposals"), N_ ("No Proposals"),
                            N_ ("Messages that seem to belong to a case lie here, with the reasons. Nothing of them "
                                "is taken over before somebody says so.") },
  [JKK_INBOX_FAULTY] = { N_ ("Fa_ulty"), N_ ("Nothing Faulty"),
                         N_ ("Files that were refused or lie in quarantine appear here, with each fault, until "
                             "somebody has dealt with them.") },
  [JKK_INBOX_OWED] = { N_ ("_Owed"), N_ ("Nobody Owes an Answer"),
                       N_ ("Every message that expects an answer is listed here until the answer has come or has been "
                           "given.") },
  [JKK_INBOX_SETTLED] = { N_ ("_Settled"), N_ ("Nothing Has Been Settled Yet"),
                          N_ ("Messages that were taken over or laid aside stay here.") },
};

static void
row_free (gpointer data)
{
  JkkInboxRow *row = data;

  g_free (row->title);
  g_free (row->subtitle);
  g_free (row->from);
  g_free (row->note);
  g_free (row->spoken);
  g_free (row);
}

static void
speak (JkkInboxRow *row)
{
  row->spoken = g_strjoin (", ", row->title, row->subtitle, row->from, row->note, NULL);
}

static const char *
post_icon (const JkkPostIn *post)
{
  if (post->state == JKK_POST_QUARANTINED)
    return "channel-insecure-symbolic";
  if (post->state == JKK_POST_REFUSED)
    return "dialog-error-symbolic";
  return post->state == JKK_POST_NEW ? "mail-unread-symbolic" : "mail-read-symbolic";
}

static char *
post_note (const JkkPostIn *post, JkkInboxView view)
{
  if (view == JKK_INBOX_SETTLED)
    return g_strdup (jkk_post_state_label (post->state));
  if (view == JKK_INBOX_FAULTY && post->state == JKK_POST_QUARANTINED)
    return g_strdup (jkk_post_state_label (post->state));
  if (post->faults == 0)
    return NULL;
  return view == JKK_INBOX_FAULTY
             ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u fault", "%u faults", (gulong) post->faults),
                                (guint) post->faults)
             : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u notice", "%u notices", (gulong) post->faults),
                                (guint) post->faults);
}

static JkkInboxRow *
post_row (const JkkPostDesk *desk, const JkkPostIn *post, JkkInboxView view)
{
  JkkInboxRow *row = g_new0 (JkkInboxRow, 1);
  g_autofree char *time = jkk_letter_moment (post->received_at);

  row->id = post->id;
  row->title = g_strdup (jkk_letter_kind_label (post->kind));
  row->subtitle = g_strdup (post->participant_name != NULL ? post->participant_name : post->file_name);
  row->from = g_strdup_printf ("%s · %s", jkk_letter_partner_name (desk->partners, post->partner), time);
  row->note = post_note (post, view);
  row->icon = post_icon (post);
  row->urgent = view == JKK_INBOX_FAULTY;
  speak (row);
  return row;
}

static char *
due_note (const JkkOwed *owed, JkkDay today)
{
  if (owed->due_day == JKK_NONE)
    return NULL;
  gint64 days = owed->due_day - today;
  if (days < 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "overdue by %u day", "overdue by %u days", (gulong) -days),
                            (guint) -days);
  g_autofree char *day = jkk_day_to_text (owed->due_day);
  return g_strdup_printf (_ ("due %s"), day);
}

static JkkInboxRow *
owed_row (const JkkPostDesk *desk, const JkkOwed *owed, JkkDay today)
{
  JkkInboxRow *row = g_new0 (JkkInboxRow, 1);
  const char *partner = jkk_letter_partner_name (desk->partners, owed->partner);
  g_autofree char *since = jkk_letter_moment (owed->since);

  row->owed_id = owed->id;
  row->title = g_strdup (jkk_letter_kind_label (owed->kind));
  row->subtitle = owed->by_office ? g_strdup_printf (_ ("this office owes it to %s"), partner)
                                  : g_strdup_printf (_ ("%s owes it"), partner);
  row->from = g_strdup_printf (_ ("since %s"), since);
  row->note = due_note (owed, today);
  row->urgent = owed->due_day != JKK_NONE && owed->due_day < today;
  row->icon = row->urgent ? "dialog-warning-symbolic" : owed->by_office ? "mail-send-symbolic" : "alarm-symbolic";
  speak (row);
  return row;
}

/**
 * jkk_inbox_state_rows:
 * @desk: the post
 * @view: which of it
 * @today: the day
 *
 * Returns: (transfer full) (element-type JkkInboxRow): the first lines of the view, %JKK_INBOX_MOST_ROWS at most. The
 * newest message stands first; of what is owed, what is overdue longest.
 */
GPtrArray *
jkk_inbox_state_rows (const JkkPostDesk *desk, JkkInboxView view, JkkDay today)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  const GPtrArray *posts = view == JKK_INBOX_FAULTY    ? desk->faulty
                           : view == JKK_INBOX_SETTLED ? desk->settled
                                                       : desk->waiting;

  for (guint i = 0; view != JKK_INBOX_OWED && i < posts->len && rows->len < JKK_INBOX_MOST_ROWS; i++)
    {
      const JkkPostIn *post = posts->pdata[i];

      if ((view == JKK_INBOX_NEW && post->case_id != 0) || (view == JKK_INBOX_PROPOSALS && post->case_id == 0))
        continue;
      g_ptr_array_add (rows, post_row (desk, post, view));
    }
  for (guint i = 0; view == JKK_INBOX_OWED && i < desk->owed->len && rows->len < JKK_INBOX_MOST_ROWS; i++)
    g_ptr_array_add (rows, owed_row (desk, desk->owed->pdata[i], today));
  return rows;
}

/**
 * jkk_inbox_state_count:
 * @counts: how much waits
 * @view: a view
 *
 * Returns: how many lines wait in it; what is settled does not wait.
 */
gint64
jkk_inbox_state_count (const JkkPostCounts *counts, JkkInboxView view)
{
  switch (view)
    {
    case JKK_INBOX_NEW:
      return counts->fresh;
    case JKK_INBOX_PROPOSALS:
      return counts->proposals;
    case JKK_INBOX_FAULTY:
      return counts->faulty;
    case JKK_INBOX_OWED:
      return counts->owed;
    default:
      return 0;
    }
}

/**
 * jkk_inbox_state_waiting:
 * @counts: how much waits
 *
 * Returns: how much a person should look at: messages and faulty files, and answers whose day is over.
 */
gint64
jkk_inbox_state_waiting (const JkkPostCounts *counts)
{
  return counts->fresh + counts->proposals + counts->faulty + counts->overdue;
}

/**
 * jkk_inbox_state_queue_row:
 * @counts: (nullable): how much waits
 *
 * Returns: (transfer full): the line of the sidebar. Faulty files and answers that are overdue should not wait.
 */
JkkQueueRow *
jkk_inbox_state_queue_row (const JkkPostCounts *counts)
{
  JkkQueueRow *row = g_new0 (JkkQueueRow, 1);

  row->label = _ ("Post");
  row->icon = "mail-unread-symbolic";
  row->count = counts != NULL ? jkk_inbox_state_waiting (counts) : 0;
  row->urgent = counts != NULL && counts->faulty + counts->overdue > 0;
  g_autofree char *number = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u thing to look at", "%u things to look at", (gulong) row->count),
      (guint) row->count);
  row->spoken = g_strdup_printf ("%s, %s", row->label, number);
  return row;
}

/**
 * jkk_inbox_state_label:
 * @view: a view
 *
 * Returns: (transfer none): its name, with a mnemonic.
 */
const char *
jkk_inbox_state_label (JkkInboxView view)
{
  return _ (views[view].label);
}

/**
 * jkk_inbox_state_empty_title:
 * @view: a view
 *
 * Returns: (transfer none): what it says in large letters when nothing lies in it.
 */
const char *
jkk_inbox_state_empty_title (JkkInboxView view)
{
  return _ (views[view].empty_title);
}

/**
 * jkk_inbox_state_empty_text:
 * @view: a view
 *
 * Returns: (transfer none): what will come here, and how.
 */
const char *
jkk_inbox_state_empty_text (JkkInboxView view)
{
  return _ (views[view].empty_text);
}

/**
 * jkk_inbox_state_home:
 * @counts: how much waits
 *
 * Returns: the first view in which something waits.
 */
JkkInboxView
jkk_inbox_state_home (const JkkPostCounts *counts)
{
  for (guint i = 0; i < JKK_N_INBOX_VIEWS; i++)
    if (jkk_inbox_state_count (counts, (JkkInboxView) i) > 0)
      return (JkkInboxView) i;
  return JKK_INBOX_NEW;
}

/* A partner that numbers wrongly leaves thousands of gaps; the page has to be read, and laid out. */
#define MOST_GAPS 5

/**
 * jkk_inbox_state_gaps:
 * @desk: the post
 *
 * Returns: (transfer full) (nullable): in a sentence for each partner which numbers never came; %NULL if none is
 * missing.
 */
char *
jkk_inbox_state_gaps (const JkkPostDesk *desk)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (desk->gaps->len, MOST_GAPS); i++)
    {
      const JkkPostGap *gap = desk->gaps->pdata[i];
      const char *partner = jkk_letter_partner_name (desk->partners, gap->partner);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (gap->first == gap->last)
        g_string_append_printf (text, _ ("%s: the message number %lld never came; ask for it."), partner,
                                (long long) gap->first);
      else
        g_string_append_printf (text, _ ("%s: the messages number %lld to %lld never came; ask for them."), partner,
                                (long long) gap->first, (long long) gap->last);
    }
  if (desk->gaps->len > MOST_GAPS)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "\nand %u gap more: santunctl bridge status lists them all.",
                                         "\nand %u gaps more: santunctl bridge status lists them all.",
                                         desk->gaps->len - MOST_GAPS),
                            desk->gaps->len - MOST_GAPS);
  return g_string_free (text, text->len == 0);
}

static void
append_line (GString *text, const char *line)
{
  if (line != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/**
 * jkk_inbox_state_notice:
 * @desk: (nullable): the post
 * @trouble: (nullable): why the last look through the folders could not do all
 *
 * Returns: (transfer full) (nullable): what somebody has to see to before post goes wrong: folders that cannot be used,
 * keys that run out, messages that never came; %NULL if all is well.
 */
char *
jkk_inbox_state_notice (const JkkPostDesk *desk, const char *trouble)
{
  GString *text = g_string_new (trouble);
  g_autofree char *gaps = desk != NULL ? jkk_inbox_state_gaps (desk) : NULL;

  for (guint i = 0; desk != NULL && desk->key_warnings != NULL && i < desk->key_warnings->len; i++)
    append_line (text, desk->key_warnings->pdata[i]);
  append_line (text, gaps);
  return g_string_free (text, text->len == 0);
}
