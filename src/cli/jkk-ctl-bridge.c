#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "jkk-ctl.h"
#include "jkk-message.h"
#include "jkk-postbox.h"

static char *folder_text, *name_text, *kind_text, *partner_text, *reason_text, *answers_text, *case_text, *id_text;
static char *output_path;
static gboolean unsigned_flag, inactive_flag, once_flag;
static int interval_seconds = 30;

/* --- What is owed, and what lies where --- */

static char *
moment (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  return g_date_time_format (time, "%Y-%m-%d %H:%M");
}

static char *
day_or_dash (JkkDay day)
{
  return day != JKK_NONE ? jkk_day_to_iso (day) : g_strdup ("—");
}

static const char *
kind_label (const char *name)
{
  const JkkMessageKind *kind = jkk_message_kind_find (name);

  return kind != NULL ? _ (kind->title) : (name != NULL ? name : "—");
}

static void
print_owed (const GPtrArray *all)
{
  g_autoptr (JkkCtlTable) table = jkk_ctl_table_new ();

  jkk_ctl_table_add_column (table, _ ("Owed by"), JKK_CTL_LEFT, 30);
  jkk_ctl_table_add_column (table, _ ("What"), JKK_CTL_LEFT, 40);
  jkk_ctl_table_add_column (table, _ ("Since"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Due"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("For message"), JKK_CTL_LEFT, 0);
  for (guint i = 0; i < all->len; i++)
    {
      const JkkOwed *owed = all->pdata[i];
      g_autofree char *since = moment (owed->since), *due = day_or_dash (owed->due_day);
      g_autofree char *office = g_strdup_printf (_ ("this office → %s"), owed->partner);

      jkk_ctl_table_add_cell (table, owed->by_office ? office : owed->partner);
      jkk_ctl_table_add_cell (table, kind_label (owed->kind));
      jkk_ctl_table_add_cell (table, since);
      jkk_ctl_table_add_cell (table, due);
      jkk_ctl_table_add_cell (table, owed->guid);
    }
  jkk_ctl_table_print (table);
}

static gboolean
show_status (JkkCtl *ctl, GError **error)
{
  JkkOffice *office = jkk_ctl_reading (ctl, error);
  g_autoptr (JkkPostOverview) overview = office != NULL ? jkk_postbox_overview (office, error) : NULL;

  if (overview == NULL)
    return FALSE;
  for (guint i = 0; i < JKK_N_POST_STATES; i++)
    g_print ("%-28s %8" G_GINT64_FORMAT "\n", jkk_post_state_label ((JkkPostState) i), overview->counts[i]);
  for (guint i = 0; i < overview->gaps->len; i++)
    {
      const JkkPostGap *gap = overview->gaps->pdata[i];

      g_print (_ ("%s: the numbers %lld to %lld never came; ask for them.\n"), gap->partner, (long long) gap->first,
               (long long) gap->last);
    }
  g_autoptr (GPtrArray) warnings = jkk_postbox_key_warnings (office, error);
  if (warnings == NULL)
    return FALSE;
  for (guint i = 0; i < warnings->len; i++)
    g_print ("%s\n", (const char *) warnings->pdata[i]);
  g_print ("\n");
  if (overview->owed->len == 0)
    g_print ("%s\n", _ ("Nobody owes an answer."));
  else
    print_owed (overview->owed);
  return TRUE;
}

/* --- Inbox and receipts --- */

static gboolean
show_list (JkkCtl *ctl, GError **error)
{
  JkkOffice *office = jkk_ctl_reading (ctl, error);
  g_autoptr (GPtrArray) posts =
      office != NULL ? jkk_postbox_list (office, (1u << JKK_N_POST_STATES) - 1, JKK_NONE, 200, error) : NULL;
  g_autoptr (JkkCtlTable) table = jkk_ctl_table_new ();

  if (posts == NULL)
    return FALSE;
  jkk_ctl_table_add_column (table, _ ("No."), JKK_CTL_RIGHT, 0);
  jkk_ctl_table_add_column (table, _ ("Received"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Partner"), JKK_CTL_LEFT, 24);
  jkk_ctl_table_add_column (table, _ ("Kind"), JKK_CTL_LEFT, 32);
  jkk_ctl_table_add_column (table, _ ("About"), JKK_CTL_LEFT, 28);
  jkk_ctl_table_add_column (table, _ ("State"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("File"), JKK_CTL_LEFT, 40);
  for (guint i = 0; i < posts->len; i++)
    {
      const JkkPostIn *post = posts->pdata[i];
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, post->id);
      g_autofree char *time = moment (post->received_at);

      jkk_ctl_table_add_cell (table, number);
      jkk_ctl_table_add_cell (table, time);
      jkk_ctl_table_add_cell (table, post->partner);
      jkk_ctl_table_add_cell (table, kind_label (post->kind));
      jkk_ctl_table_add_cell (table, post->participant_name != NULL ? post->participant_name : "—");
      jkk_ctl_table_add_cell (table, jkk_post_state_label (post->state));
      jkk_ctl_table_add_cell (table, post->file_name);
    }
  jkk_ctl_table_print (table);
  return TRUE;
}

static JkkPostIn *
load_entry (JkkOffice *office, const char *text, GError **error)
{
  guint64 id = 0;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &id, NULL))
    return jkk_postbox_load (office, (gint64) id, error);
  jkk_ctl_usage_error (error, _ ("Give the number of a message as “bridge list” shows it."));
  return NULL;
}

static gboolean
show_receipt (JkkCtl *ctl, char **args, GError **error)
{
  JkkOffice *office = jkk_ctl_reading (ctl, error);
  g_autoptr (JkkPostIn) entry = office != NULL ? load_entry (office, args[1], error) : NULL;
  g_autoptr (JkkPostOut) sent = entry != NULL ? jkk_postbox_load_sent (office, entry->receipt, error) : NULL;
  g_autoptr (JkkMessage) receipt = sent != NULL ? jkk_postbox_read_receipt (sent->content, error) : NULL;

  if (receipt == NULL)
    return FALSE;
  if (output_path != NULL)
    {
      g_autoptr (JkkPrintout) paper = jkk_postbox_receipt_paper (office, receipt, error);

      return paper != NULL && jkk_printout_save (paper, output_path, error);
    }
  g_autofree char *text = jkk_postbox_receipt_text (receipt);
  g_print ("%s", text);
  return TRUE;
}

static gboolean
lay_aside (JkkCtl *ctl, char **args, GError **error)
{
  JkkOffice *office = jkk_ctl_signed_in (ctl, error);
  g_autoptr (JkkPostIn) entry = office != NULL ? load_entry (office, args[1], error) : NULL;
  JkkRequest request = { .post_id = entry != NULL ? entry->id : 0, .reason = reason_text };
  g_autoptr (JkkOutcome) outcome = entry != NULL ? jkk_ctl_do (ctl, "settle-post", &request, error) : NULL;

  return outcome != NULL;
}

/* --- A round, and watching --- */

static volatile sig_atomic_t asked_to_stop;

static void
stop_cb (int number)
{
  asked_to_stop = 1;
}

/* A terminal shows one line that counts; a journal gets a line from time to time. */
static gboolean
progress_cb (guint done, guint all, const char *file_name, gpointer data)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("\r\033[K%u/%u %s", done + 1, all, file_name);
  else if (done % 1000 == 0)
    jkk_ctl_say ("%u/%u %s", done + 1, all, file_name);
  return asked_to_stop == 0;
}

static void
clear_progress (void)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("\r\033[K");
}

