/* Files from anybody: each attack and each mistake gets its code, its line and an end in short time. */

#include "jkk-xml-check.h"
#include "jkk-xml.h"
#include "xml-fixture.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CASE "<kasus xmlns=\"urn:santun:kasus:1\" versi=\"1\">"
/* Generous: the machine may be busy and the build slow; the attacks of old took minutes. */
#define MOST_SECONDS 10

/* Checks the file, which must be refused, and gives its faults. */
static GPtrArray *
refused (const char *bytes, gsize length)
{
  GPtrArray *faults = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_false (jkk_xml_check (bytes, length, NULL, &faults, &error));
  g_assert_cmpint (g_get_monotonic_time () - start, <, MOST_SECONDS * G_USEC_PER_SEC);
  g_assert_nonnull (error);
  g_assert_true (error->domain == JKK_ERROR);
  fixture_expect_sound_faults (faults);
  return faults;
}

static void
expect (const char *bytes, gsize length, const char *code, int line)
{
  g_autoptr (GPtrArray) faults = refused (bytes, length);
  const JkkFault *fault = fixture_find_fault (faults, code);

  if (fault == NULL)
    g_test_message ("found %s: %s", ((JkkFault *) faults->pdata[0])->code, ((JkkFault *) faults->pdata[0])->text);
  g_assert_nonnull (fault);
  g_assert_cmpint (fault->line, ==, line);
}

static void
expect_text (const char *text, const char *code, int line)
{
  expect (text, strlen (text), code, line);
}

static char *
repeat (const char *before, const char *piece, guint n, const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
  return g_string_free (g_string_append (text, after), FALSE);
}

static void
test_entity_bombs (void)
{
  expect_text (
      "<?xml version='1.0'?>\n<!DOCTYPE kasus [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;'>]>\n"
      "<kasus>&c;</kasus>",
      "doctype", 2);
  expect_text ("<!DOCTYPE kasus>\n" CASE "</kasus>", "doctype", 1);
  expect_text ("<!-- a -->\n\n<!ENTITY % x 'y'>" CASE "</kasus>", "doctype", 3);
  expect_text (CASE "\n<!DOCTYPE a></kasus>", "doctype", 2);
}

/* A secret file, and a port at which nobody may knock. */
static void
test_nothing_is_fetched (void)
{
  g_autofree char *folder = fixture_temp_folder ();
  g_autofree char *secret = g_build_filename (folder, "secret", NULL);
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  fixture_write (secret, "TOPSECRET", 9);
  g_assert_cmpint (bind (listener, (struct sockaddr *) &address, length), ==, 0);
  g_assert_cmpint (listen (listener, 8), ==, 0);
  g_assert_cmpint (getsockname (listener, (struct sockaddr *) &address, &length), ==, 0);

  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%d/x", ntohs (address.sin_port));
  const char *const places[] = { secret, url };
  static const char *const attacks[] = {
    "<!DOCTYPE kasus [<!ENTITY x SYSTEM '%s'>]><kasus>&x;</kasus>",
    "<!DOCTYPE kasus [<!ENTITY %% x SYSTEM '%s'> %%x;]><kasus/>",
    "<!DOCTYPE kasus SYSTEM '%s'><kasus/>",
    CASE "<cover><note><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='%s' "
         "parse='text'/></note></cover></kasus>",
    "<?xml-stylesheet href='%s'?>" CASE "<a/></kasus>",
    "<kasus xmlns='urn:santun:kasus:1' versi='1' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
    " xsi:schemaLocation='urn:santun:kasus:1 %s'><a/></kasus>",
    "<kasus xmlns='urn:x' versi='1' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
    " xsi:schemaLocation='urn:x %s'><a/></kasus>",
  };
  for (guint i = 0; i < G_N_ELEMENTS (attacks) * 2; i++)
    {
      g_autofree char *text = fixture_replace (attacks[i / 2], "%s", places[i % 2]);
      g_autoptr (GPtrArray) faults = refused (text, strlen (text));

      for (guint j = 0; j < faults->len; j++)
        g_assert_null (strstr (((JkkFault *) faults->pdata[j])->text, "TOPSECRET"));
    }
  g_assert_cmpint (accept (listener, NULL, NULL), <, 0);
  close (listener);
  fixture_remove_folder (folder);
}

