#include "sample-case.h"

static const char *const usual[][2] = {
  { "cover.number", "JKK-2026-000123" },
  { "cover.segment", "PU" },
  { "employer.name", "PT Maju Bersama Sentosa" },
  { "employer.number", "JJ042188" },
  { "employer.address", "Jalan Raya Serang KM 12 No. 45\nCikupa, Kabupaten Tangerang 15710" },
  { "employer.phone", "021-5551234" },
  { "employer.contact", "Rina Wulandari" },
  { "employer.email", "personalia@maju.example" },
  { "participant.name", "Łukasz Đorđević Nguyễn" },
  { "participant.number", "22041987650" },
  { "participant.identity", "3603121204870005" },
  { "participant.born", "12-04-1987" },
  { "participant.address", "Kampung Baru RT 03 RW 07, Desa Sukamulya, Kecamatan Cikupa, Kabupaten Tangerang, Banten" },
  { "participant.phone", "081234567890" },
  { "participant.occupation", "Operator mesin press" },
  { "participant.wage_kind", "per-bulan" },
  { "participant.wage", "4.000.000" },
  { "accident.place", "dalam-lokasi-kerja" },
  { "accident.accident_day", "12-03-2026" },
  { "accident.accident_time", "07.40" },
  { "accident.chronology", "Tangan kanan terjepit saat membersihkan cetakan." },
  { "accident.consequence", "cedera" },
  { "claim.accident_day", "12-03-2026" },
  { "claim.accident_time", "07.40" },
  { "claim.examined_day", "22-04-2026" },
  { "claim.outcome", "cacat-sebagian-fungsi" },
  { "claim.days_absent", "41" },
  { "claim.has_children", "ya" },
  { "claim.remarks", "Upah selama tidak bekerja tetap dibayar oleh perusahaan." },
  { "claim.paper_doctor", "ya" },
  { "claim.paper_transport", "ya" },
  { "claim.declared_place", "Tangerang" },
  { "claim.declared_day", "24-04-2026" },
  { "claim.declared_by", "Rina Wulandari" },
  { "claim.declared_position", "Kepala Personalia" },
  { "medical.doctor_name", "dr. Sri Hartini, Sp.OT" },
  { "medical.doctor_role", "pemeriksa" },
  { "medical.facility", "RS Mitra Sehat Cikupa" },
  { "medical.diagnosis", "Fraktur terbuka falang jari telunjuk kanan" },
  { "medical.outcome", "cacat-sebagian-fungsi" },
  { "medical.loss_percent", "62,5" },
  { "medical.treated_from", "12-03-2026" },
  { "medical.treated_until", "20-03-2026" },
};

static const char *const claimed[][2] = {
  { "payee", "peserta" },           { "disability", "28.000.000" },
  { "transport", "350.000" },       { "bank_name", "Bank Nusantara" },
  { "bank_account", "1234567890" }, { "bank_holder", "Łukasz Đorđević Nguyễn" },
};

static const char *const inherited[][2] = {
  { "name", "Siti Aminah binti Kartono" },
  { "identity", "3603125208900002" },
  { "relation", "janda-duda" },
  { "phone", "081298765432" },
  { "bank_name", "Bank Nusantara" },
  { "bank_account", "9876543210" },
  { "bank_holder", "Siti Aminah" },
  { "guardian_name", "Haji Kartono" },
  { "guardian_identity", "3603121001600001" },
  { "guardian_phone", "081200001111" },
  { "guardian_email", "kartono@contoh.example" },
  { "guardian_relation", "Kakek" },
};

static void
set (JkkCase **jcase, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  JkkCase *next = jkk_case_set (*jcase, path, text, &error);

  g_assert_no_error (error);
  jkk_case_unref (*jcase);
  *jcase = next;
}

static void
append (JkkCase **jcase, const char *part, const char *const (*values)[2], guint n_values)
{
  guint index = 0;
  JkkCase *next = jkk_case_append (*jcase, part, &index);

  jkk_case_unref (*jcase);
  *jcase = next;
  for (guint i = 0; i < n_values; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u].%s", part, index, values[i][0]);

      set (jcase, path, values[i][1]);
    }
}

