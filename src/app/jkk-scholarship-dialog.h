#pragma once

#include <adwaita.h>

#include "jkk-office.h"

G_BEGIN_DECLS

void jkk_scholarship_dialog_open (GtkWindow *parent, JkkOffice *office, const JkkCase *jcase);

G_END_DECLS
