#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-exchange.h"
#include "jkk-law.h"
#include "jkk-looks.h"
#include "jkk-past.h"
#include "jkk-verification.h"

#define LABEL_WIDTH 44
#define PLACE_WIDTH 12

/* A list with more columns is shown row by row. */
#define TABLE_COLUMNS 6

static gboolean show_history, show_empty;
static gboolean explain_as_json;
static char *as_of, *before;

static void
print_value (const JkkField *field, gconstpointer record)
{
  g_autofree char *text = jkk_field_to_text (field, record);
  g_autofree char *label = g_strconcat ("    ", jkk_field_label (field), NULL);
  gboolean has_place = field->place != NULL && *field->place != '\0';

  jkk_ctl_print_padded (label, LABEL_WIDTH);
  g_print (" ");
  jkk_ctl_print_padded (has_place ? field->place : "", PLACE_WIDTH);
  g_print (" ");
  jkk_ctl_print_wrapped (text, MAX (LABEL_WIDTH, jkk_ctl_width (label)) + PLACE_WIDTH + 2);
}

static void
print_record (const JkkRecordType *type, gconstpointer record)
{
  const char *group = type->title;

  for (guint i = 0; i < type->n_fields; i++)
    {
      const JkkField *field = &type->fields[i];

      if (!show_empty && jkk_field_is_empty (field, record))
        continue;
      if (g_strcmp0 (field->group, group) != 0)
        g_print ("  %s\n", _ (field->group));
      group = field->group;
      print_value (field, record);
    }
}

static gboolean
is_used (const JkkField *field, GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    if (!jkk_field_is_empty (field, list->pdata[i]))
      return TRUE;
  return FALSE;
}

static guint
count_used (const JkkRecordType *type, GPtrArray *list)
{
  guint n = 0;

  for (guint f = 0; f < type->n_fields; f++)
    n += is_used (&type->fields[f], list) ? 1 : 0;
  return n;
}

/* A list of few columns is one table. */
static void
print_list_as_table (const JkkRecordType *type, GPtrArray *list)
{
  g_autoptr (JkkCtlTable) table = jkk_ctl_table_new ();

  g_print ("\n%s\n", _ (type->title));
  jkk_ctl_table_add_column (table, "   #", JKK_CTL_RIGHT, 0);
  for (guint f = 0; f < type->n_fields; f++)
    if (is_used (&type->fields[f], list))
      jkk_ctl_table_add_column (table, jkk_field_label (&type->fields[f]), JKK_CTL_LEFT, 40);
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      jkk_ctl_table_add_cell (table, number);
      for (guint f = 0; f < type->n_fields; f++)
        if (is_used (&type->fields[f], list))
          {
            g_autofree char *text = jkk_field_to_text (&type->fields[f], list->pdata[i]);

            jkk_ctl_table_add_cell (table, text);
          }
    }
  jkk_ctl_table_print (table);
}

static void
print_list (const JkkRecordType *type, GPtrArray *list)
{
  if (list->len > 0 && !show_empty && count_used (type, list) <= TABLE_COLUMNS)
    {
      print_list_as_table (type, list);
      return;
    }
  for (guint i = 0; i < list->len; i++)
    {
      g_print ("\n%s %u\n", _ (type->title), i + 1);
      print_record (type, list->pdata[i]);
    }
}

static void
print_part (const JkkCase *jcase, const JkkCasePart *part)
{
  if (part->is_list)
    print_list (part->type, jkk_case_part_list (jcase, part));
  else if (show_empty || !jkk_record_is_empty (part->type, jkk_case_part_record (jcase, part)))
    {
      g_print ("\n%s\n", _ (part->type->title));
      print_record (part->type, jkk_case_part_record (jcase, part));
    }
}

