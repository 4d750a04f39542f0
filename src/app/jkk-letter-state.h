#pragma once

#include "jkk-postbox-desk.h"

G_BEGIN_DECLS

/**
 * JkkLetterLine:
 * @path: which value, or %NULL
 * @label: what it is
 * @place: form and item where it stands, or %NULL
 * @value: as a person reads it
 * @wide: whether the value needs the whole width
 *
 * A line of a message.
 */
typedef struct
{
  char *path;
  char *label;
  char *place;
  char *value;
  gboolean wide;
} JkkLetterLine;

/**
 * JkkLetterBlock:
 * @title: heading
 * @lines: #JkkLetterLine
 *
 * What stands under one heading of a message; in the order of the form.
 */
typedef struct
{
  char *title;
  GPtrArray *lines;
} JkkLetterBlock;

/**
 * JkkLetterDeeds:
 * @take_over: whether values can be taken over into the case that is compared
 * @file: whether the message can be kept with that case
 * @new_case: whether a case can be made of it
 * @other_case: whether another case can be chosen
 * @refuse: whether it can be refused
 * @aside: whether it can be laid aside, or a faulty file be noted as dealt with
 * @release: whether it lies in quarantine and may be read anew
 * @settle_owed: whether the answer that is owed can be settled with a reason
 * @answer: (nullable): name of the kind of message by which the office answers it
 * @why_not: (nullable): why values cannot be taken over, though there is a case
 *
 * What a person may do with a message now.
 */
typedef struct
{
  gboolean take_over;
  gboolean file;
  gboolean new_case;
  gboolean other_case;
  gboolean refuse;
  gboolean aside;
  gboolean release;
  gboolean settle_owed;
  const char *answer;
  char *why_not;
} JkkLetterDeeds;

GPtrArray *jkk_letter_state_blocks (const JkkMessage *message);
GPtrArray *jkk_letter_state_file (const JkkPostLetter *letter, GPtrArray *partners);
char *jkk_letter_state_title (const JkkPostLetter *letter);
char *jkk_letter_state_subtitle (const JkkPostLetter *letter, GPtrArray *partners);
char *jkk_letter_state_receipt (const JkkPostLetter *letter);
JkkLetterDeeds *jkk_letter_state_deeds (const JkkPostLetter *letter, const JkkOwed *owed, const JkkAccount *person);
void jkk_letter_deeds_free (JkkLetterDeeds *deeds);

const char *jkk_letter_kind_label (const char *kind);
const char *jkk_letter_partner_name (GPtrArray *partners, const char *code);
char *jkk_letter_moment (gint64 seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkLetterDeeds, jkk_letter_deeds_free)

G_END_DECLS
