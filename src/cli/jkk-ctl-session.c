#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-demo.h"
#include "jkk-law.h"
#include "jkk-verification.h"

/* A demonstration office is made at its first use, like the desk does. */
static gboolean
ensure_demo (const char *address, GError **error)
{
  if (jkk_office_exists (address))
    return TRUE;
  jkk_ctl_say (_ ("There is no office yet: making a demonstration office with %d invented cases at “%s”."),
               JKK_DEMO_CASES, address);
  return jkk_demo_create (address, JKK_DEMO_CASES, JKK_DEMO_SEED, jkk_today (), NULL, NULL, NULL, error);
}

static char *
choose_address (const JkkCtl *ctl, GError **error)
{
  if (ctl->store != NULL)
    return g_strdup (ctl->store);

  g_autofree char *address = jkk_office_default_address ();
  const char *given = g_getenv ("SANTUN_STORE");
  if ((given != NULL && *given != '\0') || jkk_office_exists (address))
    return g_steal_pointer (&address);
  g_autofree char *demo = jkk_office_demo_address ();
  return ensure_demo (demo, error) ? g_steal_pointer (&demo) : NULL;
}

/**
 * jkk_ctl_office:
 * @ctl: the run
 * @error: return location
 *
 * Returns: (transfer none): the office that --store names, else SANTUN_STORE, else the office of this person, else the
 * demonstration office.
 */
JkkOffice *
jkk_ctl_office (JkkCtl *ctl, GError **error)
{
  if (ctl->office != NULL)
    return ctl->office;
  g_autofree char *address = choose_address (ctl, error);
  if (address != NULL)
    ctl->office = jkk_office_open (address, error);
  return ctl->office;
}

/* In a demonstration office the passwords are no secret. */
static const char *
known_password (const JkkCtl *ctl)
{
  guint n;
  const JkkDemoAccount *accounts = jkk_demo_accounts (&n);

  if (ctl->password_file != NULL || !jkk_office_is_demo (ctl->office))
    return NULL;
  for (guint i = 0; i < n; i++)
    if (strcmp (accounts[i].login, ctl->login) == 0)
      return accounts[i].password;
  return NULL;
}

static gboolean
sign_in (JkkCtl *ctl, GError **error)
{
  const char *known = known_password (ctl);
  g_autofree char *prompt = g_strdup_printf (_ ("Password of %s:"), ctl->login);
  g_autofree char *password = NULL;

  if (known != NULL && jkk_office_sign_in (ctl->office, ctl->login, known, NULL))
    return TRUE;
  password = jkk_ctl_read_password (ctl->password_file, prompt, error);
  return password != NULL && jkk_office_sign_in (ctl->office, ctl->login, password, error);
}

/**
 * jkk_ctl_signed_in:
 * @ctl: the run
 * @error: return location
 *
 * Returns: (transfer none): the office, with the person of --as signed in.
 */
JkkOffice *
jkk_ctl_signed_in (JkkCtl *ctl, GError **error)
{
  JkkOffice *office = jkk_ctl_office (ctl, error);

  if (office == NULL || jkk_office_get_person (office) != NULL)
    return office;
  if (ctl->login == NULL)
    {
      jkk_ctl_usage_error (error, _ ("Say who you are: --as LOGIN."));
      return NULL;
    }
  return sign_in (ctl, error) ? office : NULL;
}

static gboolean
check_own_password (JkkOffice *office, GError **error)
{
  const JkkAccount *person = jkk_office_get_person (office);

  if (!person->must_change)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("Your password was given by somebody else. Choose your own first: santunctl --as %s password"),
               person->login);
  return FALSE;
}

/**
 * jkk_ctl_reading:
 * @ctl: the run
 * @error: return location
 *
 * Cases are personal data: who reads them signs in. In a demonstration office, where nobody is real, it may be left
 * out.
 *
 * Returns: (transfer none): the office.
 */
JkkOffice *
jkk_ctl_reading (JkkCtl *ctl, GError **error)
{
  JkkOffice *office = jkk_ctl_office (ctl, error);

  if (office == NULL || (ctl->login == NULL && jkk_office_is_demo (office)))
    return office;
  office = jkk_ctl_signed_in (ctl, error);
  return office != NULL && check_own_password (office, error) ? office : NULL;
}

