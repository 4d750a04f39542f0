#include "jkk-record-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The order of each page: that of the paper, so that a person can type from top to bottom. What is rarely looked at is
 * folded. A group or a list that is not named here comes after the last section of its part. */
static const struct
{
  JkkPaper paper;
  const char *part;
  const char *group; /* NULL: a list */
  gboolean folded;
} order[] = {
  { JKK_PAPER_KK1, "cover", "Case", FALSE },
  { JKK_PAPER_KK1, "employer", "Employer", FALSE },
  { JKK_PAPER_KK1, "participant", "Participant", FALSE },
  { JKK_PAPER_KK1, "participant", "Wage", FALSE },
  { JKK_PAPER_KK1, "accident", "Event", FALSE },
  { JKK_PAPER_KK1, "accident", "Migrant worker", FALSE },
  { JKK_PAPER_KK1, "accident", "Occupational disease", FALSE },
  { JKK_PAPER_KK1, "accident", "Course and consequence", FALSE },
  { JKK_PAPER_KK1, "accident", "Declaration of KK 1", FALSE },
  { JKK_PAPER_KK1, "accident", "First aid", TRUE },
  { JKK_PAPER_KK1, "accident", "Cause", TRUE },
  { JKK_PAPER_KK1, "accident", "Papers with KK 1", TRUE },
  { JKK_PAPER_KK2, "claim", "Claim", FALSE },
  { JKK_PAPER_KK2, "payees", NULL, FALSE },
  { JKK_PAPER_KK2, "participant", "Payment", FALSE },
  { JKK_PAPER_KK2, "heirs", NULL, FALSE },
  { JKK_PAPER_KK2, "children", NULL, FALSE },
  { JKK_PAPER_KK2, "installments", NULL, FALSE },
  { JKK_PAPER_KK2, "expenses", NULL, FALSE },
  { JKK_PAPER_KK2, "claim", "Papers with KK 2", TRUE },
  { JKK_PAPER_KK2, "claim", "Declaration of KK 2", TRUE },
  { JKK_PAPER_KK2, "documents", NULL, TRUE },
  { JKK_PAPER_KK3, "medical", "Doctor and facility", FALSE },
  { JKK_PAPER_KK3, "medical", "Patient as the doctor wrote", FALSE },
  { JKK_PAPER_KK3, "medical", "Examination", FALSE },
  { JKK_PAPER_KK3, "medical", "Outcome", FALSE },
  { JKK_PAPER_KK3, "impairments", NULL, FALSE },
  { JKK_PAPER_KK3, "medical", "Treatment and rest", FALSE },
  { JKK_PAPER_KK3, "absences", NULL, FALSE },
  { JKK_PAPER_KK3, "medical", "Signature of KK 3", TRUE },
};

/* Fields that stand aside: until they say something, until they say something unusual, until another field has one of
 * some values, or until somebody asks. */
#define UNTIL_ASKED ""
#define UNLESS "unless"
#define ANY "any"

