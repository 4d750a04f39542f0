#include "golden.h"

#include "jkk-facts.h"

#include <string.h>

/* A file of golden cases:
 *
 *     case     What is tested, in words
 *     today    2026-03-12
 *       participant.wage_kind = per-bulan          a fact: path = value
 *       children[1].born = 2019-05-02              a row of a list is made when it is named first
 *     pack     PP-82-2019                          or "-" where no regulation applies
 *     line     death  96.000.000  ahli-waris  PP 44/2015 Lampiran III
 *     total    118.000.000
 *     missing  medical.death_day                   each missing field; none may be left out
 *     note     heirs-none                          each note
 *     unsure   rounding                            each parameter to be confirmed; "-" for none; may be left out
 *     office   PMK-4-2023 death-flat = 85000000    what the office has entered in the law, from the first day on
 *     measure, limit, late, figure  … = …          what else the law says of the case: see golden-claim.c
 *
 * What stands before the first "case" holds for all cases of the file.  # begins a comment.
 */

static void
line_free (GoldenLine *line)
{
  g_free (line->benefit);
  g_free (line->payee);
  g_free (line->article);
  g_free (line);
}

static void
golden_free (GoldenCase *golden)
{
  g_free (golden->title);
  g_free (golden->pack);
  g_clear_pointer (&golden->jcase, jkk_case_unref);
  g_ptr_array_unref (golden->lines);
  g_ptr_array_unref (golden->missing);
  g_ptr_array_unref (golden->notes);
  g_clear_pointer (&golden->unconfirmed, g_ptr_array_unref);
  g_ptr_array_unref (golden->claims);
  g_ptr_array_unref (golden->entries);
  g_clear_pointer (&golden->packs, jkk_pack_set_free);
  g_free (golden);
}

static GoldenCase *
golden_new (const char *title, const GoldenCase *common)
{
  GoldenCase *golden = g_new0 (GoldenCase, 1);

  golden->title = g_strdup (title);
  golden->today = common != NULL ? common->today : JKK_NONE;
  golden->jcase = common != NULL ? jkk_case_copy (common->jcase) : jkk_case_new ();
  golden->pack = common != NULL ? g_strdup (common->pack) : NULL;
  golden->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  golden->missing = g_ptr_array_new_with_free_func (g_free);
  golden->notes = g_ptr_array_new_with_free_func (g_free);
  golden->claims = g_ptr_array_new_with_free_func (g_free);
  golden->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_law_entry_free);
  for (guint i = 0; common != NULL && i < common->entries->len; i++)
    g_ptr_array_add (golden->entries, jkk_law_entry_copy (common->entries->pdata[i]));
  return golden;
}

/**
 * golden_set:
 * @jcase: (transfer full): a case
 * @path: which value
 * @value: its text
 * @error: return location
 *
 * Returns: (transfer full): the case with that value; rows of lists are made up to the one that is named.
 */
JkkCase *
golden_set (JkkCase *jcase, const char *path, const char *value, GError **error)
{
  const char *open = strchr (path, '[');

  if (open != NULL)
    {
      g_autofree char *list = g_strndup (path, (gsize) (open - path));
      const JkkCasePart *part = jkk_case_part_find (list);
      guint row = (guint) g_ascii_strtoull (open + 1, NULL, 10);

      while (part != NULL && part->is_list && row < 100 && jkk_case_part_list (jcase, part)->len < row)
        {
          JkkCase *longer = jkk_case_append (jcase, list, NULL);

          jkk_case_unref (jcase);
          jcase = longer;
        }
    }
  JkkCase *changed = jkk_case_set (jcase, path, value, error);
  jkk_case_unref (jcase);
  return changed;
}

/* Takes the next word; the rest is what follows it. */
static char *
next_word (char **text)
{
  char *start = *text + strspn (*text, " \t");
  char *end = start + strcspn (start, " \t");

  *text = end + strspn (end, " \t");
  return g_strndup (start, (gsize) (end - start));
}

static gboolean
read_line (GoldenCase *golden, char *rest, GError **error)
{
  GoldenLine *line = g_new0 (GoldenLine, 1);
  JkkBenefit benefit;

  g_ptr_array_add (golden->lines, line);
  line->benefit = next_word (&rest);
  g_autofree char *amount = next_word (&rest), *payee = next_word (&rest);
  line->payee = g_str_equal (payee, "-") ? NULL : g_steal_pointer (&payee);
  line->article = g_strdup (rest);
  line->amount = jkk_money_parse (amount, error);
  if (line->amount != JKK_NONE && !jkk_benefit_find (line->benefit, &benefit))
    g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, "no benefit “%s”", line->benefit);
  return line->amount != JKK_NONE && jkk_benefit_find (line->benefit, &benefit);
}