/* A case of the usual kind, with names outside Latin-1. */
JkkCase *
sample_case (void)
{
  JkkCase *jcase = jkk_case_new ();

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    set (&jcase, usual[i][0], usual[i][1]);
  append (&jcase, "payees", claimed, G_N_ELEMENTS (claimed));
  append (&jcase, "heirs", inherited, G_N_ELEMENTS (inherited));
  return jcase;
}

/* A case whose texts find no room on a form, with a second heir and a second row for the same payee. */
JkkCase *
sample_case_full (void)
{
  JkkCase *jcase = sample_case ();
  g_autoptr (GString) remarks = g_string_new (NULL);

  for (guint i = 1; i <= 14; i++)
    g_string_append_printf (remarks, "Catatan ke-%u: kuitansi asli menyusul, tanda terima ada pada peserta. ", i);
  set (&jcase, "claim.remarks", g_strchomp (remarks->str));
  set (
      &jcase, "employer.name",
      "Perusahaan Perseroan Terbatas Maju Bersama Sentosa Abadi Nusantara Internasional Tbk. (dahulu Koperasi Karyawan "
      "Bersama Sejahtera)");
  set (&jcase, "employer.number", "JJ042188-CABANG-TANGERANG-0001");
  append (&jcase, "heirs", inherited, G_N_ELEMENTS (inherited));
  set (&jcase, "heirs[2].name", "Budi Kartono");
  set (&jcase, "heirs[2].relation", "anak");
  append (&jcase, "payees", claimed, G_N_ELEMENTS (claimed));
  set (&jcase, "payees[2].bank_holder", "Rekening Kedua");
  return jcase;
}

static JkkReason *
sample_line (guint number)
{
  static const char *const benefits[] = { "stmb",       "disability-functional", "transport", "death", "funeral",
                                          "scholarship" };
  const char *benefit = benefits[number % G_N_ELEMENTS (benefits)];
  JkkReason *line = jkk_reason_new (benefit, benefit, "Temporary inability to work",
                                    "PP 82/2019 Lampiran III huruf B angka 1 (perubahan atas PP 44/2015)");
  JkkInput *wage = jkk_reason_add_input (line, "wage", "Monthly wage", JKK_KIND_MONEY, 4000000 + number);
  JkkInput *days = jkk_reason_add_input (line, "days", "Days not at work", JKK_KIND_COUNT, 41);
  JkkInput *rate = jkk_reason_add_input (line, "rate", "Rate", JKK_KIND_PERCENT, 10000);

  wage->path = "participant.wage";
  days->path = "claim.days_absent";
  rate->parameter = "stmb-rate";
  rate->article = "PP 82/2019 Lampiran III";
  rate->unconfirmed = number % 3 == 1;
  line->formula = "{rate} × {days} days × {wage} ÷ 30";
  line->amount = 5466667 + 1234567 * (gint64) number;
  line->payee = number % 2 == 0 ? "peserta" : "pemberi-kerja";

  JkkReason *step = jkk_reason_new ("wage-month", NULL, "Monthly wage", "PP 44/2015 Pasal 1");
  step->amount = 4000000 + number;
  step->formula = "the wage last received";
  jkk_reason_take_child (line, step);
  return line;
}

/* A payout sheet with so many lines. */
JkkPayout *
sample_payout (guint n_lines)
{
  JkkPayout *payout = jkk_payout_new ();

  payout->pack = "PP-82-2019";
  payout->pack_title = "PP 44/2015 jo. PP 82/2019";
  payout->pack_version = "5f1c0a7d9e";
  payout->law_day = jkk_day_new (2026, 3, 12);
  for (guint i = 0; i < n_lines; i++)
    {
      JkkReason *line = sample_line (i);

      jkk_payout_take_line (payout, line);
      payout->total += line->amount;
    }
  jkk_payout_take_note (payout, jkk_reason_new ("late-report", NULL, "The first report came later than 2 × 24 hours.",
                                                "Permenaker 5/2021 Pasal 8"));
  return payout;
}

