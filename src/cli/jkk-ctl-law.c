#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-assessing.h"
#include "jkk-ctl.h"
#include "jkk-law.h"
#include "jkk-rehearsal.h"

static char *day_text, *from_text, *value_text, *source_text, *csv_file;
static char *right_text, *left_text, *age_text, *case_text;
static gboolean unconfirmed;

static gboolean
parse_day (const char *text, JkkDay otherwise, JkkDay *day, GError **error)
{
  *day = text != NULL ? jkk_day_parse (text, error) : otherwise;
  return *day != JKK_NONE;
}

/* --- The list of the law --- */

static char *
checked_text (const JkkLawBand *band)
{
  GString *text = g_string_new (jkk_law_mark_label (band->mark));

  if (band->on != JKK_NONE)
    {
      g_autofree char *day = jkk_day_to_text (band->on);

      g_string_append_printf (text, " %s", day);
    }
  if (band->by_office)
    g_string_append_printf (text, " (%s)", _ ("this office"));
  return g_string_free (text, FALSE);
}

static char *
valid_text (JkkPeriod valid)
{
  g_autofree char *from = jkk_day_to_iso (valid.from), *until = jkk_day_to_iso (valid.until - 1);

  return g_strdup_printf ("%s … %s", from, until);
}

static void
print_law (GPtrArray *bands)
{
  g_autoptr (JkkCtlTable) table = jkk_ctl_table_new ();

  jkk_ctl_table_add_column (table, _ ("Regulation"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Figure"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Value"), JKK_CTL_RIGHT, 0);
  jkk_ctl_table_add_column (table, _ ("Valid"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Checked"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("By"), JKK_CTL_LEFT, 24);
  jkk_ctl_table_add_column (table, _ ("Article"), JKK_CTL_LEFT, 40);
  jkk_ctl_table_add_column (table, _ ("Meaning"), JKK_CTL_LEFT, 50);
  for (guint i = 0; i < bands->len; i++)
    {
      const JkkLawBand *band = bands->pdata[i];
      g_autofree char *valid = valid_text (band->valid), *checked = checked_text (band);

      jkk_ctl_table_add_cell (table, band->pack);
      jkk_ctl_table_add_cell (table, band->parameter);
      jkk_ctl_table_add_cell (table, band->text);
      jkk_ctl_table_add_cell (table, valid);
      jkk_ctl_table_add_cell (table, checked);
      jkk_ctl_table_add_cell (table, band->by);
      jkk_ctl_table_add_cell (table, band->article);
      jkk_ctl_table_add_cell (table, band->label);
    }
  jkk_ctl_table_print (table);
}

static gboolean
run_law (JkkCtl *ctl, char **args, GError **error)
{
  JkkDay day;
  JkkOffice *office = parse_day (day_text, jkk_today (), &day, error) ? jkk_ctl_reading (ctl, error) : NULL;
  g_autoptr (GPtrArray) bands = office != NULL ? jkk_law_list (office, day, unconfirmed, error) : NULL;

  if (bands == NULL)
    return FALSE;
  if (bands->len == 0)
    g_print ("%s\n", unconfirmed ? _ ("Nothing awaits confirmation.") : _ ("No regulation holds on that day."));
  else
    print_law (bands);
  return TRUE;
}

/* --- Confirming and correcting --- */

static gboolean
run_confirm (JkkCtl *ctl, char **args, GError **error)
{
  JkkDay from;

  if (source_text == NULL)
    return jkk_ctl_usage_error (error, _ ("“%s” needs the source: --source TEXT. It is kept in the history."),
                                "confirm");
  JkkOffice *office = jkk_ctl_signed_in (ctl, error);
  g_autoptr (JkkLawBand) before =
      office != NULL ? jkk_law_find (office, args[0], args[1], jkk_today (), from_text == NULL ? error : NULL) : NULL;
  if (office == NULL || (before == NULL && from_text == NULL) ||
      !parse_day (from_text, before != NULL ? before->valid.from : JKK_NONE, &from, error))
    return FALSE;
  g_autoptr (JkkLawEntry) entry = jkk_law_entry_new (args[0], args[1], from, value_text, NULL);
  JkkRequest request = { .law = entry, .reason = source_text };
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "confirm-value", &request, error);
  g_autoptr (JkkLawBand) after = outcome != NULL ? jkk_law_find (office, args[0], args[1], from, error) : NULL;
  if (after == NULL)
    return FALSE;
  g_autofree char *valid = valid_text (after->valid);
  g_print ("%s %s: %s · %s · %s\n", after->pack, after->parameter, after->text, valid,
           jkk_law_mark_label (after->mark));
  return TRUE;
}

/* --- Rehearsing a draft --- */

static void
print_rows (const JkkRehearsal *rehearsal)
{
  g_autoptr (JkkCtlTable) table = jkk_ctl_table_new ();

  jkk_ctl_table_add_column (table, _ ("Case"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Participant"), JKK_CTL_LEFT, 30);
  jkk_ctl_table_add_column (table, _ ("Before"), JKK_CTL_RIGHT, 0);
  jkk_ctl_table_add_column (table, _ ("After"), JKK_CTL_RIGHT, 0);
  jkk_ctl_table_add_column (table, _ ("Difference"), JKK_CTL_RIGHT, 0);
  jkk_ctl_table_add_column (table, _ ("Remark"), JKK_CTL_LEFT, 60);
  for (guint i = 0; i < rehearsal->rows->len; i++)
    {
      const JkkRehearsalRow *row = rehearsal->rows->pdata[i];
      g_autofree char *before = row->before != JKK_NONE ? jkk_money_to_text (row->before) : NULL;
      g_autofree char *after = row->after != JKK_NONE ? jkk_money_to_text (row->after) : NULL;
      g_autofree char *size = jkk_money_to_text (ABS (row->difference));
      g_autofree char *difference = g_strconcat (row->difference < 0 ? "−" : "+", size, NULL);

      jkk_ctl_table_add_cell (table, row->number);
      jkk_ctl_table_add_cell (table, row->participant_name);
      jkk_ctl_table_add_cell (table, before);
      jkk_ctl_table_add_cell (table, after);
      jkk_ctl_table_add_cell (table, row->problem == NULL ? difference : "");
      jkk_ctl_table_add_cell (table, row->problem);
    }
  jkk_ctl_table_print (table);
}

static gboolean
run_rehearse (JkkCtl *ctl, char **args, GError **error)
{
  JkkOffice *office = jkk_ctl_reading (ctl, error);
  g_autoptr (JkkRehearsal) rehearsal =
      office != NULL ? jkk_rehearsal_run (office, args[0], NULL, NULL, NULL, error) : NULL;

  if (rehearsal == NULL)
    return FALSE;
  if (csv_file != NULL)
    {
      g_autofree char *csv = jkk_rehearsal_to_csv (rehearsal);

      if (!jkk_ctl_save (csv_file, csv, strlen (csv), error))
        return FALSE;
      if (strcmp (csv_file, "-") == 0)
        return TRUE;
    }
  else if (rehearsal->rows->len > 0)
    print_rows (rehearsal);
  g_autofree char *before = jkk_money_to_rupiah (rehearsal->before), *after = jkk_money_to_rupiah (rehearsal->after);
  g_autofree char *size = jkk_money_to_rupiah (ABS (rehearsal->difference));
  g_print (_ ("%s: %u open cases, %u would get more, %u less, %u cannot be calculated. Nothing was stored.\n"),
           rehearsal->pack, rehearsal->n_cases, rehearsal->n_more, rehearsal->n_less, rehearsal->n_failed);
  g_print ("%s → %s (%s%s)\n", before, after, rehearsal->difference < 0 ? "−" : "+", size);
  return TRUE;
}

/* --- Measuring a disability --- */

static gboolean
split_ear (const char *text, char ***ear, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "/", -1);

  if (g_strv_length (parts) != JKK_ASSESSING_FREQUENCIES)
    return jkk_ctl_usage_error (error,
                                _ ("Give four thresholds for each ear, 500/1000/2000/4000 Hz: --right 35/40/45/60"));
  *ear = g_steal_pointer (&parts);
  return TRUE;
}

static JkkAssessing *
assess_hearing (JkkOffice *office, const JkkCase *jcase, GError **error)
{
  g_auto (GStrv) right = NULL, left = NULL;

  if (!split_ear (right_text, &right, error) || !split_ear (left_text, &left, error))
    return NULL;
  return jkk_assessing_hearing (office, jcase, (const char *const *) right, (const char *const *) left, age_text,
                                error);
}

/* "28/20": the row and the doctor's figure */
static JkkAssessing *
assess_range (JkkOffice *office, const JkkCase *jcase, const char *value, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value != NULL ? value : "", "/", 2);

  if (g_strv_length (parts) == 2)
    return jkk_assessing_range (office, jcase, parts[0], parts[1], error);
  jkk_ctl_usage_error (error, _ ("Give the row of annex III and the doctor’s figure: 28/20"));
  return NULL;
}

static JkkAssessing *
assess (const char *what, const char *value, JkkOffice *office, const JkkCase *jcase, GError **error)
{
  if (strcmp (what, "hearing") == 0)
    return assess_hearing (office, jcase, error);
  if (strcmp (what, "decibels") == 0)
    return jkk_assessing_decibels (office, jcase, right_text, left_text, error);
  if (strcmp (what, "vision") == 0)
    return jkk_assessing_vision (office, jcase, right_text, left_text, error);
  if (strcmp (what, "stiffness") == 0)
    return jkk_assessing_stiffness (office, jcase, value, error);
  if (strcmp (what, "muscle") == 0)
    return jkk_assessing_muscle (office, jcase, value, error);
  if (strcmp (what, "leg") == 0)
    return jkk_assessing_leg (office, jcase, value, error);
  if (strcmp (what, "range") == 0)
    return assess_range (office, jcase, value, error);
  jkk_ctl_usage_error (error, _ ("“%s” cannot be measured. It is one of: %s."), what,
                       "hearing, decibels, vision, stiffness, muscle, leg, range");
  return NULL;
}

static void
print_working (const JkkReason *reason, int indent)
{
  g_autofree char *formula = jkk_reason_formula_text (reason);

  g_print ("%*s%s", indent, "", _ (reason->title));
  if (formula != NULL && *formula != '\0')
    g_print (": %s", formula);
  g_print ("%s%s\n", reason->article != NULL ? "  · " : "", reason->article != NULL ? reason->article : "");
  for (guint i = 0; i < reason->inputs->len; i++)
    {
      const JkkInput *input = reason->inputs->pdata[i];
      g_autofree char *text = jkk_input_to_text (input);

      g_print ("%*s  %s: %s%s\n", indent, "", _ (input->label), text, input->unconfirmed ? " (?)" : "");
    }
  for (guint i = 0; i < reason->children->len; i++)
    print_working (reason->children->pdata[i], indent + 2);
}

static gboolean
run_assess (JkkCtl *ctl, char **args, GError **error)
{
  g_autoptr (JkkCaseFile) file = NULL;
  JkkOffice *office = NULL;

  if (case_text != NULL &&
      ((office = jkk_ctl_reading (ctl, error)) == NULL || (file = jkk_ctl_load (ctl, case_text, error)) == NULL))
    return FALSE;
  g_autoptr (JkkAssessing) found = assess (args[0], args[1], office, file != NULL ? file->jcase : NULL, error);
  if (found == NULL)
    return FALSE;
  g_print ("%s\n%s\n", found->text, found->method);
  if (found->measured != NULL)
    g_print ("%s: %s\n", _ ("Measured values"), found->measured);
  print_working (found->working, 0);
  return TRUE;
}

/* --- The table --- */

static const GOptionEntry law_options[] = {
  { "day", 0, 0, G_OPTION_ARG_STRING, &day_text, N_ ("As it stands for accidents of this day"), N_ ("DAY") },
  { "unconfirmed", 0, 0, G_OPTION_ARG_NONE, &unconfirmed, N_ ("Only what awaits confirmation"), NULL },
  G_OPTION_ENTRY_NULL
};

static const GOptionEntry confirm_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &from_text, N_ ("From accidents of this day on"), N_ ("DAY") },
  { "value", 0, 0, G_OPTION_ARG_STRING, &value_text, N_ ("Correct it to this value; else it is confirmed as it is"),
    N_ ("VALUE") },
  { "source", 0, 0, G_OPTION_ARG_STRING, &source_text, N_ ("In what it was read"), N_ ("TEXT") },
  G_OPTION_ENTRY_NULL
};

