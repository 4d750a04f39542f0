#include "jkk-batch.h"
#include "jkk-message-xml.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define HEAD                                                                                                           \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kiriman xmlns=\"urn:santun:kiriman:1\" versi=\"1\">\n<header>"         \
  "<id>6f1c2a52-0d3e-4b7a-9c58-2f1e0a9b7c31</id><sender>RS-A</sender><sent_at>2026-03-20T09:15:00Z</sent_at>"
#define MESSAGE(text) "<pesan xmlns=\"urn:santun:pesan:2\" versi=\"2\">" text "</pesan>\n"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("santun-batch-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "kiriman.xml", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_file (Fixture *fixture, const char *text)
{
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

/* The code of the first fault of the envelope, or NULL. */
static char *
first_fault (Fixture *fixture, const char *text, JkkPostBatch *head)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
  g_autoptr (GError) error = NULL;

  write_file (fixture, text);
  g_autoptr (JkkBatch) batch = jkk_batch_open (fixture->path, &error);
  g_assert_no_error (error);
  if (batch == NULL)
    return g_strdup ("no-batch");
  g_assert_true (jkk_batch_check (batch, head, faults, &error));
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_assert_cmpstr (head->sha256, ==, sha256); /* also of what is refused: by it, the file is known again */
  return faults->len > 0 ? g_strdup (((JkkFault *) faults->pdata[0])->code) : NULL;
}

static void
expect_fault (Fixture *fixture, const char *text, const char *code)
{
  g_autoptr (JkkPostBatch) head = jkk_post_batch_new ("RS-A", "kiriman.xml");
  g_autofree char *found = first_fault (fixture, text, head);

  g_assert_cmpstr (found, ==, code);
}

static void
test_what_is_no_batch_is_left_to_others (Fixture *fixture, gconstpointer data)
{
  expect_fault (fixture, "", "no-batch");
  expect_fault (fixture, "<pesan/>", "no-batch");
  expect_fault (fixture, "kiriman", "no-batch");
  expect_fault (fixture, "x<kiriman>", "no-batch");
  expect_fault (fixture, "<!DOCTYPE kiriman><kiriman>", "no-batch");
  g_autoptr (GError) error = NULL;
  g_assert_null (jkk_batch_open (fixture->folder, &error));
  g_assert_no_error (error);
}

static void
test_a_broken_envelope_is_refused_whole (Fixture *fixture, gconstpointer data)
{
  expect_fault (fixture, HEAD "</header>" MESSAGE ("a"), "truncated");
  expect_fault (fixture, HEAD "</header>" MESSAGE ("a") "<pesan><a></kiriman>", "message-unended");
  expect_fault (fixture, HEAD, "truncated");
  expect_fault (fixture, HEAD "</header></kiriman>", "batch-empty");
  expect_fault (fixture, HEAD "</header>" MESSAGE ("a") "x" MESSAGE ("b") "</kiriman>", "batch-unexpected");
  expect_fault (fixture, HEAD "</header>" MESSAGE ("a") "<lain/></kiriman>", "batch-unexpected");
  expect_fault (fixture, HEAD "</header>" MESSAGE ("a") "</kiriman>" MESSAGE ("b"), "batch-unexpected");
  expect_fault (fixture, HEAD "</header>" MESSAGE ("a") "<!-- kiriman", "batch-unexpected");
  expect_fault (fixture, HEAD "</header>" MESSAGE ("<![CDATA[ a"), "message-unended");
  expect_fault (fixture, HEAD "<count>3</count></header>" MESSAGE ("a") MESSAGE ("b") "</kiriman>", "count-differs");
  expect_fault (fixture, HEAD "<lain/></header>" MESSAGE ("a") "</kiriman>", "element-unexpected");
  expect_fault (fixture, "<kiriman versi=\"1\"><header/>" MESSAGE ("a") "</kiriman>", "batch-header-missing");
  expect_fault (fixture, "<kiriman versi=\"1\"><header></header>" MESSAGE ("a") "</kiriman>", "namespace-wrong");
  expect_fault (fixture, "<kiriman>" MESSAGE ("a") "</kiriman>", "batch-header-missing");
  expect_fault (fixture, "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><kiriman></kiriman>", "encoding-unknown");
}

