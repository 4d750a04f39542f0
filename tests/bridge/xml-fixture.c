#include "xml-fixture.h"

#include "jkk-message-xml.h"
#include "jkk-record.h"

#include <glib/gstdio.h>
#include <string.h>

#define TEXT_TRIES 200

/* An example of the published schema. */
char *
fixture_example (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("SANTUN_SOURCE_ROOT"), "data", "schema", "examples", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* A file as an earlier program wrote it: it is never changed, so that later ones prove that they still read it. */
char *
fixture_frozen (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "messages", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Every place of @from, of which there must be one at least. */
char *
fixture_replace (const char *text, const char *from, const char *to)
{
  GString *replaced = g_string_new (text);

  g_assert_cmpuint (g_string_replace (replaced, from, to, 0), >, 0);
  return g_string_free (replaced, FALSE);
}

void
fixture_write (const char *path, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

char *
fixture_temp_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("santun-bridge-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

/* With the files in it. */
void
fixture_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Letters that XML, the fields and UTF-8 make difficult, in a random order. */
static char *
random_text (GRand *rand, guint length)
{
  static const char *const pieces[] = { "a",  "Z", "7", " ", "  ", "<", ">",      "&",      "\"", "'",     "]]>",
                                        "--", "é", "Ł", "ạ̈", "中", "😀", "\u00a0", "{name}", "%s", "&amp;", "\n" };
  GString *text = g_string_new (NULL);

  while (g_utf8_strlen (text->str, -1) < length)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

/* A text that a further check of a field may ask for. */
static char *
random_special (GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      return g_strdup_printf ("99%07d%07d", g_rand_int_range (rand, 0, 10000000), g_rand_int_range (rand, 0, 10000000));
    case 1:
      return g_strdup_printf ("0812-%08d", g_rand_int_range (rand, 0, 100000000));
    case 2:
      return g_strdup_printf ("otot %d", g_rand_int_range (rand, 0, 6));
    case 3:
      return g_strdup_printf ("a%d@b.example.id", g_rand_int_range (rand, 0, 1000));
    default:
      return g_strdup_printf ("%c%02d.%d", 'A' + g_rand_int_range (rand, 0, 26), g_rand_int_range (rand, 0, 100),
                              g_rand_int_range (rand, 0, 10));
    }
}

static void
fill_text (GRand *rand, const JkkField *field, gpointer record)
{
  guint limit = (guint) jkk_field_limit (field);
  gboolean set = FALSE;

  for (guint i = 0; i < TEXT_TRIES && !set; i++)
    {
      g_autofree char *text = field->check != NULL
                                  ? random_special (rand)
                                  : random_text (rand, (guint) g_rand_int_range (rand, 1, MIN (limit, 60)));

      set = jkk_field_set_text (field, record, text, NULL) && !jkk_field_is_empty (field, record);
    }
  g_assert_true (set);
}

static void
fill_number (GRand *rand, const JkkField *field, gpointer record)
{
  gint64 low = field->min, high = jkk_field_limit (field);

  if (field->kind == JKK_KIND_DAY)
    {
      low = jkk_day_new (1900, 1, 1);
      high = jkk_day_new (2199, 12, 31);
    }
  else if (field->kind == JKK_KIND_FLAG)
    high = 1;
  else if (field->kind == JKK_KIND_TIME)
    high = 1439;
  high = MIN (high, JKK_MONEY_MAX);
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      jkk_field_put_number (field, record, low);
      break;
    case 1:
      jkk_field_put_number (field, record, high);
      break;
    default:
      jkk_field_put_number (field, record, low + (gint64) (g_rand_double (rand) * (double) (high - low)));
    }
}

static void
fill_field (GRand *rand, const JkkField *field, gpointer record)
{
  if (field->kind == JKK_KIND_CODE)
    {
      const JkkCodeList *list = jkk_code_list_get (field->codes);

      jkk_field_put_string (field, record, list->codes[g_rand_int_range (rand, 0, (gint32) list->n_codes)].code);
    }
  else if (jkk_field_is_text (field))
    fill_text (rand, field, record);
  else
    fill_number (rand, field, record);
}

/* Four fields of five are filled. */
static void
fill_record (GRand *rand, const JkkRecordType *type, gpointer record)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (g_rand_int_range (rand, 0, 5) > 0)
      fill_field (rand, &type->fields[i], record);
}

/* A case with anything that its field tables allow. */
JkkCase *
fixture_random_case (GRand *rand)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);
  JkkCase *jcase = jkk_case_new ();

  for (guint i = 0; i < n_parts; i++)
    if (!parts[i].is_list)
      fill_record (rand, parts[i].type, (gpointer) jkk_case_part_record (jcase, &parts[i]));
    else
      for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
        {
          gpointer record = jkk_record_new (parts[i].type);

          fill_record (rand, parts[i].type, record);
          g_ptr_array_add (jkk_case_part_list (jcase, &parts[i]), record);
        }
  if (jcase->cover.status == NULL) /* a case is never without */
    jcase->cover.status = g_strdup (jkk_case_status_name (JKK_STATUS_RECEIVED));
  return jcase;
}

