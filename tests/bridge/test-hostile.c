/* Files that somebody has made to do harm, at the doors behind which signatures are looked at and messages decrypted.
 * The reader of messages has such tests of its own (test-xml, test-xml-scan, test-xml-decode); here each file also goes
 * to the doors that stand beside it. */

#include "jkk-encryption.h"
#include "jkk-receipt.h"
#include "jkk-signature.h"
#include "jkk-trust.h"
#include "xml-fixture.h"

#include <string.h>

#define DAY 20580
#define BEGIN "<pesan xmlns=\"urn:santun:pesan:2\" versi=\"2\">"

/* No door crashes, believes or opens it, and the office refuses it for this reason. */
static void
expect_refused (const char *bytes, gsize length, const char *code)
{
  g_autoptr (JkkPartner) partner = jkk_partner_new ("RS-CONTOH-SEHAT", "RS", "faskes");
  g_autoptr (JkkOwnKey) key = jkk_own_key_generate ("RS", JKK_KEY_SIGNS, DAY, DAY + 9, NULL);
  g_autoptr (GPtrArray) keys = g_ptr_array_new (), own = g_ptr_array_new ();
  g_autofree char *signer = NULL;
  g_autoptr (JkkFault) fault = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  key->certificate->from_day = DAY;
  g_ptr_array_add (keys, key->certificate);
  g_ptr_array_add (own, key);
  const JkkTrust trust = { partner, keys, own, DAY };
  g_assert_cmpint (jkk_signature_verify (bytes, length, keys, DAY, &signer, &fault), !=, JKK_SIGNATURE_GOOD);
  g_assert_null (jkk_encryption_decrypt (bytes, length, own, &n, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  g_autoptr (JkkPostFile) file = jkk_trust_judge (&trust, "a.xml", bytes, length);
  g_assert_null (file->message);
  fixture_expect_sound_faults (file->faults);
  if (fixture_find_fault (file->faults, code) == NULL)
    g_error ("%s is missing; the first fault is %s", code, ((JkkFault *) file->faults->pdata[0])->code);
}

static void
expect_text_refused (const char *text, const char *code)
{
  expect_refused (text, strlen (text), code);
}

static char *
repeated (const char *before, const char *piece, guint n, const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
  return g_string_free (g_string_append (text, after), FALSE);
}

static void
test_entities (void)
{
  static const char *const beginnings[] = {
    "<!DOCTYPE p [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>",
    "<!DOCTYPE p [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
    "<!DOCTYPE p SYSTEM \"http://127.0.0.1:9/x.dtd\">",
    "<!DOCTYPE p PUBLIC \"-//X//Y\" \"http://127.0.0.1:9/x.dtd\">",
    "<!DOCTYPE p [<!ENTITY % a SYSTEM \"file:///etc/passwd\"> %a;]>",
    "<!DOCTYPE p [<!ATTLIST header Id ID #IMPLIED>]>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autofree char *message = g_strconcat (beginnings[i], BEGIN "&a;</pesan>", NULL);
      g_autofree char *envelope = g_strconcat (
          beginnings[i], "<EncryptedData xmlns=\"http://www.w3.org/2001/04/xmlenc#\">&c;</EncryptedData>", NULL);

      expect_text_refused (message, "doctype");
      expect_text_refused (envelope, "doctype");
    }
  expect_text_refused (BEGIN "&a;</pesan>", "entity-unknown");
}

static void
test_depth_and_size (void)
{
  g_autofree char *deep = repeated (BEGIN, "<a>", 100000, "");
  g_autofree char *deep_envelope =
      repeated ("<EncryptedData xmlns=\"http://www.w3.org/2001/04/xmlenc#\">", "<KeyInfo>", 100000, "");
  g_autofree char *long_text = repeated (BEGIN "<header><id>", "0123456789", 200000, "</id></header></pesan>");
  g_autofree char *references = repeated (BEGIN "<header><id>", "&#65;", 1100000, "</id></header></pesan>");
  g_autofree char *long_value = repeated ("<pesan xmlns=\"urn:santun:pesan:2\" versi=\"", "0123456789", 20000, "\"/>");
  g_autofree char *wide = repeated (BEGIN, "<a/>", 60000, "</pesan>");
  g_autofree char *names = repeated (BEGIN "<", "aaaaaaaaaa", 20000, "/></pesan>");
  g_autofree char *huge = repeated (BEGIN, "aaaaaaaaaaaaaaaa", 600000, "</pesan>");

  expect_text_refused (deep, "too-deep");
  expect_text_refused (deep_envelope, "too-deep");
  expect_text_refused (long_text, "text-too-long");
  expect_text_refused (references, "text-too-long");
  expect_text_refused (long_value, "tag-too-long");
  expect_text_refused (wide, "too-many-elements");
  expect_text_refused (names, "tag-too-long");
  expect_text_refused (huge, "file-too-large");
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *code;
  } files[] = {
    { "<?xml version='1.0' encoding='UTF-7'?>+ADw-pesan/+AD4-", 52, "encoding-unknown" },
    { "\xff\xfe\0\0<\0\0\0", 8, "encoding-unknown" },
    { "\x4c\x6f\xa7\x94\x93", 5, "not-xml" }, /* EBCDIC */
    { "<?xml version='1.0' encoding='UTF-16'?><pesan/>", 47, "encoding-wrong" },
    { "<pesan>\xc0\xaf</pesan>", 17, "encoding-wrong" }, /* "/" written too long */
    { "<pesan>\xed\xa0\x80</pesan>", 18, "encoding-wrong" },
    { "<pesan>\0</pesan>", 16, "character-forbidden" },
    { "\x1f\x8b\x08\0\0\0\0\0\0\x03", 10, "not-xml" }, /* gzip */
    { "PK\x03\x04", 4, "not-xml" },
    { "", 0, "file-empty" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    expect_refused (files[i].bytes, files[i].length, files[i].code);
}

static void
expect_enclosure (const char *from, const char *to, const char *code)
{
  g_autofree char *example = fixture_example ("pesan-dokumen.xml"), *text = fixture_replace (example, from, to);

  expect_text_refused (text, code);
}

/* Names that lead out of the folder, open a device, or hide what they are; a file that is not what it says. */
static void
test_enclosures (void)
{
  static const char *const names[] = {
    "../../../etc/cron.d/x",
    "/etc/passwd",
    "..\\..\\x.pdf",
    "C:\\x.pdf",
    "\\\\server\\x",
    "x/../../y.pdf",
    "NUL",
    "con.pdf",
    "COM1.txt",
    "lpt9",
    ".bashrc",
    "-rf",
    "x.pdf.",
    "a&#8238;fdp.exe",
    "file:x",
    "a&lt;b&gt;.pdf",
    "%2e%2e%2fpasswd/..",
  };
  static const char file_name[] = "<file_name>surat-istirahat-2.txt";

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *to = g_strconcat ("<file_name>", names[i], NULL);

      expect_enclosure (file_name, to, "file-name-unsafe");
    }
  expect_enclosure (file_name, "<file_name>a&#10;b.pdf", "value-invalid");
  expect_enclosure ("<media_type>text/plain", "<media_type>application/pdf", "content-type-differs");
  expect_enclosure ("<media_type>text/plain", "<media_type>image/JPEG", "content-type-differs");
  expect_enclosure ("<size>68", "<size>69", "content-size-differs");
  expect_enclosure ("<sha256>c", "<sha256>d", "content-fingerprint-differs");
}

/* What would grow when it is unpacked is kept as it came; what is opened for a person is opened in the cage of the
 * reader of papers. An envelope holds no more than its own size. */
static void
test_nothing_is_unpacked (void)
{
  g_autofree char *example = fixture_example ("pesan-dokumen.xml");
  static const guchar packed[] = { 0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0x4b, 0x4c, 0x04, 0 };
  g_autofree char *base64 = g_base64_encode (packed, sizeof packed);
  g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, packed, sizeof packed);
  const char *content = strstr (example, "<content>"), *end = strstr (content, "</content>");
  g_autofree char *whole = g_strndup (content, (gsize) (end - content));
  g_autofree char *new_content = g_strconcat ("<content>", base64, NULL);
  g_autofree char *with = fixture_replace (example, whole, new_content);
  g_autofree char *hash = g_strconcat ("<sha256>", sha256, NULL);
  g_autofree char *hashed =
      fixture_replace (with, "<sha256>ccd1d0526500d8153e353749b605c237cdb5f52014592eb8f9bffd29901f0d84", hash);
  g_autofree char *text = fixture_replace (hashed, "<size>68", "<size>14");
  g_autoptr (JkkPostFile) file = jkk_post_file_judge ("RS-CONTOH-SEHAT", "a.xml", text, strlen (text), DAY);

  g_assert_nonnull (file->message);
  g_assert_cmpuint (g_bytes_get_size (file->message->file), ==, sizeof packed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/entities", test_entities);
  g_test_add_func ("/hostile/size", test_depth_and_size);
  g_test_add_func ("/hostile/encodings", test_encodings);
  g_test_add_func ("/hostile/enclosures", test_enclosures);
  g_test_add_func ("/hostile/unpacking", test_nothing_is_unpacked);
  return g_test_run ();
}
