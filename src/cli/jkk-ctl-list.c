#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"

#define DECIDED (JKK_STATUS_BIT (JKK_STATUS_APPROVED) | JKK_STATUS_BIT (JKK_STATUS_REJECTED))

static char *queue_name, *search, *sort_name;
static int limit;
static gboolean csv;

static const struct
{
  const char *name; /* as the office says */
  const char *english;
  guint statuses;
  gboolean mine;
  gboolean overdue;
  gboolean passed_on;
} queues[] = {
  { "masuk", "received", JKK_STATUS_BIT (JKK_STATUS_RECEIVED), FALSE, FALSE },
  { "saya", "mine", JKK_STATUS_OPEN, TRUE, FALSE },
  { "diverifikasi", "verifying", JKK_STATUS_BIT (JKK_STATUS_VERIFYING), FALSE, FALSE },
  { "ditahan", "held", JKK_STATUS_BIT (JKK_STATUS_HELD), FALSE, FALSE },
  { "diajukan", "proposed", JKK_STATUS_BIT (JKK_STATUS_PROPOSED), FALSE, FALSE },
  { "diteruskan", "passed-on", JKK_STATUS_BIT (JKK_STATUS_PROPOSED), FALSE, FALSE, TRUE },
  { "lewat-batas", "overdue", JKK_STATUS_OPEN, FALSE, TRUE },
  { "terbuka", "open", JKK_STATUS_OPEN, FALSE, FALSE },
  { "disetujui", "approved", JKK_STATUS_BIT (JKK_STATUS_APPROVED), FALSE, FALSE },
  { "ditolak", "rejected", JKK_STATUS_BIT (JKK_STATUS_REJECTED), FALSE, FALSE },
  { "ditetapkan", "decided", DECIDED, FALSE, FALSE },
  { "semua", "all", JKK_STATUS_ALL, FALSE, FALSE },
};

static const char *const sorts[JKK_N_SORT] = {
  [JKK_SORT_NUMBER] = "number",          [JKK_SORT_PARTICIPANT_NAME] = "name",
  [JKK_SORT_EMPLOYER_NAME] = "employer", [JKK_SORT_PARTICIPANT_NUMBER] = "participant",
  [JKK_SORT_SEGMENT] = "segment",        [JKK_SORT_STATUS] = "status",
  [JKK_SORT_ACCIDENT_DAY] = "accident",  [JKK_SORT_RECEIVED_DAY] = "received",
  [JKK_SORT_VERIFIER] = "verifier",      [JKK_SORT_TOTAL] = "total",
  [JKK_SORT_OUTCOME] = "outcome",        [JKK_SORT_UPDATED_AT] = "updated",
};

/**
 * jkk_ctl_choose_queue:
 * @ctl: the run
 * @wanted: name of a queue, in either language
 * @query: what to set
 * @error: return location
 *
 * Returns: whether there is such a queue.
 */
gboolean
jkk_ctl_choose_queue (const JkkCtl *ctl, const char *wanted, JkkCaseQuery *query, GError **error)
{
  /* What it was called before. */
  if (g_ascii_strcasecmp (wanted, "diputus") == 0)
    wanted = "ditetapkan";

  for (guint i = 0; i < G_N_ELEMENTS (queues); i++)
    if (g_ascii_strcasecmp (queues[i].name, wanted) == 0 || g_ascii_strcasecmp (queues[i].english, wanted) == 0)
      {
        query->statuses = queues[i].statuses;
        if (queues[i].overdue)
          query->claimed_before = jkk_office_overdue_before (ctl->office, jkk_today ());
        if ((queues[i].mine || queues[i].passed_on) && ctl->login == NULL)
          return jkk_ctl_usage_error (error, _ ("Say who you are: --as LOGIN."));
        if (queues[i].passed_on)
          query->passed_on_to = ctl->login;
        if (queues[i].mine)
          query->verifier = ctl->login;
        return TRUE;
      }

  GString *names = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (queues); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", queues[i].name);
  jkk_ctl_usage_error (error, _ ("There is no queue “%s”. It is one of: %s."), wanted, names->str);
  g_string_free (names, TRUE);
  return FALSE;
}