/* The cases whose number ends in these digits, of all years. */
static GPtrArray *
find_ending (JkkOffice *office, const char *ending, GError **error)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  query.search = ending + 1;
  g_autoptr (GArray) ids = jkk_office_list (office, &query, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (ids == NULL || (rows = jkk_office_rows (office, (const gint64 *) (gpointer) ids->data, ids->len, error)) == NULL)
    return NULL;
  for (guint i = rows->len; i > 0; i--)
    if (!g_str_has_suffix (((JkkCaseRow *) rows->pdata[i - 1])->number, ending))
      g_ptr_array_remove_index (rows, i - 1);
  return g_steal_pointer (&rows);
}

static gint64
find_digits (JkkOffice *office, const char *text, guint64 number, GError **error)
{
  g_autofree char *ending = g_strdup_printf ("-%06" G_GUINT64_FORMAT, number);
  g_autoptr (GPtrArray) rows = find_ending (office, ending, error);

  if (rows == NULL)
    return 0;
  if (rows->len == 1)
    return ((JkkCaseRow *) rows->pdata[0])->id;
  if (rows->len == 0)
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                 _ ("There is no case “%s”. “santunctl list --search TEXT” finds cases by number and name."), text);
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                 _ ("More than one case ends in %s, such as %s and %s. Write the whole number."), ending + 1,
                 ((JkkCaseRow *) rows->pdata[0])->number, ((JkkCaseRow *) rows->pdata[1])->number);
  return 0;
}

static gint64
find_case (JkkOffice *office, const char *text, GError **error)
{
  guint64 number;

  if (g_ascii_string_to_unsigned (text, 10, 1, 999999999, &number, NULL))
    return find_digits (office, text, number, error);

  g_autofree char *upper = g_ascii_strup (text, -1);
  g_autofree char *whole = g_ascii_isdigit (*upper) ? g_strconcat ("JKK-", upper, NULL) : g_steal_pointer (&upper);
  return jkk_office_find_number (office, whole, error);
}

/**
 * jkk_ctl_load:
 * @ctl: the run
 * @text: a case number, or its last digits
 * @error: return location
 *
 * Returns: (transfer full): the file of that case.
 */
JkkCaseFile *
jkk_ctl_load (JkkCtl *ctl, const char *text, GError **error)
{
  JkkOffice *office = jkk_ctl_reading (ctl, error);
  gint64 id = office != NULL ? find_case (office, text, error) : 0;

  return id != 0 ? jkk_office_load (office, id, error) : NULL;
}

/**
 * jkk_ctl_do:
 * @ctl: the run
 * @deed: name of the deed
 * @request: what it needs
 * @error: return location
 *
 * Signs in where nobody has, and does the deed.
 *
 * Returns: (transfer full): its outcome.
 */
JkkOutcome *
jkk_ctl_do (JkkCtl *ctl, const char *deed, const JkkRequest *request, GError **error)
{
  JkkOffice *office = jkk_ctl_signed_in (ctl, error);

  if (office == NULL || (strcmp (deed, "change-password") != 0 && !check_own_password (office, error)))
    return NULL;
  return jkk_office_do (office, deed, request, error);
}

/**
 * jkk_ctl_note:
 * @ctl: the run
 * @deed: "print" or "export"
 * @case_id: which case
 * @form: (nullable): what was printed or exported
 * @sha256: (nullable): its fingerprint
 * @error: return location
 *
 * Notes in the journal that somebody took a case out of the office; where nobody has to sign in (see
 * jkk_ctl_reading()) there is nobody to be noted.
 *
 * Returns: whether that is done.
 */
gboolean
jkk_ctl_note (JkkCtl *ctl, const char *deed, gint64 case_id, const char *form, const char *sha256, GError **error)
{
  JkkRequest request = { .case_id = case_id, .form = form, .fingerprint = sha256 };

  if (jkk_office_get_person (ctl->office) == NULL)
    return TRUE;
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, deed, &request, error);
  return outcome != NULL;
}

/**
 * jkk_ctl_payout:
 * @ctl: the run
 * @file: the file of a case
 * @error: return location
 *
 * Returns: (transfer full): its payout sheet: what was proposed or decided as it was frozen, an open case as it is
 * today.
 */
JkkPayout *
jkk_ctl_payout (JkkCtl *ctl, const JkkCaseFile *file, GError **error)
{
  if (file->decided_payout != NULL && !jkk_case_status_is_editable (jkk_case_get_status (file->jcase)))
    return jkk_payout_ref (file->decided_payout);
  return jkk_office_calculate_file (ctl->office, file, file->jcase, jkk_today (), error);
}
