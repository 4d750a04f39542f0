/* The values of a letter: those of the case, and those that only a letter has. */
#include "jkk-letter-value.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-bahasa.h"
#include "jkk-letter-rows.h"
#include "jkk-words.h"

typedef enum
{
  AS_TEXT,
  AS_WORDS,
  AS_RUPIAH,
  AS_DAY,
  AS_UNKNOWN,
} Manner;

static const char *const manners[] = { [AS_TEXT] = "", [AS_WORDS] = "words", [AS_RUPIAH] = "rupiah", [AS_DAY] = "day" };

static gboolean
state_is (const JkkLetter *letter, const char *state)
{
  return letter->decision != NULL && g_strcmp0 (letter->decision->state, state) == 0;
}

static gboolean
is_decided (const JkkLetter *letter)
{
  return state_is (letter, "approved") || state_is (letter, "rejected");
}

static gboolean
is_refusal (const JkkLetter *letter)
{
  return state_is (letter, "rejected") ||
         (letter->decision != NULL && g_strcmp0 (letter->decision->proposal, "refuse") == 0);
}

static gboolean
is_draft (const JkkLetter *letter)
{
  return !is_decided (letter) && !state_is (letter, "proposed");
}

static gboolean
is_to_employer (const JkkLetter *letter)
{
  return letter->recipient == NULL || g_str_equal (letter->recipient, "employer");
}

static gboolean
is_complete (const JkkLetter *letter)
{
  return letter->payout != NULL && letter->payout->missing->len == 0;
}

static gboolean
is_calculated (const JkkLetter *letter)
{
  return letter->payout != NULL && letter->payout->lines->len > 0;
}

/* What is paid, or would be. */
static gint64
total_of (const JkkLetter *letter)
{
  if (is_refusal (letter))
    return JKK_NONE;
  if (letter->decision != NULL)
    return letter->decision->total;
  return letter->payout != NULL ? letter->payout->total : JKK_NONE;
}

static gint64
law_day_of (const JkkLetter *letter)
{
  return letter->payout != NULL ? letter->payout->law_day : JKK_NONE;
}

static gint64
day_of (const JkkLetter *letter)
{
  return letter->day != 0 ? letter->day : JKK_NONE;
}

static char *
moment (gint64 seconds)
{
  if (seconds == 0 || seconds == JKK_NONE)
    return g_strdup ("");
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  JkkDay day =
      jkk_day_new (g_date_time_get_year (time), g_date_time_get_month (time), g_date_time_get_day_of_month (time));
  g_autofree char *text = jkk_words_from_day (day), *clock = g_date_time_format (time, "%H.%M");

  return g_strdup_printf (jkk_bahasa (N_ ("%s at %s")), text, clock);
}

static char *
show_proposed (const JkkLetter *letter)
{
  return moment (letter->decision != NULL ? letter->decision->proposed_at : 0);
}

static char *
show_decided (const JkkLetter *letter)
{
  return moment (is_decided (letter) ? letter->decision->decided_at : 0);
}

static char *
show_proposer (const JkkLetter *letter)
{
  if (letter->decision == NULL)
    return NULL;
  return g_strdup (letter->proposer != NULL ? letter->proposer : letter->decision->proposed_by);
}

static char *
show_approver (const JkkLetter *letter)
{
  if (!is_decided (letter))
    return NULL;
  return g_strdup (letter->approver != NULL ? letter->approver : letter->decision->decided_by);
}

static char *
show_proposal_note (const JkkLetter *letter)
{
  return g_strdup (letter->decision != NULL ? letter->decision->proposal_note : NULL);
}

static char *
show_decision_note (const JkkLetter *letter)
{
  return g_strdup (letter->decision != NULL ? letter->decision->decision_note : NULL);
}

static char *
show_hash (const JkkLetter *letter)
{
  return g_strdup (letter->decision != NULL ? letter->decision->hash : NULL);
}

static char *
show_pack (const JkkLetter *letter)
{
  return g_strdup (letter->decision != NULL ? letter->decision->pack : NULL);
}