static const struct
{
  const char *path;   /* rows of lists without their number */
  const char *on;     /* NULL: until it says something; a path: or until that has one of @values */
  const char *values; /* UNLESS: the usual ones of the field itself; ANY: whatever is not 0 */
} aside[] = {
  { "cover.note", NULL, NULL },
  { "employer.address", UNTIL_ASKED, NULL },
  { "employer.phone", UNTIL_ASKED, NULL },
  { "employer.contact", UNTIL_ASKED, NULL },
  { "employer.email", UNTIL_ASKED, NULL },
  { "employer.sector", UNTIL_ASKED, NULL },
  { "employer.arrears_months", UNLESS, "0" },
  { "participant.sex", UNTIL_ASKED, NULL },
  { "participant.address", UNTIL_ASKED, NULL },
  { "participant.phone", UNTIL_ASKED, NULL },
  { "participant.left_handed", UNLESS, "tidak" },
  { "participant.registered", UNLESS, "ya" },
  { "participant.employment_ended", "accident.case_kind", "penyakit-akibat-kerja" },
  { "participant.working_week", "participant.wage_kind", "per-hari" },
  { "participant.wage_average", "participant.wage_kind", "borongan cuaca" },
  { "participant.wage_actual", NULL, NULL },
  { "accident.case_kind", UNLESS, "kecelakaan-kerja" },
  { "accident.placement_phase", "cover.segment", "PMI" },
  { "accident.placement_country", "cover.segment", "PMI" },
  { "accident.disease", "accident.case_kind", "penyakit-akibat-kerja" },
  { "accident.clinical_diagnosis", "accident.case_kind", "penyakit-akibat-kerja" },
  { "accident.service_months", "accident.case_kind", "penyakit-akibat-kerja" },
  { "accident.exposure_group", "accident.case_kind", "penyakit-akibat-kerja" },
  { "accident.exposure_source", "accident.case_kind", "penyakit-akibat-kerja" },
  { "accident.declared_place", UNTIL_ASKED, NULL },
  { "accident.declared_day", UNTIL_ASKED, NULL },
  { "accident.declared_by", UNTIL_ASKED, NULL },
  { "accident.declared_position", UNTIL_ASKED, NULL },
  { "claim.stmb_advanced", UNLESS, "0" },
  { "claim.disability_paid", UNLESS, "0" },
  { "claim.disability_choice", "claim.disability_paid", ANY },
  { "claim.disability_ground", "claim.disability_paid", ANY },
  { "claim.jasa_raharja_paid", UNLESS, "0" },
  { "claim.remarks", NULL, NULL },
  { "medical.doctor_licence", UNTIL_ASKED, NULL },
  { "medical.doctor_phone", UNTIL_ASKED, NULL },
  { "medical.doctor_role", UNTIL_ASKED, NULL },
  { "medical.comorbidity_detail", "medical.comorbidity", "ada" },
  { "medical.loss_detail", "medical.outcome", "cacat-sebagian-fungsi cacat-sebagian-anatomis cacat-total-tetap" },
  { "medical.loss_percent", "medical.outcome", "cacat-sebagian-fungsi cacat-sebagian-anatomis cacat-total-tetap" },
  { "medical.prosthesis", "medical.outcome", "cacat-sebagian-anatomis" },
  { "medical.orthosis", "medical.outcome", "cacat-sebagian-fungsi" },
  { "medical.death_day", "medical.outcome", "meninggal-dunia" },
  { "medical.death_time", "medical.outcome", "meninggal-dunia" },
  { "medical.remarks", NULL, NULL },
  { "impairments.table_percent", NULL, NULL },
  { "impairments.steps", NULL, NULL },
  { "impairments.measured", NULL, NULL },
  { "impairments.method", NULL, NULL },
  { "impairments.remark", NULL, NULL },
  { "impairments.function_loss", "impairments.kind", "fungsi" },
  { "expenses.mode", "expenses.kind", "transportasi" },
  { "expenses.recommended", "expenses.kind", "home-care" },
  { "documents.defect", "documents.complete", "tidak" },
};

/* Headings of lists. */
static const struct
{
  const char *part;
  const char *title;
} plurals[] = {
  { "absences", N_ ("Further doctor’s letters") },
  { "impairments", N_ ("Disabilities") },
  { "expenses", N_ ("Receipts") },
  { "heirs", N_ ("Heirs") },
  { "children", N_ ("Children") },
  { "installments", N_ ("Scholarship paid") },
  { "documents", N_ ("Papers of the case") },
};

typedef struct
{
  GArray *sections[JKK_N_PAPERS]; /* JkkSection */
} Plan;

/* Fields that are kept by deeds and say nothing on a paper have no row. */
static gboolean
has_row (const JkkField *field)
{
  return (field->flags & JKK_FIELD_SYSTEM) == 0;
}

/* A list that deeds fill has nothing to type. */
static gboolean
list_has_row (const JkkCasePart *part)
{
  for (guint f = 0; f < part->type->n_fields; f++)
    if (has_row (&part->type->fields[f]))
      return TRUE;
  return FALSE;
}

static gboolean
plan_has_group (const Plan *plan, const JkkCasePart *part, const char *group)
{
  for (guint p = 0; p < JKK_N_PAPERS; p++)
    for (guint i = 0; i < plan->sections[p]->len; i++)
      {
        const JkkSection *section = &g_array_index (plan->sections[p], JkkSection, i);

        if (section->part == part && g_strcmp0 (section->group, group) == 0)
          return TRUE;
      }
  return FALSE;
}

/* Behind the last section of the same part, or of the part before it. */
static void
plan_add_rest (Plan *plan, const JkkCasePart *part, const char *group)
{
  JkkPaper paper = JKK_PAPER_KK1;
  guint at = plan->sections[JKK_PAPER_KK1]->len;

  for (guint p = 0; p < JKK_N_PAPERS; p++)
    for (guint i = 0; i < plan->sections[p]->len; i++)
      if (g_array_index (plan->sections[p], JkkSection, i).part == part)
        {
          paper = (JkkPaper) p;
          at = i + 1;
        }
  JkkSection section = { part, group, FALSE };
  g_array_insert_val (plan->sections[paper], at, section);
}

