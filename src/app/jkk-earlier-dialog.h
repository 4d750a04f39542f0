#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/* Asks for the password of earlier that locks what was typed then. */
void jkk_earlier_dialog_open (GtkWindow *parent, JkkOffice *office);

G_END_DECLS