static void
print_head (JkkCtl *ctl, const JkkCaseFile *file, const JkkCase *jcase, JkkDay today)
{
  g_autofree char *accident = jkk_case_get_text (jcase, "accident.accident_day");
  JkkClock clock;

  g_print ("%s · %s · %s\n", jcase->cover.number != NULL ? jcase->cover.number : "—",
           jcase->participant.name != NULL ? jcase->participant.name : "—",
           jcase->employer.name != NULL ? jcase->employer.name : "—");
  g_print ("%s", jkk_case_status_label (jkk_case_get_status (jcase)));
  if (file->verifier_name != NULL)
    g_print (" · %s", file->verifier_name);
  if (jcase->cover.hold_reason != NULL)
    g_print (" · %s", jcase->cover.hold_reason);
  g_print ("\n");
  if (jkk_office_clock (ctl->office, jcase, today, &clock))
    {
      g_autofree char *due = jkk_day_to_text (clock.due);

      /* Translators: title of a time limit; day, of how many, due on; law. */
      g_print (_ ("%s: working day %d of %d, due on %s (%s)"), clock.title, (int) clock.day_number, (int) clock.length,
               due, clock.article);
      g_print ("%s%s\n", clock.unconfirmed ? _ (" — unconfirmed") : "", clock.late ? _ (" — OVERDUE") : "");
    }
}

static void
print_findings (const JkkCase *jcase, const JkkPayout *payout, JkkDay today)
{
  g_autoptr (GPtrArray) findings = jkk_case_check (jcase, today);
  g_autoptr (GPtrArray) hindrances = jkk_verification_hindrances (jcase, payout, today);

  if (hindrances->len > 0)
    g_print ("\n%s\n", _ ("What hinders a proposal"));
  for (guint i = 0; i < hindrances->len; i++)
    {
      const JkkFinding *finding = hindrances->pdata[i];

      g_print ("  ✗ %s  [%s]\n", finding->text, finding->path);
    }
  for (guint i = 0, n = 0; i < findings->len; i++)
    {
      const JkkFinding *finding = findings->pdata[i];

      if (finding->level == JKK_FINDING_ERROR)
        continue;
      if (n++ == 0)
        g_print ("\n%s\n", _ ("What should be looked at"));
      g_print ("  ⚠ %s  [%s]\n", finding->text, finding->path);
    }
}

static void
print_payout (const JkkPayout *payout)
{
  g_autofree char *total = jkk_money_to_rupiah (payout->total);
  g_autofree char *heading = g_strconcat ("  ", _ ("Total"), NULL);

  g_print ("\n%s%s%s\n", _ ("Payout"), payout->pack_title != NULL ? " · " : "",
           payout->pack_title != NULL ? payout->pack_title : "");
  for (guint i = 0; i < payout->lines->len; i++)
    {
      const JkkReason *line = payout->lines->pdata[i];
      g_autofree char *amount = line->amount != JKK_NONE ? jkk_money_to_rupiah (line->amount) : g_strdup ("—");
      g_autofree char *formula = jkk_reason_formula_text (line);
      g_autofree char *title = g_strconcat ("  ", _ (line->title), NULL);

      jkk_ctl_print_padded (title, LABEL_WIDTH);
      g_print (" %20s   %s\n", amount, formula);
    }
  jkk_ctl_print_padded (heading, LABEL_WIDTH);
  g_print (" %20s\n", total);
  for (guint i = 0; i < payout->notes->len; i++)
    {
      const JkkReason *note = payout->notes->pdata[i];

      g_print ("  · ");
      jkk_ctl_print_wrapped (_ (note->title), 4);
    }
}