static char *
show_pack_version (const JkkLetter *letter)
{
  return g_strdup (letter->decision != NULL ? letter->decision->pack_version : NULL);
}

static char *
show_program (const JkkLetter *letter)
{
  return g_strdup (letter->decision != NULL ? letter->decision->program_version : NULL);
}

static char *
show_office (const JkkLetter *letter)
{
  return g_strdup (letter->office);
}

static char *
show_place (const JkkLetter *letter)
{
  return g_strdup (letter->place);
}

static char *
show_address (const JkkLetter *letter)
{
  return g_strdup (letter->address);
}

static char *
show_journal_head (const JkkLetter *letter)
{
  return g_strdup (letter->journal_head);
}

static char *
show_text (const JkkLetter *letter)
{
  return g_strdup (letter->text);
}

static char *
recipient_part (const JkkLetter *letter, const char *employer, const char *participant, const char *facility)
{
  JkkFormFacts facts = { letter->jcase, letter->payout, letter->decision };

  if (g_strcmp0 (letter->recipient, "participant") == 0)
    return jkk_form_value_text (&facts, participant);
  if (g_strcmp0 (letter->recipient, "facility") == 0)
    return facility != NULL ? jkk_form_value_text (&facts, facility) : g_strdup ("");
  return jkk_form_value_text (&facts, employer);
}

static char *
show_recipient (const JkkLetter *letter)
{
  return recipient_part (letter, "employer.name", "participant.name", "medical.facility");
}

static char *
show_recipient_address (const JkkLetter *letter)
{
  return recipient_part (letter, "employer.address", "participant.address", NULL);
}

/* "a; b; and 3 others": a sentence may have room for some of them only. */
static char *
show_documents (JkkLetterScope *scope)
{
  g_autoptr (GPtrArray) missing = jkk_letter_documents_missing (scope);
  GString *text = g_string_new (NULL);
  guint most = scope->most > 0 ? MIN (scope->most, missing->len) : missing->len;

  for (guint i = 0; i < most; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "",
                            (const char *) g_hash_table_lookup (missing->pdata[i], "short"));
  if (most < missing->len)
    {
      g_string_append (text, "; ");
      g_string_append_printf (text, jkk_bahasa (N_ ("and %u more")), missing->len - most);
    }
  return g_string_free (text, FALSE);
}

/* What a letter knows besides the values of the case; "volatile" values are no facts of the case. */
static const struct
{
  const char *path;
  char *(*show) (const JkkLetter *letter);
  gint64 (*number) (const JkkLetter *letter);
  gboolean (*is) (const JkkLetter *letter);
  gboolean passing;
} own[] = {
  { "decision.approver", .show = show_approver },
  { "decision.complete_hash", .show = show_hash },
  { "decision.decided", .show = show_decided },
  { "decision.decision_note", .show = show_decision_note },
  { "decision.pack", .show = show_pack },
  { "decision.pack_version", .show = show_pack_version },
  { "decision.program_version", .show = show_program },
  { "decision.proposal_note", .show = show_proposal_note },
  { "decision.proposed", .show = show_proposed },
  { "decision.proposer", .show = show_proposer },
  { "journal.head", .show = show_journal_head, .passing = TRUE },
  { "letter.day", .number = day_of, .passing = TRUE },
  { "letter.recipient", .show = show_recipient },
  { "letter.to_employer", .is = is_to_employer },
  { "letter.recipient_address", .show = show_recipient_address },
  { "letter.text", .show = show_text },
  { "office.address", .show = show_address, .passing = TRUE },
  { "office.city", .show = show_place, .passing = TRUE },
  { "office.name", .show = show_office, .passing = TRUE },
  { "payout.calculated", .is = is_calculated },
  { "payout.complete", .is = is_complete },
  { "payout.law_day", .number = law_day_of },
  { "payout.total", .number = total_of },
  { "state.decided", .is = is_decided },
  { "state.draft", .is = is_draft },
  { "state.refusal", .is = is_refusal },
};

static int
find_own (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_str_equal (own[i].path, path))
      return (int) i;
  return -1;
}

