#include <string.h>

#include "jkk-demo-case.h"
#include "jkk-demo-private.h"
#include "jkk-demo.h"
#include "jkk-message-xml.h"

enum
{
  DICE_MESSAGE = 5,
};

/**
 * jkk_demo_uuid:
 * @dice: dice
 *
 * Returns: (transfer full): a UUID (version 4) that is the same for the same dice; g_uuid_string_random() would make
 * every demonstration another one.
 */
char *
jkk_demo_uuid (JkkDice *dice)
{
  guint64 high = jkk_dice_next (dice), low = jkk_dice_next (dice);

  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x", (guint) (high >> 32),
                          (guint) (high >> 16 & 0xffff), (guint) (high & 0xfff),
                          (guint) (0x8000 | (low >> 48 & 0x3fff)), low & G_GUINT64_CONSTANT (0xffffffffffff));
}

/**
 * jkk_demo_sender:
 * @facility: name of a health facility
 *
 * Returns: (transfer full): a sender's code made of it, such as "RSUD-KERTASANA".
 */
char *
jkk_demo_sender (const char *facility)
{
  GString *code = g_string_new (NULL);

  for (const char *p = facility; *p != '\0' && code->len < 40; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (code, g_ascii_toupper (*p));
    else if (code->len > 0 && code->str[code->len - 1] != '-')
      g_string_append_c (code, '-');
  if (code->len == 0)
    g_string_append (code, "FASKES");
  return g_string_free (code, FALSE);
}

static JkkCase *
letter_of (const JkkCase *jcase)
{
  JkkCase *letter = jkk_case_new ();

  jkk_record_copy (&jkk_medical_type, &letter->medical, &jcase->medical);
  for (guint i = 0; i < jcase->impairments->len; i++)
    g_ptr_array_add (letter->impairments, jkk_record_dup (&jkk_impairment_type, jcase->impairments->pdata[i]));
  return letter;
}

/**
 * jkk_demo_message_new:
 * @letter: a case with a doctor's letter
 * @dice: dice for the GUID
 * @sequence: the sender's running number
 * @sent_at: seconds since 1970 UTC
 * @case_number: (nullable): the case that it belongs to
 *
 * Returns: (transfer full): the message with which the hospital sends that letter.
 */
JkkMessage *
jkk_demo_message_new (const JkkCase *letter, JkkDice *dice, gint64 sequence, gint64 sent_at, const char *case_number)
{
  static const char *const parts[] = { "medical", "impairments", NULL }, *const medical[] = { "medical", NULL };
  JkkMessage *message = jkk_message_new ("kk3");
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (sent_at);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  message->id = jkk_demo_uuid (dice);
  message->sender = jkk_demo_sender (letter->medical.facility != NULL ? letter->medical.facility : "");
  message->sequence = sequence;
  message->sent_at = g_date_time_format (local, "%Y-%m-%dT%H:%M:%S+07:00");
  message->case_number = g_strdup (case_number);
  message->content = letter_of (letter);
  message->parts = g_strdupv ((char **) (letter->impairments->len > 0 ? parts : medical));
  return message;
}

/* A letter for a case that has none: what its report lets a doctor find, ending when the claim says so. */
static JkkCase *
invent_letter (const JkkCase *jcase, JkkDice *dice, JkkDay today)
{
  const JkkDemoScene *scene = jkk_demo_scene_for_body (jcase->accident.body_part);
  JkkCase *letter = jkk_case_copy (jcase);
  gint64 days = jcase->claim.days_absent;

  if (letter->accident.accident_day == JKK_NONE)
    letter->accident.accident_day = jcase->claim.accident_day != JKK_NONE ? jcase->claim.accident_day : today - 7;
  if (days == JKK_NONE || days < 1)
    days = jkk_dice_between (dice, MAX (scene->days_min, 1), MAX (scene->days_max, 1));
  days = CLAMP (days, 1, MAX (today - letter->accident.accident_day, 1));
  jkk_record_clear (&jkk_medical_type, &letter->medical);
  jkk_record_init (&jkk_medical_type, &letter->medical);
  jkk_demo_case_add_letter (letter, scene, (guint) days, dice);
  return letter;
}

/**
 * jkk_demo_kk3_message:
 * @jcase: a case
 * @today: the day
 *
 * Returns: (transfer full): the message of jkk_demo_kk3().
 */
JkkMessage *
jkk_demo_kk3_message (const JkkCase *jcase, JkkDay today)
{
  const char *number = jcase->cover.number != NULL ? jcase->cover.number : "";
  JkkDice dice = jkk_dice_new (g_str_hash (number), DICE_MESSAGE, (guint64) jcase->revision);
  gboolean known = jcase->medical.doctor_name != NULL;
  g_autoptr (JkkCase) letter = known ? jkk_case_copy (jcase) : invent_letter (jcase, &dice, today);
  gint64 sent_at = (letter->medical.signed_day != JKK_NONE ? letter->medical.signed_day : today) * 86400 + 3 * 3600;

  return jkk_demo_message_new (letter, &dice, 1 + jkk_dice_below (&dice, 900), sent_at,
                               *number != '\0' ? number : NULL);
}

/**
 * jkk_demo_kk3:
 * @jcase: a case
 * @today: the day
 * @length: (out) (optional): bytes
 *
 * What the hospital would send: the doctor's letter of the case, or an invented one that fits its report when it has
 * none yet. For demonstrations, and for those who write software for hospitals.
 *
 * Returns: (transfer full): a file of santun-message-2.xsd, the same for the same case.
 */
char *
jkk_demo_kk3 (const JkkCase *jcase, JkkDay today, gsize *length)
{
  g_autoptr (JkkMessage) message = jkk_demo_kk3_message (jcase, today);

  return jkk_message_to_xml (message, length);
}