/* The other victims of the event. */
static void
print_linked (const JkkCaseFile *file)
{
  g_autoptr (JkkCtlTable) table = jkk_ctl_table_new ();
  g_autofree char *heading = g_strconcat ("  ", _ ("Number"), NULL);

  if (file->n_linked == 0)
    return;
  g_print ("\n%s\n", _ ("Cases of the same event"));
  jkk_ctl_table_add_column (table, heading, JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Participant"), JKK_CTL_LEFT, 30);
  jkk_ctl_table_add_column (table, _ ("Employer"), JKK_CTL_LEFT, 30);
  jkk_ctl_table_add_column (table, _ ("Accident"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Status"), JKK_CTL_LEFT, 0);
  for (guint i = 0; i < file->linked->len; i++)
    {
      const JkkCaseRow *row = file->linked->pdata[i];
      g_autofree char *number = g_strconcat ("  ", row->number, NULL);
      g_autofree char *day = row->accident_day != JKK_NONE ? jkk_day_to_text (row->accident_day) : g_strdup ("—");

      jkk_ctl_table_add_cell (table, number);
      jkk_ctl_table_add_cell (table, row->participant_name != NULL ? row->participant_name : "—");
      jkk_ctl_table_add_cell (table, row->employer_name != NULL ? row->employer_name : "—");
      jkk_ctl_table_add_cell (table, day);
      jkk_ctl_table_add_cell (table, jkk_case_status_label (row->status));
    }
  jkk_ctl_table_print (table);
  if (file->n_linked > file->linked->len)
    {
      guint more = file->n_linked - file->linked->len;

      g_print (ngettext ("  and %u more\n", "  and %u more\n", more), more);
    }
}

static void
print_decision (const JkkCaseFile *file)
{
  const JkkDecision *decision = file->decision;

  if (decision == NULL)
    return;
  g_print ("\n%s\n", _ ("Decision"));
  g_print ("  %s: %s%s%s\n", _ ("Proposed by"), file->proposer_name != NULL ? file->proposer_name : "—",
           decision->proposal_note != NULL ? " · " : "",
           decision->proposal_note != NULL ? decision->proposal_note : "");
  if (decision->decided_by != NULL)
    g_print ("  %s: %s%s%s\n", _ ("Decided by"), file->approver_name != NULL ? file->approver_name : "—",
             decision->decision_note != NULL ? " · " : "",
             decision->decision_note != NULL ? decision->decision_note : "");
}

/* ---- As it stands, and as it stood */

/* What is shown: the case as it is, or as it was at the moment that was asked for. */
typedef struct
{
  JkkCaseFile *file;
  JkkPayout *payout; /* NULL where none can be calculated of what was */
  JkkPast *past;     /* NULL of the case as it is */
  JkkDay today;
} View;

static void
view_clear (View *view)
{
  if (view->past == NULL)
    g_clear_pointer (&view->file, jkk_case_file_free);
  g_clear_pointer (&view->payout, jkk_payout_unref);
  g_clear_pointer (&view->past, jkk_past_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

static gboolean
parse_moment (JkkMoment *moment, GError **error)
{
  if (as_of != NULL && before != NULL)
    return jkk_ctl_usage_error (error, _ ("Give either --as-of or --before."));
  if (as_of != NULL)
    return jkk_moment_parse (as_of, moment, error);
  if (*before != '@')
    return jkk_ctl_usage_error (error, _ ("--before takes the number of an entry, such as @1234."));
  return jkk_moment_parse (before, moment, error) && (moment->before = TRUE);
}

static gboolean
view_past (JkkCtl *ctl, gint64 case_id, View *view, GError **error)
{
  JkkMoment moment = { .day = JKK_NONE };

  if (!parse_moment (&moment, error) || (view->past = jkk_past_load (ctl->office, case_id, &moment, error)) == NULL)
    return FALSE;
  g_clear_pointer (&view->file, jkk_case_file_free);
  view->file = view->past->file;
  view->payout = view->past->payout != NULL ? jkk_payout_ref (view->past->payout) : NULL;
  view->today = view->past->day;
  return TRUE;
}

static gboolean
view_case (JkkCtl *ctl, const char *text, View *view, GError **error)
{
  view->file = jkk_ctl_load (ctl, text, error);
  view->today = jkk_today ();
  if (view->file == NULL)
    return FALSE;
  if (as_of != NULL || before != NULL)
    return view_past (ctl, view->file->jcase->id, view, error);
  view->payout = jkk_ctl_payout (ctl, view->file, error);
  return view->payout != NULL;
}

/* What is shown must not be taken for the case as it is. */
static void
print_moment (const JkkPast *past)
{
  g_print ("*** %s ***\n", past->title);
  for (guint i = 0; i < past->remarks->len; i++)
    {
      g_print ("  · ");
      jkk_ctl_print_wrapped (past->remarks->pdata[i], 4);
    }
  g_print ("\n");
}

static void
print_changes_since (const JkkPast *past)
{
  g_print ("\n%s\n", _ ("What is otherwise today (then → today)"));
  if (past->changes->len == 0)
    g_print ("  %s\n", _ ("Nothing."));
  jkk_ctl_print_changes (past->present, past->changes, 2);
}

static gboolean
run_show (JkkCtl *ctl, char **args, GError **error)
{
  g_auto (View) view = { 0 };
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  if (!view_case (ctl, args[0], &view, error))
    return FALSE;
  if (view.past != NULL)
    print_moment (view.past);
  print_head (ctl, view.file, view.file->jcase, view.today);
  for (guint i = 0; i < n_parts; i++)
    print_part (view.file->jcase, &parts[i]);
  if (jkk_case_status_is_editable (jkk_case_get_status (view.file->jcase)))
    print_findings (view.file->jcase, view.payout, view.today);
  if (view.payout != NULL)
    print_payout (view.payout);
  else
    g_print ("\n%s\n  %s\n", _ ("Payout"), view.past->payout_problem);
  print_decision (view.file);
  print_linked (view.file);
  if (view.past != NULL)
    print_changes_since (view.past);
  if (show_history)
    jkk_ctl_print_history (view.file->jcase, view.file->history);
  jkk_looks_note_now (ctl->office, view.file->jcase->id);
  return TRUE;
}

static gboolean
run_explain (JkkCtl *ctl, char **args, GError **error)
{
  g_auto (View) view = { 0 };

  if (!view_case (ctl, args[0], &view, error))
    return FALSE;
  if (view.payout == NULL)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID, view.past->payout_problem);
      return FALSE;
    }
  g_autofree char *text = explain_as_json ? jkk_exchange_payout_json (view.payout) : jkk_payout_to_text (view.payout);
  if (!explain_as_json && view.past != NULL)
    print_moment (view.past);
  if (!explain_as_json)
    {
      print_head (ctl, view.file, view.file->jcase, view.today);
      g_print ("\n");
    }
  g_print ("%s", text);
  jkk_looks_note_now (ctl->office, view.file->jcase->id);
  return TRUE;
}

#define MOMENT_OPTIONS                                                                                                 \
  { "as-of",                                                                                                           \
    0,                                                                                                                 \
    0,                                                                                                                 \
    G_OPTION_ARG_STRING,                                                                                               \
    &as_of,                                                                                                            \
    N_ ("As it stood at the end of this day, or after this entry of its history"),                                     \
    N_ ("DAY|@ENTRY") },                                                                                               \
  {                                                                                                                    \
    "before", 0, 0, G_OPTION_ARG_STRING, &before, N_ ("As it stood just before this entry"), N_ ("@ENTRY")             \
  }

static const GOptionEntry explain_options[] = { { "json", 0, 0, G_OPTION_ARG_NONE, &explain_as_json,
                                                  N_ ("As JSON, for other programs"), NULL },
                                                MOMENT_OPTIONS,
                                                G_OPTION_ENTRY_NULL };

static const GOptionEntry show_options[] = {
  { "history", 0, 0, G_OPTION_ARG_NONE, &show_history, N_ ("Show who did what with it, too"), NULL },
  { "all", 0, 0, G_OPTION_ARG_NONE, &show_empty, N_ ("Show empty fields, too"), NULL },
  MOMENT_OPTIONS,
  G_OPTION_ENTRY_NULL
};

const JkkCtlCommand jkk_ctl_show_commands[] = {
  { "show", N_ ("CASE [--history] [--all] [--as-of DAY|@ENTRY]"), N_ ("Show a case, what hinders it and what it pays"),
    N_ ("Behind each field stands its place on the form. That a case was looked at is kept in its history."),
    show_options, 1, 1, run_show },
  { "explain", N_ ("CASE [--json] [--as-of DAY|@ENTRY]"), N_ ("Show each amount with its formula, inputs and articles"),
    N_ ("Under each amount stands the nearest other fact that would change it (≠). The JSON also carries the facts and "
        "the\n"
        "figures of the law, with which santun-recheck calculates everything again."),
    explain_options, 1, 1, run_explain },
  { NULL }
};
