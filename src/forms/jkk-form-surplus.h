#pragma once

#include "jkk-attachment.h"
#include "jkk-form-value.h"

G_BEGIN_DECLS

void jkk_form_surplus_attach (const JkkForm *form, const JkkFormFacts *facts, JkkAttachment *attachment);

G_END_DECLS