static gboolean
choose_sort (JkkCaseQuery *query, GError **error)
{
  const char *wanted = sort_name != NULL ? sort_name : "number";

  query->descending = *wanted == '-';
  for (guint i = 0; i < JKK_N_SORT; i++)
    if (g_ascii_strcasecmp (sorts[i], wanted + (query->descending ? 1 : 0)) == 0)
      {
        query->sort = (JkkCaseSort) i;
        return TRUE;
      }

  GString *names = g_string_new (NULL);
  for (guint i = 0; i < JKK_N_SORT; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", sorts[i]);
  jkk_ctl_usage_error (error, _ ("There is no column “%s”. It is one of: %s; with “-” before it the other way round."),
                       wanted, names->str);
  g_string_free (names, TRUE);
  return FALSE;
}

static char *
day_text (JkkDay day, gboolean plain)
{
  if (day == JKK_NONE)
    return g_strdup ("");
  return plain ? jkk_day_to_iso (day) : jkk_day_to_text (day);
}

static char *
total_text (JkkMoney total, gboolean plain)
{
  if (total == JKK_NONE)
    return g_strdup ("");
  return plain ? g_strdup_printf ("%" G_GINT64_FORMAT, total) : jkk_money_to_text (total);
}

static void
print_rows (GPtrArray *rows)
{
  g_autoptr (JkkCtlTable) table = jkk_ctl_table_new ();

  jkk_ctl_table_add_column (table, _ ("Number"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Status"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Received"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Participant"), JKK_CTL_LEFT, 26);
  jkk_ctl_table_add_column (table, _ ("Employer"), JKK_CTL_LEFT, 30);
  jkk_ctl_table_add_column (table, _ ("Segment"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Accident"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Verifier"), JKK_CTL_LEFT, 12);
  jkk_ctl_table_add_column (table, _ ("Total, Rp"), JKK_CTL_RIGHT, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      const JkkCaseRow *row = rows->pdata[i];
      g_autofree char *received = day_text (row->received_day, FALSE);
      g_autofree char *accident = day_text (row->accident_day, FALSE);
      g_autofree char *total = total_text (row->total, FALSE);
      const char *cells[] = { row->number,
                              jkk_case_status_label (row->status),
                              received,
                              row->participant_name,
                              row->employer_name,
                              row->segment,
                              accident,
                              row->verifier,
                              total };

      for (guint c = 0; c < G_N_ELEMENTS (cells); c++)
        jkk_ctl_table_add_cell (table, cells[c]);
    }
  jkk_ctl_table_print (table);
  g_print (ngettext ("%u case\n", "%u cases\n", rows->len), rows->len);
}

/* RFC 4180; a leading sign that a spreadsheet would take for a formula is made harmless. */
static void
print_csv_cell (const char *text, gboolean last)
{
  GString *quoted = g_string_new (text != NULL ? text : "");

  g_string_replace (quoted, "\"", "\"\"", 0);
  if (quoted->len > 0 && strchr ("=+-@", quoted->str[0]) != NULL)
    g_string_prepend_c (quoted, '\'');
  g_print (strpbrk (quoted->str, ",\"\n\r") != NULL ? "\"%s\"" : "%s", quoted->str);
  g_print ("%s", last ? "\r\n" : ",");
  g_string_free (quoted, TRUE);
}

static void
print_csv (GPtrArray *rows)
{
  g_print ("number,status,received_day,participant_name,participant_number,employer_name,segment,accident_day,outcome,"
           "verifier,total\r\n");
  for (guint i = 0; i < rows->len; i++)
    {
      const JkkCaseRow *row = rows->pdata[i];
      g_autofree char *received = day_text (row->received_day, TRUE);
      g_autofree char *accident = day_text (row->accident_day, TRUE);
      g_autofree char *total = total_text (row->total, TRUE);
      const char *cells[] = { row->number,
                              jkk_case_status_name (row->status),
                              received,
                              row->participant_name,
                              row->participant_number,
                              row->employer_name,
                              row->segment,
                              accident,
                              row->outcome,
                              row->verifier,
                              total };

      for (guint c = 0; c < G_N_ELEMENTS (cells); c++)
        print_csv_cell (cells[c], c + 1 == G_N_ELEMENTS (cells));
    }
}

static gboolean
run_list (JkkCtl *ctl, char **args, GError **error)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;

  if (limit < 0)
    return jkk_ctl_usage_error (error, _ ("--limit needs a number from 1."));
  query.search = search;
  query.limit = (guint) limit;
  const char *wanted = queue_name != NULL ? queue_name : search != NULL ? "semua" : "terbuka";
  if (!jkk_ctl_choose_queue (ctl, wanted, &query, error) || !choose_sort (&query, error))
    return FALSE;
  JkkOffice *office = jkk_ctl_reading (ctl, error);
  if (office != NULL && query.claimed_before != JKK_NONE)
    query.claimed_before = jkk_office_overdue_before (office, jkk_today ());
  g_autoptr (GArray) ids = office != NULL ? jkk_office_list (office, &query, error) : NULL;
  if (ids == NULL)
    return FALSE;
  g_autoptr (GPtrArray) rows = jkk_office_rows (office, (const gint64 *) (gpointer) ids->data, ids->len, error);
  if (rows == NULL)
    return FALSE;
  if (csv)
    print_csv (rows);
  else
    print_rows (rows);
  return TRUE;
}

static const GOptionEntry list_options[] = {
  { "queue", 'q', 0, G_OPTION_ARG_STRING, &queue_name, N_ ("Only the cases of this queue"), N_ ("QUEUE") },
  { "search", 's', 0, G_OPTION_ARG_STRING, &search, N_ ("Only cases with these words in number, name or identity"),
    N_ ("TEXT") },
  { "sort", 0, 0, G_OPTION_ARG_STRING, &sort_name, N_ ("In the order of this column; “-” before it: descending"),
    N_ ("COLUMN") },
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("At most so many"), "N" },
  { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("For a spreadsheet: commas, plain days and amounts"), NULL },
  G_OPTION_ENTRY_NULL
};

const JkkCtlCommand jkk_ctl_list_commands[] = { { "list", N_ ("[--queue QUEUE] [--search TEXT]"), N_ ("List cases"),
                                                  N_ ("Queues: masuk, saya, diverifikasi, ditahan, diajukan, "
                                                      "lewat-batas, terbuka (the default), disetujui, ditolak,\n"
                                                      "ditetapkan, semua.\n"
                                                      "Columns to sort by: number, name, employer, participant, "
                                                      "segment, status, accident, received, verifier, total,\n"
                                                      "outcome, updated."),
                                                  list_options, 0, 0, run_list },
                                                { NULL } };
