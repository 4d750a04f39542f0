#pragma once

#include "jkk-form-value.h"

G_BEGIN_DECLS

/**
 * JkkFormFlags:
 * @JKK_FORM_FLAT: a print copy: what stands in the fields is part of the page
 * @JKK_FORM_FILLABLE: the fields can still be changed in any PDF reader
 */
typedef enum
{
  JKK_FORM_FLAT = 0,
  JKK_FORM_FILLABLE = 1 << 0,
} JkkFormFlags;

GBytes *jkk_form_fill_marked (
    const char *form, const JkkFormFacts *facts, JkkFormFlags flags, char **content_hash, GError **error);
GBytes *jkk_form_fill (const char *form,
                       const JkkCase *jcase,
                       const JkkPayout *payout,
                       const JkkDecision *decision,
                       JkkFormFlags flags,
                       GError **error);

G_END_DECLS