static char *
number_text (gint64 number, Manner manner)
{
  if (number == JKK_NONE)
    return g_strdup ("");
  switch (manner)
    {
    case AS_WORDS:
      return jkk_words_from_rupiah (number);
    case AS_DAY:
      return jkk_words_from_day ((JkkDay) number);
    default:
      return jkk_money_to_rupiah (number);
    }
}

static char *
case_text (JkkLetterScope *scope, const char *path, Manner manner)
{
  JkkFormFacts facts = { scope->letter->jcase, scope->letter->payout, scope->letter->decision };
  const JkkField *field = NULL;
  gconstpointer record = manner != AS_TEXT ? jkk_case_find (facts.jcase, path, &field, NULL) : NULL;

  if (record == NULL)
    return jkk_form_value_text (&facts, path);
  return jkk_field_is_empty (field, record) ? g_strdup ("")
                                            : number_text (jkk_field_get_number (field, record), manner);
}

static char *
value_text (JkkLetterScope *scope, const char *path, Manner manner)
{
  int at = find_own (path);
  char *text;

  if (*path == '.')
    return g_strdup (scope->row != NULL ? g_hash_table_lookup (scope->row, path + 1) : "");
  if (g_str_equal (path, "documents.list"))
    return show_documents (scope);
  if (at < 0)
    return case_text (scope, path, manner);
  if (own[at].number != NULL)
    return number_text (own[at].number (scope->letter), manner);
  if (own[at].is != NULL)
    return g_strdup (own[at].is (scope->letter) ? "1" : "");
  text = own[at].show (scope->letter);
  return text != NULL ? text : g_strdup ("");
}

/* "participant.wage words" is a path and a manner. */
static char *
split_name (const char *name, Manner *manner)
{
  const char *space = strchr (name, ' ');

  *manner = space == NULL ? AS_TEXT : AS_UNKNOWN;
  for (guint i = AS_WORDS; space != NULL && i < G_N_ELEMENTS (manners); i++)
    if (g_str_equal (manners[i], space + 1))
      *manner = (Manner) i;
  return space != NULL ? g_strndup (name, (gsize) (space - name)) : g_strdup (name);
}

static void
note (JkkLetterScope *scope, const char *path, const char *value)
{
  int at = find_own (path);

  if (scope->said != NULL && (at < 0 || !own[at].passing))
    g_string_append_printf (scope->said, "%s\t%s\n", path, value);
}

/**
 * jkk_letter_value_expand:
 * @scope: where values come from
 * @text: a text with names of values in braces: "{participant.wage rupiah}"
 * @is_empty: (out) (optional): whether the text has values and all of them are empty
 *
 * Returns: (transfer full): the text with the values in their places.
 */
char *
jkk_letter_value_expand (JkkLetterScope *scope, const char *text, gboolean *is_empty)
{
  GString *out = g_string_new (NULL);
  guint n_values = 0, n_full = 0;

  while (*text != '\0')
    {
      const char *close = *text == '{' ? strchr (text, '}') : NULL;

      if (close == NULL)
        {
          g_string_append_c (out, *text++);
          continue;
        }
      g_autofree char *name = g_strndup (text + 1, (gsize) (close - text - 1));
      Manner manner;
      g_autofree char *path = split_name (name, &manner);
      g_autofree char *value = value_text (scope, path, manner);

      n_values++;
      n_full += *value != '\0';
      g_string_append (out, value);
      note (scope, path, value);
      text = close + 1;
    }
  if (is_empty != NULL)
    *is_empty = n_values > 0 && n_full == 0;
  return g_string_free (out, FALSE);
}

/**
 * jkk_letter_value_test:
 * @scope: where values come from
 * @condition: "PATH" for any value, "PATH is CODE" for this one; a list is true when it has rows
 *
 * Returns: whether it holds.
 */
gboolean
jkk_letter_value_test (JkkLetterScope *scope, const char *condition)
{
  g_auto (GStrv) parts = g_strsplit (condition, " is ", 2);
  JkkFormFacts facts = { scope->letter->jcase, scope->letter->payout, scope->letter->decision };

  if (parts[1] != NULL)
    return jkk_form_value_is (&facts, parts[0], parts[1]);
  if (jkk_letter_rows_members (parts[0]) != NULL || jkk_case_part_find (parts[0]) != NULL)
    {
      g_autoptr (GPtrArray) rows = jkk_letter_value_rows (scope, parts[0]);

      return rows->len > 0;
    }
  g_autofree char *value = value_text (scope, parts[0], AS_TEXT);
  return *value != '\0';
}