static char *
random_string (GRand *rand)
{
  return g_rand_boolean (rand) ? random_text (rand, (guint) g_rand_int_range (rand, 0, 30)) : NULL;
}

static const char *
random_member (GRand *rand, JkkReason *reason)
{
  g_autofree char *text = random_string (rand);

  return jkk_reason_text (reason, text);
}

static void
add_random_input (GRand *rand, JkkReason *reason)
{
  g_autofree char *name = random_text (rand, 5), *label = random_text (rand, 9);
  JkkFieldKind kind = (JkkFieldKind) g_rand_int_range (rand, 0, JKK_KIND_FLAG + 1);
  gint64 most = kind == JKK_KIND_FLAG ? 1 : kind == JKK_KIND_TIME ? 1439 : kind == JKK_KIND_DAY ? 30000 : 100000000000;
  JkkInput *input = jkk_reason_add_input (reason, jkk_reason_text (reason, name), jkk_reason_text (reason, label), kind,
                                          (gint64) (g_rand_double (rand) * (double) most));

  if (g_rand_int_range (rand, 0, 4) == 0)
    input->number = JKK_NONE;
  input->text = random_member (rand, reason);
  input->path = random_member (rand, reason);
  input->parameter = random_member (rand, reason);
  input->article = random_member (rand, reason);
  input->unconfirmed = g_rand_boolean (rand);
}

static JkkReason *
random_reason (GRand *rand, guint depth)
{
  g_autofree char *rule = random_text (rand, 6), *title = random_text (rand, 12);
  JkkReason *reason = jkk_reason_new (NULL, NULL, NULL, NULL);

  reason->rule = jkk_reason_text (reason, rule);
  reason->title = jkk_reason_text (reason, title);
  reason->benefit = random_member (rand, reason);
  reason->article = random_member (rand, reason);
  reason->formula = random_member (rand, reason);
  reason->payee = random_member (rand, reason);
  reason->amount = g_rand_boolean (rand) ? g_rand_int_range (rand, -5, G_MAXINT32) : JKK_NONE;
  for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    add_random_input (rand, reason);
  for (int n = depth > 0 ? g_rand_int_range (rand, 0, 3) : 0; n > 0; n--)
    jkk_reason_take_child (reason, random_reason (rand, depth - 1));
  if (depth > 0 && g_rand_int_range (rand, 0, 4) == 0)
    {
      JkkReason *other = random_reason (rand, 0);

      other->amount = g_rand_int_range (rand, -1000000, 1000000);
      jkk_reason_take_counterfactual (reason, other);
    }
  return reason;
}

