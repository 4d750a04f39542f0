#include "jkk-message-xml.h"
#include "jkk-signature.h"
#include "xml-fixture.h"

#include <string.h>

#define DAY 20580
#define DSIG "http://www.w3.org/2000/09/xmldsig#"
#define EMPTY_URI "<Reference URI=\"\">"

typedef struct
{
  JkkOwnKey *key;
  GPtrArray *keys;
  char *plain;
  char *text; /* the same, signed */
} Signed;

static JkkOwnKey *
make_key (void)
{
  g_autoptr (GError) error = NULL;
  JkkOwnKey *key = jkk_own_key_generate ("RS Contoh Sehat", JKK_KEY_SIGNS, DAY - 100, DAY + 1000, &error);

  g_assert_no_error (error);
  key->certificate->from_day = DAY - 100;
  return key;
}

static char *
sign (const JkkOwnKey *key, const char *text)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  char *result = jkk_signature_sign (text, strlen (text), key, &length, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (length, ==, strlen (result));
  return result;
}

static void
set_up (Signed *s, gconstpointer data)
{
  s->key = make_key ();
  s->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_partner_key_free);
  g_ptr_array_add (s->keys, jkk_partner_key_copy (s->key->certificate));
  s->plain = fixture_example ("pesan-tagihan.xml");
  s->text = sign (s->key, s->plain);
}

static void
tear_down (Signed *s, gconstpointer data)
{
  jkk_own_key_free (s->key);
  g_ptr_array_unref (s->keys);
  g_free (s->plain);
  g_free (s->text);
}

static void
expect (const Signed *s, const char *text, JkkSignatureState state, const char *code)
{
  g_autofree char *signer = NULL;
  g_autoptr (JkkFault) fault = NULL;
  JkkSignatureState found = jkk_signature_verify (text, strlen (text), s->keys, DAY, &signer, &fault);

  g_assert_cmpstr (fault != NULL ? fault->code : NULL, ==, code);
  g_assert_cmpint (found, ==, state);
  g_assert_cmpint (signer != NULL, ==, state == JKK_SIGNATURE_GOOD);
}

static void
expect_bad (const Signed *s, const char *from, const char *to, const char *code)
{
  g_autofree char *text = fixture_replace (s->text, from, to);

  expect (s, text, JKK_SIGNATURE_BAD, code);
}

static void
test_a_signed_message_is_still_a_message (Signed *s, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkMessage) before = jkk_message_from_xml (s->plain, strlen (s->plain), NULL, &error);
  g_autoptr (JkkMessage) after = jkk_message_from_xml (s->text, strlen (s->text), NULL, &error);
  g_autofree char *old = fixture_example ("pesan-kk3.xml"), *old_signed = sign (s->key, old);
  g_autoptr (JkkMessage) first = jkk_message_from_xml (old_signed, strlen (old_signed), NULL, &error);

  g_assert_no_error (error);
  g_assert_true (jkk_case_equal (before->content, after->content));
  g_assert_cmpint (first->version, ==, 1);
  expect (s, s->text, JKK_SIGNATURE_GOOD, NULL);
  expect (s, old_signed, JKK_SIGNATURE_GOOD, NULL);
  expect (s, s->plain, JKK_SIGNATURE_NONE, "signature-missing");
}

/* Made by a program that shares nothing with this one, with an RSA key; and by ourselves with one. */
static void
test_signatures_of_other_programs_count (Signed *s, gconstpointer data)
{
  g_autofree char *pem_path = g_test_build_filename (G_TEST_DIST, "fixtures", "keys", "rsa2048.pem", NULL);
  g_autofree char *text = fixture_example ("pesan-bertanda-tangan.xml"), *pem = NULL;

  g_assert_true (g_file_get_contents (pem_path, &pem, NULL, NULL));
  expect (s, text, JKK_SIGNATURE_BAD, "signature-wrong");
  JkkPartnerKey *key = jkk_key_read_certificate (pem, strlen (pem), "RS", JKK_KEY_SIGNS, NULL);
  key->from_day = DAY;
  g_ptr_array_add (s->keys, key);
  expect (s, text, JKK_SIGNATURE_GOOD, NULL);

  g_autoptr (JkkOwnKey) rsa = jkk_own_key_generate ("RS", JKK_KEY_ENCRYPTS, DAY, DAY + 9, NULL);
  JkkPartnerKey *other = jkk_partner_key_copy (rsa->certificate);
  g_autofree char *by_rsa = sign (rsa, s->plain);
  g_ptr_array_add (s->keys, other);
  expect (s, by_rsa, JKK_SIGNATURE_BAD, "signature-wrong"); /* a key for encrypting signs nothing */
  jkk_set_str (&other->purpose, JKK_KEY_SIGNS);
  other->from_day = DAY;
  expect (s, by_rsa, JKK_SIGNATURE_GOOD, NULL);
}

