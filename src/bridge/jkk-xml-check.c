#include "jkk-xml-check.h"

#include "jkk-case-xml-private.h"
#include "jkk-decision-xml-private.h"
#include "jkk-fhir-private.h"
#include "jkk-message-xml-private.h"
#include "jkk-payout-xml-private.h"

/* A case or a message is read as when it is taken in, so that it gets the same findings. */
static void
check_content (JkkXmlFile *file, JkkXmlNode *root)
{
  const JkkXmlKind *kind = jkk_xml_file_kind (file);
  g_autoptr (JkkMessage) message = NULL, head = NULL;
  g_autoptr (JkkPayout) payout = NULL;
  g_autoptr (JkkCase) jcase = NULL;

  if (kind == &jkk_xml_kind_message || kind == &jkk_xml_kind_message_1)
    message = jkk_message_read_xml (file, root);
  else if (kind == &jkk_xml_kind_fhir)
    message = jkk_fhir_read (file, root, &head);
  else if (kind == &jkk_xml_kind_payout)
    payout = jkk_payout_read_xml (file, root);
  else if (kind == &jkk_xml_kind_case)
    jcase = jkk_case_read_parts (file, root, FALSE, NULL, NULL, NULL);
}

/**
 * jkk_xml_check:
 * @bytes: any document of the schemas, from anybody
 * @length: its length
 * @kind: (out) (optional) (nullable): its root: "kasus", "pesan", "penetapan", "santunan" or "Bundle"; %NULL if it is
 * none of them
 * @faults: (out) (optional) (transfer full) (element-type JkkFault): all that is wrong with it; empty when nothing is
 * @error: return location
 *
 * Returns: whether the file is as it should be; %FALSE with %JKK_ERROR_FORMAT or %JKK_ERROR_TOO_NEW
 */
gboolean
jkk_xml_check (const char *bytes, gsize length, const char **kind, GPtrArray **faults, GError **error)
{
  static const JkkXmlKind *const kinds[] = { &jkk_xml_kind_case,
                                             &jkk_xml_kind_message,
                                             &jkk_xml_kind_message_1,
                                             &jkk_xml_kind_decision,
                                             &jkk_xml_kind_payout,
                                             &jkk_xml_kind_fhir,
                                             NULL };

  g_return_val_if_fail (bytes != NULL, FALSE);

  g_autoptr (JkkXmlFile) file = jkk_xml_file_read (bytes, length, kinds);
  JkkXmlNode *root = jkk_xml_file_root (file);
  if (root != NULL)
    check_content (file, root);
  if (kind != NULL)
    *kind = jkk_xml_file_kind (file) != NULL ? jkk_xml_file_kind (file)->root : NULL;
  return jkk_xml_file_finish (file, faults, error);
}
