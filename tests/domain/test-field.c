#include "jkk-case.h"

/* Sets a value of a new case and tells it back, or the error's code as "!". */
static char *
set (const char *path, const char *text)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) after = jkk_case_set (jcase, path, text, &error);
  const JkkField *field = NULL;

  if (after == NULL)
    {
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
      return g_strdup ("!");
    }
  gconstpointer record = jkk_case_find (after, path, &field, NULL);
  return jkk_field_to_plain (field, record);
}

static void
test_each_kind_is_read_and_told_in_plain_form (void)
{
  static const struct
  {
    const char *path;
    const char *text;
    const char *plain;
  } rows[] = {
    { "participant.name", "  Budi   Santoso ", "Budi   Santoso" },
    { "participant.name", "a\tb\nc", "a b c" },
    { "participant.name", "", NULL },
    { "participant.name", "e\xcc\x81", "\xc3\xa9" },
    { "participant.name", "bad\x01", "!" },
    { "participant.name", "Budi \u202eosotnaS\u202c\u200b", "Budi osotnaS" },
    { "participant.phone", "\u202a+62 812-0000\u202c", "+62 812-0000" },
    { "participant.name", "\ufeffSiti \U0001f469\u200d\U0001f467", "Siti \U0001f469\u200d\U0001f467" },
    { "accident.chronology", "satu\u2028dua", "satu\ndua" },
    { "participant.wage", "\u200e4.000.000", "4000000" },
    { "participant.name", "bad\xff", "!" },
    { "accident.chronology", "satu\r\ndua\rtiga", "satu\ndua\ntiga" },
    { "participant.wage", "Rp 4.000.000", "4000000" },
    { "participant.wage", "-1", "!" },
    { "accident.accident_day", "12-03-2026", "2026-03-12" },
    { "accident.accident_time", "7.40", "07:40" },
    { "medical.loss_percent", "12,5", "12.50" },
    { "medical.loss_percent", "100,01", "!" },
    { "accident.paper_card", "Ya", "ya" },
    { "accident.paper_card", "0", "tidak" },
    { "accident.paper_card", "mungkin", "!" },
    { "cover.segment", "PU", "PU" },
    { "cover.segment", "Penerima Upah", "PU" },
    { "cover.segment", "wage EARNER", "PU" },
    { "cover.segment", "XX", "!" },
    { "participant.working_week", "6", "6" },
    { "participant.working_week", "7", "!" },
    { "claim.days_absent", "-3", "!" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *plain = set (rows[i].path, rows[i].text);

      g_assert_cmpstr (plain, ==, rows[i].plain);
    }
}

static void
test_a_text_that_is_too_long_is_refused_and_nothing_changes (void)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  g_autofree char *fits = g_strnfill (200, 'a'), *long_text = g_strnfill (201, 'a');
  const JkkField *field = NULL;
  gpointer record = (gpointer) jkk_case_find (jcase, "participant.name", &field, NULL);

  g_assert_true (jkk_field_set_text (field, record, fits, NULL));
  g_assert_false (jkk_field_set_text (field, record, long_text, NULL));
  g_assert_cmpstr (jcase->participant.name, ==, fits);
}

/* Composing a megabyte of accents takes minutes; a person who pastes one by mistake does not wait for them. */
static void
test_a_text_that_is_far_too_long_is_refused_at_once (void)
{
  static const char *const paths[] = { "participant.name", "accident.chronology", "cover.segment", "participant.wage" };
  GString *accents = g_string_new ("1");
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 200000; i++)
    g_string_append (accents, "e\xcc\x81");
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *plain = set (paths[i], accents->str);

      g_assert_cmpstr (plain, ==, "!");
    }
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  g_string_free (accents, TRUE);
}

static void
test_every_plain_value_can_be_read_again (void)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);
  static const gint64 numbers[] = { 0, 1, 5, 720, 1250 };

  for (guint p = 0; p < n_parts; p++)
    for (guint f = 0; f < parts[p].type->n_fields; f++)
      for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
        {
          const JkkField *field = &parts[p].type->fields[f];
          gpointer record = jkk_record_new (parts[p].type), other = jkk_record_new (parts[p].type);

          if (!jkk_field_is_text (field) && !(field->kind == JKK_KIND_FLAG && numbers[i] > 1))
            {
              jkk_field_put_number (field, record, numbers[i]);
              if (jkk_field_check (field, record, NULL))
                {
                  g_autofree char *plain = jkk_field_to_plain (field, record);
                  g_autofree char *text = jkk_field_to_text (field, record);

                  g_assert_true (jkk_field_set_text (field, other, plain, NULL));
                  g_assert_true (jkk_record_equal (parts[p].type, record, other));
                  if (field->kind != JKK_KIND_FLAG)
                    g_assert_true (jkk_field_set_text (field, other, text, NULL));
                  g_assert_true (jkk_record_equal (parts[p].type, record, other));
                }
            }
          jkk_record_free (parts[p].type, record);
          jkk_record_free (parts[p].type, other);
        }
}

static void
test_every_row_of_every_table_is_well_formed (void)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint p = 0; p < n_parts; p++)
    {
      g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
      const char *group = "";

      for (guint f = 0; f < parts[p].type->n_fields; f++)
        {
          const JkkField *field = &parts[p].type->fields[f];

          g_assert_true (g_hash_table_add (names, (gpointer) field->name));
          g_assert_cmpstr (field->label, !=, "");
          g_assert_nonnull (field->group);
          g_assert_cmpuint (field->offset + sizeof (gint64), <=, parts[p].type->size);
          g_assert_true ((field->kind == JKK_KIND_CODE) == (field->codes != NULL));
          /* The fields of a group stand together. */
          if (g_strcmp0 (group, field->group) != 0)
            g_assert_true (g_hash_table_add (groups, (gpointer) field->group));
          group = field->group;
        }
    }
}

static void
test_a_journal_value_is_shown_to_people (void)
{
  const JkkField *day = jkk_record_type_find (&jkk_accident_type, "accident_day");
  const JkkField *wage = jkk_record_type_find (&jkk_participant_type, "wage");
  g_autofree char *shown_day = jkk_field_show (day, "2026-03-12"), *shown_wage = jkk_field_show (wage, "4000000");
  g_autofree char *broken = jkk_field_show (day, "gestern"), *nothing = jkk_field_show (day, NULL);

  g_assert_cmpstr (shown_day, ==, "12-03-2026");
  g_assert_cmpstr (shown_wage, ==, "4.000.000");
  g_assert_cmpstr (broken, ==, "gestern");
  g_assert_cmpstr (nothing, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field/kinds", test_each_kind_is_read_and_told_in_plain_form);
  g_test_add_func ("/field/too-long", test_a_text_that_is_too_long_is_refused_and_nothing_changes);
  g_test_add_func ("/field/far-too-long", test_a_text_that_is_far_too_long_is_refused_at_once);
  g_test_add_func ("/field/read-again", test_every_plain_value_can_be_read_again);
  g_test_add_func ("/field/tables", test_every_row_of_every_table_is_well_formed);
  g_test_add_func ("/field/show", test_a_journal_value_is_shown_to_people);
  return g_test_run ();
}