static void
plan_complete (Plan *plan)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint p = 0; p < n_parts; p++)
    if (parts[p].is_list)
      {
        if (list_has_row (&parts[p]) && !plan_has_group (plan, &parts[p], NULL))
          plan_add_rest (plan, &parts[p], NULL);
      }
    else
      for (guint f = 0; f < parts[p].type->n_fields; f++)
        {
          const JkkField *field = &parts[p].type->fields[f];

          if (has_row (field) && !plan_has_group (plan, &parts[p], field->group))
            plan_add_rest (plan, &parts[p], field->group);
        }
}

static const Plan *
get_plan (void)
{
  static Plan plan;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (guint p = 0; p < JKK_N_PAPERS; p++)
        plan.sections[p] = g_array_new (FALSE, FALSE, sizeof (JkkSection));
      for (guint i = 0; i < G_N_ELEMENTS (order); i++)
        {
          JkkSection section = { jkk_case_part_find (order[i].part), order[i].group, order[i].folded };

          g_array_append_val (plan.sections[order[i].paper], section);
        }
      plan_complete (&plan);
      g_once_init_leave (&ready, 1);
    }
  return &plan;
}

/**
 * jkk_record_plan:
 * @paper: a paper
 * @n_sections: (out): how many
 *
 * Returns: (transfer none) (array length=n_sections): what stands on its page, from top to bottom. Every field that has
 * a row stands on exactly one page.
 */
const JkkSection *
jkk_record_plan (JkkPaper paper, guint *n_sections)
{
  const Plan *plan = get_plan ();

  g_return_val_if_fail ((guint) paper < JKK_N_PAPERS, NULL);

  *n_sections = plan->sections[paper]->len;
  return (const JkkSection *) (gconstpointer) plan->sections[paper]->data;
}

/**
 * jkk_section_has:
 * @section: a section
 * @field: a field of its part
 *
 * Returns: whether the field has a row in it.
 */
gboolean
jkk_section_has (const JkkSection *section, const JkkField *field)
{
  return has_row (field) && (section->group == NULL || strcmp (section->group, field->group) == 0);
}

/**
 * jkk_section_title:
 * @section: a section
 *
 * Returns: (transfer none): its heading in the language of the interface.
 */
const char *
jkk_section_title (const JkkSection *section)
{
  for (guint i = 0; section->group == NULL && i < G_N_ELEMENTS (plurals); i++)
    if (strcmp (plurals[i].part, section->part->name) == 0)
      return _ (plurals[i].title);
  return _ (section->group != NULL ? section->group : section->part->type->title);
}

/* "children[2].name" and "children" → the part and, if there is one, the field. */
static const JkkCasePart *
split (const char *path, const JkkField **field)
{
  gsize length = strcspn (path, ".[");
  const char *dot = strrchr (path, '.');
  g_autofree char *name = g_strndup (path, length);
  const JkkCasePart *part = jkk_case_part_find (name);

  *field = part != NULL && dot != NULL ? jkk_record_type_find (part->type, dot + 1) : NULL;
  return part;
}

/**
 * jkk_record_plan_find:
 * @path: a field, or the name of a list
 * @paper: (out): the page on which it stands
 * @section: (out): the number of its section
 *
 * Returns: whether it stands anywhere.
 */
gboolean
jkk_record_plan_find (const char *path, JkkPaper *paper, guint *section)
{
  const JkkField *field = NULL;
  const JkkCasePart *part = split (path, &field);

  for (guint p = 0; part != NULL && p < JKK_N_PAPERS; p++)
    {
      guint n;
      const JkkSection *sections = jkk_record_plan ((JkkPaper) p, &n);

      for (guint i = 0; i < n; i++)
        if (sections[i].part == part && (field == NULL ? part->is_list : jkk_section_has (&sections[i], field)))
          {
            *paper = (JkkPaper) p;
            *section = i;
            return TRUE;
          }
    }
  return FALSE;
}

/**
 * jkk_record_plan_resolve:
 * @jcase: a case
 * @path: a path
 *
 * Returns: (transfer full): the same path with the row of a list by its number, also where it was named by its code;
 * rows that are not there stay as they are.
 */
