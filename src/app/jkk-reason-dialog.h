#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*JkkReasonGiven) (const char *reason, gpointer user_data);

/* Asks why. @callback is called when a reason was given; never when the person gives up. @destroy frees @user_data. */
void jkk_reason_dialog_open (GtkWindow *parent,
                             const char *title,
                             const char *question,
                             JkkReasonGiven callback,
                             gpointer user_data,
                             GDestroyNotify destroy);

G_END_DECLS