static void
test_a_key_counts_on_its_days (Signed *s, gconstpointer data)
{
  JkkPartnerKey *key = s->keys->pdata[0];

  key->revoked_day = DAY + 1;
  expect (s, s->text, JKK_SIGNATURE_GOOD, NULL);
  key->revoked_day = DAY;
  expect (s, s->text, JKK_SIGNATURE_BAD, "signature-key-revoked");
  key->revoked_day = JKK_NONE;
  key->from_day = DAY + 1;
  expect (s, s->text, JKK_SIGNATURE_BAD, "signature-key-not-yet");
  key->from_day = DAY - 9;
  key->until_day = DAY - 1;
  expect (s, s->text, JKK_SIGNATURE_BAD, "signature-key-expired");
  key->until_day = DAY;
  expect (s, s->text, JKK_SIGNATURE_GOOD, NULL);

  /* After a change of keys both sign, each on its days. */
  g_autoptr (JkkOwnKey) new_key = make_key ();
  g_autofree char *by_new = sign (new_key, s->plain);
  expect (s, by_new, JKK_SIGNATURE_BAD, "signature-wrong");
  g_ptr_array_add (s->keys, jkk_partner_key_copy (new_key->certificate));
  expect (s, by_new, JKK_SIGNATURE_GOOD, NULL);
  expect (s, s->text, JKK_SIGNATURE_GOOD, NULL);
  g_ptr_array_set_size (s->keys, 0);
  expect (s, s->text, JKK_SIGNATURE_UNKNOWN, "signature-unknown-key");
}

static void
test_every_change_is_noticed (Signed *s, gconstpointer data)
{
  expect_bad (s, "RSCS/2026/03/0417", "RSCS/2026/03/0418", "signature-altered");
  expect_bad (s, "</pesan>", " </pesan>", "signature-altered");
  expect_bad (s, "versi=\"2\"", "versi=\"2\" x=\"1\"", "signature-altered");
  expect_bad (s, "<pesan ", "<?x y?><pesan ", "signature-altered");
  const char *value = strstr (s->text, "<SignatureValue>") + strlen ("<SignatureValue>");
  g_autofree char *text = g_strdup (s->text);
  text[value - s->text + 5] = text[value - s->text + 5] == 'A' ? 'B' : 'A';
  expect (s, text, JKK_SIGNATURE_BAD, "signature-wrong");
  /* A comment says nothing to any reader, and no canonicalization that is allowed looks at it. */
  g_autofree char *commented = fixture_replace (s->text, "<header>", "<header><!-- x -->");
  expect (s, commented, JKK_SIGNATURE_GOOD, NULL);
}

/* The signed message is kept somewhere, and another one stands where it is read. */
static void
test_wrapping_is_refused (Signed *s, gconstpointer data)
{
  const char *start = strstr (s->text, "<Signature"), *root = strstr (s->text, "<pesan");
  const char *end = strstr (start, "</Signature>") + strlen ("</Signature>");
  g_autofree char *signature = g_strndup (start, (gsize) (end - start));
  g_autofree char *inside_object =
      g_strdup_printf ("%.*s<Object>%s</Object></Signature>", (int) strlen (signature) - 12, signature, root);
  g_autofree char *object = fixture_replace (s->text, signature, inside_object);
  g_autofree char *second = g_strconcat (signature, signature, NULL),
                  *twice = fixture_replace (s->text, signature, second);
  g_autofree char *followed = g_strconcat (signature, "<header/>", NULL);
  g_autofree char *not_last = fixture_replace (s->text, signature, followed);
  g_autofree char *without = fixture_replace (s->text, signature, "");
  g_autofree char *in_header = g_strconcat ("<header>", signature, NULL);
  g_autofree char *deep = fixture_replace (without, "<header>", in_header);
  g_autofree char *evil = g_strdup_printf ("<pesan xmlns=\"urn:santun:pesan:2\" versi=\"2\"><x>%s</x></pesan>", root);
  g_autofree char *beside =
      g_strdup_printf ("<pesan xmlns=\"urn:santun:pesan:2\" versi=\"2\"><x>%s</x>%s</pesan>", root, signature);

  expect (s, object, JKK_SIGNATURE_BAD, "signature-several"); /* the kept message brings its own */
  expect_bad (s, "</Signature>", "<Object><pesan/></Object></Signature>", "signature-shape");
  expect (s, twice, JKK_SIGNATURE_BAD, "signature-several");
  expect (s, not_last, JKK_SIGNATURE_BAD, "signature-place");
  expect (s, deep, JKK_SIGNATURE_BAD, "signature-place");
  expect (s, evil, JKK_SIGNATURE_BAD, "signature-place");
  expect (s, beside, JKK_SIGNATURE_BAD, "signature-several");
  expect (s, signature, JKK_SIGNATURE_BAD, "signature-place");
}

