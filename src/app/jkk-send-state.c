#include "jkk-send-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-letter-state.h"

/* In the order in which a case usually needs them. Receipts are sent by the office itself, to each file that comes. */
static const char *const kinds[] = {
  "number", "guarantee", "question", "answer", "stage", "decision", "payment", NULL
};

/**
 * jkk_send_state_kinds:
 *
 * Returns: (transfer none) (array zero-terminated=1): the kinds of messages that a person sends.
 */
const char *const *
jkk_send_state_kinds (void)
{
  return kinds;
}

/**
 * jkk_send_state_kind_for:
 * @jcase: (nullable): a case
 *
 * Returns: (transfer none): the kind that is most likely wanted for it.
 */
const char *
jkk_send_state_kind_for (const JkkCase *jcase)
{
  if (jcase == NULL)
    return "question";
  if (!jkk_case_status_is_open (jkk_case_get_status (jcase)))
    return "decision";
  return jcase->medical.doctor_name == NULL ? "guarantee" : "question";
}

static const char *
partner_kind_for (const char *kind)
{
  return g_str_equal (kind, "stage") ? "pemberi-kerja" : "faskes";
}

/**
 * jkk_send_state_partner_for:
 * @partners: (element-type JkkPartner): the partners
 * @kind: a kind of message
 * @jcase: (nullable): the case
 *
 * Returns: (transfer none) (nullable): code of the partner that it is for: the facility or employer that the case
 * names. Where none has that name nobody is guessed at: what goes out names the participant, and goes to one partner
 * alone.
 */
const char *
jkk_send_state_partner_for (const GPtrArray *partners, const char *kind, const JkkCase *jcase)
{
  const char *wanted = partner_kind_for (kind);
  const char *name = jcase == NULL                    ? NULL
                     : g_str_equal (wanted, "faskes") ? jcase->medical.facility
                                                      : jcase->employer.name;

  g_autofree char *sought = name != NULL ? g_utf8_casefold (name, -1) : NULL;

  for (guint i = 0; sought != NULL && i < partners->len; i++)
    {
      const JkkPartner *partner = partners->pdata[i];
      g_autofree char *known = g_utf8_casefold (partner->name, -1);

      if (g_utf8_collate (known, sought) == 0)
        return partner->code;
    }
  return NULL;
}

/**
 * jkk_send_state_owed:
 * @owed: (element-type JkkOwed): what the office owes
 * @partner: code of a partner
 * @kind: a kind of message
 * @case_id: the case, or 0
 *
 * Returns: (transfer none) (nullable): the line that a message of this kind to this partner would settle; none where
 * the message in question is about another case.
 */
const JkkOwed *
jkk_send_state_owed (const GPtrArray *owed, const char *partner, const char *kind, gint64 case_id)
{
  for (guint i = 0; i < owed->len; i++)
    {
      const JkkOwed *line = owed->pdata[i];

      if (line->by_office && g_strcmp0 (line->partner, partner) == 0 && g_strcmp0 (line->kind, kind) == 0 &&
          line->case_id != 0 && line->case_id == case_id)
        return line;
    }
  return NULL;
}

/**
 * jkk_send_state_sent:
 * @sent: a message of the office
 *
 * Returns: (transfer full): in a line what it was, when, and what the partner answered.
 */
char *
jkk_send_state_sent (const JkkPostOut *sent)
{
  g_autofree char *time = jkk_letter_moment (sent->made_at);
  const char *state = sent->receipt_result != NULL     ? jkk_code_list_label ("receipt_result", sent->receipt_result)
                      : sent->delivered_at != JKK_NONE ? _ ("no receipt yet")
                                                       : _ ("waits for the outbox");

  return g_strdup_printf ("%s · %s · %s", time, jkk_letter_kind_label (sent->kind), state);
}

/**
 * jkk_send_state_text:
 * @message: a message that is being written
 * @field: a field of its kind's own record
 *
 * Returns: (transfer full): what the control of the field shows: codes and flags as stored, all else as a person reads
 * it.
 */
char *
jkk_send_state_text (const JkkMessage *message, const JkkField *field)
{
  if (jkk_field_is_empty (field, message->own))
    return g_strdup ("");
  return field->kind == JKK_KIND_CODE || field->kind == JKK_KIND_FLAG ? jkk_field_to_plain (field, message->own)
                                                                      : jkk_field_to_text (field, message->own);
}

/**
 * jkk_send_state_hindrance:
 * @message: a message that is being written
 * @partner: (nullable): to whom it goes
 *
 * Returns: (transfer full) (nullable): in a sentence what is still missing before it can be sent.
 */
char *
jkk_send_state_hindrance (const JkkMessage *message, const JkkPartner *partner)
{
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);

  if (partner == NULL)
    return g_strdup (_ ("Choose to whom it goes."));

  if (g_str_equal (message->kind, "number") && message->case_number == NULL)
    return g_strdup (_ ("A number can be given only for a case. Take the case in first."));
  for (guint i = 0; kind != NULL && kind->needed[i] != NULL; i++)
    {
      g_autofree char *value = jkk_message_get_text (message, kind->needed[i]);

      if (value == NULL || *value == '\0')
        {
          g_autofree char *label = jkk_message_path_label (message, kind->needed[i]);

          return g_strdup_printf (_ ("“%s” is still missing."), label);
        }
    }
  return NULL;
}
