#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

typedef void (*JkkCasePicked) (gint64 case_id, gpointer user_data);

/* Asks for a case. @callback is called when one was chosen; never when the person gives up. @destroy frees @user_data.
 */
void jkk_case_picker_open (GtkWindow *parent,
                           JkkOffice *office,
                           const char *search,
                           JkkCasePicked callback,
                           gpointer user_data,
                           GDestroyNotify destroy);

G_END_DECLS