static char *
next_text (JkkBatch *batch, int *line)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  char *text = jkk_batch_next (batch, &length, line, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (length, ==, text != NULL ? strlen (text) : 0);
  return text;
}

/* One that is broken does not hide the next, and what looks like an end inside a comment is none. */
static void
test_each_message_is_cut_out_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPostBatch) head = jkk_post_batch_new ("RS-A", "kiriman.xml");
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
  const char *const expected[] = {
    "<pesan xmlns=\"urn:santun:pesan:2\" versi=\"2\"><!-- </pesan> --><a b='>'/><![CDATA[</pesan>]]></pesan>",
    "<p:pesan xmlns=\"urn:santun:kiriman:1\" xmlns:p='urn:santun:pesan:2'><p:a/></p:pesan>",
    "<pesan xmlns=\"urn:santun:kiriman:1\" xmlns:p='urn:santun:pesan:2'><a><b <c</pesan>",
    "<pesan xmlns=\"urn:santun:kiriman:1\" xmlns:p='urn:santun:pesan:2'>open ",
    "<pesan xmlns=\"urn:santun:kiriman:1\" xmlns:p='urn:santun:pesan:2'/>",
    "<pesan xmlns=\"x\" xmlns:p='urn:santun:pesan:2'><!DOCTYPE a></pesan>",
  };
  const int lines[] = { 4, 5, 6, 6, 6, 7 };

  write_file (fixture, "<kiriman xmlns=\"urn:santun:kiriman:1\" xmlns:p='urn:santun:pesan:2'\n versi=\"1\">"
                       "<!-- <pesan> -->\n<header><id>6f1c2a52-0d3e-4b7a-9c58-2f1e0a9b7c31</id><sender>RS-A</sender>"
                       "<sent_at>2026-03-20T09:15:00Z</sent_at><event>Ledakan &amp; api</event></header>\n"
                       "<pesan xmlns=\"urn:santun:pesan:2\" versi=\"2\"><!-- </pesan> --><a b='>'/><![CDATA[</pesan>]]>"
                       "</pesan>\n<p:pesan><p:a/></p:pesan>\n<pesan><a><b <c</pesan><pesan>open <pesan/>\n"
                       "<pesan xmlns=\"x\"><!DOCTYPE a></pesan>\n</kiriman>\n<!-- end -->\n");
  g_autoptr (JkkBatch) batch = jkk_batch_open (fixture->path, NULL);
  g_assert_true (jkk_batch_check (batch, head, faults, NULL));
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpint (head->messages, ==, 6);
  g_assert_cmpstr (head->event, ==, "Ledakan & api");
  g_assert_cmpstr (head->sender, ==, "RS-A");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      int line = 0;
      g_autofree char *text = next_text (batch, &line);

      g_assert_nonnull (text);
      g_assert_cmpint (line, ==, lines[i]);
      if (i == 0)
        {
          g_assert_true (g_str_has_prefix (text, "<pesan xmlns:p='urn:santun:pesan:2' xmlns=\"urn:santun:pesan:2\""));
          g_assert_true (g_str_has_suffix (text, "]]></pesan>"));
        }
      else if (i == 5)
        g_assert_cmpstr (text, ==, "<pesan xmlns:p='urn:santun:pesan:2' xmlns=\"x\"><!DOCTYPE a></pesan>");
      else
        g_assert_cmpstr (text, ==, expected[i]);
    }
  int line;
  g_autofree char *end = next_text (batch, &line);
  g_assert_null (end);
}

/* Larger than the window through which it is read; every place of a break between two windows is met. */
static void
test_a_large_batch_is_read_in_pieces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEAD "</header>\n");
  g_autoptr (JkkPostBatch) head = jkk_post_batch_new ("RS-A", "kiriman.xml");
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
  const guint n = 20000;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *filler = g_strnfill (i % 397, 'x');

      g_string_append_printf (text, "<pesan nomor='%u'><!-- %s --></pesan>\n", i, filler);
    }
  g_string_append (text, "</kiriman>");
  write_file (fixture, text->str);
  g_autoptr (JkkBatch) batch = jkk_batch_open (fixture->path, NULL);
  g_assert_true (jkk_batch_check (batch, head, faults, NULL));
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpint (head->messages, ==, n);
  for (guint i = 0; i < n; i++)
    {
      int line = 0;
      g_autofree char *message = next_text (batch, &line);
      g_autofree char *number = g_strdup_printf (" nomor='%u'>", i);

      g_assert_cmpint (line, ==, 4 + (int) i);
      g_assert_nonnull (strstr (message, number));
    }
}

