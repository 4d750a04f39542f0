#include "jkk-desk-key.h"

#include "store-fixture.h"

#include <string.h>

static void
test_an_address_names_a_computer_and_a_port (void)
{
  static const struct
  {
    const char *address;
    const char *host;
    guint16 port;
    guint n_hosts;
  } rows[] = {
    { "santun://kantor", "kantor", JKK_NODE_PORT, 1 },
    { "santun://kantor.cabang:7000", "kantor.cabang", 7000, 1 },
    { "santun://192.168.1.5", "192.168.1.5", JKK_NODE_PORT, 1 },
    { "santun://[::1]:4000", "::1", 4000, 1 },
    { "santun://satu,dua:7000,[::1]:4000", "::1", 4000, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) nodes = jkk_desk_key_parse_hosts (rows[i].address, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (nodes->len, ==, rows[i].n_hosts);
      GSocketConnectable *node = nodes->pdata[nodes->len - 1];
      g_assert_cmpstr (g_network_address_get_hostname (G_NETWORK_ADDRESS (node)), ==, rows[i].host);
      g_assert_cmpuint (g_network_address_get_port (G_NETWORK_ADDRESS (node)), ==, rows[i].port);
    }
}

static void
test_what_is_no_address_is_refused (void)
{
  static const char *const bad[] = { "",
                                     "kantor",
                                     "santun://",
                                     "santun://a/b",
                                     "santun://a b",
                                     "santun://a,,c",
                                     "santun://a,b,c,d,e,f,g,h",
                                     "santun://u@h",
                                     "santun://h:notaport",
                                     "santun://h:99999" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (jkk_desk_key_parse_hosts (bad[i], &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
    }
}

/* Each node has a folder of its own, and none lies elsewhere. */
static void
test_folders_stay_where_they_belong (void)
{
  g_autofree char *a = jkk_desk_key_folder ("santun://kantor");
  g_autofree char *b = jkk_desk_key_folder ("santun://kantor:4548");
  g_autofree char *c = jkk_desk_key_folder ("santun://..");
  g_autofree char *root = g_path_get_dirname (a);

  g_assert_cmpstr (a, !=, b);
  g_assert_true (g_str_has_prefix (c, root));
  g_assert_null (strstr (c, "/../"));
  g_assert_false (g_str_has_suffix (c, "/.."));
}

static void
test_what_is_no_desk_file_is_refused (void)
{
  static const char *const bad[] = { "", "Santun-Node: santun://kantor\n", "-----BEGIN CERTIFICATE-----\nAAAA\n",
                                     "Santun-Node: santun://\n-----BEGIN PRIVATE KEY-----\n" };
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "meja.santun-desk", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, bad[i], -1, NULL));
      g_assert_null (jkk_desk_key_join (path, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
    }
  remove_folder (folder);

  g_autoptr (GError) error = NULL;
  g_assert_null (jkk_desk_key_join (path, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

static void
test_without_a_key_it_is_said_how_to_get_one (void)
{
  GTlsCertificate *key = NULL;
  GTlsDatabase *office = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (jkk_desk_key_load ("santun://belum-pernah", &key, &office, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "santunctl store join"));
  g_assert_null (key);
  g_assert_null (office);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/desk-key/an_address_names_a_computer_and_a_port",
                   test_an_address_names_a_computer_and_a_port);
  g_test_add_func ("/store/desk-key/what_is_no_address_is_refused", test_what_is_no_address_is_refused);
  g_test_add_func ("/store/desk-key/folders_stay_where_they_belong", test_folders_stay_where_they_belong);
  g_test_add_func ("/store/desk-key/what_is_no_desk_file_is_refused", test_what_is_no_desk_file_is_refused);
  g_test_add_func ("/store/desk-key/without_a_key_it_is_said_how_to_get_one",
                   test_without_a_key_it_is_said_how_to_get_one);
  return g_test_run ();
}
