#include <glib/gstdio.h>
#include <string.h>

#include "jkk-attachment.h"
#include "jkk-form-map.h"
#include "jkk-form-reading.h"
#include "jkk-form-template.h"
#include "jkk-paper-reader.h"
#include "jkk-pdf-form.h"
#include "sample-case.h"
#include "sample-paper.h"

static const char map[] = "# Percobaan\n"
                          "form    OWN\n"
                          "number  Formulir resmi\n"
                          "title   Formulir percobaan\n"
                          "text    \"Nama Peserta\" participant.name Nama\n"
                          "comb    nik participant.identity cells=16 NIK\n"
                          "lines   alamat participant.address size=9 Alamat\n"
                          "text    perusahaan.nama employer.name Nama perusahaan\n"
                          "check   upah_harian participant.wage_kind=per-hari Upah per hari\n"
                          "check   upah_bulanan participant.wage_kind=per-bulan Upah per bulan\n"
                          "check   tempat#1 accident.place=dalam-lokasi-kerja Dalam\n"
                          "check   tempat#2 accident.place=luar-lokasi-kerja Luar\n"
                          "check   tempat#3 accident.place=lalu-lintas Lalu lintas\n"
                          "skip    catatan_dinas\n";

typedef struct
{
  char *folder;
} Shelf;

static char *
path_in (const Shelf *shelf, const char *name)
{
  return g_build_filename (shelf->folder, name, NULL);
}

/* A PDF by another program; kind: see make-official.py. */
static char *
make_pdf (const Shelf *shelf, const char *name, const char *kind)
{
  g_autoptr (GError) error = NULL;
  char *path = path_in (shelf, name);
  g_autofree char *program = g_build_filename (g_getenv ("SANTUN_SOURCE_ROOT"), "tests/forms/make-official.py", NULL);
  const char *argv[] = { "python3", program, path, kind, NULL };
  int status = 0;

  g_assert_true (
      g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return path;
}

static char *
write_map (const Shelf *shelf, const char *name, const char *text)
{
  char *path = path_in (shelf, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
shelf_set_up (Shelf *shelf, gconstpointer data)
{
  shelf->folder = g_dir_make_tmp ("santun-official-XXXXXX", NULL);
  g_autofree char *pdf = make_pdf (shelf, "OWN.pdf", "");
  g_autofree char *text = write_map (shelf, "OWN.map", map);
  jkk_form_use_folder (shelf->folder);
}

static void
shelf_tear_down (Shelf *shelf, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (shelf->folder, 0, NULL);
  const char *name;

  jkk_form_use_folder (NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = path_in (shelf, name);
      g_remove (path);
    }
  g_rmdir (shelf->folder);
  g_free (shelf->folder);
}

static JkkCase *
plain_case (void)
{
  JkkCase *jcase = jkk_case_new ();

  jkk_set_str (&jcase->cover.number, "JKK-2026-000123");
  jkk_set_str (&jcase->participant.name, "Łukasz Šimić Đorđević");
  jkk_set_str (&jcase->participant.identity, "9999011505900001");
  jkk_set_str (&jcase->participant.address, "Gang Contoh 3\nRT 01 RW 02");
  jkk_set_str (&jcase->participant.wage_kind, "per-bulan");
  jkk_set_str (&jcase->accident.place, "luar-lokasi-kerja");
  return jcase;
}

static GBytes *
fill (const char *code, const JkkCase *jcase, JkkFormFlags flags)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = jkk_form_fill (code, jcase, NULL, NULL, flags, &error);

  g_assert_no_error (error);
  return bytes;
}

static const char *
value_of (GPtrArray *fields, const char *name)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const JkkPaperField *field = fields->pdata[i];

      if (g_strcmp0 (field->name, name) == 0)
        return field->text;
    }
  return NULL;
}