static void
test_depth (void)
{
  g_autofree char *endless = repeat ("", "<a>", 300000, "");
  g_autofree char *closed = repeat (CASE "\n", "<cover>", 100, "");

  expect_text (endless, "too-deep", 1);
  expect_text (closed, "too-deep", 2);
}

static void
test_long_texts (void)
{
  g_autofree char *long_text = repeat (CASE "<cover>\n<note>", "0123456789ab", 600000, "</note></cover></kasus>");
  g_autofree char *long_cdata =
      repeat (CASE "<cover>\n<note><![CDATA[", "0123456789ab", 600000, "]]></note></cover></kasus>");
  g_autofree char *comment = repeat (CASE "\n\n<!--", "0123456789ab", 600000, "--></kasus>");
  g_autofree char *references = repeat (CASE "<cover>\n<note>", "&#65;", 1200000, "</note></cover></kasus>");
  g_autofree char *huge = repeat (CASE "<cover><note>", "0123456789abcdef", 1024 * 1024, "</note></cover></kasus>");

  expect_text (long_text, "text-too-long", 2);
  expect_text (long_cdata, "text-too-long", 2);
  expect_text (references, "text-too-long", 2);
  expect_text (comment, "text-too-long", 3);
  expect_text (huge, "file-too-large", 0);
}