static void
print_round (const JkkPostRound *round)
{
  g_print (_ ("%u taken in, %u refused, %u again, %u delivered\n"), round->accepted, round->refused, round->again,
           round->delivered);
  if (round->later > 0)
    g_print (_ ("%u files are still being written and wait for the next round.\n"), round->later);
}

static gboolean
take_once (JkkCtl *ctl, JkkPostRound *round, GError **error)
{
  JkkOffice *office = jkk_ctl_signed_in (ctl, error);

  return office != NULL && jkk_postbox_round (office, partner_text, progress_cb, NULL, round, error);
}

/* Ctrl+C ends a round after the message at hand; what is done stays, and the next round goes on. */
static void
listen_to_signals (void)
{
  struct sigaction action = { .sa_handler = stop_cb };

  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
}

static gboolean
take (JkkCtl *ctl, GError **error)
{
  JkkPostRound round = { 0 };

  listen_to_signals ();
  gboolean good = take_once (ctl, &round, error);

  clear_progress ();
  print_round (&round);
  return good;
}

/* --- Watching --- */

/* A change in an inbox calls for a round soon: when the file has settled, and when many come, for one round only. */
typedef struct
{
  GPtrArray *monitors; /* GFileMonitor */
  gboolean changed;
} Watch;

static void
inbox_changed_cb (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, Watch *self)
{
  if (event == G_FILE_MONITOR_EVENT_CREATED || event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT ||
      event == G_FILE_MONITOR_EVENT_MOVED_IN || event == G_FILE_MONITOR_EVENT_RENAMED)
    self->changed = TRUE;
}