static void
test_a_form_is_added (Shelf *shelf, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const JkkForm *form = jkk_form_get ("OWN", &error);

  g_assert_no_error (error);
  g_assert_true (g_strv_contains (jkk_form_codes (), "OWN"));
  g_assert_true (g_strv_contains (jkk_form_codes (), "KK2"));
  g_assert_true (form->official);
  g_assert_cmpstr (form->number, ==, "Formulir resmi");
  g_assert_null (jkk_form_get ("../OWN", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

static void
test_a_form_is_replaced (Shelf *shelf, gconstpointer data)
{
  g_autofree char *pdf = make_pdf (shelf, "KK2.pdf", "");
  g_autoptr (GString) text = g_string_new (map);
  g_string_replace (text, "OWN", "KK2", 1);
  g_autofree char *path = write_map (shelf, "KK2.map", text->str);
  g_autoptr (JkkCase) jcase = plain_case ();

  jkk_form_use_folder (shelf->folder);
  g_assert_true (jkk_form_get ("KK2", NULL)->official);
  g_assert_false (jkk_form_get_built_in ("KK2", NULL)->official);
  g_autoptr (GBytes) bytes = fill ("KK2", jcase, JKK_FORM_FLAT);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  g_autofree char *said = text_of_paper (paper);
  assert_says (said, "FORMULIR RESMI PERCOBAAN");
}

/* An employer may send in the form that was replaced since. */
static void
test_the_replaced_form_is_still_read (Shelf *shelf, gconstpointer data)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (GBytes) bytes = fill ("KK2", jcase, JKK_FORM_FILLABLE);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  g_autoptr (GPtrArray) fields = jkk_paper_list_fields (paper, NULL);
  g_autofree char *pdf = make_pdf (shelf, "KK2.pdf", ""), *text = write_map (shelf, "KK2.map", map + strlen ("#"));

  jkk_form_use_folder (shelf->folder);
  g_assert_true (jkk_form_recognise (fields) == jkk_form_get_built_in ("KK2", NULL));
}

static void
test_a_print_copy_shows_the_values (Shelf *shelf, gconstpointer data)
{
  g_autoptr (JkkCase) jcase = plain_case ();
  g_autoptr (GBytes) bytes = fill ("OWN", jcase, JKK_FORM_FLAT);
  g_autoptr (GBytes) again = fill ("OWN", jcase, JKK_FORM_FLAT);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  g_autofree char *said = text_of_paper (paper);
  g_autoptr (GPtrArray) fields = jkk_paper_list_fields (paper, NULL);

  assert_sound (bytes);
  assert_says (said, "Łukasz Šimić Đorđević");
  assert_says (said, "Gang Contoh 3");
  assert_says (said, "RT 01 RW 02");
  /* What the agency's file had as an example is gone; nothing can be typed any more. */
  g_assert_null (strstr (said, "CONTOH)"));
  g_assert_cmpuint (fields->len, ==, 0);
  g_assert_true (g_bytes_equal (bytes, again));
}

static void
test_fields_stay_fillable (Shelf *shelf, gconstpointer data)
{
  g_autoptr (JkkCase) jcase = plain_case ();
  g_autoptr (GBytes) bytes = fill ("OWN", jcase, JKK_FORM_FILLABLE);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  g_autoptr (GPtrArray) fields = jkk_paper_list_fields (paper, NULL);
  guint n_ticked = 0;

  assert_sound (bytes);
  g_assert_cmpstr (value_of (fields, "Nama Peserta"), ==, "Łukasz Šimić Đorđević");
  g_assert_cmpstr (value_of (fields, "nik"), ==, "9999011505900001");
  g_assert_cmpstr (value_of (fields, "alamat"), ==, "Gang Contoh 3\nRT 01 RW 02");
  g_assert_cmpstr (value_of (fields, "perusahaan.nama"), ==, "");
  g_assert_cmpstr (value_of (fields, "catatan_dinas"), ==, "");
  g_assert_cmpstr (value_of (fields, "upah_bulanan"), ==, "1");
  g_assert_cmpstr (value_of (fields, "upah_harian"), ==, "0");
  for (guint i = 0; i < fields->len; i++)
    {
      const JkkPaperField *field = fields->pdata[i];

      if (g_strcmp0 (field->name, "tempat") != 0 || g_str_equal (field->text, "0"))
        continue;
      n_ticked++;
      /* The second from the left. */
      g_assert_cmpfloat (field->box.x, ==, 120);
    }
  g_assert_cmpuint (n_ticked, ==, 1);
}

static void
test_a_long_text_continues_on_a_sheet (Shelf *shelf, gconstpointer data)
{
  g_autoptr (JkkCase) jcase = plain_case ();
  g_autofree char *name = g_strnfill (300, 'x');
  g_autoptr (GError) error = NULL;

  for (guint i = 7; i < 300; i += 8)
    name[i] = ' ';
  memcpy (name + 290, "ujungnya", 8);
  jkk_set_str (&jcase->employer.name, name);
  g_autoptr (GBytes) bytes = fill ("OWN", jcase, JKK_FORM_FLAT);
  g_autoptr (JkkPaper) paper = open_paper (bytes);
  g_autofree char *said = text_of_paper (paper);
  g_assert_cmpuint (jkk_paper_get_n_pages (paper), ==, 2);
  assert_sound (bytes);
  assert_says (said, "ungnya");
  assert_says (said, "lampiran");

  g_autoptr (GBytes) refused = jkk_form_fill ("OWN", jcase, NULL, NULL, JKK_FORM_FILLABLE, &error);
  g_assert_null (refused);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "Nama perusahaan"));
}