static gboolean
read_fact (GoldenCase *golden, char *text, GError **error)
{
  char *equals = strstr (text, " = ");

  if (equals == NULL)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, "neither a word of the format nor “path = value”: %s", text);
      return FALSE;
    }
  g_autofree char *path = g_strstrip (g_strndup (text, (gsize) (equals - text)));
  golden->jcase = golden_set (golden->jcase, path, g_strstrip (equals + 3), error);
  return golden->jcase != NULL;
}

static void
read_unsure (GoldenCase *golden, const char *parameter)
{
  if (golden->unconfirmed == NULL)
    golden->unconfirmed = g_ptr_array_new_with_free_func (g_free);
  if (!g_str_equal (parameter, "-"))
    g_ptr_array_add (golden->unconfirmed, g_strdup (parameter));
}

/* "PACK PARAMETER = VALUE"; without a value the figure is confirmed as it is. */
static gboolean
read_office (GoldenCase *golden, char *rest, GError **error)
{
  g_autofree char *pack = next_word (&rest), *parameter = next_word (&rest);
  const char *value = g_str_has_prefix (rest, "= ") ? rest + 2 : NULL;
  JkkLawEntry *entry =
      jkk_law_entry_new (pack, parameter, jkk_day_new (2015, 7, 1), value, "contoh untuk uji, bukan hukum");

  if (g_str_has_prefix (pack, "PMK"))
    entry->from = jkk_day_new (2023, 2, 22);
  else if (g_str_has_prefix (pack, "PP-82"))
    entry->from = jkk_day_new (2019, 12, 2);
  entry->id = (gint64) golden->entries->len + 1;
  entry->person = g_strdup ("budi");
  g_ptr_array_add (golden->entries, entry);
  return TRUE;
}

static gboolean
is_claim (const char *word)
{
  static const char *const words[] = { "measure", "limit", "late", "figure", NULL };

  return g_strv_contains (words, word);
}

static gboolean
read_statement (GoldenCase *golden, char *text, GError **error)
{
  char *rest = text;
  g_autofree char *word = next_word (&rest);

  if (g_str_equal (word, "today"))
    return (golden->today = jkk_day_parse (rest, error)) != JKK_NONE;
  if (g_str_equal (word, "total"))
    return (golden->total = jkk_money_parse (rest, error)) != JKK_NONE;
  if (g_str_equal (word, "line"))
    return read_line (golden, rest, error);
  if (g_str_equal (word, "office"))
    return read_office (golden, rest, error);
  if (g_str_equal (word, "pack"))
    {
      g_free (golden->pack);
      golden->pack = g_str_equal (rest, "-") ? NULL : g_strdup (rest);
    }
  else if (g_str_equal (word, "missing"))
    g_ptr_array_add (golden->missing, g_strdup (rest));
  else if (g_str_equal (word, "note"))
    g_ptr_array_add (golden->notes, g_strdup (rest));
  else if (g_str_equal (word, "unsure"))
    read_unsure (golden, rest);
  else if (is_claim (word))
    g_ptr_array_add (golden->claims, g_strdup (text));
  else
    return read_fact (golden, text, error);
  return TRUE;
}

/**
 * golden_read:
 * @text: a file of golden cases
 * @error: return location
 *
 * Returns: (transfer full) (element-type GoldenCase): the cases; %NULL if a line cannot be read.
 */
GPtrArray *
golden_read (const char *text, GError **error)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) golden_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GoldenCase *common = golden_new ("common", NULL), *golden = common;
  gboolean good = TRUE;

  for (guint i = 0; lines[i] != NULL && good; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (*line == '\0' || *line == '#')
        continue;
      if (g_str_has_prefix (line, "case "))
        g_ptr_array_add (cases, golden = golden_new (g_strstrip (line + 5), common));
      else if (!read_statement (golden, line, error))
        {
          g_prefix_error (error, "line %u (%s): ", i + 1, golden->title);
          good = FALSE;
        }
    }
  golden_free (common);
  return good ? g_steal_pointer (&cases) : NULL;
}

/**
 * golden_read_all:
 *
 * Returns: (transfer full) (element-type GoldenCase): every case of tests/rules/golden.
 */
