#include "jkk-fhir-private.h"

static void
expect_form (JkkFhirForm form, const char *value, const char *plain)
{
  const char *code = NULL;
  g_autofree char *text = NULL, *repair = NULL;
  g_autofree char *found = jkk_fhir_form_read (form, value, &code, &text, &repair);

  g_assert_cmpstr (found, ==, plain);
  g_assert_true ((found == NULL) == (code != NULL && text != NULL && repair != NULL));
}

/* 17:00 in Universal Time is the next day in Jakarta; 16:00 is it in the middle and the east of the country only. */
static void
test_days (void)
{
  expect_form (JKK_FHIR_DAY, "2026-03-12", "2026-03-12");
  expect_form (JKK_FHIR_DAY, "2026-03-12T00:10:00+07:00", "2026-03-12");
  expect_form (JKK_FHIR_DAY, "2026-03-12T23:50:00+09:00", "2026-03-12");
  expect_form (JKK_FHIR_DAY, "2026-03-12T14:59:59Z", "2026-03-12");
  expect_form (JKK_FHIR_DAY, "2026-03-12T15:00:00Z", NULL);
  expect_form (JKK_FHIR_DAY, "2026-03-12T16:59:59+00:00", NULL);
  expect_form (JKK_FHIR_DAY, "2026-03-12T17:00:00.000+00:00", "2026-03-13");
  expect_form (JKK_FHIR_DAY, "2026-12-31T17:00:00Z", "2027-01-01");
  expect_form (JKK_FHIR_DAY, "2026-03-01T00:30:00+14:00", "2026-02-28");
  expect_form (JKK_FHIR_DAY, "2026-03-12T25:00:00Z", NULL);
  expect_form (JKK_FHIR_DAY, "2026-03", NULL);
  expect_form (JKK_FHIR_DAY, "", NULL);
  expect_form (JKK_FHIR_DAY, "2026-03-12T", NULL);
}

static void
test_numbers (void)
{
  expect_form (JKK_FHIR_MONEY, "4000000", "4000000");
  expect_form (JKK_FHIR_MONEY, "4000000.00", "4000000");
  expect_form (JKK_FHIR_MONEY, "004", "4");
  expect_form (JKK_FHIR_MONEY, "0", "0");
  expect_form (JKK_FHIR_MONEY, "4000000.01", NULL);
  expect_form (JKK_FHIR_MONEY, "4.", NULL);
  expect_form (JKK_FHIR_MONEY, ".5", NULL);
  expect_form (JKK_FHIR_MONEY, "", NULL);
  expect_form (JKK_FHIR_PERCENT, "12.5", "12.50");
  expect_form (JKK_FHIR_PERCENT, "12", "12.00");
  expect_form (JKK_FHIR_PERCENT, "12.500", "12.50");
  expect_form (JKK_FHIR_PERCENT, "12.505", NULL);
  expect_form (JKK_FHIR_CLOCK, "07:40:00", "07:40");
  expect_form (JKK_FHIR_CLOCK, "07:40:30", NULL);
  expect_form (JKK_FHIR_SEX, "female", "perempuan");
  expect_form (JKK_FHIR_SEX, "unknown", NULL);
  expect_form (JKK_FHIR_UUID, "urn:uuid:x", "x");
  expect_form (JKK_FHIR_UUID, "x", NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fhir-form/days have no time zone", test_days);
  g_test_add_func ("/fhir-form/numbers are whole", test_numbers);
  return g_test_run ();
}
