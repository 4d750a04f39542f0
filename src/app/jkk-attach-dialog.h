#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/* Called with the number of files that were attached, when the dialog is closed; never when there were none. */
typedef void (*JkkAttachDone) (guint n_attached, gpointer user_data);

/* Reads files, asks for the kind of each and attaches them to a case. @paths is %NULL-terminated; @kind is what the
 * person asked for, or %NULL. @destroy frees @user_data. */
GtkWindow *jkk_attach_dialog_open (GtkWindow *parent,
                                   JkkOffice *office,
                                   const JkkCase *jcase,
                                   const char *const *paths,
                                   const char *kind,
                                   JkkAttachDone callback,
                                   gpointer user_data,
                                   GDestroyNotify destroy);

G_END_DECLS