/**
 * jkk_letter_value_rows:
 * @scope: where values come from
 * @source: a list of the case, or one of those that only letters know
 *
 * Returns: (transfer full) (element-type GHashTable): its rows, each a table of name to text.
 */
GPtrArray *
jkk_letter_value_rows (JkkLetterScope *scope, const char *source)
{
  if (g_str_equal (source, "documents"))
    return jkk_letter_documents_missing (scope);
  return jkk_letter_rows_get (scope->letter, source);
}

static gboolean
check_path (const char *path, GError **error)
{
  JkkFormField field = { .name = (char *) path, .path = (char *) path, .kind = JKK_FORM_TEXT };
  g_autoptr (GError) local = NULL;

  if (find_own (path) >= 0 || g_str_equal (path, "documents.list"))
    return TRUE;
  /* A letter may ask a yes or no, which a form shows as a box only. */
  g_autoptr (JkkCase) empty = jkk_case_new ();
  const JkkField *value = NULL;
  jkk_case_find (empty, path, &value, NULL);
  return (value != NULL && value->kind == JKK_KIND_FLAG) || jkk_form_value_check (&field, error);
}

static gboolean
check_member (const char *source, const char *member, GError **error)
{
  const char *const *members = source != NULL ? jkk_letter_rows_members (source) : NULL;
  const JkkCasePart *part = source != NULL ? jkk_case_part_find (source) : NULL;

  if ((members != NULL && g_strv_contains (members, member)) ||
      (part != NULL && jkk_record_type_find (part->type, member) != NULL))
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("No row of “%s” has a value “%s”."),
               source != NULL ? source : "—", member);
  return FALSE;
}

static gboolean
check_condition (const char *source, const char *condition, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (condition, " is ", 2);

  if (*parts[0] == '.')
    return check_member (source, parts[0] + 1, error);
  if (parts[1] != NULL)
    {
      JkkFormField field = { .name = parts[0], .path = parts[0], .code = parts[1], .kind = JKK_FORM_CHECK };

      return jkk_form_value_check (&field, error);
    }
  return jkk_letter_rows_members (parts[0]) != NULL || jkk_case_part_find (parts[0]) != NULL ||
         check_path (parts[0], error);
}

/**
 * jkk_letter_value_check:
 * @source: (nullable): the list that the text stands under
 * @text: a text with names of values, or a condition
 * @is_condition: which of the two
 * @error: return location
 *
 * Returns: whether every value that it names exists; else %JKK_ERROR_INVALID or %JKK_ERROR_NOT_FOUND.
 */
gboolean
jkk_letter_value_check (const char *source, const char *text, gboolean is_condition, GError **error)
{
  if (is_condition)
    return check_condition (source, text, error);
  for (const char *open = strchr (text, '{'); open != NULL; open = strchr (open + 1, '{'))
    {
      const char *close = strchr (open, '}');
      g_autofree char *name = close != NULL ? g_strndup (open + 1, (gsize) (close - open - 1)) : g_strdup (open);
      Manner manner;
      g_autofree char *path = split_name (name, &manner);

      if (close == NULL || manner == AS_UNKNOWN)
        {
          g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("“%s” is no name of a value."), name);
          return FALSE;
        }
      if (*path == '.' ? !check_member (source, path + 1, error) : !check_path (path, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * jkk_letter_value_check_source:
 * @source: what "each" goes through
 * @error: return location
 *
 * Returns: whether there is such a list.
 */
gboolean
jkk_letter_value_check_source (const char *source, GError **error)
{
  const JkkCasePart *part = jkk_case_part_find (source);

  if (jkk_letter_rows_members (source) != NULL || (part != NULL && part->is_list))
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("There is no list “%s” that a letter could go through."),
               source);
  return FALSE;
}
