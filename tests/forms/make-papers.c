/* Every form, as a print copy and fillable, from a case whose texts need attachments, and empty:
 *
 *   make-papers FOLDER */
#include "jkk-form.h"
#include "jkk-pdf-form.h"
#include "sample-case.h"

static void
write_paper (const char *folder, const char *code, const JkkCase *jcase, JkkFormFlags flags, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("%s-%s.pdf", code, kind), *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) bytes = jkk_form_fill (code, jcase, NULL, NULL, flags, &error);
  gsize length = 0;

  g_assert_no_error (error);
  const char *data = g_bytes_get_data (bytes, &length);
  g_file_set_contents (path, data, (gssize) length, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  const char *const *codes = jkk_form_codes ();
  g_autoptr (JkkCase) full = sample_case_full (), empty = jkk_case_new ();

  if (argc != 2)
    return 2;
  for (guint i = 0; codes[i] != NULL; i++)
    {
      write_paper (argv[1], codes[i], full, JKK_FORM_FLAT, "flat");
      write_paper (argv[1], codes[i], full, JKK_FORM_FILLABLE, "fillable");
      write_paper (argv[1], codes[i], empty, JKK_FORM_FILLABLE, "blank");
    }
  return 0;
}
