#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-form-map.h"
#include "jkk-form-template.h"
#include "jkk-printing.h"

/**
 * jkk_printing_use_own_forms:
 * @folder: (nullable): where the forms of the office lie; %NULL = "santun/forms" in the data folder of this person
 *
 * Adds the office's own forms to those of the program; one of the same name replaces it. To be called before any paper
 * is named or made.
 */
void
jkk_printing_use_own_forms (const char *folder)
{
  g_autofree char *usual = g_build_filename (g_get_user_data_dir (), "santun", "forms", NULL);

  jkk_form_use_folder (folder != NULL ? folder : usual);
}

/**
 * jkk_printing_check_form:
 * @pdf: path of a PDF with fields
 * @map: path of its map
 * @faults: (element-type utf8): where to add a sentence for each fault that hinders its use
 * @surplus: (element-type utf8): where to add a sentence for each field that the map leaves out
 * @error: return location
 *
 * Compares an office's own PDF with its map; the PDF is opened in the helper process.
 *
 * Returns: whether both could be read; %FALSE with %JKK_ERROR_NOT_FOUND or %JKK_ERROR_FORMAT.
 */
gboolean
jkk_printing_check_form (const char *pdf, const char *map, GPtrArray *faults, GPtrArray *surplus, GError **error)
{
  g_autofree char *base = g_path_get_basename (map);
  char *dot = strrchr (base, '.');

  if (dot != NULL)
    *dot = '\0';
  g_autoptr (JkkForm) form = jkk_form_read_official (base, pdf, map, faults, error);
  return form != NULL && jkk_form_template_check (form, faults, surplus, error);
}