static const GOptionEntry rehearse_options[] = { { "csv", 0, 0, G_OPTION_ARG_FILENAME, &csv_file,
                                                   N_ ("Write the table for a spreadsheet (“-”: standard output)"),
                                                   N_ ("FILE") },
                                                 G_OPTION_ENTRY_NULL };

static const GOptionEntry assess_options[] = {
  { "right", 0, 0, G_OPTION_ARG_STRING, &right_text, N_ ("The right ear or eye"), N_ ("NUMBERS") },
  { "left", 0, 0, G_OPTION_ARG_STRING, &left_text, N_ ("The left ear or eye"), N_ ("NUMBERS") },
  { "age", 0, 0, G_OPTION_ARG_STRING, &age_text, N_ ("Years of age, for hearing"), N_ ("YEARS") },
  { "case", 0, 0, G_OPTION_ARG_STRING, &case_text, N_ ("By the law of this case"), N_ ("CASE") },
  G_OPTION_ENTRY_NULL
};

const JkkCtlCommand jkk_ctl_law_commands[] = {
  { "law", N_ ("[--day DAY] [--unconfirmed]"), N_ ("List the figures of the law and how far they are checked"), NULL,
    law_options, 0, 0, run_law },
  { "confirm", N_ ("REGULATION FIGURE --source TEXT"), N_ ("Confirm or correct a figure of the law for this office"),
    N_ ("REGULATION and FIGURE stand in the first two columns of “law”; a row of the disability table is cacat-12.\n"
        "Values are written as in the regulation files: 12000000, 12.5, 10-30, ya."),
    confirm_options, 2, 2, run_confirm },
  { "rehearse", N_ ("DRAFT.xml [--csv FILE]"), N_ ("Show what a draft regulation would change; nothing is stored"),
    NULL, rehearse_options, 1, 1, run_rehearse },
  { "assess", N_ ("hearing|decibels|vision|stiffness|muscle|leg|range [VALUE]"), N_ ("Calculate a loss of function"),
    N_ ("assess hearing --right 35/40/45/60 --left 40/50/50/60 [--age 45]\n"
        "assess decibels --right 30 [--left 30]\n"
        "assess vision --right 80 --left 40\n"
        "assess stiffness 175/90,45/30,180/30\n"
        "assess muscle 3\n"
        "assess leg 5,5\n"
        "assess range 28/20\n"
        "The measured values can be kept with a disability: set CASE impairments[1].measured=TEXT."),
    assess_options, 1, 2, run_assess },
  { NULL }
};