/* The mark of each page leads home; both sheets name the form. */
static void
test_each_page_is_marked (Shelf *shelf, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkCase) jcase = plain_case ();
  g_autoptr (GBytes) bytes = fill ("OWN", jcase, JKK_FORM_FLAT);
  g_autoptr (JkkPaperReader) reader = jkk_paper_reader_open (bytes, -1, &error);
  g_autoptr (GPtrArray) codes = jkk_paper_reader_list_codes (reader, 0, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (codes->len, ==, 1);
  g_assert_true (g_str_has_prefix (((JkkPaperCode *) codes->pdata[0])->text, "SANTUN1:JKK-2026-000123:OWN:1/1:"));
}

static void
assert_fault (const Shelf *shelf, const char *pdf, const char *text, const char *word)
{
  g_autofree char *path = write_map (shelf, "OWN.map", text);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkForm) form = jkk_form_read_official ("OWN", pdf, path, faults, &error);

  g_assert_no_error (error);
  if (!jkk_form_template_check (form, faults, NULL, &error))
    g_ptr_array_add (faults, g_strdup (error->message));
  for (guint i = 0; i < faults->len; i++)
    if (strstr (faults->pdata[i], word) != NULL)
      return;
  g_error ("“%s” is in none of %u faults", word, faults->len);
}