static JkkPayoutBasis *
random_basis (GRand *rand)
{
  JkkPayoutBasis *basis = jkk_payout_basis_new ();

  basis->today = g_rand_int_range (rand, 0, 30000);
  basis->segment = random_string (rand);
  for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    {
      g_autofree char *path = random_text (rand, 9), *value = random_text (rand, 9);
      JkkFigure *figure = jkk_payout_basis_add_figure (basis, path, value);

      jkk_payout_basis_take_fact (basis, path, value);
      figure->value = random_string (rand);
      figure->most = random_string (rand);
      figure->partner = random_string (rand);
      figure->each = random_string (rand);
      figure->degree = g_rand_boolean (rand);
      figure->article = random_string (rand);
      figure->from = g_rand_boolean (rand) ? g_rand_int_range (rand, 0, 30000) : JKK_NONE;
      figure->until = g_rand_boolean (rand) ? g_rand_int_range (rand, 0, 30000) : JKK_NONE;
      figure->checked = random_string (rand);
      figure->by = random_string (rand);
      figure->on = g_rand_boolean (rand) ? g_rand_int_range (rand, 0, 30000) : JKK_NONE;
      figure->source = random_string (rand);
    }
  return basis;
}

/* A sheet with anything in it. */
JkkPayout *
fixture_random_payout (GRand *rand)
{
  JkkPayout *payout = jkk_payout_new ();
  g_autofree char *pack = random_string (rand), *title = random_string (rand), *version = random_string (rand);

  payout->pack = jkk_payout_text (payout, pack);
  payout->pack_title = jkk_payout_text (payout, title);
  payout->pack_version = jkk_payout_text (payout, version);
  payout->law_day = g_rand_boolean (rand) ? g_rand_int_range (rand, -20000, 60000) : JKK_NONE;
  payout->total = g_rand_int_range (rand, 0, G_MAXINT32);
  for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    jkk_payout_take_line (payout, random_reason (rand, 3));
  for (int n = g_rand_int_range (rand, 0, 3); n > 0; n--)
    jkk_payout_take_note (payout, random_reason (rand, 1));
  for (int n = g_rand_int_range (rand, 0, 3); n > 0; n--)
    jkk_payout_take_missing (payout, "participant.wage", "The wage is <missing> & “needed”.");
  if (g_rand_boolean (rand))
    payout->basis = random_basis (rand);
  return payout;
}

static void
add_parameter (JkkReason *reason, const char *name, const char *label, JkkFieldKind kind, gint64 number)
{
  g_autofree char *parameter = g_strconcat ("stmb.", name, NULL);
  JkkInput *input = jkk_reason_add_input (reason, name, label, kind, number);

  input->parameter = jkk_reason_text (reason, parameter);
  input->article = "PP 82/2019, lampiran III";
  input->unconfirmed = TRUE;
}

static void
add_fact (JkkReason *reason, const char *name, const char *label, JkkFieldKind kind, gint64 number, const char *path)
{
  jkk_reason_add_input (reason, name, label, kind, number)->path = path;
}

/* A small sheet of which the tests know every figure. */
JkkPayout *
fixture_payout (void)
{
  JkkPayout *payout = jkk_payout_new ();
  JkkReason *line = jkk_reason_new ("stmb", "stmb", "Temporary inability to work", "PP 44/2015 pasal 25");
  JkkReason *step = jkk_reason_new ("stmb-months", NULL, "Months 1 to 6", "PP 82/2019, lampiran III");
  JkkReason *note = jkk_reason_new ("wage-reported", NULL, "Paid on the reported wage", NULL);

  payout->pack = "PP-82-2019";
  payout->pack_title = "Peraturan Pemerintah Nomor 82 Tahun 2019";
  payout->pack_version = "9f2c";
  payout->law_day = jkk_day_new (2026, 3, 12);
  payout->total = 5466667;
  line->amount = 5466667;
  line->payee = "pemberi-kerja";
  step->amount = 5466667;
  step->formula = "{rate} × {days} × {wage} ÷ 30";
  add_parameter (step, "rate", "Share of the wage", JKK_KIND_PERCENT, 10000);
  add_fact (step, "days", "Days", JKK_KIND_COUNT, 41, "medical.rest_until");
  add_fact (step, "wage", "Monthly wage", JKK_KIND_MONEY, 4000000, "participant.wage");
  add_fact (step, "from", "First day", JKK_KIND_DAY, jkk_day_new (2026, 3, 12), "medical.treated_from");
  add_fact (step, "paid", "Wages paid on", JKK_KIND_FLAG, 1, "employer.wage_paid_on");
  jkk_reason_take_child (line, step);
  jkk_payout_take_line (payout, line);
  jkk_payout_take_missing (payout, "claim.examined_day", "The day of the last examination is missing.");
  note->formula = "Line \"one\"\nand a \\ tab\t";
  jkk_payout_take_note (payout, note);
  return payout;
}

