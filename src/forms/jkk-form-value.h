#pragma once

#include "jkk-case.h"
#include "jkk-decision.h"
#include "jkk-form.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

/**
 * JkkFormFacts:
 * @jcase: the case
 * @payout: (nullable): its payout sheet
 * @decision: (nullable): what was proposed or decided on it
 * @copy: which of the copies that the form names, from 1; 0 = none. Whom it is for stands on each page; it is no value
 * of the case and not among what the content hash is made of
 *
 * What a form is filled from. All of it is borrowed.
 */
typedef struct
{
  const JkkCase *jcase;
  const JkkPayout *payout;
  const JkkDecision *decision;
  guint copy;
} JkkFormFacts;

char *jkk_form_value_text (const JkkFormFacts *facts, const char *path);
gboolean jkk_form_value_is (const JkkFormFacts *facts, const char *path, const char *code);
gboolean jkk_form_value_check (const JkkFormField *field, GError **error);
char *jkk_form_value_of (const JkkField *field, gconstpointer record);

G_END_DECLS
