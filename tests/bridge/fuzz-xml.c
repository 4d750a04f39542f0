/* Any bytes at every door of the bridge. Beyond not crashing: a file is good or has faults, each with code and
 * sentence, and what was taken in goes out and comes in again as the same. */

#include "jkk-case-xml.h"
#include "jkk-fhir.h"
#include "jkk-json.h"
#include "jkk-message-xml.h"
#include "jkk-payout-xml.h"
#include "jkk-xml-check.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
expect (gboolean holds)
{
  if (!holds)
    g_error ("This must not be.");
}

static void
check_file (const char *bytes, gsize length)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  const char *kind = NULL;
  gboolean good = jkk_xml_check (bytes, length, &kind, &faults, &error);

  expect (good == (error == NULL) && good == (faults->len == 0) && (!good || kind != NULL));
  for (guint i = 0; i < faults->len; i++)
    {
      const JkkFault *fault = faults->pdata[i];

      expect (fault->code != NULL && *fault->code != '\0' && g_utf8_validate (fault->text, -1, NULL));
    }
}

static void
read_case (const char *bytes, gsize length)
{
  g_autoptr (JkkCase) jcase = jkk_case_from_xml (bytes, length, JKK_CASE_XML_SYSTEM, NULL, NULL);

  if (jcase == NULL)
    return;
  gsize written = 0;
  g_autofree char *xml = jkk_case_to_xml (jcase, &written);
  g_autoptr (JkkCase) again = jkk_case_from_xml (xml, written, JKK_CASE_XML_SYSTEM, NULL, NULL);
  expect (again != NULL && jkk_case_equal (jcase, again));
}

static void
read_message (const char *bytes, gsize length)
{
  g_autoptr (JkkMessage) message = jkk_message_from_xml (bytes, length, NULL, NULL);

  if (message == NULL)
    return;
  gsize written = 0;
  g_autofree char *xml = jkk_message_to_xml (message, &written);
  g_autoptr (JkkMessage) again = jkk_message_from_xml (xml, written, NULL, NULL);
  expect (again != NULL && jkk_case_equal (message->content, again->content));
}

/* What a Bundle can hold comes out of it again. */
static void
read_bundle (const char *bytes, gsize length)
{
  gsize converted_length = 0;
  g_autoptr (GPtrArray) notices = NULL, faults = NULL, no_notices = NULL, no_faults = NULL;
  g_autofree char *converted = jkk_fhir_convert (bytes, length, &converted_length, &notices, &faults, NULL);

  if (converted == NULL)
    return;
  g_autoptr (JkkMessage) message = jkk_message_from_xml (converted, converted_length, NULL, NULL);
  expect (message != NULL);
  g_autofree char *back =
      jkk_fhir_convert (converted, converted_length, &converted_length, &no_notices, &no_faults, NULL);
  expect (back != NULL);
}

static void
read_payout (const char *bytes, gsize length)
{
  g_autoptr (JkkPayout) payout = jkk_payout_from_xml (bytes, length, NULL);

  if (payout == NULL)
    return;
  gsize written = 0;
  g_autofree char *xml = jkk_payout_to_xml (payout, &written);
  g_autoptr (JkkPayout) again = jkk_payout_from_xml (xml, written, NULL);
  expect (again != NULL && jkk_payout_equal (payout, again));
  g_autofree char *json = jkk_payout_to_json (payout);
  expect (g_utf8_validate (json, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *bytes = (const char *) data;

  check_file (bytes, size);
  read_case (bytes, size);
  read_message (bytes, size);
  read_bundle (bytes, size);
  read_payout (bytes, size);
  return 0;
}