static void
test_faults_are_named_with_their_line (Shelf *shelf, gconstpointer data)
{
  g_autofree char *pdf = path_in (shelf, "OWN.pdf");
  static const struct
  {
    const char *text;
    const char *word;
  } tries[] = {
    { "text nama participant.name\n", "Line 1: The PDF has no field “nama”" },
    { "\ntext nik participant.nose\n", "Line 2: " },
    { "text nik\n", "Line 1: A field is written" },
    { "comb nik participant.identity\n", "cells=16" },
    { "check upah_harian participant.wage_kind Upah\n", "Line 1: A box needs the value" },
    { "check upah_harian participant.wage_kind=per-abad\n", "can never be ticked" },
    { "check tempat accident.place=lalu-lintas\n", "3 boxes called “tempat”" },
    { "check nik participant.wage_kind=per-hari\n", "is no box" },
    { "text upah_harian participant.name\n", "is a box" },
    { "text nik participant.name\ntext nik participant.identity\n", "Line 2: The field “nik” stands twice" },
    { "form KK9\n", "KK9" },
    { "text nik participant.name size=huge Nama\n", "size=huge" },
    { "mark here\n", "Line 1: The place of the mark" },
    { "skip\n", "Line 1: Say which field" },
    { "banana\n", "banana" },
    { "# nothing\n", "names no field" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    assert_fault (shelf, pdf, tries[i].text, tries[i].word);
}

static void
test_surplus_fields_are_listed (Shelf *shelf, gconstpointer data)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) surplus = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *pdf = path_in (shelf, "OWN.pdf");
  g_autofree char *path =
      write_map (shelf, "OWN.map", "text nik participant.identity\ncheck tempat#2 accident.place=lalu-lintas\n");
  g_autoptr (JkkForm) form = jkk_form_read_official ("OWN", pdf, path, faults, NULL);

  g_assert_true (jkk_form_template_check (form, faults, surplus, NULL));
  g_assert_cmpuint (faults->len, ==, 0);
  /* Four texts, two boxes and the other two of the three. */
  g_assert_cmpuint (surplus->len, ==, 8);
}

static void
test_bad_templates_are_refused (Shelf *shelf, gconstpointer data)
{
  static const char *const words[][2] = {
    { "need", "NeedAppearances" }, { "turned", "Rotate" }, { "xfa", "XFA" }, { "locked", "locked" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *pdf = make_pdf (shelf, "bad.pdf", words[i][0]);

      assert_fault (shelf, pdf, map, words[i][1]);
    }
}

/* The word may be hidden in packed objects. */
static void
test_packed_templates_are_refused_too (Shelf *shelf, gconstpointer data)
{
  g_autofree char *pdf = make_pdf (shelf, "bad.pdf", "need"), *packed = path_in (shelf, "packed.pdf");
  g_autofree char *bytes = NULL;
  gsize length = 0;
  const char *argv[] = { "qpdf", "--object-streams=generate", pdf, packed, NULL };

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL))
    {
      g_test_skip ("no qpdf here");
      return;
    }
  g_assert_true (g_file_get_contents (packed, &bytes, &length, NULL));
  g_assert_null (g_strstr_len (bytes, (gssize) length, "/NeedAppearances"));
  assert_fault (shelf, packed, map, "NeedAppearances");
}

static void
test_a_broken_file_is_told (Shelf *shelf, gconstpointer data)
{
  g_autoptr (JkkCase) jcase = plain_case ();
  g_autofree char *pdf = path_in (shelf, "OWN.pdf"), *map_path = path_in (shelf, "OWN.map");

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (i == 2 ? map_path : pdf, i == 0 ? "%PDF-1.7 garbage" : "\xff\xfe", -1, NULL));
      jkk_form_use_folder (shelf->folder);
      g_autoptr (GBytes) bytes = jkk_form_fill ("OWN", jcase, NULL, NULL, JKK_FORM_FLAT, &error);
      g_assert_null (bytes);
      g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define add(path, func) g_test_add ("/official-form/" path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)
  add ("a-form-is-added", test_a_form_is_added);
  add ("a-form-is-replaced", test_a_form_is_replaced);
  add ("the-replaced-form-is-still-read", test_the_replaced_form_is_still_read);
  add ("a-print-copy-shows-the-values", test_a_print_copy_shows_the_values);
  add ("fields-stay-fillable", test_fields_stay_fillable);
  add ("a-long-text-continues-on-a-sheet", test_a_long_text_continues_on_a_sheet);
  add ("each-page-is-marked", test_each_page_is_marked);
  add ("faults-are-named-with-their-line", test_faults_are_named_with_their_line);
  add ("surplus-fields-are-listed", test_surplus_fields_are_listed);
  add ("bad-templates-are-refused", test_bad_templates_are_refused);
  add ("packed-templates-are-refused-too", test_packed_templates_are_refused_too);
  add ("a-broken-file-is-told", test_a_broken_file_is_told);
  return g_test_run ();
}