/* A message of more than 8 MB ends the reading before it fills the memory. */
static void
test_a_giant_message_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEAD "</header><pesan>");

  for (guint i = 0; i < 10 * 1024; i++)
    {
      g_autofree char *filler = g_strnfill (1024, 'x');

      g_string_append (text, filler);
    }
  g_string_append (text, "</pesan></kiriman>");
  expect_fault (fixture, text->str, "message-unended");
  g_string_truncate (text, strlen (HEAD "</header>"));
  for (guint i = 0; i < 2 * 1024 * 1024; i++) /* each one would look for its end in all that follows */
    g_string_append (text, "<!--");
  expect_fault (fixture, text->str, "batch-unexpected");
}

static void
test_a_file_that_changes_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkPostBatch) head = jkk_post_batch_new ("RS-A", "kiriman.xml");
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
  g_autoptr (GError) error = NULL;
  gsize length;
  int line;

  write_file (fixture, HEAD "</header>" MESSAGE ("a") "</kiriman>");
  g_autoptr (JkkBatch) batch = jkk_batch_open (fixture->path, NULL);
  g_assert_true (jkk_batch_check (batch, head, faults, NULL));
  g_assert_cmpint (truncate (fixture->path, 100), ==, 0);
  g_assert_null (jkk_batch_next (batch, &length, &line, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_BUSY);
}

/* What the office writes, it reads. */
static void
test_a_written_batch_is_read_again (Fixture *fixture, gconstpointer data)
{
  const JkkPostBatch said = { .guid = (char *) "6f1c2a52-0d3e-4b7a-9c58-2f1e0a9b7c31",
                              .sender = (char *) "KANTOR",
                              .recipient = (char *) "RS-A",
                              .answers = (char *) "7f1c2a52-0d3e-4b7a-9c58-2f1e0a9b7c31",
                              .event = (char *) "A & <B>",
                              .messages = 2 };
  g_autoptr (JkkPostBatch) head = jkk_post_batch_new ("RS-A", "kiriman.xml");
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
  g_autoptr (JkkBatchWriter) writer = jkk_batch_writer_new (fixture->path, &said, "2026-03-20T09:15:00Z", NULL);
  g_autoptr (GError) error = NULL;
  int line;

  g_assert_true (jkk_batch_writer_add (writer, "<?xml version=\"1.0\"?>\n<pesan>a</pesan>\n", NULL));
  g_assert_true (jkk_batch_writer_add (writer, "<pesan>b</pesan>", NULL));
  g_assert_true (jkk_batch_writer_finish (writer, NULL));
  g_autoptr (JkkBatch) batch = jkk_batch_open (fixture->path, NULL);
  g_assert_true (jkk_batch_check (batch, head, faults, NULL));
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpint (head->messages, ==, 2);
  g_assert_cmpstr (head->event, ==, said.event);
  g_assert_cmpstr (head->recipient, ==, "RS-A");
  g_autofree char *first = next_text (batch, &line);
  g_assert_cmpstr (first, ==, "<pesan xmlns=\"urn:santun:kiriman:1\">a</pesan>");
  g_autofree char *nowhere = g_build_filename (fixture->folder, "tidak", "ada.xml", NULL);
  g_assert_null (jkk_batch_writer_new (nowhere, &said, "", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/batch/other", test_what_is_no_batch_is_left_to_others);
  ADD ("/batch/envelope", test_a_broken_envelope_is_refused_whole);
  ADD ("/batch/cut", test_each_message_is_cut_out_alone);
  ADD ("/batch/large", test_a_large_batch_is_read_in_pieces);
  ADD ("/batch/giant", test_a_giant_message_is_refused);
  ADD ("/batch/changes", test_a_file_that_changes_is_told);
  ADD ("/batch/written", test_a_written_batch_is_read_again);
  return g_test_run ();
}
