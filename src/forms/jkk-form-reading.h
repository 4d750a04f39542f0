#pragma once

#include "jkk-case.h"
#include "jkk-form.h"
#include "jkk-read-value.h"

G_BEGIN_DECLS

/**
 * JkkFormReading:
 * @form: which form it is
 * @case_number: the case that it names, or %NULL
 * @values: #JkkReadValue: what is entered, in the order of the paper; each path once
 * @n_missing: fields of the form that the file lacks
 *
 * What the fields of a filled form say.
 */
typedef struct
{
  const JkkForm *form;
  char *case_number;
  GPtrArray *values;
  guint n_missing;
} JkkFormReading;

const JkkForm *jkk_form_recognise (GPtrArray *fields);
JkkFormReading *jkk_form_reading_new (GPtrArray *fields, GError **error);
void jkk_form_reading_free (JkkFormReading *reading);
JkkCase *jkk_form_reading_apply (GPtrArray *values, const JkkCase *jcase);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkFormReading, jkk_form_reading_free)

G_END_DECLS
