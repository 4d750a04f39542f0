#include "jkk-node-certificate.h"

#include <gio/gio.h>
#include <string.h>

static JkkNodePair *
make (JkkNodeRole role, const char *name, const char *host, const JkkNodePair *office)
{
  const char *hosts[] = { host, NULL };
  g_autoptr (GError) error = NULL;
  JkkNodePair *pair = jkk_node_certificate_make (role, name, host != NULL ? hosts : NULL, 30, office, &error);

  g_assert_no_error (error);
  return pair;
}

static GTlsCertificate *
read_pem (const char *pem)
{
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_pem (pem, -1, &error);

  g_assert_no_error (error);
  return certificate;
}

static GTlsCertificateFlags
judge (const JkkNodePair *pair, const char *host, const JkkNodePair *office)
{
  g_autoptr (GTlsCertificate) certificate = read_pem (pair->certificate);
  g_autoptr (GTlsCertificate) anchor = read_pem (office->certificate);
  g_autoptr (GSocketConnectable) identity = host != NULL ? g_network_address_new (host, 1) : NULL;

  return g_tls_certificate_verify (certificate, identity, anchor);
}

static void
test_the_office_vouches_for_its_own (void)
{
  g_autoptr (JkkNodePair) office = make (JKK_NODE_OFFICE, "Kantor", NULL, NULL);
  g_autoptr (JkkNodePair) other = make (JKK_NODE_OFFICE, "Kantor", NULL, NULL);
  g_autoptr (JkkNodePair) node = make (JKK_NODE_NODE, "Node", "kantor.example", office);
  g_autoptr (JkkNodePair) desk = make (JKK_NODE_DESK, "meja-1", NULL, office);

  g_assert_cmpuint (judge (node, "kantor.example", office), ==, 0);
  g_assert_cmpuint (judge (desk, NULL, office), ==, 0);
  g_assert_cmpuint (judge (node, "lain.example", office), ==, G_TLS_CERTIFICATE_BAD_IDENTITY);
  /* The same name does not help: only the key counts. */
  g_assert_cmpuint (judge (desk, NULL, other), !=, 0);
  /* A desk's certificate names no computer that could be reached. */
  g_assert_cmpuint (judge (desk, "meja-1", office) & G_TLS_CERTIFICATE_BAD_IDENTITY, !=, 0);
}

static void
test_each_certificate_has_a_number_of_its_own (void)
{
  g_autoptr (JkkNodePair) office = make (JKK_NODE_OFFICE, "Kantor", NULL, NULL);
  g_autoptr (JkkNodePair) a = make (JKK_NODE_DESK, "meja-1", NULL, office);
  g_autoptr (JkkNodePair) b = make (JKK_NODE_DESK, "meja-1", NULL, office);
  g_autofree char *serial = jkk_node_certificate_serial (a->certificate);
  g_autofree char *none = jkk_node_certificate_serial ("bukan sertifikat");

  g_assert_cmpstr (serial, ==, a->serial);
  g_assert_cmpuint (strlen (a->serial), ==, 32);
  g_assert_cmpstr (a->serial, !=, b->serial);
  g_assert_cmpstr (none, ==, "");
}

static void
test_a_name_cannot_bring_in_another (void)
{
  static const char *const bad[] = { "a.example,DNS:bank.example", "a.example/x", "a b", "IP:1.2.3.4" };
  g_autoptr (JkkNodePair) office = make (JKK_NODE_OFFICE, "Kantor", NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *hosts[] = { bad[i], NULL };
      g_autoptr (GError) error = NULL;

      g_assert_null (jkk_node_certificate_make (JKK_NODE_NODE, "Node", hosts, 30, office, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
}

/* The office's key and certificate must belong together, or the folder was mixed up. */
static void
test_an_office_with_another_key_vouches_for_nobody (void)
{
  g_autoptr (JkkNodePair) office = make (JKK_NODE_OFFICE, "Kantor", NULL, NULL);
  g_autoptr (JkkNodePair) other = make (JKK_NODE_OFFICE, "Kantor", NULL, NULL);
  JkkNodePair mixed = { .certificate = office->certificate, .key = other->key };
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_node_certificate_make (JKK_NODE_DESK, "meja-1", NULL, 30, &mixed, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/node/certificate/the_office_vouches_for_its_own", test_the_office_vouches_for_its_own);
  g_test_add_func ("/node/certificate/each_certificate_has_a_number_of_its_own",
                   test_each_certificate_has_a_number_of_its_own);
  g_test_add_func ("/node/certificate/a_name_cannot_bring_in_another", test_a_name_cannot_bring_in_another);
  g_test_add_func ("/node/certificate/an_office_with_another_key_vouches_for_nobody",
                   test_an_office_with_another_key_vouches_for_nobody);
  return g_test_run ();
}