/* An approval of that sheet. */
JkkDecision *
sample_decision (const JkkPayout *payout)
{
  JkkDecision *decision = jkk_decision_new ();

  decision->state = g_strdup ("approved");
  decision->proposal = g_strdup ("pay");
  decision->proposed_by = g_strdup ("sari");
  decision->proposed_at = 1777024800;
  decision->decided_by = g_strdup ("budi");
  decision->decided_at = 1777111200;
  decision->total = payout->total;
  decision->pack = g_strdup (payout->pack);
  decision->pack_version = g_strdup (payout->pack_version);
  decision->program_version = g_strdup ("0.1.0");
  decision->hash = g_strdup ("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
  return decision;
}

/* Words that a face must be able to show: Indonesian, Polish, Croatian, Vietnamese, Turkish, typographic; and two that
 * are drawn as outlines. */
static const char *const words[] = {
  "kecelakaan", "Łukasz",     "Đorđević", "Nguyễn", "Thị",  "Hường", "Šimić", "Çağrı",
  "İbrahim",    "“kutipan”",  "Jalan",    "—",      "(RT",  "03)",   "½",     "€",
  "O’Brien",    "Ærøskøbing", "no.",      "PT",     "Tbk.", "Αθήνα", "Мир",
};

static char *
random_text (GRand *random, guint max_words, gboolean lines)
{
  GString *text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (random, 1, (gint32) max_words + 1);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, lines && g_rand_int_range (random, 0, 8) == 0 ? '\n' : ' ');
      g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
    }
  return g_string_free (text, FALSE);
}

static gint64
random_number (GRand *random, JkkFieldKind kind)
{
  switch (kind)
    {
    case JKK_KIND_DAY:
      return g_rand_int_range (random, 0, 25000);
    case JKK_KIND_TIME:
      return g_rand_int_range (random, 0, 1440);
    case JKK_KIND_FLAG:
      return g_rand_boolean (random);
    case JKK_KIND_PERCENT:
      return g_rand_int_range (random, 0, 10001);
    case JKK_KIND_COUNT:
      return g_rand_int_range (random, 0, 400);
    default:
      return (gint64) g_rand_int (random) * 10;
    }
}

static void
fill_randomly (GRand *random, const JkkRecordType *type, gpointer record)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const JkkField *field = &type->fields[i];
      g_autofree char *text = NULL;

      /* Some stay empty. */
      if (g_rand_int_range (random, 0, 5) == 0 || g_str_equal (field->name, "status"))
        continue;
      if (field->kind == JKK_KIND_CODE)
        {
          const JkkCodeList *list = jkk_code_list_get (field->codes);

          text = g_strdup (list->codes[g_rand_int_range (random, 0, (gint32) list->n_codes)].code);
        }
      else if (jkk_field_is_text (field))
        text = random_text (random, field->kind == JKK_KIND_LONG ? 120 : 12, field->kind == JKK_KIND_LONG);
      if (text != NULL)
        jkk_field_put_string (field, record, text);
      else
        jkk_field_put_number (field, record, random_number (random, field->kind));
    }
}

/* A case with anything in its fields that they can hold, and up to three rows in each list. */
JkkCase *
sample_case_random (GRand *random)
{
  JkkCase *jcase = jkk_case_new ();
  guint n_parts = 0;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    if (!parts[i].is_list)
      fill_randomly (random, parts[i].type, (gpointer) jkk_case_part_record (jcase, &parts[i]));
    else
      for (int n = g_rand_int_range (random, 0, 4); n > 0; n--)
        {
          gpointer record = jkk_record_new (parts[i].type);

          fill_randomly (random, parts[i].type, record);
          g_ptr_array_add (jkk_case_part_list (jcase, &parts[i]), record);
        }
  return jcase;
}