GPtrArray *
golden_read_all (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "rules", "golden", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) golden_free);

  g_assert_no_error (error);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;

      if (!g_str_has_suffix (name, ".case"))
        continue;
      g_file_get_contents (path, &text, NULL, &error);
      g_assert_no_error (error);
      GPtrArray *cases = golden_read (text, &error);
      if (cases == NULL)
        g_error ("%s: %s", name, error->message);
      g_ptr_array_extend_and_steal (all, cases);
    }
  return all;
}

/**
 * golden_packs:
 * @golden: a case
 *
 * Returns: (transfer none): the regulations by which it is calculated: with what the office has entered, if anything.
 */
const JkkPackSet *
golden_packs (const GoldenCase *golden)
{
  g_autoptr (GError) error = NULL;
  const JkkPackSet *carried = jkk_pack_set_builtin (&error);

  g_assert_no_error (error);
  if (golden->entries->len == 0)
    return carried;
  if (golden->packs == NULL)
    ((GoldenCase *) golden)->packs = jkk_pack_set_amended (carried, NULL, golden->entries, &error);
  if (golden->packs == NULL)
    g_error ("%s: %s", golden->title, error->message);
  return golden->packs;
}

/**
 * golden_law:
 * @golden: a case
 *
 * Returns: (transfer none) (nullable): the law of its day and segment.
 */
const JkkLaw *
golden_law (const GoldenCase *golden)
{
  g_auto (JkkFacts) facts = { 0 };

  g_assert_true (jkk_facts_init (&facts, golden->jcase, golden->today, NULL));
  const char *segment = jkk_segment_code ((JkkSegment) facts.segment.number);
  const JkkPack *pack = segment != NULL && facts.law_day.number != JKK_NONE
                            ? jkk_pack_set_choose (golden_packs (golden), segment, facts.law_day.number)
                            : NULL;
  return pack != NULL ? jkk_pack_law (pack, facts.law_day.number) : NULL;
}

/**
 * golden_calculate:
 * @golden: a case
 *
 * Returns: (transfer full): its sheet.
 */
JkkPayout *
golden_calculate (const GoldenCase *golden)
{
  g_autoptr (GError) error = NULL;
  JkkPayout *payout = jkk_calculate_with (golden_packs (golden), golden->jcase, golden->today, &error);

  if (payout == NULL)
    g_error ("%s: %s", golden->title, error->message);
  return payout;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* In the order of the alphabet: what is missing has no order of its own. */
static void
append_sorted (GString *text, const char *word, GPtrArray *names)
{
  g_ptr_array_sort (names, compare_texts);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s %s\n", word, (char *) names->pdata[i]);
}

static void
append_line (GString *text, const char *benefit, JkkMoney amount, const char *payee, const char *article)
{
  g_autofree char *money = jkk_money_to_text (amount);

  g_string_append_printf (text, "line %s %s %s %s\n", benefit, money, payee != NULL ? payee : "-", article);
}

static void
append_total (GString *text, JkkMoney total)
{
  g_autofree char *money = jkk_money_to_text (total);

  g_string_append_printf (text, "total %s\n", money);
}

/**
 * golden_expected:
 * @golden: a case
 *
 * Returns: (transfer full): what it expects, as text to compare with golden_actual().
 */
char *
golden_expected (const GoldenCase *golden)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "pack %s\n", golden->pack != NULL ? golden->pack : "-");
  for (guint i = 0; i < golden->lines->len; i++)
    {
      const GoldenLine *line = golden->lines->pdata[i];

      append_line (text, line->benefit, line->amount, line->payee, line->article);
    }
  append_total (text, golden->total);
  append_sorted (text, "missing", golden->missing);
  append_sorted (text, "note", golden->notes);
  if (golden->unconfirmed != NULL)
    append_sorted (text, "unsure", golden->unconfirmed);
  for (guint i = 0; i < golden->claims->len; i++)
    g_string_append_printf (text, "%s\n", (char *) golden->claims->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
collect_unsure (const JkkNodes *reasons, GPtrArray *found)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      g_autoptr (GPtrArray) inputs = jkk_reason_unconfirmed (reasons->pdata[i]);

      for (guint j = 0; j < inputs->len; j++)
        {
          const char *parameter = ((JkkInput *) inputs->pdata[j])->parameter;

          if (!g_ptr_array_find_with_equal_func (found, parameter, g_str_equal, NULL))
            g_ptr_array_add (found, (gpointer) parameter);
        }
    }
}