static void
test_a_reference_covers_the_whole_message (Signed *s, gconstpointer data)
{
  const char *reference = strstr (s->text, "<Reference"), *end = strstr (reference, "</Reference>") + 12;
  g_autofree char *one = g_strndup (reference, (gsize) (end - reference)), *two = g_strconcat (one, one, NULL);

  expect_bad (s, EMPTY_URI, "<Reference URI=\"#isi\">", "signature-reference");
  expect_bad (s, EMPTY_URI, "<Reference URI=\"#xpointer(/)\">", "signature-reference");
  expect_bad (s, EMPTY_URI, "<Reference URI=\"http://127.0.0.1/x\">", "signature-reference");
  expect_bad (s, EMPTY_URI, "<Reference URI=\"file:///etc/passwd\">", "signature-reference");
  expect_bad (s, EMPTY_URI, "<Reference>", "signature-shape");
  expect_bad (s, EMPTY_URI, "<Reference URI=\"\" Type=\"" DSIG "Manifest\">", "signature-shape");
  expect_bad (s, EMPTY_URI, "<Reference xmlns:x=\"urn:x\" x:URI=\"#isi\" URI=\"\">", "signature-shape");
  expect_bad (s, one, two, "signature-reference");
  expect_bad (s, one, "", "signature-shape");
  /* Ids, single or double, lead nowhere. */
  expect_bad (s, "<header>", "<header Id=\"isi\">", "signature-altered");
  expect_bad (s, "<SignedInfo>", "<SignedInfo Id=\"isi\">", "signature-shape");
  g_autofree char *id = fixture_replace (s->text, "<header>", "<header xml:id=\"isi\">");
  g_autofree char *ids = fixture_replace (id, "<bill>", "<bill xml:id=\"isi\">");
  g_autofree char *to_id = fixture_replace (ids, EMPTY_URI, "<Reference URI=\"#isi\">");
  expect (s, to_id, JKK_SIGNATURE_BAD, "signature-reference");
}

static void
test_transforms_and_algorithms_are_few (Signed *s, gconstpointer data)
{
  static const char *const transforms[] = {
    "http://www.w3.org/TR/1999/REC-xslt-19991116",         "http://www.w3.org/TR/1999/REC-xpath-19991116",
    "http://www.w3.org/2002/06/xmldsig-filter2",           DSIG "base64",
    "http://www.w3.org/2001/10/xml-exc-c14n#WithComments", ""
  };
  static const char *const methods[] = { DSIG "hmac-sha1",
                                         "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
                                         DSIG "rsa-sha1",
                                         DSIG "dsa-sha1",
                                         "http://www.w3.org/2001/04/xmldsig-more#rsa-md5",
                                         "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1" };
  static const char *const digests[] = { DSIG "sha1", "http://www.w3.org/2001/04/xmldsig-more#md5" };

  for (guint i = 0; i < G_N_ELEMENTS (transforms); i++)
    {
      g_autofree char *to = g_strdup_printf ("<Transform Algorithm=\"%s\"/>", transforms[i]);

      expect_bad (s, "<Transform Algorithm=\"" DSIG "enveloped-signature\"/>", to, "signature-transform");
      expect_bad (s, "<Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>", to, "signature-transform");
    }
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    expect_bad (s, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", methods[i], "signature-algorithm");
  for (guint i = 0; i < G_N_ELEMENTS (digests); i++)
    expect_bad (s, "http://www.w3.org/2001/04/xmlenc#sha256", digests[i], "signature-algorithm");
  expect_bad (s, "<SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"/>",
              "<SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\">"
              "<HMACOutputLength>1</HMACOutputLength></SignatureMethod>",
              "signature-shape");
  expect_bad (s, "<Transforms>", "<Transforms><Transform Algorithm=\"" DSIG "enveloped-signature\"/>",
              "signature-transform");
}

/* Another key, a certificate or the address of one may be in a signature; the registered key alone counts. */
static void
test_a_key_in_the_signature_is_refused (Signed *s, gconstpointer data)
{
  static const char *const keys[] = {
    "<X509Data><X509Certificate>MIIB</X509Certificate></X509Data>",
    "<KeyValue><RSAKeyValue><Modulus>AQAB</Modulus><Exponent>AQAB</Exponent></RSAKeyValue></KeyValue>",
    "<RetrievalMethod URI=\"http://127.0.0.1/key\"/>",
    "<x:DEREncodedKeyValue xmlns:x=\"http://www.w3.org/2009/xmldsig11#\">AQAB</x:DEREncodedKeyValue>",
  };
  const char *info = strstr (s->text, "<KeyInfo>"), *end = strstr (info, "</KeyInfo>") + strlen ("</KeyInfo>");
  g_autofree char *whole = g_strndup (info, (gsize) (end - info));

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *alone = g_strdup_printf ("<KeyInfo>%s</KeyInfo>", keys[i]);
      g_autofree char *behind = g_strdup_printf ("</KeyName>%s", keys[i]);

      expect_bad (s, whole, alone, "signature-key-given");
      expect_bad (s, "</KeyName>", behind, "signature-key-given");
    }
  g_autofree char *none = fixture_replace (s->text, whole, "");
  expect (s, none, JKK_SIGNATURE_GOOD, NULL);
  g_autofree char *another_name = fixture_replace (s->text, "<KeyName>", "<KeyName>kunci-lain ");
  expect (s, another_name, JKK_SIGNATURE_GOOD, NULL); /* a name is a word for people */
}

