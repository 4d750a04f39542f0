#include "jkk-bulk-sql.h"

#include "jkk-case.h"

#include <string.h>

/* Of the papers of a case so many are made anew. */
#define MOST_PAPERS 4

/* What a case has of its own, whatever it is made after. */
static const struct
{
  const char *part, *field, *value;
} own_values[] = {
  { "cover", "number", "made.number" },
  { "participant", "name", "made.name" },
  { "participant", "bank_holder", "made.name" },
  { "participant", "number", "made.participant_number" },
  { "participant", "identity", "made.identity" },
  { "medical", "participant_name", "iif (a.participant_name IS NULL, NULL, made.name)" },
  { "medical", "participant_number", "iif (a.participant_number IS NULL, NULL, made.participant_number)" },
  { "medical", "participant_identity", "iif (a.participant_identity IS NULL, NULL, made.identity)" },
};

/* What was paid in other cases cannot be made after a template. */
static gboolean
is_made (const JkkCasePart *part)
{
  return strcmp (part->name, "elsewhere") != 0 && strcmp (part->name, "installments") != 0;
}

static void
append_value (GString *sql, const char *part, const JkkField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_values); i++)
    if (strcmp (own_values[i].part, part) == 0 && strcmp (own_values[i].field, field->name) == 0)
      {
        g_string_append (sql, own_values[i].value);
        return;
      }
  g_string_append_printf (sql, field->kind == JKK_KIND_DAY ? "a.\"%s\" + made.shift" : "a.\"%s\"", field->name);
}

static char *
part_copy (const JkkCasePart *part)
{
  g_autoptr (GString) columns = g_string_new (part->is_list ? "case_id, ord" : "case_id");
  g_autoptr (GString) values = g_string_new (part->is_list ? "made.id, a.ord" : "made.id");

  for (guint i = 0; i < part->type->n_fields; i++)
    {
      g_string_append_printf (columns, ", \"%s\"", part->type->fields[i].name);
      g_string_append (values, ", ");
      append_value (values, part->name, &part->type->fields[i]);
    }
  return g_strdup_printf ("INSERT INTO main.\"%s\" (%s) SELECT %s FROM temp.made CROSS JOIN temp.\"after_%s\" AS a "
                          "ON a.case_id = made.template_id",
                          part->name, columns->str, values->str, part->name);
}

/* The cases that others are made after lie apart: a table that is read and written in one statement would be copied
 * each time. */
static void
append_apart (GString *sql, const char *table, const char *key, const char *columns, const char *more)
{
  g_string_append_printf (sql,
                          "CREATE TEMP TABLE \"after_%s\" (%s, PRIMARY KEY (%s)) WITHOUT ROWID; "
                          "INSERT INTO temp.\"after_%s\" SELECT %s FROM main.\"%s\"%s; ",
                          table, columns, key, table, columns, table, more);
}

static void
append_part_apart (GString *sql, const JkkCasePart *part)
{
  g_autoptr (GString) columns = g_string_new (part->is_list ? "case_id, ord" : "case_id");
  g_autofree char *most =
      strcmp (part->name, "documents") == 0 ? g_strdup_printf (" WHERE ord <= %d", MOST_PAPERS) : g_strdup ("");

  for (guint i = 0; i < part->type->n_fields; i++)
    g_string_append_printf (columns, ", \"%s\"", part->type->fields[i].name);
  append_apart (sql, part->name, part->is_list ? "case_id, ord" : "case_id", columns->str, most);
}

/**
 * jkk_bulk_sql_tables:
 *
 * Returns: (transfer full): SQL that makes what the copies read: temp.made, the cases that wait to be made; temp.sheet,
 *   what their decisions rest on; and the cases that they are made after
 */
char *
jkk_bulk_sql_tables (void)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);
  GString *sql = g_string_new ("CREATE TEMP TABLE made (id INTEGER PRIMARY KEY, template_id, shift, number, name, "
                               "participant_number, identity, name_key, decision_id, template_decision); "
                               "CREATE TEMP TABLE sheet (decision_id INTEGER PRIMARY KEY, facts, payout, hash); ");

  for (guint i = 0; i < n_parts; i++)
    if (is_made (&parts[i]))
      append_part_apart (sql, &parts[i]);
  append_apart (sql, "case_file", "id", "id, revision, created_at", "");
  append_apart (sql, "case_index", "case_id",
                "case_id, status, segment, employer_name, accident_day, received_day, claimed_day, verifier, total, "
                "outcome, updated_at, employer_key",
                "");
  append_apart (sql, "decision", "id",
                "id, case_revision, state, proposal, proposed_by, proposed_at, proposal_note, decided_by, decided_at, "
                "decision_note, total, pack, pack_version, program_version",
                "");
  return g_string_free (sql, FALSE);
}

/**
 * jkk_bulk_sql_copies:
 *
 * Returns: (transfer full) (element-type utf8): the statements that make all cases in temp.made, one for each table
 */
GPtrArray *
jkk_bulk_sql_copies (void)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_free);
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  g_ptr_array_add (copies, g_strdup ("INSERT INTO main.case_file (id, revision, created_at) "
                                     "SELECT made.id, a.revision, a.created_at + made.shift * 86400 FROM temp.made "
                                     "CROSS JOIN temp.after_case_file AS a ON a.id = made.template_id"));
  for (guint i = 0; i < n_parts; i++)
    if (is_made (&parts[i]))
      g_ptr_array_add (copies, part_copy (&parts[i]));
  g_ptr_array_add (
      copies,
      g_strdup ("INSERT INTO main.case_index (case_id, number, status, segment, participant_name, employer_name, "
                "participant_number, participant_identity, accident_day, received_day, claimed_day, verifier, total, "
                "outcome, updated_at, name_key, employer_key, folded) "
                "SELECT made.id, made.number, a.status, a.segment, made.name, a.employer_name, "
                "made.participant_number, made.identity, a.accident_day + made.shift, a.received_day + made.shift, "
                "a.claimed_day + made.shift, a.verifier, a.total, a.outcome, a.updated_at + made.shift * 86400, "
                "made.name_key, a.employer_key, ' ' || lower (made.number) || ' ' || made.name_key || "
                "iif (a.employer_key = '', '', ' ' || a.employer_key) || ' ' || made.participant_number || ' ' || "
                "made.identity "
                "FROM temp.made CROSS JOIN temp.after_case_index AS a ON a.case_id = made.template_id"));
  g_ptr_array_add (
      copies,
      g_strdup ("INSERT INTO main.decision (id, case_id, case_revision, state, proposal, proposed_by, proposed_at, "
                "proposal_note, decided_by, decided_at, decision_note, total, pack, pack_version, program_version, "
                "facts_xml, payout_xml, hash) "
                "SELECT made.decision_id, made.id, a.case_revision, a.state, a.proposal, a.proposed_by, "
                "a.proposed_at + made.shift * 86400, a.proposal_note, a.decided_by, "
                "a.decided_at + made.shift * 86400, a.decision_note, a.total, a.pack, a.pack_version, "
                "a.program_version, sheet.facts, sheet.payout, sheet.hash "
                "FROM temp.made CROSS JOIN temp.after_decision AS a ON a.id = made.template_decision "
                "CROSS JOIN temp.sheet ON sheet.decision_id = a.id"));
  return copies;
}
