#pragma once

#include <adwaita.h>

#include "jkk-assessing.h"

G_BEGIN_DECLS

/* @index: number of the disability, from 1; 0 = a new one. */
typedef void (*JkkAssessed) (guint index, const JkkAssessing *assessing, gpointer user_data);

/* Works out a disability from what the doctor measured; @destroy frees @user_data. */
void jkk_assess_dialog_open (GtkWindow *parent,
                             JkkOffice *office,
                             const JkkCase *jcase,
                             guint index,
                             JkkAssessed callback,
                             gpointer user_data,
                             GDestroyNotify destroy);

G_END_DECLS