static void
test_comments_and_entities_in_a_signature_are_refused (Signed *s, gconstpointer data)
{
  expect_bad (s, "<DigestValue>", "<DigestValue><!-- x -->", "signature-shape");
  expect_bad (s, "<SignedInfo>", "<SignedInfo><?x y?>", "signature-shape");
  expect_bad (s, "<SignatureValue>", "<SignatureValue><![CDATA[]]>", "signature-shape");
  expect_bad (s, "<SignedInfo>", "<SignedInfo>kata", "signature-shape");
  g_autofree char *doctype = fixture_replace (
      s->text, "<pesan ", "<!DOCTYPE pesan [<!ATTLIST header Id ID #IMPLIED><!ENTITY x \"y\">]><pesan ");
  expect (s, doctype, JKK_SIGNATURE_BAD, "doctype");
}

static void
test_what_is_no_message_has_no_signature (Signed *s, gconstpointer data)
{
  gsize length = strlen (s->text);
  g_autoptr (GError) again = NULL, broken = NULL;

  for (gsize cut = 0; cut < length; cut += 211)
    {
      g_autofree char *signer = NULL;
      g_autoptr (JkkFault) fault = NULL;

      g_assert_cmpint (jkk_signature_verify (s->text, cut, s->keys, DAY, &signer, &fault), ==, JKK_SIGNATURE_BAD);
      g_assert_nonnull (fault);
    }
  g_assert_null (jkk_signature_sign (s->text, length, s->key, &length, &again));
  g_assert_error (again, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_null (jkk_signature_sign ("<a", 2, s->key, &length, &broken));
  g_assert_error (broken, JKK_ERROR, JKK_ERROR_FORMAT);
}

/* The office may read a message in another encoding than it was written in: the characters are signed, not the bytes.
 */
static void
test_the_encoding_of_the_file_does_not_matter (Signed *s, gconstpointer data)
{
  g_autofree char *named = fixture_replace (s->plain, "encoding=\"UTF-8\"", "encoding=\"UTF-16\"");
  gsize length, signed_length;
  g_autofree char *wide = g_convert (named, -1, "UTF-16", "UTF-8", NULL, &length, NULL);
  g_autofree char *text = jkk_signature_sign (wide, length, s->key, &signed_length, NULL);
  g_autofree char *wide_again = g_convert (text, (gssize) signed_length, "UTF-16", "UTF-8", NULL, &length, NULL);
  g_autofree char *signer = NULL;
  g_autoptr (JkkFault) fault = NULL;

  expect (s, text, JKK_SIGNATURE_GOOD, NULL);
  g_assert_cmpint (jkk_signature_verify (wide_again, length, s->keys, DAY, &signer, &fault), ==, JKK_SIGNATURE_GOOD);
}

#define ADD(name, func) g_test_add (name, Signed, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/signature/message", test_a_signed_message_is_still_a_message);
  ADD ("/signature/others", test_signatures_of_other_programs_count);
  ADD ("/signature/days", test_a_key_counts_on_its_days);
  ADD ("/signature/change", test_every_change_is_noticed);
  ADD ("/signature/wrapping", test_wrapping_is_refused);
  ADD ("/signature/reference", test_a_reference_covers_the_whole_message);
  ADD ("/signature/algorithms", test_transforms_and_algorithms_are_few);
  ADD ("/signature/key-given", test_a_key_in_the_signature_is_refused);
  ADD ("/signature/nodes", test_comments_and_entities_in_a_signature_are_refused);
  ADD ("/signature/broken", test_what_is_no_message_has_no_signature);
  ADD ("/signature/encoding", test_the_encoding_of_the_file_does_not_matter);
  return g_test_run ();
}