/* Where the system cannot watch a folder, as on some networks, the regular rounds see what came. */
static void
watch_inboxes (JkkOffice *office, Watch *self)
{
  g_autoptr (GPtrArray) all = jkk_postbox_partners (office, NULL);

  g_ptr_array_set_size (self->monitors, 0);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const JkkPartner *partner = all->pdata[i];

      if (!partner->active || partner->folder == NULL ||
          (partner_text != NULL && strcmp (partner->code, partner_text) != 0))
        continue;
      g_autofree char *path = g_build_filename (partner->folder, JKK_FOLDER_INBOX, NULL);
      g_autoptr (GFile) inbox = g_file_new_for_path (path);
      GFileMonitor *monitor = g_file_monitor_directory (inbox, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

      if (monitor == NULL)
        continue;
      g_signal_connect (monitor, "changed", G_CALLBACK (inbox_changed_cb), self);
      g_ptr_array_add (self->monitors, monitor);
    }
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE; /* waking up is all */
}

/* Until something comes, the time is over, or somebody asks to stop. */
static void
wait_for_post (Watch *self)
{
  gint64 end = g_get_monotonic_time () + interval_seconds * G_TIME_SPAN_SECOND, settled = G_MAXINT64;
  guint tick = g_timeout_add (200, tick_cb, NULL);

  self->changed = FALSE;
  while (asked_to_stop == 0 && g_get_monotonic_time () < MIN (end, settled))
    {
      g_main_context_iteration (NULL, TRUE);
      if (self->changed) /* the first moment at which a round takes it */
        settled = g_get_monotonic_time () + 3 * G_TIME_SPAN_SECOND;
      self->changed = FALSE;
    }
  g_source_remove (tick);
}

/* Goes on whatever happens in a round: a folder that is away comes back. */
static gboolean
watch (JkkCtl *ctl, GError **error)
{
  JkkOffice *office = jkk_ctl_signed_in (ctl, error);
  Watch self = { g_ptr_array_new_with_free_func (g_object_unref), FALSE };

  listen_to_signals ();
  while (office != NULL && asked_to_stop == 0)
    {
      g_autoptr (GError) problem = NULL;
      JkkPostRound round = { 0 };

      watch_inboxes (office, &self); /* before the round, so that nothing comes unseen in between */
      take_once (ctl, &round, &problem);
      clear_progress ();
      if (round.accepted + round.refused + round.again + round.delivered > 0)
        print_round (&round);
      if (problem != NULL && !g_error_matches (problem, JKK_ERROR, JKK_ERROR_BUSY))
        jkk_ctl_say ("%s", problem->message);
      if (once_flag)
        break;
      wait_for_post (&self);
    }
  g_ptr_array_unref (self.monitors);
  return office != NULL;
}

/* --- Sending --- */

static JkkMessage *
message_of_case (const JkkCase *jcase, const char *kind, char **values, GError **error)
{
  g_autoptr (JkkMessage) message = jkk_message_new (kind);

  message->content = jcase != NULL ? jkk_case_ref (jcase) : jkk_case_new ();
  message->case_number = jcase != NULL ? g_strdup (jcase->cover.number) : NULL;
  message->answers = g_strdup (answers_text);
  message->id = id_text != NULL ? g_strdup (id_text) : g_uuid_string_random ();
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (values[i], "=", 2);

      if (pair[0] == NULL || pair[1] == NULL)
        {
          jkk_ctl_usage_error (error, _ ("“%s” is not written as NAME=VALUE."), values[i]);
          return NULL;
        }
      if (!jkk_message_set_text (message, pair[0], pair[1], error))
        return NULL;
    }
  return g_steal_pointer (&message);
}

/* The message is safe in the store: whoever goes through the folder just now lays it into the outbox. */
static gboolean
deliver_now (JkkOffice *office, const char *partner, GError **error)
{
  g_autoptr (GError) problem = NULL;
  JkkPostRound round;

  if (jkk_postbox_deliver (office, partner, &round, &problem))
    print_round (&round);
  else if (g_error_matches (problem, JKK_ERROR, JKK_ERROR_BUSY))
    g_print ("%s\n", _ ("The message is stored; another program goes through the folder and will deliver it."));
  else
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return TRUE;
}

