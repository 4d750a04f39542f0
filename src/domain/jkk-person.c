#include "jkk-person.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The groups of the editor; one translated heading each. */
#define EMPLOYER N_ ("Employer")
#define PARTICIPANT N_ ("Participant")
#define WAGE N_ ("Wage")
#define PAYMENT N_ ("Payment")
#define HEIR N_ ("Heir")
#define GUARDIAN N_ ("Guardian of a minor heir")
#define CHILD N_ ("Child")

static const JkkField employer_rows[] = {
  JKK_ROW (JkkEmployer, name, TEXT, N_ ("Name of employer"), "KK 1 · 1", EMPLOYER, .flags = JKK_FIELD_NEEDED),
  JKK_ROW (JkkEmployer,
           number,
           TEXT,
           N_ ("NPP / NPW / project number"),
           "KK 1 · 1",
           EMPLOYER,
           .max = 30,
           .flags = JKK_FIELD_NEEDED),
  JKK_ROW (JkkEmployer, address, LONG, N_ ("Address of employer"), "KK 1 · 1", EMPLOYER, .max = 400),
  JKK_ROW (JkkEmployer, phone, TEXT, N_ ("Telephone of employer"), "KK 1 · 1", EMPLOYER, .check = jkk_check_phone),
  JKK_ROW (JkkEmployer, contact, TEXT, N_ ("Contact person"), "KK 1 · 1", EMPLOYER, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkEmployer, email, TEXT, N_ ("E-mail of employer"), "KK 1 · 1", EMPLOYER, .check = jkk_check_email),
  JKK_ROW (JkkEmployer, sector, TEXT, N_ ("Line of business"), "KK 1 · 1", EMPLOYER),
  JKK_ROW (JkkEmployer, wage_paid_on, FLAG, N_ ("Went on paying wages"), "KK 2 · 5", EMPLOYER),
  JKK_ROW (JkkEmployer, arrears_months, COUNT, N_ ("Contribution arrears, months"), "", EMPLOYER, .max = 600),
};
const JkkRecordType jkk_employer_type = JKK_RECORD_TYPE ("employer", N_ ("Employer"), JkkEmployer, employer_rows);

static const JkkField participant_rows[] = {
  JKK_ROW (JkkParticipant,
           name,
           TEXT,
           N_ ("Name of participant"),
           "KK 1 · 2",
           PARTICIPANT,
           .flags = JKK_FIELD_NEEDED | JKK_FIELD_PERSONAL),
  JKK_ROW (JkkParticipant,
           number,
           TEXT,
           N_ ("Participant number (KPJ)"),
           "KK 1 · 2",
           PARTICIPANT,
           .max = 30,
           .flags = JKK_FIELD_NEEDED | JKK_FIELD_PERSONAL),
  JKK_ROW (JkkParticipant,
           identity,
           TEXT,
           N_ ("NIK or passport number"),
           "KK 1 · 2",
           PARTICIPANT,
           .max = 30,
           .check = jkk_check_identity,
           .flags = JKK_FIELD_NEEDED | JKK_FIELD_PERSONAL),
  JKK_ROW (JkkParticipant,
           born,
           DAY,
           N_ ("Date of birth"),
           "KK 1 · 2",
           PARTICIPANT,
           .flags = JKK_FIELD_NEEDED | JKK_FIELD_PERSONAL),
  JKK_ROW (JkkParticipant, sex, CODE, N_ ("Sex"), "KK 1 · 2", PARTICIPANT, .codes = "sex", .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkParticipant,
           address,
           LONG,
           N_ ("Home address"),
           "KK 1 · 2",
           PARTICIPANT,
           .max = 400,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkParticipant,
           phone,
           TEXT,
           N_ ("Telephone of participant"),
           "KK 1 · 2",
           PARTICIPANT,
           .check = jkk_check_phone,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkParticipant, occupation, TEXT, N_ ("Kind of work or position"), "KK 1 · 2", PARTICIPANT),
  JKK_ROW (JkkParticipant, left_handed, FLAG, N_ ("Left-handed"), "KK 3 · 10", PARTICIPANT),
  JKK_ROW (JkkParticipant, registered, FLAG, N_ ("Registered as participant"), "", PARTICIPANT),
  JKK_ROW (JkkParticipant, employment_ended, DAY, N_ ("Employment ended on"), "", PARTICIPANT),
  JKK_ROW (JkkParticipant,
           wage_kind,
           CODE,
           N_ ("Wage is counted"),
           "KK 1 · 3",
           WAGE,
           .codes = "wage_kind",
           .flags = JKK_FIELD_NEEDED),
  JKK_ROW (JkkParticipant, working_week, COUNT, N_ ("Working days a week"), "KK 1 · 3", WAGE, .min = 5, .max = 6),
  JKK_ROW (JkkParticipant, wage, MONEY, N_ ("Reported wage"), "KK 1 · 3", WAGE, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkParticipant, wage_actual, MONEY, N_ ("Wage really paid"), "", WAGE, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkParticipant, wage_average, MONEY, N_ ("Average monthly wage"), "KK 1 · 3", WAGE, .max = JKK_MONEY_MAX),
  JKK_ROW (JkkParticipant, bank_name, TEXT, N_ ("Bank of participant"), "KK 2 · 5", PAYMENT),
  JKK_ROW (JkkParticipant,
           bank_account,
           TEXT,
           N_ ("Account number of participant"),
           "KK 2 · 5",
           PAYMENT,
           .max = 40,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkParticipant, bank_holder, TEXT, N_ ("Account holder"), "KK 2 · 5", PAYMENT, .flags = JKK_FIELD_PERSONAL),
};
const JkkRecordType jkk_participant_type =
    JKK_RECORD_TYPE ("participant", N_ ("Participant"), JkkParticipant, participant_rows);