char *
jkk_record_plan_resolve (const JkkCase *jcase, const char *path)
{
  const JkkField *field = NULL;
  const JkkCasePart *part = split (path, &field);
  gconstpointer record = jkk_case_find (jcase, path, NULL, NULL);
  guint index;

  if (part == NULL || field == NULL || !part->is_list || record == NULL ||
      !g_ptr_array_find (jkk_case_part_list (jcase, part), record, &index))
    return g_strdup (path);
  return g_strdup_printf ("%s[%u].%s", part->name, index + 1, field->name);
}

/* The value of @on, a path whose first word may be the list that @record is a row of. */
static char *
condition_value (const JkkCase *jcase, const JkkCasePart *part, gconstpointer record, const char *on)
{
  const JkkField *field = NULL;
  const JkkCasePart *other = split (on, &field);

  g_return_val_if_fail (field != NULL, NULL);

  return jkk_field_to_plain (field, other == part ? record : jkk_case_part_record (jcase, other));
}

static gboolean
contains_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return word != NULL && g_strv_contains ((const char *const *) list, word);
}

static gboolean
is_unusual (const JkkField *field, gconstpointer record, const char *usual)
{
  g_autofree char *value = jkk_field_to_plain (field, record);

  return value != NULL && !contains_word (usual, value);
}

/**
 * jkk_field_stands_out:
 * @jcase: a case
 * @part: a part of it
 * @record: its record, or a row of the list
 * @field: a field of the record
 *
 * Returns: whether the field is shown without being asked for.
 */
gboolean
jkk_field_stands_out (const JkkCase *jcase, const JkkCasePart *part, gconstpointer record, const JkkField *field)
{
  g_autofree char *path = g_strconcat (part->name, ".", field->name, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (aside); i++)
    {
      if (strcmp (aside[i].path, path) != 0)
        continue;
      if (g_strcmp0 (aside[i].on, UNTIL_ASKED) == 0)
        return FALSE;
      if (g_strcmp0 (aside[i].on, UNLESS) == 0)
        return is_unusual (field, record, aside[i].values);
      if (!jkk_field_is_empty (field, record))
        return TRUE;
      if (aside[i].on == NULL)
        return FALSE;
      g_autofree char *value = condition_value (jcase, part, record, aside[i].on);
      if (strcmp (aside[i].values, ANY) == 0)
        return value != NULL && strcmp (value, "0") != 0;
      return contains_word (aside[i].values, value);
    }
  return TRUE;
}

static void
add_piece (GString *text, const char *piece)
{
  if (*piece == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, piece);
}

static char *
piece_of (const JkkField *field, gconstpointer record)
{
  g_autofree char *value = jkk_field_to_text (field, record);

  if (*value == '\0' || field->kind == JKK_KIND_LONG || field->kind == JKK_KIND_FLAG || field->kind == JKK_KIND_MONEY)
    return g_strdup ("");
  if (field->kind == JKK_KIND_COUNT || field->kind == JKK_KIND_PERCENT)
    return g_strdup_printf ("%s %s", jkk_field_label (field), value);
  return g_steal_pointer (&value);
}

/**
 * jkk_record_summary:
 * @type: a record type
 * @record: its record
 *
 * Returns: (transfer full): the record in one line: what it is, its amounts added up, its next values; the empty text
 * when nothing has been entered.
 */
char *
jkk_record_summary (const JkkRecordType *type, gconstpointer record)
{
  g_autoptr (GString) first = g_string_new (NULL);
  GString *text = g_string_new (NULL), *rest = g_string_new (NULL);
  guint n_pieces = 0;
  JkkMoney sum = JKK_NONE;

  for (guint i = 0; i < type->n_fields; i++)
    {
      const JkkField *field = &type->fields[i];
      g_autofree char *piece = has_row (field) ? piece_of (field, record) : g_strdup ("");

      if (field->kind == JKK_KIND_MONEY && !jkk_field_is_empty (field, record) &&
          !jkk_money_add (sum != JKK_NONE ? sum : 0, jkk_field_get_number (field, record), &sum))
        sum = JKK_NONE;
      if (*piece != '\0' && n_pieces++ < 4)
        add_piece (n_pieces == 1 ? first : rest, piece);
    }
  g_autofree char *amount = sum != JKK_NONE ? jkk_money_to_rupiah (sum) : g_strdup ("");
  add_piece (text, first->str);
  add_piece (text, amount);
  add_piece (text, rest->str);
  g_string_free (rest, TRUE);
  return g_string_free (text, FALSE);
}