/* Which number the deed has given. */
static gboolean
print_given_number (JkkOffice *office, const char *id, GError **error)
{
  g_autoptr (JkkPostOut) sent = jkk_postbox_load_sent (office, id, error);
  g_autoptr (JkkMessage) message = sent != NULL ? jkk_postbox_read (sent->content, error) : NULL;

  if (message == NULL)
    return FALSE;
  g_autofree char *last = jkk_day_to_text (((const JkkNumberNotice *) message->own)->valid_until);
  g_print (_ ("The case number %s may be used until %s.\n"), message->case_number, last);
  return TRUE;
}

static gboolean
send_message (JkkCtl *ctl, char **args, GError **error)
{
  if (args[1] == NULL || args[2] == NULL)
    return jkk_ctl_usage_error (error, _ ("Give the partner and the kind of message: bridge send RS-CONTOH question "
                                          "letter.topic=diagnosis …"));
  if (jkk_message_kind_find (args[2]) == NULL)
    return jkk_ctl_usage_error (error, _ ("There is no kind of message “%s”."), args[2]);
  if (id_text != NULL && !g_uuid_string_is_valid (id_text))
    return jkk_ctl_usage_error (error, _ ("“%s” is no GUID."), id_text);
  JkkOffice *office = jkk_ctl_signed_in (ctl, error);
  g_autoptr (JkkCaseFile) file = office != NULL && case_text != NULL ? jkk_ctl_load (ctl, case_text, error) : NULL;
  if (office == NULL || (case_text != NULL && file == NULL))
    return FALSE;
  g_autoptr (JkkMessage) message = message_of_case (file != NULL ? file->jcase : NULL, args[2], args + 3, error);
  if (message == NULL)
    return FALSE;
  g_autoptr (JkkPartner) partner = jkk_partner_new (args[1], "", "lain");
  JkkRequest request = {
    .outgoing = message, .partner = partner, .case_id = file != NULL ? file->jcase->id : 0, .deed_id = id_text
  };
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "send-message", &request, error);
  if (outcome == NULL || (g_str_equal (args[2], "number") && !print_given_number (office, message->id, error)))
    return FALSE;
  return deliver_now (office, args[1], error);
}

/* --- Partners --- */