static const JkkField heir_rows[] = {
  JKK_ROW (JkkHeir, name, TEXT, N_ ("Name of heir"), "KK 2 · 7", HEIR, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkHeir,
           identity,
           TEXT,
           N_ ("NIK of heir"),
           "KK 2 · 7",
           HEIR,
           .max = 30,
           .check = jkk_check_identity,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkHeir, relation, CODE, N_ ("Relation to participant"), "KK 2 · 7", HEIR, .codes = "relation"),
  JKK_ROW (JkkHeir, born, DAY, N_ ("Heir born on"), "KK 2 · 7", HEIR, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkHeir,
           phone,
           TEXT,
           N_ ("Telephone of heir"),
           "KK 2 · 7",
           HEIR,
           .check = jkk_check_phone,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkHeir, bank_name, TEXT, N_ ("Bank of heir"), "KK 2 · 7", HEIR),
  JKK_ROW (JkkHeir,
           bank_account,
           TEXT,
           N_ ("Account number of heir"),
           "KK 2 · 7",
           HEIR,
           .max = 40,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkHeir, bank_holder, TEXT, N_ ("Account holder (heir)"), "KK 2 · 7", HEIR, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkHeir, guardian_name, TEXT, N_ ("Name of guardian"), "KK 2 · 7", GUARDIAN, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkHeir,
           guardian_identity,
           TEXT,
           N_ ("NIK of guardian"),
           "KK 2 · 7",
           GUARDIAN,
           .max = 30,
           .check = jkk_check_identity,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkHeir,
           guardian_phone,
           TEXT,
           N_ ("Telephone of guardian"),
           "KK 2 · 7",
           GUARDIAN,
           .check = jkk_check_phone,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkHeir,
           guardian_email,
           TEXT,
           N_ ("E-mail of guardian"),
           "KK 2 · 7",
           GUARDIAN,
           .check = jkk_check_email,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkHeir, guardian_relation, TEXT, N_ ("Guardian’s relation to the heir"), "KK 2 · 7", GUARDIAN),
};
const JkkRecordType jkk_heir_type = JKK_RECORD_TYPE ("heir", N_ ("Heir"), JkkHeir, heir_rows);

static const JkkField child_rows[] = {
  JKK_ROW (JkkChild, name, TEXT, N_ ("Name of child"), "KK 2 · 8", CHILD, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkChild,
           identity,
           TEXT,
           N_ ("NIK of child"),
           "KK 2 · 8",
           CHILD,
           .max = 30,
           .check = jkk_check_identity,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkChild, born, DAY, N_ ("Child born on"), "KK 2 · 8", CHILD, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkChild, school_level, CODE, N_ ("School level now"), "KK 2 · 8", CHILD, .codes = "school_level"),
  JKK_ROW (JkkChild, school_year, COUNT, N_ ("Year of that level"), "KK 2 · 8", CHILD, .min = 1, .max = 8),
  JKK_ROW (JkkChild, school_entered, DAY, N_ ("Entered school on"), "KK 2 · 8", CHILD),
  JKK_ROW (JkkChild, working, FLAG, N_ ("Works already"), "KK 2 · 8", CHILD),
  JKK_ROW (JkkChild, married, FLAG, N_ ("Is married"), "KK 2 · 8", CHILD),
};
const JkkRecordType jkk_child_type = JKK_RECORD_TYPE ("child", N_ ("Child"), JkkChild, child_rows);

static gboolean
all_digits (const char *text)
{
  return strspn (text, "0123456789") == strlen (text);
}

/**
 * jkk_check_identity:
 * @text: a NIK (16 digits) or a passport number (a letter, then letters and digits, 6 to 12 in all)
 * @error: return location
 *
 * Returns: whether it can be one of the two.
 */
gboolean
jkk_check_identity (const char *text, GError **error)
{
  gsize length = strlen (text);

  if (all_digits (text))
    {
      if (length == 16)
        return TRUE;
      g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                   _ ("A NIK has 16 digits, but this one has %d. Compare it with the identity card."), (int) length);
      return FALSE;
    }

  gboolean good = length >= 6 && length <= 12 && g_ascii_isalpha (text[0]);
  for (const char *p = text; *p != '\0'; p++)
    good = good && g_ascii_isalnum (*p);
  if (!good)
    g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                 _ ("“%s” is neither a NIK (16 digits) nor a passport number (letters and digits). "
                    "Compare it with the identity card."),
                 text);
  return good;
}

/**
 * jkk_check_phone:
 * @text: a telephone number
 * @error: return location
 *
 * Returns: whether it has 5 to 20 digits and nothing but digits, spaces and +-()./
 */
gboolean
jkk_check_phone (const char *text, GError **error)
{
  guint digits = 0;

  for (const char *p = text; *p != '\0'; p++)
    digits += g_ascii_isdigit (*p) ? 1 : 0;
  if (strspn (text, "0123456789 +-()./") == strlen (text) && digits >= 5 && digits <= 20)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
               _ ("“%s” is not a telephone number. Write digits, for example 0812 3456 7890."), text);
  return FALSE;
}

/**
 * jkk_check_email:
 * @text: an e-mail address
 * @error: return location
 *
 * Returns: whether it has the shape name@host.
 */
gboolean
jkk_check_email (const char *text, GError **error)
{
  const char *at = strchr (text, '@');

  if (at != NULL && at > text && strchr (at + 1, '@') == NULL && strchr (at, '.') > at + 1 &&
      strchr (text, ' ') == NULL && !g_str_has_suffix (text, "."))
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
               _ ("“%s” is not an e-mail address. It looks like name@company.co.id."), text);
  return FALSE;
}