/**
 * golden_actual:
 * @golden: a case
 * @payout: its sheet
 *
 * Returns: (transfer full): what the sheet says, as text to compare with golden_expected().
 */
char *
golden_actual (const GoldenCase *golden, const JkkPayout *payout)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) missing = g_ptr_array_new (), notes = g_ptr_array_new (), unsure = g_ptr_array_new ();

  g_string_append_printf (text, "pack %s\n", payout->pack != NULL ? payout->pack : "-");
  for (guint i = 0; i < payout->lines->len; i++)
    {
      const JkkReason *line = payout->lines->pdata[i];

      append_line (text, line->benefit, line->amount, line->payee, line->article);
    }
  append_total (text, payout->total);
  for (guint i = 0; i < payout->missing->len; i++)
    g_ptr_array_add (missing, (gpointer) ((JkkMissing *) payout->missing->pdata[i])->path);
  for (guint i = 0; i < payout->notes->len; i++)
    g_ptr_array_add (notes, (gpointer) ((JkkReason *) payout->notes->pdata[i])->rule);
  collect_unsure (payout->lines, unsure);
  append_sorted (text, "missing", missing);
  append_sorted (text, "note", notes);
  if (golden->unconfirmed != NULL)
    append_sorted (text, "unsure", unsure);
  for (guint i = 0; i < golden->claims->len; i++)
    {
      g_autofree char *claim = golden_claim (golden, golden->claims->pdata[i], NULL);

      g_string_append_printf (text, "%s\n", claim);
    }
  return g_string_free (text, FALSE);
}

/**
 * golden_case:
 * @facts: facts as in a file of golden cases
 *
 * Returns: (transfer full): the case.
 */
JkkCase *
golden_case (const char *facts)
{
  g_autofree char *text = g_strconcat ("case of the test\n", facts, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = golden_read (text, &error);

  g_assert_no_error (error);
  return jkk_case_ref (((GoldenCase *) cases->pdata[0])->jcase);
}

/**
 * golden_sheet:
 * @facts: facts as in a file of golden cases
 *
 * Returns: (transfer full): its sheet on 1 June 2026.
 */
JkkPayout *
golden_sheet (const char *facts)
{
  g_autoptr (JkkCase) jcase = golden_case (facts);
  g_autoptr (GError) error = NULL;
  JkkPayout *payout = jkk_calculate (jcase, jkk_day_new (2026, 6, 1), &error);

  g_assert_no_error (error);
  return payout;
}

/**
 * golden_amount:
 * @facts: facts as in a file of golden cases
 * @benefit: a benefit code
 *
 * Returns: rupiah of that line; JKK_NONE without one.
 */
JkkMoney
golden_amount (const char *facts, const char *benefit)
{
  g_autoptr (JkkPayout) payout = golden_sheet (facts);
  const JkkReason *line = jkk_payout_find_line (payout, benefit);

  return line != NULL ? line->amount : JKK_NONE;
}

/**
 * golden_misses:
 * @payout: a sheet
 * @path: a path
 *
 * Returns: whether the sheet says that this is missing.
 */
gboolean
golden_misses (const JkkPayout *payout, const char *path)
{
  for (guint i = 0; i < payout->missing->len; i++)
    if (g_str_equal (((JkkMissing *) payout->missing->pdata[i])->path, path))
      return TRUE;
  return FALSE;
}

/**
 * golden_note:
 * @payout: a sheet
 * @name: name of a note
 *
 * Returns: (transfer none) (nullable): the first note of that name.
 */
const JkkReason *
golden_note (const JkkPayout *payout, const char *name)
{
  for (guint i = 0; i < payout->notes->len; i++)
    if (g_str_equal (((JkkReason *) payout->notes->pdata[i])->rule, name))
      return payout->notes->pdata[i];
  return NULL;
}

/**
 * golden_regulation:
 * @id: name of a regulation
 *
 * Returns: (transfer full): its file.
 */
char *
golden_regulation (const char *id)
{
  g_autofree char *name = g_strconcat (id, ".xml", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "regulations", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/**
 * golden_draft:
 * @id: name of a regulation
 * @from: a part of its file
 * @to: what stands there in the draft
 *
 * Returns: (transfer full): the regulations with that one changed.
 */
JkkPackSet *
golden_draft (const char *id, const char *from, const char *to)
{
  g_autofree char *text = golden_regulation (id);
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_string_replace (changed, from, to, 0), >, 0);
  JkkPackSet *packs = jkk_pack_set_with_draft (changed->str, &error);
  g_assert_no_error (error);
  return packs;
}
