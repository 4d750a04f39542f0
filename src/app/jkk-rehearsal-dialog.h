#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

void jkk_rehearsal_dialog_open (GtkWindow *parent, JkkOffice *office, const char *path);

G_END_DECLS