/* A long text that a field takes only after looking at each of its letters. */
static void
test_long_values (void)
{
  static const char *const rows[][3] = {
    { CASE "<cover><note>", "e\xcc\x81\n", "</note></cover></kasus>" },
    { CASE "<participant><name>", "a\xcc\x81\xcc\xa3", "</name></participant></kasus>" },
    { CASE "<participant><identity>", "9", "</identity></participant></kasus>" },
    { CASE "<participant><wage>", "9", "</wage></participant></kasus>" },
    { CASE "<participant><born>", "9", "</born></participant></kasus>" },
    { CASE "<participant><sex>", "x", "</sex></participant></kasus>" },
    { CASE "<medical><loss_percent>1.", "0", "</loss_percent></medical></kasus>" },
    { CASE "<accident><accident_time>1:", "0", "</accident_time></accident></kasus>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = repeat (rows[i][0], rows[i][1], 200000, rows[i][2]);
      g_autoptr (GPtrArray) faults = refused (text, strlen (text));

      g_assert_cmpuint (faults->len, ==, 1);
      g_assert_cmpuint (strlen (((JkkFault *) faults->pdata[0])->text), <, 400); /* a sentence, not the value */
    }
}

/* libxml2 compares each attribute with each other one. */
static void
test_many_attributes (void)
{
  GString *many = g_string_new ("<kasus");
  g_autofree char *long_tag = repeat ("<kasus xmlns='", "urn:", 20000, "'/>");
  g_autofree char *in_quotes = repeat (CASE "<cover a='", "x='1' >", 3, "'></cover></kasus>");
  g_autofree char *unclosed = repeat (CASE "<cover a='", "x", 100000, "");

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (many, " a%u=''", i);
  g_string_append (many, "/>");
  expect (many->str, many->len, "tag-too-long", 1);
  g_string_free (many, TRUE);
  expect_text (long_tag, "tag-too-long", 1);
  expect_text (unclosed, "tag-too-long", 1);
  g_autoptr (GPtrArray) faults = refused (in_quotes, strlen (in_quotes));
}

static void
test_many_elements (void)
{
  g_autofree char *many = repeat (CASE "<children>", "<child/>", 100000, "</children></kasus>");
  g_autofree char *fewer = repeat (CASE "<children>", "<child/>", 40000, "</children></kasus>");
  g_autofree char *unknown = repeat (CASE "<children>", "<kid/>", 40000, "</children></kasus>");
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  expect_text (many, "too-many-elements", 1);
  expect_text (unknown, "too-many-faults", 0);
  jkk_xml_check (fewer, strlen (fewer), NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, MOST_SECONDS * G_USEC_PER_SEC);
}

static void
test_cut_off_anywhere (void)
{
  g_autofree char *example = fixture_example ("pesan-kk3.xml");
  gsize end = (gsize) (strrchr (example, '>') - example) + 1;

  for (gsize length = 0; length < end; length++)
    {
      /* In memory of its own length, so that a step beyond it is seen. */
      g_autofree char *part = g_memdup2 (example, length > 0 ? length : 1);
      g_autoptr (GPtrArray) faults = refused (part, length);
      const JkkFault *last = faults->pdata[faults->len - 1];

      if (length > 200)
        g_assert_cmpstr (last->code, ==, "truncated");
    }
  g_autoptr (GError) error = NULL;
  jkk_xml_check (example, end, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_flipped_bits (void)
{
  g_autofree char *example = fixture_example ("kasus.xml");
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  gsize length = strlen (example);

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *bytes = g_memdup2 (example, length);
      g_autoptr (GPtrArray) faults = NULL;

      for (int n = g_rand_int_range (rand, 1, 6); n > 0; n--)
        bytes[g_rand_int_range (rand, 0, (gint32) length)] ^= (char) (1 << g_rand_int_range (rand, 0, 8));
      if (!jkk_xml_check (bytes, length, NULL, &faults, NULL))
        fixture_expect_sound_faults (faults);
    }
}

static void
test_no_xml (void)
{
  expect ("", 0, "file-empty", 0);
  expect_text (" \n ", "not-xml", 1);
  expect_text ("%PDF-1.4\n%\xe2\xe3\xcf\xd3", "not-xml", 1);
  expect_text ("PK\x03\x04", "not-xml", 1);
  expect_text ("<?xml version='1.0'?>\n", "not-xml", 2);
  expect_text ("<!-- nothing -->", "not-xml", 1);
  expect_text ("{\"kasus\": 1}", "not-xml", 1);
}

static void
test_wrong_kind_of_document (void)
{
  g_autoptr (GPtrArray) faults = refused ("\n<html/>", 8);

  expect_text ("\n<html/>", "root-unknown", 2);
  g_assert_nonnull (strstr (((JkkFault *) faults->pdata[0])->repair, "<pesan>"));
  expect_text ("<kasus/>", "namespace-wrong", 1);
  expect_text ("<kasus xmlns='urn:other' versi='1'/>", "namespace-wrong", 1);
  expect_text ("<kasus xmlns='urn:santun:kasus:0' versi='1'/>", "namespace-wrong", 1);
  expect_text ("<kasus xmlns='urn:santun:kasus:1'/>", "attribute-missing", 1);
  expect_text ("<kasus xmlns='urn:santun:kasus:1' versi='satu'/>", "attribute-value", 1);
  expect_text ("<kasus xmlns='urn:santun:pesan:1' versi='1'/>", "namespace-wrong", 1);
}

static void
test_newer_version (void)
{
  static const char *const texts[] = {
    "<kasus xmlns='urn:santun:kasus:2' versi='2'><new/></kasus>",
    "<kasus xmlns='urn:santun:kasus:17' versi='17'/>",
    "<pesan xmlns='urn:santun:pesan:1' versi='2'/>",
    "<p:pesan xmlns:p='urn:santun:pesan:&#51;' versi='3'/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) faults = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (jkk_xml_check (texts[i], strlen (texts[i]), NULL, &faults, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_TOO_NEW);
      g_assert_cmpuint (faults->len, ==, 1);
      g_assert_cmpstr (((JkkFault *) faults->pdata[0])->code, ==, "version-newer");
      g_assert_cmpint (((JkkFault *) faults->pdata[0])->line, ==, 1);
    }
}

/* One mistake in the example each; the place is where the eye finds it. */
static const struct
{
  const char *from;
  const char *to;
  const char *code;
  const char *path;
  int line;
  int column;
} mistakes[] = {
  { "PT Contoh Maju Bersama</name>", "PT A & B</name>", "character-escape", "/kasus/employer/name", 10, 16 },
  { "Ratih Contohwati</contact>", "&nbsp;Ratih</contact>", "entity-unknown", "/kasus/employer/contact", 16, 20 },
  { "Ratih Contohwati</contact>", "&#7;Ratih</contact>", "character-forbidden", "/kasus/employer/contact", 16, 18 },
  { "</employer>", "</employed>", "tag-mismatch", "/kasus/employer", 21, 14 },
  { "<wage>4000000</wage>", "<wage>4000000</wage>\n<wage>1</wage>", "element-twice", "/kasus/participant/wage[2]", 34,
    1 },
  { "<wage>4000000</wage>", "<wages>4000000</wages>", "element-unexpected", "/kasus/participant/wages", 33, 5 },
  { "<wage>4000000</wage>", "<wage currency='IDR'>4000000</wage>", "attribute-unknown", "/kasus/participant/wage", 33,
    5 },
  { "<wage>4000000</wage>", "<wage><b>4000000</b></wage>", "content-unexpected", "/kasus/participant/wage/b", 33, 11 },
  { "<wage>4000000</wage>", "<wage>Rp 4.000.000</wage>", "value-invalid", "/kasus/participant/wage", 33, 5 },
  { "<wage>4000000</wage>", "<wage></wage>", "value-empty", "/kasus/participant/wage", 33, 5 },
  { "<wage>4000000</wage>", "<wage>-1</wage>", "value-invalid", "/kasus/participant/wage", 33, 5 },
  { "<wage>4000000</wage>", "<wage>99999999999999999999999</wage>", "value-too-large", "/kasus/participant/wage", 33,
    5 },
  { "<employer>", "<employer>halo", "text-unexpected", "/kasus/employer", 9, 3 },
  { "<school_year>4", "<school_year>9", "value-too-large", "/kasus/children/child/school_year", 162, 7 },
  { "<claim>", "<claim/>\n<claim>", "element-twice", "/kasus/claim[2]", 65, 1 },
  { "<absences>", "<absences><x/>", "element-unexpected", "/kasus/absences/x", 110, 13 },
  { "<sex>laki-laki", "<sex>pria", "code-unknown", "/kasus/participant/sex", 27, 5 },
  { "</kasus>", "</kasus><x/>", "content-after-end", NULL, 183, 9 },
  { "versi=\"1\"", "versi=\"1\" versi=\"1\"", "attribute-twice", NULL, 3, 54 },
  { "<participant>", "<participant xmlns=''>", "element-unexpected", "/kasus/participant", 22, 3 },
  { "<wage>", "<q:wage>", "namespace-unknown", NULL, 33, 12 },
};

static void
test_mistakes (void)
{
  g_autofree char *example = fixture_example ("kasus.xml");

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autofree char *text = fixture_replace (example, mistakes[i].from, mistakes[i].to);
      g_autoptr (GPtrArray) faults = refused (text, strlen (text));
      const JkkFault *fault = fixture_find_fault (faults, mistakes[i].code);

      g_test_message ("%s instead of %s: %s", mistakes[i].to, mistakes[i].from, ((JkkFault *) faults->pdata[0])->text);
      g_assert_nonnull (fault);
      g_assert_cmpint (fault->line, ==, mistakes[i].line);
      g_assert_cmpint (fault->column, ==, mistakes[i].column);
      if (mistakes[i].path != NULL)
        g_assert_cmpstr (fault->path, ==, mistakes[i].path);
    }
}

static void
test_many_mistakes (void)
{
  g_autofree char *some = repeat (CASE "<children>\n", "<child><born>x</born></child>\n", 7, "</children></kasus>");
  g_autofree char *many = repeat (CASE "<children>\n", "<child><born>x</born></child>\n", 200, "</children></kasus>");
  g_autoptr (GPtrArray) seven = refused (some, strlen (some));
  g_autoptr (GPtrArray) capped = refused (many, strlen (many));

  g_assert_cmpuint (seven->len, ==, 7);
  for (guint i = 0; i < 7; i++)
    {
      const JkkFault *fault = seven->pdata[i];
      g_autofree char *path = g_strdup_printf ("/kasus/children/child[%u]/born", i + 1);

      g_assert_cmpint (fault->line, ==, (int) i + 2);
      g_assert_cmpstr (fault->path, ==, path);
    }
  g_assert_cmpuint (capped->len, ==, JKK_XML_MAX_FAULTS + 1);
  g_assert_cmpstr (((JkkFault *) capped->pdata[JKK_XML_MAX_FAULTS])->code, ==, "too-many-faults");
}

static void
test_suggestions (void)
{
  static const struct
  {
    const char *text;
    const char *repair;
  } rows[] = {
    { CASE "<participant><born>15-05-1990</born></participant></kasus>", "“1990-05-15”" },
    { CASE "<participant><wage>Rp 4.000.000,-</wage></participant></kasus>", "“4000000”" },
    { CASE "<accident><place>Lalu lintas</place></accident></kasus>", "“lalu-lintas”" },
    { CASE "<medical><loss_percent>12,5 %</loss_percent></medical></kasus>", "“12.50”" },
    { CASE "<medical><treated_untill>2026-03-12</treated_untill></medical></kasus>", "“treated_until”" },
    { CASE "<participants/></kasus>", "“participant”" },
    { CASE "<children><kid/></children></kasus>", "child" },
    { CASE "<accident><accident_day>2026-02-30</accident_day></accident></kasus>", "2026-03-12" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) faults = refused (rows[i].text, strlen (rows[i].text));
      const JkkFault *fault = faults->pdata[0];

      g_assert_cmpuint (faults->len, ==, 1);
      g_assert_nonnull (fault->repair);
      g_assert_nonnull (strstr (fault->repair, rows[i].repair));
    }
}

/* Two threads meet at the schemas, which are made only once. */
static gpointer
check_many (gpointer data)
{
  for (guint i = 0; i < 50; i++)
    g_assert_true (jkk_xml_check (data, strlen (data), NULL, NULL, NULL));
  return NULL;
}

static void
test_threads (void)
{
  g_autofree char *example = fixture_example ("kasus.xml");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("check", check_many, example);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* First, while no schema is there yet. */
  g_test_add_func ("/xml/several threads read at the same time", test_threads);
  g_test_add_func ("/xml/document types and entity bombs are refused", test_entity_bombs);
  g_test_add_func ("/xml/no file and no address is fetched", test_nothing_is_fetched);
  g_test_add_func ("/xml/endless depth is refused", test_depth);
  g_test_add_func ("/xml/endless texts are refused", test_long_texts);
  g_test_add_func ("/xml/long values are refused in few words", test_long_values);
  g_test_add_func ("/xml/endless attributes are refused", test_many_attributes);
  g_test_add_func ("/xml/endless elements are refused", test_many_elements);
  g_test_add_func ("/xml/a file cut off at any byte is refused", test_cut_off_anywhere);
  g_test_add_func ("/xml/flipped bits do no harm", test_flipped_bits);
  g_test_add_func ("/xml/what is no XML is called so", test_no_xml);
  g_test_add_func ("/xml/another document is refused with what is expected", test_wrong_kind_of_document);
  g_test_add_func ("/xml/a newer version is told apart", test_newer_version);
  g_test_add_func ("/xml/each mistake has its code, path, line and column", test_mistakes);
  g_test_add_func ("/xml/many mistakes are listed up to a limit", test_many_mistakes);
  g_test_add_func ("/xml/a mistake gets the right suggestion", test_suggestions);
  return g_test_run ();
}