/* The first fault with that code, or NULL. */
const JkkFault *
fixture_find_fault (const GPtrArray *faults, const char *code)
{
  for (guint i = 0; i < faults->len; i++)
    if (g_str_equal (((const JkkFault *) faults->pdata[i])->code, code))
      return faults->pdata[i];
  return NULL;
}

/* What every answer to a faulty file has: a code, a sentence, and a line unless it is about the file as a whole. */
void
fixture_expect_sound_faults (const GPtrArray *faults)
{
  static const char *const whole[] = { "file-empty", "file-too-large", "too-many-faults", NULL };

  g_assert_cmpuint (faults->len, >, 0);
  for (guint i = 0; i < faults->len; i++)
    {
      const JkkFault *fault = faults->pdata[i];

      g_assert_nonnull (fault->code);
      g_assert_cmpint (g_utf8_strlen (fault->text, -1), >, 10);
      g_assert_true (g_utf8_validate (fault->text, -1, NULL));
      if (fault->line <= 0)
        g_test_message ("%s: %s", fault->code, fault->text);
      if (!g_strv_contains (whole, fault->code))
        g_assert_cmpint (fault->line, >, 0);
    }
}

/* Whether another program, with the schema as it is published, finds the document valid. */
gboolean
fixture_xmllint (const char *schema, const char *bytes, gsize length)
{
  g_autofree char *folder = fixture_temp_folder ();
  g_autofree char *path = g_build_filename (folder, "document.xml", NULL);
  g_autofree char *schema_path = g_build_filename (g_getenv ("SANTUN_SCHEMA_FOLDER"), schema, NULL);
  const char *argv[] = { g_getenv ("XMLLINT"), "--noout", "--nonet", "--schema", schema_path, path, NULL };
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  int status = -1;

  fixture_write (path, bytes, length);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &complaint, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s", complaint);
  fixture_remove_folder (folder);
  return status == 0;
}

/* A Bundle without faults. */
JkkMessage *
fixture_read_bundle (const char *text)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  JkkMessage *message = jkk_message_from_xml (text, strlen (text), &faults, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_nonnull (message->notices);
  return message;
}

/* The faults of an example with one piece of it changed. */
GPtrArray *
fixture_refused (const char *name, const char *from, const char *to)
{
  g_autofree char *example = fixture_example (name);
  g_autofree char *text = fixture_replace (example, from, to);
  GPtrArray *faults = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_message_from_xml (text, strlen (text), &faults, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  fixture_expect_sound_faults (faults);
  return faults;
}

/* Refused for one reason, and for no other. */
void
fixture_expect_refused (const char *name, const char *from, const char *to, const char *code)
{
  g_autoptr (GPtrArray) faults = fixture_refused (name, from, to);

  if (fixture_find_fault (faults, code) == NULL)
    g_test_message ("%s -> %s: %s, expected %s", from, to, ((JkkFault *) faults->pdata[0])->code, code);
  g_assert_nonnull (fixture_find_fault (faults, code));
  g_assert_cmpuint (faults->len, ==, 1);
}

const JkkFault *
fixture_find_notice (const JkkMessage *message, const char *path)
{
  for (guint i = 0; i < message->notices->len; i++)
    if (strstr (((JkkFault *) message->notices->pdata[i])->path, path) != NULL)
      return message->notices->pdata[i];
  return NULL;
}