static void
print_partners (const GPtrArray *partners)
{
  g_autoptr (JkkCtlTable) table = jkk_ctl_table_new ();

  jkk_ctl_table_add_column (table, _ ("Code"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Name"), JKK_CTL_LEFT, 36);
  jkk_ctl_table_add_column (table, _ ("Kind"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Signs"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Active"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Folder"), JKK_CTL_LEFT, 0);
  for (guint i = 0; i < partners->len; i++)
    {
      const JkkPartner *partner = partners->pdata[i];
      const JkkCode *kind = jkk_code_list_find (jkk_code_list_get ("partner_kind"), partner->kind);

      jkk_ctl_table_add_cell (table, partner->code);
      jkk_ctl_table_add_cell (table, partner->name);
      jkk_ctl_table_add_cell (table, kind != NULL ? jkk_code_label (kind) : partner->kind);
      jkk_ctl_table_add_cell (table, partner->must_sign ? _ ("yes") : _ ("no"));
      jkk_ctl_table_add_cell (table, partner->active ? _ ("yes") : _ ("no"));
      jkk_ctl_table_add_cell (table, partner->folder != NULL ? partner->folder : "—");
    }
  jkk_ctl_table_print (table);
}

static JkkPartner *
find_partner (const GPtrArray *partners, const char *code)
{
  for (guint i = 0; i < partners->len; i++)
    if (strcmp (((JkkPartner *) partners->pdata[i])->code, code) == 0)
      return jkk_partner_copy (partners->pdata[i]);
  return NULL;
}

static gboolean
register_partner (JkkCtl *ctl, const char *code, const GPtrArray *partners, GError **error)
{
  g_autoptr (JkkPartner) partner = find_partner (partners, code);

  if (partner == NULL)
    partner = jkk_partner_new (code, "", "faskes");
  if (name_text != NULL)
    jkk_set_str (&partner->name, name_text);
  if (kind_text != NULL)
    jkk_set_str (&partner->kind, kind_text);
  if (folder_text != NULL)
    {
      g_autofree char *path = g_canonicalize_filename (folder_text, NULL);

      jkk_set_str (&partner->folder, path);
    }
  partner->must_sign = !unsigned_flag;
  partner->active = !inactive_flag;
  JkkRequest request = { .partner = partner };
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "register-partner", &request, error);
  return outcome != NULL && (partner->folder == NULL || jkk_postbox_prepare (partner, error));
}

static gboolean
partners (JkkCtl *ctl, char **args, GError **error)
{
  JkkOffice *office = args[1] != NULL ? jkk_ctl_signed_in (ctl, error) : jkk_ctl_reading (ctl, error);
  g_autoptr (GPtrArray) all = office != NULL ? jkk_postbox_partners (office, error) : NULL;

  if (all == NULL)
    return FALSE;
  if (args[1] != NULL)
    return register_partner (ctl, args[1], all, error);
  if (all->len == 0)
    g_print ("%s\n",
             _ ("No partner is registered yet. Register one: bridge partners CODE --name NAME --folder FOLDER"));
  else
    print_partners (all);
  return TRUE;
}

static gboolean
run_bridge (JkkCtl *ctl, char **args, GError **error)
{
  if (strcmp (args[0], "status") == 0)
    return show_status (ctl, error);
  if (strcmp (args[0], "list") == 0)
    return show_list (ctl, error);
  if (strcmp (args[0], "take") == 0)
    return take (ctl, error);
  if (strcmp (args[0], "watch") == 0)
    return watch (ctl, error);
  if (strcmp (args[0], "send") == 0)
    return send_message (ctl, args, error);
  if (strcmp (args[0], "receipt") == 0)
    return show_receipt (ctl, args, error);
  if (strcmp (args[0], "aside") == 0)
    return lay_aside (ctl, args, error);
  if (strcmp (args[0], "partners") == 0)
    return partners (ctl, args, error);
  return jkk_ctl_usage_error (error, _ ("There is no “bridge %s”; santunctl bridge --help lists what there is."),
                              args[0]);
}

static const GOptionEntry options[] = {
  { "partner", 0, 0, G_OPTION_ARG_STRING, &partner_text, N_ ("take, watch: only this partner"), N_ ("CODE") },
  { "interval", 0, 0, G_OPTION_ARG_INT, &interval_seconds, N_ ("watch: seconds between rounds when nothing comes"),
    N_ ("SECONDS") },
  { "once", 0, 0, G_OPTION_ARG_NONE, &once_flag, N_ ("watch: one round, then end"), NULL },
  { "case", 0, 0, G_OPTION_ARG_STRING, &case_text, N_ ("send: the case that it is about"), N_ ("CASE") },
  { "answers", 0, 0, G_OPTION_ARG_STRING, &answers_text, N_ ("send: the message that it answers"), N_ ("GUID") },
  { "id", 0, 0, G_OPTION_ARG_STRING, &id_text, N_ ("send: its GUID; the same once more sends nothing twice"),
    N_ ("GUID") },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason_text, N_ ("aside: why"), N_ ("TEXT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_path, N_ ("receipt: write it into this PDF"), N_ ("FILE.pdf") },
  { "name", 0, 0, G_OPTION_ARG_STRING, &name_text, N_ ("partners: full name"), N_ ("NAME") },
  { "kind", 0, 0, G_OPTION_ARG_STRING, &kind_text, N_ ("partners: faskes, pemberi-kerja, dinas or lain"), N_ ("KIND") },
  { "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder_text, N_ ("partners: folder of its inbox and outbox"),
    N_ ("FOLDER") },
  { "unsigned", 0, 0, G_OPTION_ARG_NONE, &unsigned_flag, N_ ("partners: take its messages without signature"), NULL },
  { "inactive", 0, 0, G_OPTION_ARG_NONE, &inactive_flag, N_ ("partners: exchange no post with it now"), NULL },
  { NULL },
};

const JkkCtlCommand jkk_ctl_bridge_commands[] = {
  { "bridge", N_ ("status|list|take|watch|send|receipt|aside|partners …"),
    N_ ("Post between the office and its partners"),
    N_ ("status                         what is owed, by whom, since when; what never came\n"
        "list                           the inbox, the newest first\n"
        "take                           one round: take in what lies in the inboxes, answer it, deliver\n"
        "watch                          a round every few seconds, until it is ended\n"
        "send PARTNER KIND NAME=VALUE…  send a message, such as: question letter.topic=diagnosis letter.text=…\n"
        "send PARTNER number [--answers GUID]  keep a case number for a report; valid for 60 days\n"
        "receipt NO [-o FILE.pdf]       the answer to a message, to read or print\n"
        "aside NO --reason TEXT         lay a message aside\n"
        "partners [CODE]                the partners; with CODE and options, register or change one"),
    options, 1, JKK_CTL_MANY, run_bridge },
  { NULL },
};
